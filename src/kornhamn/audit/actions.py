"""Writing to the trail: the one way in."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kornhamn.audit.models import Entry, Head
from kornhamn.audit.types import FIRST_HASH, Author, Deed, entry_hash


def record(deed: Deed, *, by: Author, at: datetime) -> None:
    """Append one deed to the trail, inside the caller's transaction."""
    record_all([deed], by=by, at=at)


@transaction.atomic
def record_all(deeds: Sequence[Deed], *, by: Author, at: datetime) -> None:
    """Append deeds in order; the head's row lock makes the chain one line."""
    if not deeds:
        return
    head, _ = Head.objects.select_for_update().get_or_create(
        defaults={"number": 0, "hash": FIRST_HASH}
    )
    entries = []
    for deed in deeds:
        entry = _entry(head, deed, by=by, at=at)
        entries.append(entry)
        head.number, head.hash = entry.number, entry.hash
    Entry.objects.bulk_create(entries, batch_size=2000)
    head.save(update_fields=["number", "hash"])


def _entry(head: Head, deed: Deed, *, by: Author, at: datetime) -> Entry:
    number = head.number + 1
    return Entry(
        number=number,
        at=at,
        actor_id=by.id,
        actor_name=by.name,
        verb=deed.verb,
        subject_type=deed.subject_type,
        subject_id=deed.subject_id,
        details=dict(deed.details),
        previous_hash=head.hash,
        hash=entry_hash(
            number=number,
            at=at,
            actor_id=by.id,
            actor_name=by.name,
            deed=deed,
            previous_hash=head.hash,
        ),
    )
