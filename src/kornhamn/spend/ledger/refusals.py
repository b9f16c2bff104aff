"""Files that are no ledger as they stand: what is wrong, where, and what to do."""

from collections.abc import Sequence

from kornhamn.files.refusals import FileRefusedError
from kornhamn.kernel.errors import N_


class LedgerHeaderMissing(FileRefusedError):  # noqa: N818 - named for what happened
    """No row that can be a header, or nothing but one."""

    code = "ledger.header-missing"
    message = N_(
        "%(name)s has no row with the names of its columns above the lines. First cells found: "
        "%(found)s. Add the names of the columns, and try again."
    )


class LedgerNotRead(FileRefusedError):  # noqa: N818 - named for what happened
    """JSON that is no list of objects."""

    code = "ledger.not-a-list"
    message = N_(
        "%(name)s is JSON without a list of lines. The lines must be a list of objects, alone or "
        "under a name such as “results”."
    )


def listed(rows: Sequence[Sequence[str | None]]) -> str:
    """Return the first few cells as they are quoted in a refusal."""
    cells = [cell for row in rows[:3] for cell in row if cell]
    return ", ".join(f"“{cell[:40]}”" for cell in cells[:5]) or "–"
