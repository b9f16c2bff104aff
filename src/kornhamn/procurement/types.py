"""Words of procurement records, in the EU's and OCDS's terms where there are any."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


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


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file somebody gave to an import: where it lies, and its name as they know it.

    One that was only found in a folder is left aside when it holds no statistics.
    """

    path: Path
    name: str
    found_in_folder: bool = False
