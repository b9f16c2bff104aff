"""One procurement with all that is recorded of it, and where each fact of it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from kornhamn.organisation.permissions import DESCRIPTIONS, NotPermittedError, scope_of
from kornhamn.organisation.types import SYSTEM, Actor, AuthorityKind, Permission
from kornhamn.procurement.models import (
    ContractedTender,
    Departure,
    DerivedFacts,
    Lot,
    Procurement,
    Statement,
)
from kornhamn.procurement.queries.answers import Answered, answered
from kornhamn.procurement.statistics.columns import BY_FIELD, STATED_FIELDS
from kornhamn.procurement.types import FileKind
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Edition, FactType, FactValue, Instrument, Subject

_COUNTED = ("lots", "fewest_tenders", "winners", "small_supplier_contracted")
_ORE_IN_A_KRONA = 100
_FILE_ORDER = tuple(FileKind)


@dataclass(frozen=True, slots=True)
class Departed:
    """A recorded departure from a clause."""

    clause: str
    reason: str
    decided_by: str
    decided_on: date
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class WonLot:
    """A supplier that won in a lot; without a name it is a natural person, masked at source."""

    supplier: str
    size: str | None
    supplier_id: UUID | None = None  # of the supplier whose spelling the name is


@dataclass(frozen=True, slots=True)
class LotRecord:
    """A lot with the number of tenders and who won."""

    reference: str
    tenders: int | None
    winners: tuple[WonLot, ...]


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file that speaks of the procurement, in which rows, and which of our fields it fills."""

    kind: FileKind
    name: str
    rows: tuple[int, ...]
    filled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read: the rows and the column of a file, or somebody's answer."""

    file: str = ""
    rows: tuple[int, ...] = ()
    column: str = ""
    answer: Answered | None = None
    is_counted: bool = False  # from the lots and winners
    room: str = ""  # which room of the suite knows it, as in the fact's `supplied_by`


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact that is known of a procurement; money in öre."""

    name: str
    value: FactValue
    source: Source


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One procurement with its lots, answers, departures, and what each file said of it."""

    procurement: Procurement
    lots: tuple[LotRecord, ...]
    files: tuple[FileRecord, ...]  # the file that counts first comes first
    answers: Mapping[str, Answered]
    departures: Mapping[str, Departed]

    @property
    def facts(self) -> dict[str, KnownFact]:
        """Every fact that files or people supply and that is known."""
        found = {}
        for name, fact in FACTS.items():
            if fact.subject is Subject.CASE and (known := self._known(name)):
                found[name] = known
        return found

    def _known(self, name: str) -> KnownFact | None:
        value = recorded_value(self.procurement, name)
        if value is not None:
            counted = name in _COUNTED
            source = Source(is_counted=True) if counted else self._read_in(name)
            return KnownFact(name, value, source)
        if answer := self.answers.get(name):
            return KnownFact(name, _typed(name, answer.value), Source(answer=answer))
        return None

    def _read_in(self, name: str) -> Source:
        for file in self.files:
            if name in file.filled:
                return Source(file.name, file.rows, BY_FIELD[name].header)
        return Source()


def case_file(procurement_id: UUID, actor: Actor) -> CaseFile:
    """Return what is recorded of a procurement the actor may read.

    Raises Procurement.DoesNotExist for another's procurement as for none.
    """
    procurement = (
        Procurement.objects.visible_to(actor)
        .select_related("authority")
        .with_facts()
        .get(pk=procurement_id)
    )
    answers = procurement.stated_facts.select_related("stated_by")
    departures = procurement.departures.select_related("recorded_by")
    lots = procurement.lots.prefetch_related("contracted_tenders__spelling__supplier").order_by(
        "reference"
    )
    files = [_file(one) for one in procurement.statements.select_related("file")]
    return CaseFile(
        procurement,
        tuple(_lot(lot) for lot in lots),
        tuple(sorted(files, key=lambda file: _FILE_ORDER.index(file.kind))),
        {answer.fact: answered(answer) for answer in answers},
        {departure.clause: _departed(departure) for departure in departures},
    )


def recorded_value(procurement: Procurement, fact: str) -> FactValue:
    """Return what the imported files say of a fact, or None; money in öre."""
    if fact in _COUNTED:
        derived = _derived(procurement)
        value: FactValue = getattr(derived, fact) if derived else None
        return value
    if fact not in STATED_FIELDS:
        return None
    found = getattr(procurement, fact)
    return int(found * _ORE_IN_A_KRONA) if isinstance(found, Decimal) else found


def governing_edition(procurement: Procurement, programme: Instrument, *, on: date) -> Edition:
    """Return the edition pinned to the procurement; without one, the edition in force."""
    known = {edition.id: edition for edition in programme.editions}
    if procurement.edition in known:
        return known[procurement.edition]
    return programme.edition_on(procurement.published_on or on)


def may_over(procurement: Procurement, actor: Actor, permission: Permission) -> bool:
    """Tell whether the actor holds the permission over the procurement's authority."""
    scope = scope_of(actor, permission)
    authority = procurement.authority
    if scope.group or authority is None:
        return scope.group
    is_company = authority.kind == AuthorityKind.COMPANY
    return authority.pk in scope.own or (scope.companies and is_company)


def locked_for(procurement_id: UUID, actor: Actor, permission: Permission) -> Procurement:
    """Return the procurement, locked for this transaction.

    Raises Procurement.DoesNotExist where the actor may not even read it, NotPermittedError where
    reading is all.
    """
    visible = Procurement.objects.visible_to(actor).select_related("authority")
    procurement = visible.select_for_update(of=("self",)).get(pk=procurement_id)
    if not may_over(procurement, actor, permission):
        raise NotPermittedError(permission=DESCRIPTIONS[permission])
    return procurement


def _lot(lot: Lot) -> LotRecord:
    won = [
        WonLot(one.supplier_name, one.supplier_size, _supplier_id(one))
        for one in lot.contracted_tenders.all()
    ]
    return LotRecord(lot.reference, lot.tenders, tuple(won))


def _supplier_id(won: ContractedTender) -> UUID | None:
    supplier = won.spelling.supplier if won.spelling else None
    return supplier.id if supplier else None


def _file(statement: Statement) -> FileRecord:
    filled = (name for name in STATED_FIELDS if getattr(statement, name) is not None)
    kind = FileKind(statement.file_kind)
    return FileRecord(kind, statement.file.name, tuple(statement.rows), frozenset(filled))


def _departed(departure: Departure) -> Departed:
    by = departure.recorded_by.name if departure.recorded_by else SYSTEM.name
    return Departed(
        departure.clause,
        departure.reason,
        departure.decided_by,
        departure.decided_on,
        by,
        departure.recorded_at,
    )


def _derived(procurement: Procurement) -> DerivedFacts | None:
    try:
        return procurement.derived
    except DerivedFacts.DoesNotExist:
        return None


def _typed(name: str, value: object) -> FactValue:
    """Return a JSON value as the engine holds it."""
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    if FACTS[name].type is FactType.DATE and isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, bool | int | str) else None
