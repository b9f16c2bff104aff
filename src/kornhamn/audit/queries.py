"""Reading the trail, and proving it."""

from dataclasses import dataclass

from kornhamn.audit.models import Entry, Head
from kornhamn.audit.types import FIRST_HASH, Deed, entry_hash


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
