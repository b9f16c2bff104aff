"""A register's changes and faults in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kornhamn.organisation.permissions import KIND_NAMES, ROLE_NAMES
from kornhamn.organisation.rules.register_faults import Fault
from kornhamn.organisation.rules.register_file import COLUMNS
from kornhamn.organisation.rules.register_plan import Change, Effect, Thing
from kornhamn.organisation.types import AuthorityKind, Role

_EFFECTS = {
    Effect.MADE: (gettext_lazy("Is added"), "success"),
    Effect.CHANGED: (gettext_lazy("Is changed"), "info"),
    Effect.ENDED: (gettext_lazy("Is ended"), "warning"),
}
_THINGS = {
    Thing.AUTHORITY: gettext_lazy("Authority"),
    Thing.PERSON: gettext_lazy("Person"),
    Thing.APPOINTMENT: gettext_lazy("Appointment"),
}
_FIELDS = {
    "name": gettext_lazy("Name"),
    "kind": gettext_lazy("Kind"),
    "organisation_number": gettext_lazy("Organisation number"),
    "other_names": gettext_lazy("Other names"),
    "first_day": gettext_lazy("First day"),
    "last_day": gettext_lazy("Last day"),
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change as the page shows it."""

    effect: str
    colour: str
    thing: str
    which: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One fault as the page shows it."""

    row: int
    column: str
    value: str
    reason: str
    remedy: str


def change_row(change: Change) -> ChangeRow:
    """Return a change in words."""
    effect, colour = _EFFECTS[change.effect]
    return ChangeRow(
        effect=str(effect),
        colour=colour,
        thing=str(_THINGS[change.thing]),
        which=_which(change),
        before=_said(change.before),
        after=_said(change.after),
    )


def fault_row(fault: Fault) -> FaultRow:
    """Return a fault in words, its holes filled."""
    return FaultRow(
        row=fault.row,
        column=column_words(fault.column)[0],
        value=fault.value,
        reason=_(fault.reason) % fault.params,
        remedy=_(fault.remedy) % fault.params,
    )


def column_words(column: str) -> tuple[str, ...]:
    """Return the headings a column may have, the reader's language first."""
    swedish, *others = COLUMNS[column]
    in_english = (get_language() or "sv").startswith("en")
    return (column, swedish, *others) if in_english else (swedish, *others, column)


def _which(change: Change) -> str:
    if change.thing is not Thing.APPOINTMENT:
        return change.key[0]
    role, code, email, _start = change.key
    return " · ".join(part for part in (_(ROLE_NAMES[Role(role)]), code, email) if part)


def _said(values: Mapping[str, object]) -> list[str]:
    return [f"{_FIELDS[name]}: {_text(name, value)}" for name, value in values.items() if value]


def _text(name: str, value: object) -> str:
    if name == "kind":
        return _(KIND_NAMES[AuthorityKind(str(value))])
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
