"""What the group bought from suppliers, as far as the reader sees it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kornhamn.analytics.queries.spend import LinePaging, lines, spend_of_supplier
from kornhamn.analytics.queries.spend import ore_by_supplier as _ore_by_supplier
from kornhamn.analytics.types import NoSpendError, NoSuchSupplierError
from kornhamn.analytics.types.spend import LineSort, SpendLine, SpendSelection
from kornhamn.organisation.permissions import scope_of
from kornhamn.organisation.types import Permission, Scope
from kornhamn.web import formats
from kornhamn.web.category_names import category_names
from kornhamn.web.pages.spend.selection import category_name
from kornhamn.web.requests import AppRequest

_LATEST = 10


@dataclass(frozen=True, slots=True)
class Bought:
    """What was bought from one supplier, ready to write: öre in all, and rows of texts."""

    ore: int
    invoices: int
    first: str
    last: str
    years: list[list[str]]
    authorities: list[list[str]]
    categories: list[list[str]]
    latest: list[list[str]]  # lines: day, what, account, who bought, invoice, amount
    lines: int
    lines_url: str


def ore_by_supplier(request: AppRequest) -> Mapping[int, int]:
    """Return öre by supplier key; empty before any ledger has its figures."""
    try:
        return _ore_by_supplier(scope_of(request.actor, Permission.READ_SPEND))
    except NoSpendError:
        return {}


def bought_from(supplier_id: UUID, request: AppRequest) -> Bought | None:
    """Return what was bought from a supplier; None where no ledger that the reader sees says so."""
    scope = scope_of(request.actor, Permission.READ_SPEND)
    try:
        found = spend_of_supplier(supplier_id, scope)
    except (NoSpendError, NoSuchSupplierError):
        return None
    if not found.totals.lines:
        return None
    years: Counter[str] = Counter()
    names = category_names()
    for month in found.months:
        years[month.key[:4]] += month.ore
    return Bought(
        ore=found.totals.ore,
        invoices=found.totals.invoices,
        first=found.first,
        last=found.last,
        years=[[year or "–", formats.whole_kronor(ore)] for year, ore in sorted(years.items())],
        authorities=[
            [part.name or _("Matched to none"), formats.whole_kronor(part.ore)]
            for part in found.authorities
        ],
        categories=[
            [category_name(part.name, names), formats.whole_kronor(part.ore)]
            for part in found.categories
        ],
        latest=_latest(SpendSelection(supplier=supplier_id), scope),
        lines=found.totals.lines,
        lines_url=f"{reverse('spend-lines')}?supplier={supplier_id}",
    )


def _latest(selection: SpendSelection, scope: Scope) -> list[list[str]]:
    page = lines(selection, scope, paging=LinePaging(1, _LATEST, LineSort.DAY, down=True))
    return [_texts(line) for line in page.rows]


def _texts(line: SpendLine) -> list[str]:
    return [
        formats.iso_date(line.day) if line.day else "–",
        line.item or line.text or "–",
        line.account,
        line.authority or line.unit,
        line.invoice,
        formats.kronor(line.ore),
    ]
