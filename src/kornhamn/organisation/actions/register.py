"""Importing a register file: all of it, or nothing."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import CharField
from django.db.models.functions import Cast

from kornhamn.audit.actions import record_all
from kornhamn.audit.types import Deed
from kornhamn.organisation.models import Appointment, Authority, Person
from kornhamn.organisation.permissions import require
from kornhamn.organisation.queries.register import known_register
from kornhamn.organisation.rules.register import read_register
from kornhamn.organisation.rules.register_faults import RegisterFaulty
from kornhamn.organisation.rules.register_plan import Change, Effect, Plan, Thing, plan_register
from kornhamn.organisation.types import Actor, AuthorityKind, Permission

_ONE_IMPORT_AT_A_TIME = 714_001
_VERBS = {
    (Thing.AUTHORITY, Effect.MADE): "authority.registered",
    (Thing.AUTHORITY, Effect.CHANGED): "authority.changed",
    (Thing.PERSON, Effect.MADE): "person.registered",
    (Thing.PERSON, Effect.CHANGED): "person.changed",
    (Thing.APPOINTMENT, Effect.MADE): "appointment.made",
    (Thing.APPOINTMENT, Effect.CHANGED): "appointment.changed",
    (Thing.APPOINTMENT, Effect.ENDED): "appointment.ended",
}


@transaction.atomic
def import_register(content: bytes, *, by: Actor, at: datetime) -> Plan:
    """Make, change and end what the file says, and return it; the same file twice does nothing.

    Raises RegisterRefused; RegisterFaulty carries every fault, and nothing is written.
    """
    require(by, Permission.MANAGE_ORGANISATION)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_IMPORT_AT_A_TIME])
    register = read_register(content)
    plan = plan_register(register, known_register(register))
    if plan.faults:
        raise RegisterFaulty(plan.faults)
    deeds = [*_authorities(plan), *_people(plan), *_appointments(plan)]
    if deeds:
        digest = hashlib.sha256(content).hexdigest()
        imported = Deed("register.imported", "register", digest, {"changes": len(deeds)})
        record_all([*deeds, imported], by=by, at=at)
    return plan


def _authorities(plan: Plan) -> list[Deed]:
    changes = plan.of(Thing.AUTHORITY)
    rows = {one.code: one for one in Authority.objects.filter(code__in=_keys(changes))}
    for change in changes:
        row = rows.setdefault(change.key[0], Authority(code=change.key[0]))
        for name, value in change.after.items():
            setattr(row, name, value)
    made = [rows[change.key[0]] for change in changes if change.effect is Effect.MADE]
    changed = [rows[change.key[0]] for change in changes if change.effect is not Effect.MADE]
    _let_go_of_names_and_numbers(changed)
    Authority.objects.bulk_create(made)
    fields = ["name", "kind", "organisation_number", "other_names"]
    Authority.objects.bulk_update(changed, fields)
    return [_deed(change, rows[change.key[0]].pk, {"code": change.key[0]}) for change in changes]


def _let_go_of_names_and_numbers(rows: Sequence[Authority]) -> None:
    """Free what the rows are about to give up: one may take over the name of another."""
    Authority.objects.filter(pk__in=[row.pk for row in rows]).update(
        name=Cast("id", CharField()),  # nobody else's
        kind=AuthorityKind.COMMITTEE,  # the kind that shares its number
    )


def _people(plan: Plan) -> list[Deed]:
    changes = plan.of(Thing.PERSON)
    rows = {one.email.lower(): one for one in Person.objects.by_emails(_keys(changes))}
    for change in changes:
        row = rows.setdefault(change.key[0], Person(email=change.key[0]))
        row.name = str(change.after["name"])
    Person.objects.bulk_create(
        [rows[change.key[0]] for change in changes if change.effect is Effect.MADE]
    )
    Person.objects.bulk_update(
        [rows[change.key[0]] for change in changes if change.effect is not Effect.MADE], ["name"]
    )
    return [_deed(change, rows[change.key[0]].pk, {"email": change.key[0]}) for change in changes]


def _appointments(plan: Plan) -> list[Deed]:
    changes = plan.of(Thing.APPOINTMENT)
    emails = {change.key[2] for change in changes}
    people = {one.email.lower(): one for one in Person.objects.by_emails(emails)}
    codes = {change.key[1] for change in changes if change.key[1]}
    authorities = {one.code: one for one in Authority.objects.filter(code__in=codes)}
    standing = {
        (one.role, one.authority_id, one.person_id, one.period.lower): one
        for one in Appointment.objects.filter(person__in=people.values())
    }
    made: list[Appointment] = []
    changed: list[Appointment] = []
    deeds: list[Deed] = []
    for change in changes:
        role, code, email, start = change.key
        person, authority = people[email], authorities.get(code)
        first_day = date.fromisoformat(start)
        key = (role, authority.pk if authority else None, person.pk, first_day)
        new = Appointment(person=person, authority=authority, role=role)
        row = standing.get(key, new)
        (made if row is new else changed).append(row)
        row.period = (first_day, _day_after(change.after["last_day"]))
        named = {
            "role": role,
            "person": person.name,
            "person_id": str(person.pk),
            "authority": authority.name if authority else None,
            "authority_id": str(authority.pk) if authority else None,
        }
        deeds.append(_deed(change, row.pk, named))
    # What ends makes room before what begins.
    Appointment.objects.bulk_update(changed, ["period"])
    Appointment.objects.bulk_create(made)
    return deeds


def _day_after(last_day: object) -> date | None:
    return date.fromisoformat(str(last_day)) + timedelta(days=1) if last_day else None


def _keys(changes: tuple[Change, ...]) -> list[str]:
    return [change.key[0] for change in changes]


def _deed(change: Change, pk: object, named: Mapping[str, object]) -> Deed:
    details = {**named, **change.after}
    if change.before:
        details["before"] = dict(change.before)
    return Deed(_VERBS[change.thing, change.effect], change.thing.value, str(pk), details)
