"""The rows behind a number, a page at a time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from kornhamn.analytics.types.selection import AuthorityInfo
from kornhamn.rulebook.types import Facts, Finding, Verdict


class Sort(StrEnum):
    """What a list of procurements can be sorted by."""

    PUBLISHED = "published"
    VALUE = "value"
    AUTHORITY = "authority"
    TITLE = "title"
    CPV = "cpv"


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list, and in what order."""

    page: int = 1
    per_page: int = 50
    sort: Sort = Sort.PUBLISHED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One procurement in a list; the verdict where the selection names a clause."""

    id: UUID
    authority: UUID | None
    authority_name: str  # of the buyer where it is outside the group
    reference: str
    title: str
    published_on: date | None
    cpv: str | None
    edition: str
    ore: int | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of the procurements behind a number: `total` and `ore` are of all pages."""

    total: int
    assessments: int
    ore: int
    paging: Paging
    rows: tuple[CaseRow, ...]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.paging.per_page))


@dataclass(frozen=True, slots=True)
class AuthorityFinding:
    """A clause on authorities, found for one of them; `authority` is None for the group."""

    authority: AuthorityInfo | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class OrganisationFindings:
    """An authority as it stands now, or the group where `authority` is None: facts and findings."""

    authority: AuthorityInfo | None
    facts: Facts
    findings: tuple[Finding, ...]
