"""What a register file would make, change and end, given what is known already."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kornhamn.kernel.period import Period
from kornhamn.organisation.rules.register import (
    AppointmentSaid,
    AuthoritySaid,
    PersonSaid,
    Register,
)
from kornhamn.organisation.rules.register_faults import Fault
from kornhamn.organisation.types import AuthorityKind, Role

Values = Mapping[str, object]
_DASH = "\u2013"
Holder = tuple[Role, str, str]  # role, code, e-mail


@dataclass(frozen=True, slots=True)
class KnownAuthority:
    """An authority as it stands."""

    code: str
    name: str
    kind: AuthorityKind
    organisation_number: str
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person as they stand; the address in small letters."""

    email: str
    name: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class KnownAppointment:
    """An appointment as it stands."""

    role: Role
    code: str
    email: str
    period: Period


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that stands: authorities by code, people by address, appointments."""

    authorities: Mapping[str, KnownAuthority] = field(default_factory=dict)
    people: Mapping[str, KnownPerson] = field(default_factory=dict)
    appointments: tuple[KnownAppointment, ...] = ()


class Effect(StrEnum):
    """What happens to a thing."""

    MADE = "made"
    CHANGED = "changed"
    ENDED = "ended"


class Thing(StrEnum):
    """What it happens to."""

    AUTHORITY = "authority"
    PERSON = "person"
    APPOINTMENT = "appointment"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is made, changed or ended; `before` is empty for what is made."""

    effect: Effect
    thing: Thing
    key: tuple[str, ...]  # code · e-mail · (role, code, e-mail, first day)
    before: Values
    after: Values


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes in the order they are made, the faults, and what stays as it is."""

    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]
    unchanged: int

    def of(self, thing: Thing) -> tuple[Change, ...]:
        """Return the changes to that kind of thing."""
        return tuple(change for change in self.changes if change.thing is thing)


def plan_register(register: Register, known: Known) -> Plan:
    """Compare the register with what is known; the file says nothing of what it leaves out."""
    planner = _Planner(register, known)
    changes = [
        change
        for change in (
            *map(planner.authority, register.authorities),
            *map(planner.person, register.people),
            *map(planner.appointment, register.appointments),
        )
        if change is not None
    ]
    planner.check_numbers_and_names()
    said = len(register.authorities) + len(register.people) + len(register.appointments)
    faults = {*register.faults, *planner.faults}
    return Plan(
        changes=tuple(changes),
        faults=tuple(sorted(faults, key=lambda fault: (fault.row, fault.column, fault.code))),
        unchanged=said - len(changes),
    )


class _Planner:
    """Compares one thing at a time and remembers what is wrong."""

    def __init__(self, register: Register, known: Known) -> None:
        self.register, self.known = register, known
        self.faults: list[Fault] = []
        self.standing: defaultdict[Holder, list[KnownAppointment]] = defaultdict(list)
        for appointment in known.appointments:
            self.standing[_holder(appointment)].append(appointment)
        # What the file says again of a standing appointment counts instead of what stands.
        self.restated = {(_holder(one), one.period.start) for one in register.appointments}
        self.earlier: defaultdict[Holder, list[AppointmentSaid]] = defaultdict(list)

    def authority(self, said: AuthoritySaid) -> Change | None:
        known = self.known.authorities.get(said.code)
        after = _authority_after(said, known)
        if known is None:
            self._check_complete(said)
            return Change(Effect.MADE, Thing.AUTHORITY, (said.code,), {}, after)
        return _changed(Thing.AUTHORITY, (said.code,), _authority_values(known), after)

    def person(self, said: PersonSaid) -> Change | None:
        known = self.known.people.get(said.email)
        if known is None:
            if not said.name:
                self.faults.append(Fault(said.row, "person", "", "person-missing"))
            return Change(Effect.MADE, Thing.PERSON, (said.email,), {}, {"name": said.name})
        after = {"name": said.name or known.name}
        return _changed(Thing.PERSON, (said.email,), {"name": known.name}, after)

    def appointment(self, said: AppointmentSaid) -> Change | None:
        self._check_against_earlier_rows(said)
        standing = self.standing[_holder(said)]
        start = said.period.start.isoformat()
        key = (said.role.value, said.code, said.email, start)
        after = _period_values(said.period)
        for one in standing:
            if one.period.start == said.period.start:
                self._check_overlap(said, [other for other in standing if other is not one])
                before = _period_values(one.period)
                ended = one.period.end is None and said.period.end is not None
                effect = Effect.ENDED if ended else Effect.CHANGED
                return None if before == after else _change(effect, key, before, after)
        self._check_overlap(said, standing)
        person = self.known.people.get(said.email)
        if person is not None and not person.is_active:
            self.faults.append(Fault(said.row, "e-mail", said.email, "person-inactive"))
        return _change(Effect.MADE, key, {}, after)

    def _check_complete(self, said: AuthoritySaid) -> None:
        for column, value, code in (
            ("name", said.name, "name-missing"),
            ("kind", said.kind, "kind-missing"),
            ("organisation number", said.organisation_number, "number-missing"),
        ):
            if not value and column not in said.unread:
                self.faults.append(Fault(said.row, column, "", code))

    def _check_against_earlier_rows(self, said: AppointmentSaid) -> None:
        earlier = self.earlier[_holder(said)]
        for other in earlier:
            if other.period.overlaps(said.period):
                params = {"other": other.row}
                start = said.period.start.isoformat()
                self.faults.append(Fault(said.row, "from", start, "overlaps-row", params))
        earlier.append(said)

    def _check_overlap(self, said: AppointmentSaid, others: list[KnownAppointment]) -> None:
        for other in others:
            restated = (_holder(other), other.period.start) in self.restated
            if not restated and other.period.overlaps(said.period):
                params = {"period": period_text(other.period)}
                start = said.period.start.isoformat()
                self.faults.append(Fault(said.row, "from", start, "overlaps-appointment", params))

    def check_numbers_and_names(self) -> None:
        """Refuse two authorities of one name, and two legal persons of one number."""
        after = {
            **{code: _authority_values(known) for code, known in self.known.authorities.items()},
            **{
                said.code: _authority_after(said, self.known.authorities.get(said.code))
                for said in self.register.authorities
            },
        }
        same_name = _codes_by(after, "name")
        same_number = _codes_by(
            {c: v for c, v in after.items() if v["kind"] != AuthorityKind.COMMITTEE},
            "organisation_number",
        )
        for said in self.register.authorities:
            name, number = after[said.code]["name"], after[said.code]["organisation_number"]
            self._refuse_shared(said, "name", name, same_name)
            self._refuse_shared(said, "organisation number", number, same_number)

    def _refuse_shared(
        self, said: AuthoritySaid, column: str, value: object, codes: Mapping[str, list[str]]
    ) -> None:
        sharing = codes.get(str(value).casefold(), [])
        if said.code not in sharing:
            return
        fault_code = "name-taken" if column == "name" else "number-taken"
        for other in sharing:
            if other != said.code:
                params = {"other": other}
                self.faults.append(Fault(said.row, column, str(value), fault_code, params))


def period_text(period: Period) -> str:
    """Return the first day, a dash and the last day if there is one."""
    last = period.last.isoformat() if period.last else ""
    return f"{period.start.isoformat()}{_DASH}{last}"


def _codes_by(values: Mapping[str, Values], field_name: str) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, one in values.items():
        if one[field_name]:
            found[str(one[field_name]).casefold()].append(code)
    return found


def _holder(appointment: AppointmentSaid | KnownAppointment) -> Holder:
    return appointment.role, appointment.code, appointment.email


def _authority_values(known: KnownAuthority) -> Values:
    return {
        "name": known.name,
        "kind": known.kind.value,
        "organisation_number": known.organisation_number,
        "other_names": list(known.other_names),
    }


def _authority_after(said: AuthoritySaid, known: KnownAuthority | None) -> Values:
    told = {
        "name": said.name,
        "kind": said.kind.value if said.kind else "",
        "organisation_number": str(said.organisation_number),
        "other_names": list(said.other_names),
    }
    before = _authority_values(known) if known else {}
    return {name: value or before.get(name, value) for name, value in told.items()}


def _period_values(period: Period) -> Values:
    """The period as days both included; no last day while it runs."""
    return {
        "first_day": period.start.isoformat(),
        "last_day": period.last.isoformat() if period.last else None,
    }


def _change(effect: Effect, key: tuple[str, ...], before: Values, after: Values) -> Change:
    return Change(effect, Thing.APPOINTMENT, key, before, after)


def _changed(thing: Thing, key: tuple[str, ...], before: Values, after: Values) -> Change | None:
    """Return a change that holds the differing values alone, or nothing when none differs."""
    differing = [name for name in after if before[name] != after[name]]
    if not differing:
        return None
    return Change(
        Effect.CHANGED,
        thing,
        key,
        {name: before[name] for name in differing},
        {name: after[name] for name in differing},
    )
