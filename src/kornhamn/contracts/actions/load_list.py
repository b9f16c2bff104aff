"""A received contract list taken in as a whole, with every row accounted for, or nothing of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.actions.list_lock import one_at_a_time
from kornhamn.contracts.actions.placing import Placed, place_rows
from kornhamn.contracts.actions.receive_list import forget_file, opened, refuse_loaded_before
from kornhamn.contracts.actions.register_contract import OptionOutOfOrderError, refuse_options
from kornhamn.contracts.actions.writing import write_contracts
from kornhamn.contracts.lists.fields import ListField
from kornhamn.contracts.lists.opening import mapping_from, missing_fields
from kornhamn.contracts.lists.reading import MOST_ROWS, Remark, RowRead, rows_of
from kornhamn.contracts.lists.refusals import (
    ListEmpty,
    ListMappingIncomplete,
    ListNotOpen,
    ListTooLong,
)
from kornhamn.contracts.models import (
    Contract,
    ContractListLoad,
    ContractListRow,
)
from kornhamn.contracts.permissions import require_handles_list
from kornhamn.contracts.types import ListState, NewContract, NewParty, RowOutcome
from kornhamn.files.tables.mapping import ColumnMapping, unique_names
from kornhamn.kernel.errors import DomainError
from kornhamn.kernel.given_number import without_personal_numbers
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import Actor

_LONGEST_VALUE, _LONGEST_TITLE = 200, 250
_READY = (ListState.MAPPING, ListState.WAITING, ListState.INTERRUPTED, ListState.RUNNING)
Key = tuple[UUID | None, str]  # owner and reference


@dataclass(frozen=True, slots=True)
class _Taken:
    """The rows of a list as they were read, and how."""

    rows: Sequence[RowRead]
    mapping: ColumnMapping[ListField]
    header: Sequence[str]


@dataclass(slots=True)
class _Fate:
    """What becomes of a row."""

    placed: Placed
    outcome: RowOutcome
    remarks: list[Remark] = field(default_factory=list)
    contract: Contract | None = None


@dataclass(slots=True)
class _Group:
    """The rows of one contract: the first says what it is, the others who more is party."""

    head: _Fate
    parties: list[NewParty] = field(default_factory=list)


def load_list(
    load: ContractListLoad,
    mapping: ColumnMapping[ListField] | None = None,
    *,
    by: Actor,
    at: datetime,
    on: date,
) -> ContractListLoad:
    """Take in a received list, and return the finished load; its mapping is saved for the source.

    Raises ListMappingIncomplete, ListEmpty, ListTooLong, ListLoadedBefore, ListNotOpen and, while
    another is under way, ListRunning; nothing is then taken in, and why stands on the load.
    """
    require_handles_list(by, load)
    with one_at_a_time():
        load = _begun(load)
        try:
            taken = _taken(load, mapping)
            with transaction.atomic():
                _take_in(load, taken, by=by, at=at, on=on)
        except DomainError as error:
            _stop(load, ListState.MAPPING, error)
            raise
        except BaseException:  # termination too: the file is kept
            _stop(load, ListState.INTERRUPTED)
            raise
    return load


def _begun(load: ContractListLoad) -> ContractListLoad:
    """Say that the load runs; any other that says so was interrupted, since we hold the lock."""
    loads = ContractListLoad.objects
    loads.filter(state=ListState.RUNNING).exclude(pk=load.pk).update(state=ListState.INTERRUPTED)
    ready = loads.filter(pk=load.pk, state__in=_READY)
    runs = ready.update(state=ListState.RUNNING, refusal={}, rows_seen=0)
    load = loads.select_related("source").get(pk=load.pk)
    if not runs:
        raise ListNotOpen(state=load.state)
    return load


def _taken(load: ContractListLoad, mapping: ColumnMapping[ListField] | None) -> _Taken:
    """Return the rows of the kept file, read; how many they are is told at once."""
    refuse_loaded_before(load.sha256, load.file_name)
    with opened(load) as table:
        mapping = mapping or mapping_from(load.mapping, table)
        if lacks := missing_fields(mapping):
            raise ListMappingIncomplete(missing=", ".join(lacks))
        rows, header = rows_of(table, mapping), table.header
    if not rows:
        raise ListEmpty(name=load.file_name)
    if len(rows) > MOST_ROWS:
        raise ListTooLong(name=load.file_name, most=MOST_ROWS)
    ContractListLoad.objects.filter(pk=load.pk).update(rows_seen=len(rows))
    return _Taken(rows, mapping, header)


def _take_in(load: ContractListLoad, taken: _Taken, *, by: Actor, at: datetime, on: date) -> None:
    fates, groups = _fates(place_rows(taken.rows, load.source, by=by, at=at))
    _register(groups, load, by=by, at=at, on=on)
    load.mapping, load.rows_seen = taken.mapping.as_json(taken.header), len(taken.rows)
    _write_rows(load, fates, _names(taken.mapping, taken.header))
    _finish(load, fates, by=by, at=at)


def _stop(load: ContractListLoad, state: ListState, error: DomainError | None = None) -> None:
    """Say that nothing was taken in, and why."""
    told: dict[str, object] = {}
    if error is not None:
        params = {key: str(value) for key, value in error.params.items()}
        told = {"code": error.code, "message": error.message, "params": params}
    ContractListLoad.objects.filter(pk=load.pk).update(state=state, refusal=told)


def _fates(placed: Sequence[Placed]) -> tuple[list[_Fate], dict[Key, _Group]]:
    """Return what becomes of each row, and the contracts that are new, each with its rows."""
    known = _known(placed)
    fates: list[_Fate] = []
    groups: dict[Key, _Group] = {}
    for row in placed:
        key = (row.authority, row.reference)
        if row.refused:
            fates.append(_Fate(row, RowOutcome.REFUSED, [row.refused]))
        elif key in known:
            fates.append(_of_known(row, known[key]))
        elif key in groups:
            fates.append(_joining(row, groups[key]))
        else:
            fates.append(_Fate(row, RowOutcome.LOADED, list(row.remarks)))
            groups[key] = _Group(fates[-1], [_party(row)])
    return fates, groups


def _known(placed: Sequence[Placed]) -> dict[Key, Contract]:
    """Return the contracts registered before that rows may be of, by owner and reference."""
    owners = {row.authority for row in placed if row.authority}
    references = {row.reference for row in placed if row.reference}
    found = Contract.objects.filter(
        authority__in=owners, reference__in=references
    ).prefetch_related("parties")
    return {(one.authority_id, one.reference): one for one in found}


def _of_known(row: Placed, contract: Contract) -> _Fate:
    """Leave a contract registered before as it is; say where the row says otherwise."""
    fate = _Fate(row, RowOutcome.KNOWN, contract=contract)
    said = (row.read.first_day, row.read.last_day, row.read.ceiling_ore)
    stands = (contract.period.lower, contract.last_day, contract.ceiling_ore)
    is_party = row.supplier in {party.supplier_id for party in contract.parties.all()}
    if said != stands or not is_party:
        value = f"{row.read.first_day} – {row.read.last_day or ''}"
        fate.remarks.append(Remark(None, value, "contract.differs"))
    return fate


def _joining(row: Placed, group: _Group) -> _Fate:
    """Make a row another party or lot of the contract that an earlier row is."""
    head = group.head.placed.read
    if (row.read.first_day, row.read.last_day) != (head.first_day, head.last_day):
        told = Remark(ListField.REFERENCE, row.reference, "row.other-days")
        return _Fate(row, RowOutcome.REFUSED, [told])
    fate = _Fate(row, RowOutcome.JOINED, list(row.remarks))
    if row.read.ceiling_ore not in {None, head.ceiling_ore}:
        value = row.read.text(ListField.CEILING)
        fate.remarks.append(Remark(ListField.CEILING, value, "money.ceilings-differ"))
    party = _party(row)
    if any((one.lot, one.supplier) == (party.lot, party.supplier) for one in group.parties):
        fate.remarks.append(Remark(None, row.read.text(ListField.SUPPLIER), "row.repeated"))
        return fate
    if party.rank and any((one.lot, one.rank) == (party.lot, party.rank) for one in group.parties):
        fate.remarks.append(Remark(ListField.RANK, str(party.rank), "rank.twice"))
        party = NewParty(party.supplier, party.lot)
    group.parties.append(party)
    return fate


def _party(row: Placed) -> NewParty:
    assert row.supplier is not None  # noqa: S101 - refused otherwise
    return NewParty(row.supplier, row.read.text(ListField.LOT)[:120], row.read.rank)


def _register(
    groups: Mapping[Key, _Group], load: ContractListLoad, *, by: Actor, at: datetime, on: date
) -> None:
    """Write the new contracts, and tell each group's first row which it became."""
    news = [(_new(group), _origin(group, load)) for group in groups.values()]
    made = write_contracts(news, by=by, at=at, on=on)
    for group, contract in zip(groups.values(), made, strict=True):
        group.head.contract = contract


