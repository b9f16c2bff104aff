"""What the texts of a list's rows mean here: authorities, suppliers, categories and people."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import polars as pl

from kornhamn.categories.queries import of_cpv, tree
from kornhamn.contracts.lists.fields import ListField
from kornhamn.contracts.lists.reading import Remark, RowRead
from kornhamn.contracts.models import ContractListSource
from kornhamn.files.tables.vocabulary import joined
from kornhamn.kernel.errors import DomainError
from kornhamn.kernel.organisation_number import OrganisationNumber
from kornhamn.organisation.permissions import scope_of
from kornhamn.organisation.queries import Authority, Person, authorities_within
from kornhamn.organisation.types import SYSTEM, Actor, AuthorityKind, Permission
from kornhamn.suppliers.actions import enter_spellings, settle_spellings
from kornhamn.suppliers.queries import Spelling, Supplier, suppliers_meant
from kornhamn.suppliers.types import Origin

_CPV_DIGITS = 8
_HASH = 8


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with what it points at; `refused` where it can be no contract."""

    read: RowRead
    authority: UUID | None = None
    supplier: int | None = None
    category: str = ""
    manager: UUID | None = None
    users: tuple[UUID, ...] = ()
    reference: str = ""
    remarks: tuple[Remark, ...] = ()
    refused: Remark | None = None


@dataclass(slots=True)
class _Row:
    """A row being placed."""

    read: RowRead
    remarks: list[Remark] = field(default_factory=list)

    def note(self, one: ListField, code: str, value: str = "") -> None:
        self.remarks.append(Remark(one, value or self.read.text(one), code))


def place_rows(
    rows: Sequence[RowRead], source: ContractListSource, *, by: Actor, at: datetime
) -> list[Placed]:
    """Return each row with what it points at; suppliers not met before are entered and settled."""
    sound = [row for row in rows if row.refused is None]
    desk = _Desk(
        authorities=_Authorities.of(source, by),
        suppliers=_suppliers(sound, by=by, at=at),
        categories=_category_names(),
        people=_people_by_name(),
    )
    return [Placed(row, refused=row.refused) if row.refused else desk.placed(row) for row in rows]


@dataclass(frozen=True, slots=True)
class _Authorities:
    """The group's authorities by what lists call them, and whose contracts the actor manages."""

    by_name: Mapping[str, Authority]
    own: frozenset[UUID] | None  # None: all
    usual: Authority | None

    @classmethod
    def of(cls, source: ContractListSource, by: Actor) -> "_Authorities":
        found = authorities_within(SYSTEM, Permission.READ_SPEND)
        named: dict[str, Authority] = {}
        for one in sorted(found, key=lambda a: a.kind == AuthorityKind.COMMITTEE):
            for name in (one.name, one.code, one.organisation_number, *one.other_names):
                named.setdefault(joined(name), one)
        scope = scope_of(by, Permission.MANAGE_CONTRACTS)
        own = None if scope.group else frozenset(
            one.pk for one in authorities_within(by, Permission.MANAGE_CONTRACTS)
        )  # fmt: skip
        return cls(named, own, source.authority)

    def named(self, text: str) -> Authority | None:
        return self.by_name.get(joined(text)) or self.by_name.get(_number(text))


