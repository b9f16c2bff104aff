"""Which of the four files one is, and where its columns are."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kornhamn.procurement.statistics.columns import (
    BY_FIELD,
    MEASURES,
    Column,
    columns_of,
    plain,
)
from kornhamn.procurement.statistics.refusals import (
    ColumnsMissing,
    HeaderMissing,
    MeasureAmbiguous,
)
from kornhamn.procurement.types import FileKind

HEADER_WITHIN = 20  # rows from the top
_KNOWN = {plain(column.header) for column in BY_FIELD.values()}
_ENOUGH = 3  # known columns that make a row a header
_QUOTED = 5  # cells shown of a file without a header

Row = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A kind of file, the index of its header row, and each field's position in a row."""

    kind: FileKind
    header_index: int
    positions: dict[str, int]


def recognise(name: str, top: Sequence[Row]) -> Recognised:
    """Return what a table's first rows say it is; raise the FileRefusedError that says why not."""
    index = next((n for n, row in enumerate(top[:HEADER_WITHIN]) if looks_like_header(row)), None)
    if index is None:
        raise HeaderMissing(name=name, found=_first_cells(top))
    header = [plain(cell or "") for cell in top[index]]
    kind = _kind(name, header)
    wanted = columns_of(kind)
    _refuse_twice(name, header, wanted)
    _refuse_missing(name, top[index], header, [c for c in wanted if not c.may_be_absent])
    positions = {
        column.field: header.index(plain(column.header))
        for column in wanted
        if plain(column.header) in header
    }
    return Recognised(kind, index, positions)


def looks_like_header(row: Row) -> bool:
    """Tell whether a row holds at least three of the statistics' column names."""
    return len(_KNOWN & {plain(cell or "") for cell in row}) >= _ENOUGH


def _kind(name: str, header: list[str]) -> FileKind:
    kinds = [kind for kind, measure in MEASURES.items() if plain(measure.header) in header]
    if len(kinds) > 1:
        raise MeasureAmbiguous(name=name, columns=_listed([MEASURES[k].header for k in kinds]))
    if not kinds:
        measures = " / ".join(f"“{measure.header}”" for measure in MEASURES.values())
        raise ColumnsMissing(name=name, missing=measures)
    return kinds[0]


def _refuse_twice(name: str, header: list[str], wanted: Sequence[Column]) -> None:
    twice = [column.header for column in wanted if header.count(plain(column.header)) > 1]
    if twice:
        raise MeasureAmbiguous(name=name, columns=_listed(twice))


def _refuse_missing(name: str, given: Row, header: list[str], wanted: Sequence[Column]) -> None:
    missing = [column.header for column in wanted if plain(column.header) not in header]
    if not missing:
        return
    spare = {plain(cell): cell for cell in given if cell and plain(cell) not in _KNOWN}
    raise ColumnsMissing(name=name, missing=", ".join(_with_nearest(m, spare) for m in missing))


def _with_nearest(header: str, spare: dict[str, str]) -> str:
    near = get_close_matches(plain(header), list(spare), n=1, cutoff=0.6)
    return f"“{header}” (≈ “{spare[near[0]]}”?)" if near else f"“{header}”"


def _first_cells(top: Sequence[Row]) -> str:
    cells = [cell for row in top for cell in row if cell]
    return _listed([cell[:40] for cell in cells[:_QUOTED]]) if cells else "–"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
