"""Tables that are no statistics: what is wrong, where, and what to do."""

from kornhamn.files.refusals import FileRefusedError
from kornhamn.kernel.errors import N_, DomainError


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