@dataclass(frozen=True, slots=True)
class _Desk:
    authorities: _Authorities
    suppliers: Mapping[tuple[str, str], int]
    categories: Mapping[str, str]
    people: Mapping[str, UUID]

    def placed(self, read: RowRead) -> Placed:
        row = _Row(read)
        owner, wrong = self._owner(read)
        if owner is None:
            return Placed(read, refused=wrong)
        supplier = self.suppliers.get(_named(read))
        if supplier is None:
            told = Remark(ListField.SUPPLIER, " ".join(_named(read)), "supplier.unknown")
            return Placed(read, refused=told)
        category = self._category(row)
        manager = self._manager(row)
        users = self._users(row)
        reference = self._reference(row, owner)
        return Placed(
            read=read,
            authority=owner.pk,
            supplier=supplier,
            category=category,
            manager=manager,
            users=users,
            reference=reference,
            remarks=(*read.remarks, *row.remarks),
        )

    def _owner(self, read: RowRead) -> tuple[Authority | None, Remark | None]:
        said = [ListField.AUTHORITY, ListField.AUTHORITY_NUMBER]
        given = [one for one in said if read.text(one)]
        found = next(filter(None, (self.authorities.named(read.text(one)) for one in given)), None)
        if found is None and not given:
            found = self.authorities.usual
        if found is None:
            one = given[0] if given else ListField.AUTHORITY
            code = "authority.unknown" if given else "authority.missing"
            return None, Remark(one, read.text(one), code)
        own = self.authorities.own
        if own is not None and found.pk not in own:
            return None, Remark(ListField.AUTHORITY, found.name, "authority.not-yours")
        return found, None

    def _category(self, row: _Row) -> str:
        text, cpv = row.read.text(ListField.CATEGORY), row.read.text(ListField.CPV)
        if text:
            known = self.categories.get(joined(text)) or self._first_code(text)
            if known:
                return known
            row.note(ListField.CATEGORY, "category.unknown")
        if cpv:
            digits = "".join(sign for sign in cpv if sign.isdecimal())[:_CPV_DIGITS]
            if found := of_cpv(digits) if digits else None:
                return found.code
            row.note(ListField.CPV, "cpv.unknown")
        return ""

    def _first_code(self, text: str) -> str | None:
        """Return the category of “09.01 Konsulter”: a code with its name."""
        return self.categories.get(joined(text.split(" ", maxsplit=1)[0]))

    def _manager(self, row: _Row) -> UUID | None:
        text = row.read.text(ListField.MANAGER)
        found = self.people.get(text.casefold()) if text else None
        if text and found is None:
            row.note(ListField.MANAGER, "manager.unknown")
        return found

    def _users(self, row: _Row) -> tuple[UUID, ...]:
        found: list[UUID] = []
        for name in row.read.users:
            if known := self.authorities.named(name):
                found.append(known.pk)
            else:
                row.note(ListField.USERS, "user.unknown", name)
        return tuple(found)

    def _reference(self, row: _Row, owner: Authority) -> str:
        """Return the reference, or one made of what the row says: the same row, the same one."""
        if text := row.read.text(ListField.REFERENCE):
            return text[:120]
        said = (owner.code, row.read.text(ListField.TITLE), str(row.read.first_day))
        row.note(ListField.REFERENCE, "reference.made", row.read.text(ListField.TITLE))
        return f"({hashlib.sha256(chr(10).join(said).encode()).hexdigest()[:_HASH]})"


def _named(read: RowRead) -> tuple[str, str]:
    return read.text(ListField.SUPPLIER), read.text(ListField.SUPPLIER_NUMBER)


def _suppliers(rows: Sequence[RowRead], *, by: Actor, at: datetime) -> dict[tuple[str, str], int]:
    """Return the supplier's key of each name and number: known here, else entered and settled."""
    wanted = list(dict.fromkeys(_named(row) for row in rows))
    texts = [number or name for name, number in wanted]
    meant = suppliers_meant(list(dict.fromkeys([*texts, *(name for name, _ in wanted)])))
    found: dict[tuple[str, str], int] = {}
    for name, number in wanted:
        sure = _only(meant, number) or (_only(meant, name) if not number else None)
        if sure is not None:
            found[name, number] = sure
    rest = [pair for pair in wanted if pair not in found]
    return found | _entered(rest, by=by, at=at)


def _only(meant: Mapping[str, list[Supplier]], text: str) -> int | None:
    known = meant.get(text, []) if text else []
    return known[0].pk if len(known) == 1 else None


def _entered(
    pairs: Sequence[tuple[str, str]], *, by: Actor, at: datetime
) -> dict[tuple[str, str], int]:
    if not pairs:
        return {}
    frame = pl.DataFrame(
        [(name or number, number) for name, number in pairs],
        schema={"name": pl.String(), "given_number": pl.String()},
        orient="row",
    )
    keys = enter_spellings(frame, Origin.CONTRACTS)["key"].to_list()
    settle_spellings(by=by, at=at)
    settled = dict(Spelling.objects.filter(pk__in=keys).values_list("pk", "supplier_id"))
    return {pair: settled[key] for pair, key in zip(pairs, keys, strict=True) if settled.get(key)}


def _category_names() -> dict[str, str]:
    """Return codes by code and by name in both languages; a group's name means the group."""
    found: dict[str, str] = {}
    for group in tree().groups:
        named = [(group.code, group.name), *((one.code, one.name) for one in group.categories)]
        for code, name in named:
            for said in (code, name.sv, name.en):
                found.setdefault(joined(said), code)
    return found


def _people_by_name() -> dict[str, UUID]:
    """Return people by address, and by name where one alone has it."""
    found: dict[str, UUID] = {}
    twice: set[str] = set()
    for person in Person.objects.filter(is_active=True):
        found[person.email.casefold()] = person.pk
        name = person.name.casefold()
        if name in found:
            twice.add(name)
        found[name] = person.pk
    return {said: key for said, key in found.items() if said not in twice}


def _number(text: str) -> str:
    try:
        return str(OrganisationNumber(text))
    except DomainError:
        return "\x00"