def _new(group: _Group) -> NewContract:
    row, read = group.head.placed, group.head.placed.read
    assert row.authority is not None  # noqa: S101 - refused otherwise
    assert read.first_day is not None  # noqa: S101 - refused otherwise
    new = NewContract(
        reference=row.reference,
        title=(read.text(ListField.TITLE) or row.reference)[:_LONGEST_TITLE],
        authority=row.authority,
        first_day=read.first_day,
        last_day=read.last_day,
        parties=tuple(group.parties),
        category=row.category,
        is_framework=read.is_framework,
        for_the_group=read.for_the_group,
        users=row.users,
        options=read.options,
        ceiling_ore=read.ceiling_ore,
        manager=row.manager,
        prices=read.text(ListField.PRICES),
        indexation=read.text(ListField.INDEXATION),
    )
    try:
        refuse_options(new, Period.inclusive(new.first_day, new.last_day))
    except OptionOutOfOrderError:
        text = read.text(ListField.OPTIONS)
        group.head.remarks.append(Remark(ListField.OPTIONS, text, "option.out-of-order"))
        return NewContract(**{**_fields(new), "options": ()})  # type: ignore[arg-type]
    return new


def _fields(new: NewContract) -> dict[str, object]:
    return {name: getattr(new, name) for name in NewContract.__slots__}


