"""The small made-up municipality of the journeys, brought in through the product's own doors."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kornhamn.analytics.actions import refresh
from kornhamn.jobs.demo.group import authorities, organisation_csv
from kornhamn.jobs.demo.statistics import statistics
from kornhamn.organisation.actions import import_register
from kornhamn.organisation.models import Person
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.actions import import_statistics

BODIES = 9  # seven committees and two companies
PROCUREMENTS = 160
AT = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
ANALYST, AUDITOR, ADMINISTRATOR, GROUP_BOARD = (
    "Astrid Lind", "Cecilia Åkesson", "David Öberg", "Bo Sjögren"
)  # fmt: skip
RESPONSIBLE, PURCHASER = "Farid Haddad", "Rut Hjelm"  # both of the education committee


@dataclass(frozen=True, slots=True)
class Files:
    """The files that the world was made of."""

    register: Path
    statistics: tuple[Path, ...]


def write_files(folder: Path, *, procurements: int = PROCUREMENTS, seed: int = 2026) -> Files:
    """Write the register and the four statistics files."""
    folder.mkdir(parents=True, exist_ok=True)
    register = folder / "register.csv"
    register.write_text(organisation_csv(BODIES), encoding="utf-8")
    paths = []
    for kind, frame in statistics(procurements, group=authorities(BODIES), seed=seed).items():
        paths.append(folder / f"{kind}.csv")
        frame.write_csv(paths[-1], separator=";")
    return Files(register, tuple(paths))


def fill(files: Files) -> None:
    """Import the group and its procurements, and take the first snapshot."""
    import_register(files.register.read_bytes(), by=SYSTEM, at=AT)
    import_statistics(files.statistics, by=SYSTEM, at=AT)
    refresh(by=SYSTEM, at=AT)


def person_named(name: str) -> Person:
    """Return a person of the world."""
    return Person.objects.get(name=name)
