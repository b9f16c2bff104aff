"""Verbs of the spend figures: take a snapshot whole, or out of the one before."""

import shutil
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from django.db import transaction

from kornhamn.analytics.models import SpendSnapshot, SpendView
from kornhamn.analytics.moment import one_at_a_time, see_one_moment
from kornhamn.analytics.queries.spend.views import SavedView, told
from kornhamn.analytics.spend import columns, delta, mapping, snapshot
from kornhamn.analytics.spend.cells import cells_are_kept
from kornhamn.analytics.spend.opening import info, spend_folder
from kornhamn.analytics.types import ViewWithoutNameError
from kornhamn.analytics.types.spend import SpendSnapshotInfo
from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.types import Actor
from kornhamn.spend.queries import active_loads

KEPT = 3
MOST_PARTS = 40  # then the parts are made one again
_LONGEST_NAME = 120
_LOCK = 0x5370656E  # the key of the advisory lock


def refresh_spend(*, by: Actor, at: datetime) -> SpendSnapshotInfo:
    """Take a whole snapshot of the ledgers and make it the current one; lines are read once ever.

    Where nothing changed the current one stays. Run twice at once, the second waits.
    """
    with one_at_a_time(_LOCK), transaction.atomic():
        see_one_moment()
        staging = _staging()
        written = snapshot.take(staging, active_loads(), mapping.read(), mapping.procured())
        return info(_put_in_place(staging, written, by=by, at=at))


def refresh_spend_delta(
    *,
    spellings: mapping.Keys = (),
    postings: mapping.Keys = (),
    by: Actor,
    at: datetime,
) -> SpendSnapshotInfo:
    """Bring the current snapshot up to date with loads and with what the given keys mean now.

    None is every key there is. Loads that came or were undone are seen without being named. A whole
    one is taken without a snapshot, with too many parts, and where a supplier is told otherwise.
    """
    current = SpendSnapshot.objects.filter(is_current=True).first()
    if current is not None and _can_be_extended(current):
        with one_at_a_time(_LOCK), transaction.atomic():
            if taken := _extended(spellings, postings, by=by, at=at):
                return info(taken)
    return refresh_spend(by=by, at=at)


def _extended(
    spellings: mapping.Keys, postings: mapping.Keys, *, by: Actor, at: datetime
) -> SpendSnapshot | None:
    """Return the current snapshot with a part more where one is needed; None: take it whole."""
    see_one_moment()
    current = SpendSnapshot.objects.get(is_current=True)
    before, loads = _folder(current), active_loads()
    met = delta.keys_in(delta.new_loads(before, loads), before.parent)
    now = mapping.read(
        spellings=None if spellings is None else {*spellings, *met[0]},
        postings=None if postings is None else {*postings, *met[1]},
    )
    if delta.tells_otherwise(before, now.suppliers):
        return None
    if spellings is None and not delta.same_procured(before, mapping.procured()):
        return None
    part = delta.part_since(before, loads, now)
    if not part.says_anything and not delta.gone_loads(before, loads):
        return _checked(current, at=at)
    staging = _staging()
    return _put_in_place(staging, snapshot.extend(before, staging, loads, part), by=by, at=at)


@transaction.atomic
def save_spend_view(
    name: str, *, page: str, chosen: Mapping[str, str], by: Actor, at: datetime
) -> SavedView:
    """Save a view of the explorer under a name: its page and what was chosen there."""
    if not name.strip():
        raise ViewWithoutNameError
    row = SpendView.objects.create(
        name=name.strip()[:_LONGEST_NAME],
        page=page,
        chosen=dict(chosen),
        made_by_id=None if by.is_system else by.id,
        made_by_name=by.name,
        made_at=at,
    )
    record(Deed("spend-view.saved", "spend-view", str(row.pk), {"name": row.name}), by=by, at=at)
    return told(row)


def _folder(row: SpendSnapshot) -> Path:
    return spend_folder() / row.folder


def _is_there(folder: Path) -> bool:
    return (folder / columns.LOADS).exists()


def _can_be_extended(row: SpendSnapshot) -> bool:
    """Tell whether a snapshot, and the cells it was made of, are on disk in not too many parts."""
    folder = _folder(row)
    if not _is_there(folder) or row.parts >= MOST_PARTS:
        return False
    return all(cells_are_kept(load, folder.parent) for load in snapshot.summary(folder)["loads"])


def _staging() -> Path:
    """Return an empty folder to build in; what an interrupted refresh left is cleared away."""
    folder = spend_folder() / ".being-made"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _put_in_place(
    staging: Path, written: snapshot.Written, *, by: Actor, at: datetime
) -> SpendSnapshot:
    """Give the finished folder its name and make it the current one; note it where it is new."""
    folder = spend_folder() / written.folder
    if not _is_there(folder):
        shutil.rmtree(folder, ignore_errors=True)
        staging.rename(folder)
    current = SpendSnapshot.objects.filter(is_current=True).first()
    if current and current.folder == written.folder:
        return _checked(current, at=at)
    SpendSnapshot.objects.filter(is_current=True).update(is_current=False)
    row, _ = SpendSnapshot.objects.update_or_create(
        folder=written.folder,
        defaults={
            "digest": written.digest,
            "made_at": at,
            "checked_at": at,
            "loads": written.loads,
            "lines": written.lines,
            "ore": written.ore,
            "parts": written.parts,
            "size": written.size,
            "is_current": True,
        },
    )
    _forget_old()
    details = {"digest": row.digest, "loads": row.loads, "lines": row.lines, "ore": row.ore}
    record(Deed("spend-snapshot.taken", "spend-snapshot", str(row.pk), details), by=by, at=at)
    return row


def _checked(current: SpendSnapshot, *, at: datetime) -> SpendSnapshot:
    SpendSnapshot.objects.filter(pk=current.pk).update(checked_at=at)
    return current


def _forget_old() -> None:
    for old in SpendSnapshot.objects.filter(is_current=False).order_by("-made_at")[KEPT - 1 :]:
        lost = _folder(old)
        old.delete()
        transaction.on_commit(partial(shutil.rmtree, lost, ignore_errors=True))