def _origin(group: _Group, load: ContractListLoad) -> dict[str, object]:
    return {"list": str(load.pk), "file": load.file_name, "row": group.head.placed.read.row}


def _names(mapping: ColumnMapping[ListField], header: Sequence[str]) -> dict[ListField, str]:
    names = unique_names(header)
    return {one: names[at] for one, at in mapping.columns.items()}


def _write_rows(
    load: ContractListLoad, fates: Sequence[_Fate], names: Mapping[ListField, str]
) -> None:
    by_key: dict[Key, Contract | None] = defaultdict(lambda: None)
    for fate in fates:
        if fate.contract is not None:
            by_key[fate.placed.authority, fate.placed.reference] = fate.contract
    ContractListRow.objects.bulk_create(
        [_row(load, fate, by_key, names) for fate in fates], batch_size=2000
    )


def _row(
    load: ContractListLoad,
    fate: _Fate,
    by_key: Mapping[Key, Contract | None],
    names: Mapping[ListField, str],
) -> ContractListRow:
    read, is_refused = fate.placed.read, fate.outcome is RowOutcome.REFUSED
    what = " ".join(filter(None, (read.text(ListField.REFERENCE), read.text(ListField.TITLE))))
    return ContractListRow(
        load=load,
        row=read.row,
        outcome=fate.outcome,
        contract=None if is_refused else by_key[fate.placed.authority, fate.placed.reference],
        what=without_personal_numbers(what)[:_LONGEST_TITLE],
        remarks=[
            [
                names.get(one.field, "") if one.field else "",
                without_personal_numbers(one.value)[:_LONGEST_VALUE],
                one.code,
            ]
            for one in fate.remarks
        ],
    )


def _finish(load: ContractListLoad, fates: Sequence[_Fate], *, by: Actor, at: datetime) -> None:
    counted = Counter(fate.outcome for fate in fates)
    load.rows_read = len(fates)
    load.rows_loaded, load.rows_joined = counted[RowOutcome.LOADED], counted[RowOutcome.JOINED]
    load.rows_known, load.rows_refused = counted[RowOutcome.KNOWN], counted[RowOutcome.REFUSED]
    load.state, load.loaded_at = ListState.LOADED, at
    forget_file(load)
    load.save()
    source = load.source
    source.mapping, source.header, source.saved_at = load.mapping, load.format["header"], at
    source.save(update_fields=["mapping", "header", "saved_at"])
    counts = {f"rows_{name}": getattr(load, f"rows_{name}") for name in
              ("read", "loaded", "joined", "known", "refused")}  # fmt: skip
    details = {"name": load.file_name, "source": source.name, "sha256": load.sha256, **counts}
    record(Deed("contract-list.loaded", "contract-list", str(load.pk), details), by=by, at=at)
