"""Verbs: a price list comes in, its prices hold from a day, one price changes, a list goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.actions.receive_list import as_path
from kornhamn.contracts.lists.opening import TYPES, open_list
from kornhamn.contracts.lists.refusals import ListEmpty, ListMappingIncomplete
from kornhamn.contracts.models import AgreedPrice, Contract, PriceList
from kornhamn.contracts.permissions import require_manages
from kornhamn.contracts.prices.fields import PRICES, PriceField
from kornhamn.contracts.prices.reading import RowRefused, missing_fields, prices_of
from kornhamn.contracts.types import NewPrice, PriceListState
from kornhamn.files.examining import examine
from kornhamn.files.limits import Limits
from kornhamn.files.tables.mapping import ColumnMapping, unique_names
from kornhamn.files.tables.proposing import Proposal, propose
from kornhamn.files.tables.table import Table
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.given_number import without_personal_numbers
from kornhamn.organisation.types import Actor

MOST_PRICES = 100_000
_LONGEST_VALUE = 200


class NotAPartyError(DomainError):
    """A price list of somebody the contract is not with."""

    code = "price-list.not-a-party"
    message = N_("The contract is not with that supplier. Choose one that it is with.")


class PricesOutsideContractError(DomainError):
    """Prices from a day when the contract does not hold."""

    code = "price-list.outside-contract"
    message = N_("Prices hold from a day within the contract's time: %(first)s to %(last)s.")


class PriceListStandsError(DomainError):
    """A second list of the same supplier from the same day."""

    code = "price-list.stands"
    message = N_(
        "There is a price list of %(supplier)s from %(on)s already. Withdraw it first, or choose "
        "the day from which the new prices hold."
    )


class PriceListNotOpenError(DomainError):
    """A list that is past what was asked for."""

    code = "price-list.not-open"
    message = N_("That cannot be done to this price list any more: somebody was there before you.")


class TooManyPricesError(DomainError):
    """More rows than are taken in at once."""

    code = "price-list.too-long"
    message = N_("%(name)s has more than %(most)s rows. Split it, or leave out what is not bought.")


class NoPriceReadError(DomainError):
    """A list of which not one row is a price."""

    code = "price-list.no-price"
    message = N_(
        "Not one of the %(rows)s rows of %(name)s is a price. Look at how its columns are read."
    )


@dataclass(frozen=True, slots=True)
class Priced:
    """Whose prices under which contract, and from which day they hold."""

    contract: Contract
    supplier: int  # its key
    holds_from: date


@transaction.atomic
def receive_price_list(
    priced: Priced, file: "File[bytes]", name: str, *, by: Actor, at: datetime
) -> PriceList:
    """Keep a price list's file, at its mapping; no price is taken in yet.

    Raises NotAPartyError, PricesOutsideContractError, PriceListStandsError, and the
    FileRefusedError that says why the file cannot be read.
    """
    require_manages(by, priced.contract)
    _refuse(priced)
    name = Path(name).name[:255]
    with as_path(file, name) as path:
        examined = examine(path, name, Limits(), TYPES)
        header = open_list(path, name, path.parent, PRICES).header
    made = _new(priced, by=by, at=at)
    made.file_name, made.sha256, made.header = name, examined.sha256, list(header)
    file.seek(0)
    made.file.save(f"{made.pk}{Path(name).suffix.casefold()}", file, save=False)
    made.save()
    _note("price-list.received", made, by=by, at=at)
    return made


def look_at_price_list(found: PriceList) -> tuple[Table, Proposal[PriceField]]:
    """Return the table of a list's kept file, and what its columns are thought to be."""
    before = PriceList.objects.agreed().filter(supplier=found.supplier_id).exclude(mapping={})
    saved = before.order_by("-added_at").values_list("mapping", flat=True).first()
    with found.file.open("rb") as file, as_path(file, found.file_name) as path:
        table = open_list(path, found.file_name, path.parent, PRICES)
        known = ColumnMapping.from_json(saved, table.header, PriceField) if saved else None
        return table, propose(table, found.file_name, PRICES, known)


@transaction.atomic
def take_prices(
    list_id: UUID, mapping: ColumnMapping[PriceField], *, by: Actor, at: datetime
) -> PriceList:
    """Take the prices of a received list in: they hold from its day. Every row is accounted for.

    Raises ListMappingIncomplete, ListEmpty, TooManyPricesError, NoPriceReadError,
    PriceListStandsError and PriceListNotOpenError; nothing is then taken in.
    """
    found = _locked(list_id, PriceListState.MAPPING, by)
    _refuse(Priced(found.contract, found.supplier_id, found.holds_from))
    if lacks := missing_fields(mapping):
        raise ListMappingIncomplete(missing=", ".join(lacks))
    with found.file.open("rb") as file, as_path(file, found.file_name) as path:
        table = open_list(path, found.file_name, path.parent, PRICES)
        prices, refused = prices_of(table, mapping, MOST_PRICES)
    found.rows_read = len(prices) + len(refused)
    if not found.rows_read:
        raise ListEmpty(name=found.file_name)
    if found.rows_read > MOST_PRICES:
        raise TooManyPricesError(name=found.file_name, most=MOST_PRICES)
    if not prices:
        raise NoPriceReadError(name=found.file_name, rows=found.rows_read)
    found.mapping = mapping.as_json(table.header)
    found.refused = _told(refused, mapping, table.header)
    return _agree(found, prices, len(refused), by=by, at=at)


