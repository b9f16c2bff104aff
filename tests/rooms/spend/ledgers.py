"""Small ledgers for tests, received and loaded as a person would."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kornhamn.organisation.types import SYSTEM
from kornhamn.spend.actions import load_ledger, receive_file, source_named
from kornhamn.spend.models import LedgerLoad
from tests.conftest import AT

HEADER = "kopare_id;kopare;verifikationsnummer;leverantor;leverantor_id;konto_nr;konto_text;"
HEADER += "datum;forvaltning;fakturanummer;belopp"


@dataclass(frozen=True)
class Given:
    """A file's content as an upload."""

    content: bytes

    def chunks(self) -> Iterable[bytes]:
        """Return the content in pieces."""
        yield self.content


def line(number: int, amount: str = "100,50", **changes: str) -> str:
    """Return a line of the national specification, with some cells changed."""
    cells = {
        "kopare_id": "212999-0012",
        "kopare": "Kornhamns kommun",
        "verifikationsnummer": f"V{number}",
        "leverantor": "Städ AB",
        "leverantor_id": "556677-8899",
        "konto_nr": "64400",
        "konto_text": "Livsmedel",
        "datum": "2026-02-03",
        "forvaltning": "Utbildningsnämnden",
        "fakturanummer": f"F{number}",
        "belopp": amount,
    }
    return ";".join({**cells, **changes}.values())


def text(lines: Sequence[str]) -> str:
    """Return a whole ledger."""
    return "\n".join([HEADER, *lines]) + "\n"


def received(
    lines: Sequence[str], name: str = "reskontra.csv", source: str = "Kommunen", *,
    encoding: str = "utf-8", at: datetime = AT,
) -> LedgerLoad:  # fmt: skip
    """Receive a ledger of lines."""
    given = Given(text(lines).encode(encoding))
    return receive_file(
        given, name, source=source_named(source, by=SYSTEM, at=at), by=SYSTEM, at=at
    )


def loaded(lines: Sequence[str], name: str = "reskontra.csv", source: str = "Kommunen",
           encoding: str = "utf-8") -> LedgerLoad:  # fmt: skip
    """Receive and load a ledger of lines."""
    load = received(lines, name, source, encoding=encoding)
    return load_ledger(load, by=SYSTEM, at=AT)


def given_file(path: Path) -> Given:
    """Return a file as an upload."""
    return Given(path.read_bytes())
