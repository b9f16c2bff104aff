"""The rows of a register file as authorities, people and appointments, faults collected."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from kornhamn.kernel.errors import DomainError
from kornhamn.kernel.organisation_number import (
    OrganisationNumber,
    OrganisationNumberMistyped,
    PersonalNumberGiven,
)
from kornhamn.kernel.period import Period
from kornhamn.organisation.rules.register_faults import Fault
from kornhamn.organisation.rules.register_file import Row, read_rows
from kornhamn.organisation.types import AuthorityKind, Role

_LENGTHS = {"code": 60, "name": 200, "person": 200, "e-mail": 254}
_CODE = re.compile(r"[A-Za-z0-9_-]+")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]{2,}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BETWEEN_NAMES = "|"

KINDS: dict[str, AuthorityKind] = {
    **{kind.value: kind for kind in AuthorityKind},
    "kommun": AuthorityKind.MUNICIPALITY,
    "nämnd": AuthorityKind.COMMITTEE,
    "styrelse": AuthorityKind.COMMITTEE,
    "bolag": AuthorityKind.COMPANY,
}
SWEDISH_ROLES: dict[Role, tuple[str, ...]] = {
    Role.PURCHASING_RESPONSIBLE: ("inköpsansvarig",),
    Role.COORDINATOR: ("samordnare", "inköpssamordnare"),
    Role.PURCHASER: ("inköpare", "upphandlare"),
    Role.CATEGORY_TEAM: ("kategoriteam", "deltagare i kategoriteam"),
    Role.CONTRACT_MANAGER: ("avtalsförvaltare",),
    Role.REQUISITIONER: ("beställare", "avropare"),
    Role.GROUP_ANALYST: ("koncernanalytiker", "analytiker"),
    Role.GROUP_BOARD: ("koncernstyrelsen", "koncernstyrelse"),
    Role.EXECUTIVE_BOARD: ("kommunstyrelsen", "kommunstyrelse"),
    Role.AUDITOR: ("revisor",),
    Role.ADMINISTRATOR: ("administratör",),
}
ROLES: dict[str, Role] = {
    **{role.value: role for role in Role},
    **{role.value.replace("-", " "): role for role in Role},
    **{word: role for role, words in SWEDISH_ROLES.items() for word in words},
}


@dataclass(frozen=True, slots=True)
class AuthoritySaid:
    """What the file says of one authority; an empty field is not said."""

    row: int
    code: str
    name: str = ""
    kind: AuthorityKind | None = None
    organisation_number: str = ""
    other_names: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()  # columns that say something nobody could read


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """What the file says of one person, known by the address in small letters."""

    row: int
    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentSaid:
    """One appointment; group roles name no authority."""

    row: int
    role: Role
    code: str
    email: str
    period: Period


@dataclass(frozen=True, slots=True)
class Register:
    """A whole register file, with what could not be read of it."""

    authorities: tuple[AuthoritySaid, ...]
    people: tuple[PersonSaid, ...]
    appointments: tuple[AppointmentSaid, ...]
    faults: tuple[Fault, ...] = field(default=())


def read_register(content: bytes) -> Register:
    """Read a register file; raise RegisterRefused when the file as a whole is none."""
    reader = _Reader()
    rows = [row for row in read_rows(content) if reader.says_something(row)]
    return Register(
        authorities=tuple(reader.authorities(rows)),
        people=tuple(reader.people(rows)),
        appointments=tuple(filter(None, map(reader.appointment, rows))),
        faults=tuple(sorted(set(reader.faults), key=lambda fault: (fault.row, fault.column))),
    )


class _Reader:
    """Reads cells and remembers what was wrong with them."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, row: Row, column: str, code: str, **params: object) -> None:
        self.faults.append(Fault(row.number, column, row[column], code, params))

    def says_something(self, row: Row) -> bool:
        for column, most in _LENGTHS.items():
            if len(row[column]) > most:
                self.fault(row, column, "too-long", most=most)
        if not row["code"] and any(
            row[column] for column in ("name", "kind", "organisation number", "other names")
        ):
            self.fault(row, "code", "code-missing")
        elif not (row["code"] or row["role"] or row["person"] or row["e-mail"]):
            self.fault(row, "code", "empty-row")
            return False
        return True

    def authorities(self, rows: Sequence[Row]) -> list[AuthoritySaid]:
        found = self._told(
            rows, "code", ("name", "kind", "organisation number", "other names"), str
        )
        return [self._authority(code, cells) for code, cells in found.items()]

    def _authority(self, code: str, cells: dict[str, Row]) -> AuthoritySaid:
        first = cells["code"]
        if not _CODE.fullmatch(code):
            self.fault(first, "code", "code-not-readable")
        names = self._cell(cells, "other names").split(_BETWEEN_NAMES)
        kind = self._kind(cells.get("kind"))
        number = self._organisation_number(cells.get("organisation number"))
        read = {"kind": kind, "organisation number": number}
        return AuthoritySaid(
            row=first.number,
            code=code,
            name=self._cell(cells, "name"),
            kind=kind,
            organisation_number=number,
            unread=frozenset(name for name, value in read.items() if name in cells and not value),
            other_names=tuple(dict.fromkeys(name.strip() for name in names if name.strip())),
        )

    def people(self, rows: Sequence[Row]) -> list[PersonSaid]:
        found = self._told(rows, "e-mail", ("person",), str.lower)
        for email, cells in found.items():
            if not _EMAIL.fullmatch(email):
                self.fault(cells["e-mail"], "e-mail", "email-not-readable")
        return [
            PersonSaid(cells["e-mail"].number, email, self._cell(cells, "person"))
            for email, cells in found.items()
        ]

    def appointment(self, row: Row) -> AppointmentSaid | None:
        if not (row["role"] or row["person"] or row["e-mail"]):
            return None
        role, period = self._role(row), self._period(row)
        if not row["e-mail"]:
            self.fault(row, "e-mail", "email-missing")
            return None
        if role is None or period is None:
            return None
        return AppointmentSaid(row.number, role, row["code"], row["e-mail"].lower(), period)

    def _told(
        self, rows: Sequence[Row], key: str, columns: Sequence[str], spelled: Callable[[str], str]
    ) -> dict[str, dict[str, Row]]:
        """Return, for each key, the row that says each column; rows that disagree are faults."""
        found: dict[str, dict[str, Row]] = {}
        for row in rows:
            if not row[key]:
                continue
            cells = found.setdefault(spelled(row[key]), {key: row})
            for column in columns:
                if not row[column]:
                    continue
                said = cells.setdefault(column, row)
                if said[column] != row[column]:
                    self.fault(
                        row, column, "said-differently", other=said.number, said=said[column]
                    )
        return found

    @staticmethod
    def _cell(cells: dict[str, Row], column: str) -> str:
        return cells[column][column] if column in cells else ""

    def _kind(self, row: Row | None) -> AuthorityKind | None:
        if row is None:
            return None
        kind = KINDS.get(row["kind"].casefold())
        if kind is None:
            self.fault(row, "kind", "kind-unknown")
        return kind

    def _organisation_number(self, row: Row | None) -> str:
        if row is None:
            return ""
        column = "organisation number"
        try:
            return OrganisationNumber(row[column])
        except PersonalNumberGiven as error:
            # The number itself must not be shown: the fault keeps the masked one.
            masked = str(error.params["value"])
            self.faults.append(Fault(row.number, column, masked, "number-personal"))
        except OrganisationNumberMistyped:
            self.fault(row, column, "number-mistyped")
        except DomainError:
            self.fault(row, column, "number-not-readable")
        return ""

    def _role(self, row: Row) -> Role | None:
        if not row["role"]:
            self.fault(row, "role", "role-missing")
            return None
        role = ROLES.get(row["role"].casefold())
        if role is None:
            known = ", ".join(sorted(role.value for role in Role))
            self.fault(row, "role", "role-unknown", roles=known)
        elif role.of_the_group and row["code"]:
            self.fault(row, "role", "role-of-the-group")
        elif not role.of_the_group and not row["code"]:
            self.fault(row, "code", "role-of-an-authority")
        return role

    def _period(self, row: Row) -> Period | None:
        if not row["from"]:
            self.fault(row, "from", "date-missing")
        start, last = self._date(row, "from"), self._date(row, "to")
        if start is None or (row["to"] and last is None):
            return None
        if last is not None and last < start:
            self.fault(row, "to", "ends-before-it-starts", start=start.isoformat())
            return None
        return Period.inclusive(start, last)

    def _date(self, row: Row, column: str) -> date | None:
        if not row[column]:
            return None
        try:
            if _DATE.fullmatch(row[column]):
                return date.fromisoformat(row[column])
        except ValueError:
            pass  # the shape of a date, but no such day
        self.fault(row, column, "date-not-readable")
        return None
