"""Tables that sort, filter and turn pages from the address alone, over rows or a queryset.

A page declares its columns and filters once; the address can only choose among them. Texts sort
as a Swedish register does. The same columns write the CSV and Excel files.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.safestring import SafeString

from kornhamn.web.cells import Header, TableCell, row_of, rows_of
from kornhamn.web.columns import Column, Raw, Rows, sorted_rows

__all__ = ["BoundTable", "Column", "Filter", "Table"]

_MOST_ROWS_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition a reader can set: with `choices` a list to choose from, else a search box.

    `lookup` is the database lookup for a queryset (`many` where it can meet a row more than once);
    plain rows compare the value at `key`, and `test(row, value)` replaces either.
    """

    key: str
    label: Any
    choices: Sequence[tuple[str, Any]] = ()
    lookup: str = ""
    test: Callable[[Any, str], bool] | None = None
    value: str = ""
    many: bool = False

    def keep(self, rows: Rows, value: str) -> Rows:
        """Return the rows that fulfil the condition."""
        if isinstance(rows, QuerySet) and self.test is None:
            suffix = "" if self.choices else "__icontains"
            found = rows.filter(**{self.lookup or f"{self.key}{suffix}": value})
            return rows.filter(pk__in=found.order_by().values("pk")) if self.many else found
        test = self.test or self._matches
        return [row for row in rows if test(row, value)]

    def _matches(self, row: Raw, value: str) -> bool:
        own = Column(self.key, "").of(row)
        text = "" if own is None else str(own)
        return text == value if self.choices else value.casefold() in text.casefold()


