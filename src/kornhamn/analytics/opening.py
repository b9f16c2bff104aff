"""Opening the right book at the right rows: the beginning of every question."""

from dataclasses import dataclass

from django.conf import settings

from kornhamn.analytics.book import Book, Shelf
from kornhamn.analytics.choosing import chosen_rows
from kornhamn.analytics.counting import Cut, Rows, uncut
from kornhamn.analytics.models import Snapshot
from kornhamn.analytics.portfolio import Axis
from kornhamn.analytics.types import (
    NoSnapshotError,
    NoSuchClauseError,
    NoSuchEditionError,
    Selection,
    SnapshotInfo,
)
from kornhamn.organisation.types import Scope
from kornhamn.rulebook.library import programme
from kornhamn.rulebook.types import Edition

SHELF = Shelf()


@dataclass(frozen=True, slots=True)
class Opened:
    """A book, the snapshot it was made from, and the rows of the cases asked for."""

    snapshot: SnapshotInfo
    book: Book
    rows: Rows

    def whole(self) -> Cut:
        """Return the cases as one lot."""
        return uncut(self.rows, self.book.portfolio.ore)

    def cut_by(self, axis: Axis) -> Cut:
        """Return the cases cut by an axis."""
        return Cut(self.rows, self.book.portfolio.ore[self.rows], axis.places(self.rows), axis.size)


def opened(
    selection: Selection,
    scope: Scope,
    *,
    edition: Edition | None = None,
    snapshot: SnapshotInfo | None = None,
) -> Opened:
    """Open the current snapshot under the selection's edition, or those that are given."""
    snapshot = snapshot or current_snapshot()
    if snapshot is None:
        raise NoSnapshotError
    edition = edition or edition_named(selection.edition)
    if selection.clause and all(clause.id != selection.clause for clause in edition.clauses):
        raise NoSuchClauseError(edition=edition.id, clause=selection.clause)
    book = SHELF.book(settings.SNAPSHOTS / snapshot.folder, edition)
    return Opened(snapshot, book, chosen_rows(book.portfolio, selection, scope))


def edition_named(edition_id: str) -> Edition:
    """Return an edition of the programme as its file reads now."""
    editions = {edition.id: edition for edition in programme(settings.RULEBOOKS).editions}
    if edition_id not in editions:
        raise NoSuchEditionError(edition=edition_id, known=", ".join(editions))
    return editions[edition_id]


def current_snapshot() -> SnapshotInfo | None:
    """Return the snapshot that figures are counted from, or None before the first."""
    row = Snapshot.objects.filter(is_current=True).first()
    return info(row) if row else None


def info(row: Snapshot) -> SnapshotInfo:
    """Return what is told of a snapshot."""
    return SnapshotInfo(row.digest, row.folder, row.made_at, row.cases, row.size)
