"""Files that are refused as a whole: what is wrong, where, and what to do."""

from collections.abc import Sequence

from kornhamn.kernel.errors import N_, DomainError


class FileRefusedError(DomainError):
    """A file that cannot be taken in; nothing of it is."""


class FileEmpty(FileRefusedError):  # noqa: N818 - named for what happened
    """No bytes, or no rows below the header."""

    code = "file.empty"
    message = N_("%(name)s is empty. Download it again and see that it has a size above 0 bytes.")


class FileTooLarge(FileRefusedError):  # noqa: N818 - named for what happened
    """More bytes, or more when unpacked, than the installation takes."""

    code = "file.too-large"
    message = N_(
        "%(name)s is too large: %(found)s MB, and at most %(most)s MB are taken in. Split it by "
        "period, or raise the limit in the settings."
    )


class FileTypeUnknown(FileRefusedError):  # noqa: N818 - named for what happened
    """An ending that nobody here reads."""

    code = "file.type-unknown"
    message = N_(
        "%(name)s is of a type that is not read here. Save it as one of %(types)s and try again."
    )


class ContentNotAsNamed(FileRefusedError):  # noqa: N818 - named for what happened
    """A name that promises another content."""

    code = "file.content-not-as-named"
    message = N_(
        "%(name)s does not hold what its name says. Open it, save it anew as an Excel workbook "
        "(.xlsx) or as CSV, and try again."
    )


class WorkbookEncrypted(FileRefusedError):  # noqa: N818 - named for what happened
    """A workbook behind a password."""

    code = "file.encrypted"
    message = N_(
        "%(name)s is protected by a password. Open it in Excel, choose File → Info → Protect "
        "Workbook → Encrypt with Password, clear the password, save, and try again."
    )


class WorkbookOld(FileRefusedError):  # noqa: N818 - named for what happened
    """The binary format of Excel 97 to 2003."""

    code = "file.old-format"
    message = N_(
        "%(name)s is in the old Excel format of 1997–2003. Open it in Excel, save it as an Excel "
        "workbook (.xlsx), and try again."
    )


class FileBroken(FileRefusedError):  # noqa: N818 - named for what happened
    """Bytes that are damaged, or not what a workbook or a CSV file is made of."""

    code = "file.broken"
    message = N_(
        "%(name)s is broken and cannot be read (%(detail)s). Download it again, or open it, save "
        "it anew, and try again."
    )


class FileUnsafe(FileRefusedError):  # noqa: N818 - named for what happened
    """A workbook built to take all memory or time when it is opened."""

    code = "file.unsafe"
    message = N_(
        "%(name)s was not opened: it would take too much memory or time (%(detail)s). A file "
        "of this kind is never like that: find out where it comes from."
    )


class HeaderMissing(FileRefusedError):  # noqa: N818 - named for what happened
    """No row that can be a header, or nothing but one."""

    code = "file.header-missing"
    message = N_(
        "%(name)s has no row with the names of its columns above the lines. First cells found: "
        "%(found)s. Add the names of the columns, and try again."
    )


def listed(rows: Sequence[Sequence[str | None]]) -> str:
    """Return the first few cells as they are quoted in a refusal."""
    cells = [cell for row in rows[:3] for cell in row if cell]
    return ", ".join(f"“{cell[:40]}”" for cell in cells[:5]) or "–"
