"""The made-up group's ledgers, brought in through the same doors as real ones.

Each part of the group sends what its own system gives: the municipality the national format, a
file a year; the companies a file of their own columns; one company its accounts; one its invoices.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from kornhamn.jobs.demo.group import DemoAuthority
from kornhamn.jobs.demo.ledger import ledger, suppliers_in
from kornhamn.jobs.demo.ledger_files import write_national, write_own
from kornhamn.jobs.demo.ledger_sie import write_sie
from kornhamn.jobs.demo.ledger_ubl import write_ubl
from kornhamn.jobs.demo.ledger_world import ledger_world
from kornhamn.organisation.types import SYSTEM
from kornhamn.spend.actions import LoadedBefore, load_ledger, receive_file, source_named

ACCOUNTS, INVOICES = "bostader", "hamn"  # who sends accounts, and who invoices
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file that a part of the group sends, and the name of where it comes from."""

    source: str
    path: Path


def load_ledgers(lines: int, group: Sequence[DemoAuthority], folder: Path, *, at: datetime) -> int:
    """Write and load about that many lines over four years; return how many files were new."""
    new = 0
    for file in ledger_files(lines, group, folder):
        source = source_named(file.source, by=SYSTEM, at=at)
        try:
            load = receive_file(_OnDisk(file.path), file.path.name, source=source, by=SYSTEM, at=at)
        except LoadedBefore:
            continue
        load_ledger(load, by=SYSTEM, at=at)
        new += 1
    return new


def ledger_files(lines: int, group: Sequence[DemoAuthority], folder: Path) -> Iterator[DemoFile]:
    """Write the files of the group's ledgers below a folder, and yield each."""
    frame = pl.concat(ledger(lines, group))
    kinds = {body.code: body.kind for body in group}
    for year in frame["booked_on"].dt.year().unique().sort():
        of_year = frame.filter(pl.col("booked_on").dt.year() == year)
        own = _of(of_year, [code for code, kind in kinds.items() if kind != "bolag"])
        yield _written("Kommunens reskontra", folder / f"leverantorsreskontra-{year}.csv",
                       own, write_national)  # fmt: skip
        for company in (body for body in group if body.code == ACCOUNTS):
            path = folder / f"{ACCOUNTS}-{year}.se"
            write_sie([_of(of_year, [ACCOUNTS])], path, company)
            yield DemoFile(f"{company.name}, bokföring", path)
    rest = [code for code, kind in kinds.items() if kind == "bolag" and code != ACCOUNTS]
    companies = _of(frame, [code for code in rest if code != INVOICES])
    if companies.height:
        path = folder / "bolagens-reskontra.txt"
        yield _written("Bolagens reskontra", path, companies, _write_with_total)
    for company in (body for body in group if body.code == INVOICES):
        path = folder / f"fakturor-{INVOICES}.zip"
        known = ledger_world(suppliers_in(lines), group).suppliers
        write_ubl([_of(frame, [INVOICES])], path, known.frame)
        yield DemoFile(f"{company.name}, e-fakturor", path)


def _of(frame: pl.DataFrame, codes: list[str]) -> pl.DataFrame:
    return frame.filter(pl.col("true_authority").is_in(codes))


def _written(
    source: str,
    path: Path,
    frame: pl.DataFrame,
    write: Callable[[list[pl.DataFrame], Path], None],
) -> DemoFile:
    write([frame], path)
    return DemoFile(source, path)


def _write_with_total(frames: list[pl.DataFrame], path: Path) -> None:
    """Write the own columns, and below them the sum, as people who send workbooks do."""
    write_own(frames, path)
    ore = sum(int(frame["ore"].sum()) for frame in frames)
    with path.open("r+b") as file:
        columns = file.read().partition(b"\r")[0].count(b";")
        file.write(f"Summa{';' * columns}{ore // 100},{ore % 100:02}\r".encode())


class _OnDisk:
    """A file of this machine, as if it were uploaded."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def chunks(self) -> Iterator[bytes]:
        """Return the content in pieces."""
        with self.path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
