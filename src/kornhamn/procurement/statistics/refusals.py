"""Files that are refused as a whole: what is wrong, where, and what to do."""

from kornhamn.kernel.errors import N_, DomainError


class FileRefusedError(DomainError):
    """A file that cannot be taken in; nothing of it is."""


class FileEmpty(FileRefusedError):  # noqa: N818 - named for what happened
    """No bytes, or no rows below the header."""

    code = "statistics.empty"
    message = N_("%(name)s is empty. Download it again and see that it has a size above 0 bytes.")


class FileTooLarge(FileRefusedError):  # noqa: N818 - named for what happened
    """More bytes, or more when unpacked, than the installation takes."""

    code = "statistics.too-large"
    message = N_(
        "%(name)s is too large: %(found)s MB, and at most %(most)s MB are taken in. Split it by "
        "half year, or raise the limit in the settings."
    )


class FileTypeUnknown(FileRefusedError):  # noqa: N818 - named for what happened
    """An ending other than .xlsx and .csv."""

    code = "statistics.type-unknown"
    message = N_(
        "%(name)s is neither an Excel workbook (.xlsx) nor a CSV file (.csv). Save it as one of "
        "those and try again."
    )


class ContentNotAsNamed(FileRefusedError):  # noqa: N818 - named for what happened
    """A name that promises another content."""

    code = "statistics.content-not-as-named"
    message = N_(
        "%(name)s does not hold what its name says. Open it, save it anew as an Excel workbook "
        "(.xlsx) or as CSV, and try again."
    )


class WorkbookEncrypted(FileRefusedError):  # noqa: N818 - named for what happened
    """A workbook behind a password."""

    code = "statistics.encrypted"
    message = N_(
        "%(name)s is protected by a password. Open it in Excel, choose File → Info → Protect "
        "Workbook → Encrypt with Password, clear the password, save, and try again."
    )


class WorkbookOld(FileRefusedError):  # noqa: N818 - named for what happened
    """The binary format of Excel 97 to 2003."""

    code = "statistics.old-format"
    message = N_(
        "%(name)s is in the old Excel format of 1997–2003. Open it in Excel, save it as an Excel "
        "workbook (.xlsx), and try again."
    )


class FileBroken(FileRefusedError):  # noqa: N818 - named for what happened
    """Bytes that are damaged, or not what a workbook or a CSV file is made of."""

    code = "statistics.broken"
    message = N_(
        "%(name)s is broken and cannot be read (%(detail)s). Download it again, or open it, save "
        "it anew, and try again."
    )


class FileUnsafe(FileRefusedError):  # noqa: N818 - named for what happened
    """A workbook built to take all memory or time when it is opened."""

    code = "statistics.unsafe"
    message = N_(
        "%(name)s was not opened: it would take too much memory or time (%(detail)s). A workbook "
        "of statistics is never like that: find out where the file comes from."
    )


class HeaderMissing(FileRefusedError):  # noqa: N818 - named for what happened
    """No row that looks like the statistics' header."""

    code = "statistics.header-missing"
    message = N_(
        "%(name)s has no header: none of the columns of the statistics stands in its first rows. "
        "The file must be one of the four of Upphandlingsmyndigheten, with the column names on "
        "top. First cells found: %(found)s."
    )


class ColumnsMissing(FileRefusedError):  # noqa: N818 - named for what happened
    """A header without all the columns that are needed."""

    code = "statistics.columns-missing"
    message = N_(
        "%(name)s lacks columns that are needed: %(missing)s. Rename the columns in the file, or "
        "download it again with all columns."
    )


class MeasureAmbiguous(FileRefusedError):  # noqa: N818 - named for what happened
    """The figures of two kinds of files in one, or a column twice."""

    code = "statistics.columns-twice"
    message = N_(
        "%(name)s has columns that exclude each other or stand there twice: %(columns)s. Keep one "
        "kind of figure a file."
    )


class NothingToImport(DomainError):  # noqa: N818 - named for what happened
    """A path that leads to no file of statistics."""

    code = "statistics.nothing-to-import"
    message = N_(
        "There is no file of statistics in %(path)s. Give one or more .xlsx or .csv files, or a "
        "folder with them."
    )


class UploadsGone(DomainError):  # noqa: N818 - named for what happened
    """The files of a run were deleted."""

    code = "statistics.uploads-gone"
    message = N_("The uploaded files are no longer kept. Upload them again.")
