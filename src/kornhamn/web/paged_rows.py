"""Rows that the figures hold already sorted and cut into pages, as a table takes them."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar, overload

from kornhamn.analytics.queries.spend import LinePaging
from kornhamn.analytics.types import Paging, Sort
from kornhamn.analytics.types.spend import LineSort
from kornhamn.web.tables import BoundTable

PER_PAGE = 50
MOST_IN_A_FILE = 100_000
_AT_A_TIME = 5_000


class PageOf(Protocol):
    """A page that knows how many rows and pages there are in all."""

    @property
    def total(self) -> int:
        """How many rows there are, on all pages."""

    @property
    def pages(self) -> int:
        """How many pages there are."""

    @property
    def rows(self) -> Sequence[Any]:
        """The rows of this page."""


Page = TypeVar("Page", bound=PageOf)


class PagedRows(Sequence[Any], Generic[Page]):
    """The rows behind a number as a sequence that fetches only the page looked at.

    `fetch` takes what `paging` makes of a page's number, its length, what it is sorted by and
    whether downwards. A file takes `at_a_time` rows a fetch.
    """

    def __init__(
        self,
        fetch: Callable[[Any], Page],
        *,
        paging: Callable[[int, int, Any, bool], Any] = Paging,
        sort: StrEnum = Sort.PUBLISHED,
        down: bool = True,
        at_a_time: int = _AT_A_TIME,
    ) -> None:
        self.fetch, self.paging, self.at_a_time = fetch, paging, at_a_time
        self.sort, self.down = sort, down

    def sorted_by(self, key: str) -> "PagedRows[Page]":
        """Return the same rows in another order; a minus before the key turns it."""
        return PagedRows(
            self.fetch,
            paging=self.paging,
            sort=type(self.sort)(key.removeprefix("-")),
            down=key.startswith("-"),
            at_a_time=self.at_a_time,
        )

    @cached_property
    def first_page(self) -> Page:
        """The first page, which knows the totals."""
        return self._page(1, PER_PAGE)

    def __len__(self) -> int:
        return self.first_page.total

    @overload
    def __getitem__(self, wanted: int) -> Any: ...  # noqa: ANN401 - of any page
    @overload
    def __getitem__(self, wanted: slice) -> Sequence[Any]: ...
    def __getitem__(self, wanted: int | slice) -> Any:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        page = (wanted.start or 0) // PER_PAGE + 1
        return self.first_page.rows if page == 1 else self._page(page, PER_PAGE).rows

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows for a file, as many as a file takes."""
        for page in range(1, MOST_IN_A_FILE // self.at_a_time + 1):
            found = self._page(page, self.at_a_time)
            yield from found.rows
            if page >= found.pages:
                return

    def _page(self, page: int, per_page: int) -> Page:
        return self.fetch(self.paging(page, per_page, self.sort, self.down))


def line_rows(fetch: Callable[[LinePaging], Page]) -> PagedRows[Page]:
    """Return lines of ledgers as such rows: a file takes all of its own at once, read once."""
    return PagedRows(fetch, paging=LinePaging, sort=LineSort.ORE, at_a_time=MOST_IN_A_FILE)


class PagedTable(BoundTable):
    """A table whose rows the figures hold already sorted and cut into pages."""

    @cached_property
    def all_rows(self) -> PagedRows[Any]:
        """The rows in the order that the address asks for."""
        assert isinstance(self.source, PagedRows)  # noqa: S101 - what such a table is bound to
        return self.source.sorted_by(self.sort)
