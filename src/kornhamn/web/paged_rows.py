"""Rows that the figures hold already sorted and cut into pages, as a table takes them."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar, overload

from kornhamn.analytics.types import Paging, Sort
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
    """The rows behind a number as a sequence that fetches only the page looked at."""

    def __init__(
        self, fetch: Callable[[Paging], Page], *, sort: Sort = Sort.PUBLISHED, down: bool = True
    ) -> None:
        self.fetch, self.sort, self.down = fetch, sort, down

    def sorted_by(self, key: str) -> "PagedRows[Page]":
        """Return the same rows in another order; a minus before the key turns it."""
        return PagedRows(self.fetch, sort=Sort(key.removeprefix("-")), down=key.startswith("-"))

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
        for page in range(1, MOST_IN_A_FILE // _AT_A_TIME + 1):
            found = self._page(page, _AT_A_TIME)
            yield from found.rows
            if page >= found.pages:
                return

    def _page(self, page: int, per_page: int) -> Page:
        return self.fetch(Paging(page, per_page, self.sort, self.down))


class PagedTable(BoundTable):
    """A table whose rows the figures hold already sorted and cut into pages."""

    @cached_property
    def all_rows(self) -> PagedRows[Any]:
        """The rows in the order that the address asks for."""
        assert isinstance(self.source, PagedRows)  # noqa: S101 - what such a table is bound to
        return self.source.sorted_by(self.sort)