@transaction.atomic
def change_prices(
    priced: Priced, changed: Sequence[NewPrice], *, by: Actor, at: datetime
) -> PriceList:
    """Write prices by hand from a day: a new list with those before, but for the ones changed.

    A list that begins that very day is withdrawn for the new one.
    """
    require_manages(by, priced.contract)
    _refuse(priced, may_stand=True)
    lists = _lists(priced).select_for_update().filter(holds_from__lte=priced.holds_from)
    before = lists.order_by("-holds_from").first()
    if before is not None and before.holds_from == priced.holds_from:
        _withdraw(before, by=by, at=at)
    new = {_key(one.article, one.name): one for one in changed}
    kept = [
        NewPrice(one.article, one.name, one.unit, one.ore_per_thousand)
        for one in (before.prices.all() if before is not None else ())
        if _key(one.article, one.name) not in new
    ]
    made = _new(priced, by=by, at=at)
    made.rows_read = len(kept) + len(new)
    return _agree(made, [*kept, *new.values()], 0, by=by, at=at)


@transaction.atomic
def withdraw_price_list(list_id: UUID, *, by: Actor, at: datetime) -> PriceList:
    """Withdraw a list, or give up one that never held; the one before holds again."""
    found = _locked(list_id, None, by)
    if found.state == PriceListState.WITHDRAWN:
        raise PriceListNotOpenError
    _withdraw(found, by=by, at=at)
    return found


def _refuse(priced: Priced, *, may_stand: bool = False) -> None:
    """Refuse what cannot be agreed; until all is written nobody else agrees under the contract."""
    Contract.objects.select_for_update(of=("self",)).get(pk=priced.contract.pk)
    contract, day = priced.contract, priced.holds_from
    party = contract.parties.filter(supplier=priced.supplier).select_related("supplier").first()
    if party is None:
        raise NotAPartyError
    first, last = contract.period.lower, contract.last_day
    if day < first or (last is not None and day > last):
        raise PricesOutsideContractError(first=first, last=last or "…")
    if not may_stand and _lists(priced).filter(holds_from=day).exists():
        raise PriceListStandsError(supplier=party.supplier.name, on=day)


def _lists(priced: Priced) -> Any:  # noqa: ANN401 - a query set of the manager's own
    return PriceList.objects.agreed().filter(contract=priced.contract, supplier=priced.supplier)


def _new(priced: Priced, *, by: Actor, at: datetime) -> PriceList:
    return PriceList(
        contract=priced.contract,
        supplier_id=priced.supplier,
        holds_from=priced.holds_from,
        added_at=at,
        added_by_name=by.name,
    )


def _agree(
    found: PriceList, prices: Sequence[NewPrice], refused: int, *, by: Actor, at: datetime
) -> PriceList:
    found.rows_taken, found.rows_refused = len(prices), refused
    found.state = PriceListState.AGREED
    found.save()
    AgreedPrice.objects.bulk_create(
        (
            AgreedPrice(
                price_list=found,
                row=one.row,
                article=one.article,
                name=one.name,
                unit=one.unit,
                ore_per_thousand=one.ore_per_thousand,
            )
            for one in prices
        ),
        batch_size=2000,
    )
    _note("price-list.agreed", found, by=by, at=at)
    return found


def _withdraw(found: PriceList, *, by: Actor, at: datetime) -> None:
    found.state = PriceListState.WITHDRAWN
    found.withdrawn_at, found.withdrawn_by_name = at, by.name
    found.save()
    _note("price-list.withdrawn", found, by=by, at=at)


def _locked(list_id: UUID, state: PriceListState | None, by: Actor) -> PriceList:
    found = (
        PriceList.objects.select_for_update(of=("self",))
        .select_related("contract__authority", "supplier")
        .get(pk=list_id)
    )
    require_manages(by, found.contract)
    if state is not None and found.state != state:
        raise PriceListNotOpenError
    return found


def _key(article: str, name: str) -> str:
    return (article or name).casefold()


def _told(
    refused: Sequence[RowRefused], mapping: ColumnMapping[PriceField], header: Sequence[str]
) -> list[list[object]]:
    names = unique_names(header)
    return [
        [
            one.row,
            names[mapping.columns[one.field]] if one.field in mapping.columns else "",
            without_personal_numbers(one.value)[:_LONGEST_VALUE],
            one.code,
        ]
        for one in refused
    ]


def _note(verb: str, found: PriceList, *, by: Actor, at: datetime) -> None:
    details = {
        "contract": found.contract_id,
        "supplier": found.supplier_id,
        "holds_from": found.holds_from.isoformat(),
        "name": found.file_name,
        "sha256": found.sha256,
        "prices": found.rows_taken,
    }
    record(Deed(verb, "price-list", str(found.pk), details), by=by, at=at)