@dataclass(frozen=True, slots=True)
class PageStep:
    """One entry of the pagination; without an address it is a gap."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True)
class Table:
    """What a table can show: declared once for a page, bound to rows and address per request."""

    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    id: str = "table"
    default_sort: str = ""
    page_size: int = _MOST_ROWS_ON_A_PAGE
    first_column_is_header: bool = True
    export: bool = True
    parquet: bool = False  # for programs, beside CSV and Excel

    def bind(self, rows: Rows, params: QueryDict, path: str = "") -> "BoundTable":
        """Return the table with the rows that the address asks for."""
        return BoundTable(self, rows, params, path)


@dataclass
class BoundTable:
    """A table with its rows, ready to draw. Everything it took from the address was declared."""

    table: Table
    source: Rows
    params: QueryDict
    path: str = ""
    columns: Sequence[Column] = field(init=False)

    def __post_init__(self) -> None:
        self.columns = self.table.columns

    @property
    def id(self) -> str:
        """The id of the part of the page that changes."""
        return self.table.id

    @property
    def first_column_is_header(self) -> bool:
        """Whether the first cell names its row."""
        return self.table.first_column_is_header

    @cached_property
    def filters(self) -> list[Filter]:
        """The declared filters with the values set in the address."""
        return [replace(one, value=self._set_value(one)) for one in self.table.filters]

    @property
    def is_filtered(self) -> bool:
        """Whether any condition is set."""
        return any(one.value for one in self.filters)

    @cached_property
    def sort(self) -> str:
        """The column sorted by, with a minus for descending; empty for the rows' own order."""
        asked = self.params.get("sort", "")
        sortable = {column.key for column in self.columns if self._sorts(column)}
        return asked if asked.removeprefix("-") in sortable else self.table.default_sort

    @cached_property
    def all_rows(self) -> Rows:
        """Every row that fulfils the conditions, sorted: what the files hold."""
        rows = self.source
        for one in self.filters:
            if one.value:
                rows = one.keep(rows, one.value)
        column = next((c for c in self.columns if c.key == self.sort.removeprefix("-")), None)
        return rows if column is None else sorted_rows(rows, column, down=self.sort.startswith("-"))

    @cached_property
    def page(self) -> Page[Any]:
        """The page asked for; the nearest there is when the address asks for another."""
        return Paginator(self.all_rows, self.table.page_size).get_page(self.params.get("page"))

    @property
    def count(self) -> int:
        """How many rows fulfil the conditions."""
        return self.page.paginator.count

    @property
    def head(self) -> SafeString:
        """The header cells in HTML."""
        return row_of(self.headers)

    @property
    def body(self) -> SafeString:
        """The page's rows in HTML."""
        return rows_of(self.rows)

    @cached_property
    def rows(self) -> list[list[TableCell]]:
        """The page's rows as cells."""
        named = self.table.first_column_is_header
        return [
            [
                _cell(column, row, names_row=named and place == 0)
                for place, column in enumerate(self.columns)
            ]
            for row in self.page
        ]

    @property
    def headers(self) -> list[Header]:
        """The header cells with their sort links."""
        return [
            Header(column.label, column.align, self._sort_url(column), self._direction(column))
            for column in self.columns
        ]

    @property
    def kept_parameters(self) -> list[tuple[str, str]]:
        """What a new filtering keeps of the address: the sort order and what is not ours."""
        ours = {one.key for one in self.table.filters} | {"page", "format"}
        return [
            (key, value) for key, values in self.params.lists() if key not in ours
            for value in values
        ]  # fmt: skip

    @property
    def cleared_url(self) -> str:
        """The address without conditions."""
        return self._url(page=None, **{one.key: None for one in self.table.filters})

    @property
    def previous_url(self) -> str:
        """The address of the page before."""
        return self._url(page=self.page.previous_page_number())

    @property
    def next_url(self) -> str:
        """The address of the page after."""
        return self._url(page=self.page.next_page_number())

    @property
    def csv_url(self) -> str:
        """The address of these rows as CSV."""
        return self._url(page=None, format="csv") if self.table.export else ""

    @property
    def excel_url(self) -> str:
        """The address of these rows as Excel."""
        return self._url(page=None, format="xlsx") if self.table.export else ""

    @property
    def parquet_url(self) -> str:
        """The address of these rows as Parquet, where the table offers it."""
        return self._url(page=None, format="parquet") if self.table.parquet else ""

    @property
    def page_steps(self) -> Iterator[PageStep]:
        """The page numbers to show, with gaps."""
        for step in self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1):
            number = step if isinstance(step, int) else 0  # text is the ellipsis of a gap
            url = self._url(page=number) if number else ""
            yield PageStep(number, url, number == self.page.number)

    def raw_rows(self) -> Iterator[list[Any]]:
        """The rows that fulfil the conditions as raw values, one list a row, for the files."""
        rows = self.all_rows
        for row in rows.iterator(2000) if isinstance(rows, QuerySet) else rows:
            yield [column.of(row) for column in self.columns]

    def _set_value(self, one: Filter) -> str:
        value = self.params.get(one.key, "").strip()
        return value if not one.choices or value in {str(key) for key, _ in one.choices} else ""

    def _sorts(self, column: Column) -> bool:
        if isinstance(self.source, QuerySet):
            return isinstance(column.sort, str) and bool(column.sort)
        return bool(column.sort)

    def _direction(self, column: Column) -> str:
        if not self._sorts(column):
            return ""
        if self.sort.removeprefix("-") != column.key:
            return "none"
        return "descending" if self.sort.startswith("-") else "ascending"

    def _sort_url(self, column: Column) -> str:
        direction = self._direction(column)
        if not direction:
            return ""
        down = direction == "ascending" or (direction == "none" and column.align == "end")
        return self._url(sort=f"-{column.key}" if down else column.key, page=None)

    def _url(self, **changes: object) -> str:
        params = self.params.copy()
        params.pop("format", None)
        for key, value in changes.items():
            params.pop(key, None)
            if value is not None:
                params[key] = str(value)
        return f"{self.path}?{params.urlencode()}"


def _cell(column: Column, row: Raw, *, names_row: bool) -> TableCell:
    value = column.of(row)
    return TableCell(
        text=column.write(value),
        align=column.align,
        url=column.url(row) if column.url else "",
        verdict=str(value) if column.kind == "verdict" and value else "",
        names_row=names_row,
    )
