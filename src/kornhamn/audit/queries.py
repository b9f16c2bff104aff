"""Reading the trail, and proving it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from kornhamn.audit.models import Entry, Head
from kornhamn.audit.types import FIRST_HASH, Deed, entry_hash

__all__ = [
    "Done",
    "Entry",
    "EntryProof",
    "Fault",
    "TrailPage",
    "Verification",
    "Wanted",
    "done_to",
    "done_to_each",
    "entries",
    "entry_proof",
    "verify",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the chain is broken, and how."""

    number: int
    kind: str  # "changed", "missing", "out-of-order", "tail-missing", "head-changed"


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of reading the whole chain."""

    entries: int
    head: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries somebody asks for; what is empty is not asked about."""

    verb: str = ""
    subject: str = ""  # a type, an id, or both with a space between
    person: str = ""  # a part of the actor's name
    since: datetime | None = None
    until: datetime | None = None  # exclusive


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Some entries, the latest first; `older` is what to ask for next, or nothing."""

    entries: tuple[Entry, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class EntryProof:
    """An entry, and whether its content gives its hash and it follows the one before."""

    entry: Entry
    is_intact: bool
    follows: bool


def entries(wanted: Wanted, *, before: int | None = None, most: int = 50) -> TrailPage:
    """Return the latest entries asked for, older than `before`; nothing is counted."""
    rows = _asked_for(wanted).order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = tuple(rows[: most + 1])
    return TrailPage(found[:most], found[most - 1].number if len(found) > most else None)


def entry_proof(number: int) -> EntryProof | None:
    """Return one entry with its proof, if there is one."""
    entry = Entry.objects.filter(number=number).first()
    if entry is None:
        return None
    before = Entry.objects.filter(number=number - 1).values_list("hash", flat=True).first()
    expected = FIRST_HASH if number == 1 else before
    return EntryProof(entry, entry.hash == _recomputed(entry), entry.previous_hash == expected)


def _asked_for(wanted: Wanted) -> QuerySet[Entry]:
    rows = Entry.objects.all()
    if wanted.verb:
        rows = rows.filter(verb=wanted.verb)
    if wanted.person:
        rows = rows.filter(actor_name__icontains=wanted.person)
    if wanted.since:
        rows = rows.filter(at__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(at__lt=wanted.until)
    return _about(rows, wanted.subject.split(maxsplit=1))


def _about(rows: QuerySet[Entry], subject: list[str]) -> QuerySet[Entry]:
    if len(subject) > 1:
        return rows.filter(subject_type=subject[0], subject_id=subject[1])
    if subject:
        return rows.filter(Q(subject_type=subject[0]) | Q(subject_id=subject[0]))
    return rows


def verify() -> Verification:
    """Read every entry in order and name each that was changed, removed or moved."""
    faults: list[Fault] = []
    number, previous = 0, FIRST_HASH
    entries = 0
    for entry in Entry.objects.order_by("number").iterator(chunk_size=5000):
        faults += [Fault(missing, "missing") for missing in range(number + 1, entry.number)]
        intact = entry.hash == _recomputed(entry)
        if not intact:
            faults.append(Fault(entry.number, "changed"))
        elif entry.number == number + 1 and entry.previous_hash != previous:
            faults.append(Fault(entry.number, "out-of-order"))
        number, previous = entry.number, entry.hash
        entries += 1
    faults += _head_faults(number, previous)
    return Verification(entries, previous, tuple(faults))


def _head_faults(number: int, last_hash: str) -> list[Fault]:
    head = Head.objects.first()
    if head is None:
        return [Fault(number, "head-changed")] if number else []
    if head.number > number:
        return [Fault(missing, "tail-missing") for missing in range(number + 1, head.number + 1)]
    if (head.number, head.hash) != (number, last_hash):
        return [Fault(number, "head-changed")]
    return []


def _recomputed(entry: Entry) -> str:
    return entry_hash(
        number=entry.number,
        at=entry.at,
        actor_id=entry.actor_id,
        actor_name=entry.actor_name,
        deed=Deed(entry.verb, entry.subject_type, entry.subject_id, entry.details),
        previous_hash=entry.previous_hash,
    )


@dataclass(frozen=True, slots=True)
class Done:
    """One deed as it was recorded: its number in the trail, when, by whom, what."""

    number: int
    at: datetime
    by: str
    verb: str
    details: Mapping[str, Any]


def done_to(subject_type: str, subject_id: str) -> tuple[Done, ...]:
    """Return what was done to a subject, the latest first."""
    return done_to_each({subject_type: [subject_id]})


def done_to_each(subjects: Mapping[str, Collection[str]]) -> tuple[Done, ...]:
    """Return what was done to some subjects, their ids by type, the latest first."""
    wanted = Q(pk__in=[])
    for subject_type, ids in subjects.items():
        wanted |= Q(subject_type=subject_type, subject_id__in=list(ids))
    found = Entry.objects.filter(wanted)
    return tuple(
        Done(entry.number, entry.at, entry.actor_name, entry.verb, entry.details)
        for entry in found.order_by("-number")
    )
