"""The cells of tables as HTML, written in one pass: a big table has thousands of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from kornhamn.web.marks import icon, verdict_mark

_SIGNS = {"ascending": "up", "descending": "down"}
_ENDS = {"end": ' class="kh-end"', "whole": ' class="kh-nowrap"'}


@dataclass(frozen=True, slots=True)
class Header:
    """One header cell: a link when the column sorts, with the state in aria-sort."""

    label: Any
    align: str
    url: str
    direction: str

    @property
    def html(self) -> str:
        """The cell in HTML."""
        sorted_so = f' aria-sort="{self.direction}"' if self.direction else ""
        label = escaped(self.label)
        if self.url:
            sign = icon(_SIGNS.get(self.direction, "sort"))
            label = f'<a class="kh-sort" href="{escape(self.url)}">{label}{sign}</a>'
        return f'<th scope="col"{_ENDS.get(self.align, "")}{sorted_so}>{label}</th>'


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a row."""

    text: str
    align: str
    url: str = ""
    verdict: str = ""
    names_row: bool = False

    @property
    def html(self) -> str:
        """The cell in HTML."""
        inner = verdict_mark(self.verdict) if self.verdict else linked(self.text, self.url)
        if self.names_row:
            return f'<th scope="row"{_ENDS.get(self.align, "")}>{inner}</th>'
        return f"<td{_ENDS.get(self.align, '')}>{inner}</td>"


def linked(text: str, url: str) -> str:
    """Return a text as HTML, as a link where it has an address."""
    return f'<a class="ds-link" href="{escape(url)}">{escaped(text)}</a>' if url else escaped(text)


def escaped(text: Any) -> str:  # noqa: ANN401 - a label may be a text that is translated late
    """Return a text as HTML; what is HTML already stays as it is."""
    said = str(text)
    return said if hasattr(said, "__html__") else escape(said)


def row_of(cells: Iterable[Header | TableCell]) -> SafeString:
    """Return the cells of one row as HTML."""
    return mark_safe("".join([cell.html for cell in cells]))  # noqa: S308 - each cell is escaped


def rows_of(rows: Iterable[Iterable[TableCell]]) -> SafeString:
    """Return rows as HTML."""
    return mark_safe("\n".join([f"<tr>{row_of(row)}</tr>" for row in rows]))  # noqa: S308 - as above
