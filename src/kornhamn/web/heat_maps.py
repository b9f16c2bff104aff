"""Heat maps as tables: how dark a cell is repeats what its text says, in eleven steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from kornhamn.web.cells import escaped, linked

STEPS = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's name, with an address when it leads somewhere."""

    label: str
    url: str = ""

    @property
    def html(self) -> str:
        """The header cell in HTML."""
        return f'<th scope="col">{linked(self.label, self.url)}</th>'


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, its shade 0 to 10 (None where there is nothing to say), a spoken note."""

    text: str
    shade: int | None = None
    url: str = ""
    note: str = ""

    @property
    def html(self) -> str:
        """The cell in HTML."""
        shade = "" if self.shade is None else f' class="kh-shade-{self.shade}"'
        text = escaped(self.text)
        if self.url:
            text = f'<a href="{escape(self.url)}">{text}</a>'
        note = f'<span class="ds-sr-only"> {escaped(self.note)}</span>' if self.note else ""
        return f"<td{shade}>{text}{note}</td>"


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its name."""

    label: str
    cells: Sequence[Cell]
    url: str = ""

    @property
    def html(self) -> str:
        """The row in HTML."""
        cells = "".join([cell.html for cell in self.cells])
        return f'<tr><th scope="row">{linked(self.label, self.url)}</th>{cells}</tr>'


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows by columns; `low` and `high` say what the ends of the scale mean."""

    columns: Sequence[Heading]
    rows: Sequence[Row]
    corner: str = ""
    low: str = ""
    high: str = ""

    @property
    def head(self) -> SafeString:
        """The header cells in HTML."""
        return mark_safe("".join([one.html for one in self.columns]))  # noqa: S308 - escaped above

    @property
    def body(self) -> SafeString:
        """The rows in HTML, in one pass: a map has hundreds of cells."""
        return mark_safe("\n".join([row.html for row in self.rows]))  # noqa: S308 - escaped above


def shade_of(share: float | None) -> int | None:
    """Return the shade of a share between 0 and 1; only nothing is 0 and only everything is 10."""
    if share is None:
        return None
    if share <= 0:
        return 0
    return STEPS if share >= 1 else min(STEPS - 1, max(1, round(share * STEPS)))
