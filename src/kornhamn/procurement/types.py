"""Words of procurement records, in the EU's and OCDS's terms where there are any."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Self
from uuid import UUID

from kornhamn.kernel.errors import N_
from kornhamn.rulebook.types import Subject


class Kind(StrEnum):
    """What is bought (OCDS mainProcurementCategory)."""

    GOODS = "goods"
    SERVICES = "services"
    WORKS = "works"


class LegalBasis(StrEnum):
    """The directive a procurement follows, or its national counterpart."""

    CLASSIC = "classic"  # 2014/24/EU, LOU
    UTILITIES = "utilities"  # 2014/25/EU, LUF
    CONCESSIONS = "concessions"  # 2014/23/EU, LUK
    DEFENCE = "defence"  # 2009/81/EC, LUFS


class Procedure(StrEnum):
    """How a procurement is carried out."""

    OPEN = "open"
    SIMPLIFIED = "simplified"
    SELECTIVE = "selective"
    RESTRICTED = "restricted"
    NEGOTIATED_WITH_NOTICE = "negotiated-with-notice"
    COMPETITIVE_DIALOGUE = "competitive-dialogue"
    OTHER = "other"


class SupplierSize(StrEnum):
    """Size of a supplier, by the EU's classes."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class FileKind(StrEnum):
    """Which of the four statistics files one is; where they differ, the first one counts."""

    PROCUREMENTS = "procurements"
    TENDERS = "tenders"
    WINNERS = "winners"
    VALUES = "values"


class ImportState(StrEnum):
    """Where an import run stands."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    REFUSED = "refused"
    INTERRUPTED = "interrupted"


class Effect(StrEnum):
    """What was done with a value that was not taken as it stood."""

    ROW_REJECTED = "row-rejected"  # nothing of the row was taken in
    LEFT_OUT = "left-out"  # the fact stays unknown, the rest of the row was taken in
    OTHER_KEPT = "other-kept"  # another row or file says otherwise, and counts
    ADDED = "added"  # added to the value of another row
    KEPT = "kept"  # taken in as it stands, though doubtful

    @property
    def done(self) -> str:
        """What was done, in words to translate."""
        return _DONE[self]


_DONE = {
    Effect.ROW_REJECTED: N_("the row was not taken in"),
    Effect.LEFT_OUT: N_("the value is unknown, the rest of the row was taken in"),
    Effect.OTHER_KEPT: N_("the other value counts"),
    Effect.ADDED: N_("added to the other row's amount"),
    Effect.KEPT: N_("taken in as it stands"),
}

REASONS: dict[str, str] = {
    "value.missing": N_("The cell is empty, and the row means nothing without it."),
    "value.too-long": N_("The text is longer than such a text can be."),
    "value.not-yes-or-no": N_("Neither True nor False."),
    "value.unknown-word": N_("None of the words that the statistics use in this column."),
    "value.not-a-date": N_("Not a date as 2021-05-21."),
    "value.date-out-of-range": N_("A date before 1990 or after 2100."),
    "value.not-a-whole-number": N_("Not a whole number from 0 and up."),
    "value.negative": N_("The amount is below zero."),
    "value.differs": N_("Another row of this kind of file says otherwise of the same thing."),
    "value.differs-between-files": N_("Another of the four files says otherwise."),
    "value.added": N_("The procurement's value is divided between several rows."),
    "row.too-many-cells": N_("The row has more cells than the header: its values have shifted."),
    "money.amount-not-readable": N_("Not an amount in kronor."),
    "money.amount-ambiguous": N_("Can mean thousands or decimals."),
    "money.amount-not-exact": N_("Too large, or with fractions of an öre."),
    "cpv.not-readable": N_("Does not begin with the eight digits of a CPV code."),
    "cpv.unknown": N_("Not a code of CPV 2008."),
    "cpv.mistyped": N_("The check digit of the CPV code is wrong."),
    "organisation-number.not-readable": N_("Not an organisation number."),
    "organisation-number.mistyped": N_("The check digit is wrong; the buyer is kept as it is."),
    "organisation-number.personal-number": N_(
        "Looks like a personal identity number, and is not shown in full."
    ),
}


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file somebody gave to an import: where it lies, and its name as they know it.

    One that was only found in a folder is left aside when it holds no statistics.
    """

    path: Path
    name: str
    found_in_folder: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What an answer is about: one procurement, one authority, or the group as a whole."""

    subject: Subject
    id: UUID | None = None  # the group has none

    @classmethod
    def procurement(cls, procurement_id: UUID) -> Self:
        """Return a procurement as what an answer is about."""
        return cls(Subject.CASE, procurement_id)

    @classmethod
    def authority(cls, authority_id: UUID) -> Self:
        """Return an authority as what an answer is about."""
        return cls(Subject.AUTHORITY, authority_id)

    @classmethod
    def group(cls) -> Self:
        """Return the group as what an answer is about."""
        return cls(Subject.GROUP)

    @property
    def in_trail(self) -> tuple[str, str]:
        """The type and the id under which the audit trail keeps it."""
        kind = "procurement" if self.subject is Subject.CASE else self.subject.value
        return kind, str(self.id or kind)

    @property
    def columns(self) -> dict[str, Any]:
        """The columns that tell the answers about it from all others."""
        return {
            "procurement_id": self.id if self.subject is Subject.CASE else None,
            "authority_id": self.id if self.subject is Subject.AUTHORITY else None,
        }
