"""How fast a messy ledger becomes checked, encoded columns, beside DuckDB's bare reading of it.

Each way runs in a process of its own over the same generated file, by turns; the row holds the
medians. DuckDB reads every column as text and keeps nothing; Kornhamn recognises, maps, checks,
encodes and writes Parquet.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from kornhamn.files.limits import Limits
from kornhamn.files.tables.proposing import propose
from kornhamn.jobs.demo.ledger import ledger
from kornhamn.jobs.demo.ledger_files import write_national
from kornhamn.spend.ledger.fields import LEDGER
from kornhamn.spend.ledger.reading import open_table
from kornhamn.spend.ledger.writing import write_lines

MEBIBYTE = 1024  # ru_maxrss is in KiB
GOAL_TIMES, GOAL_MEBIBYTES = 3.0, 1024


def main() -> None:
    """Make the files, run both ways on each, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", nargs="*", type=int, default=[1_000_000, 10_000_000])
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.way:
        print(json.dumps(measured(WAYS[asked.way], asked.file)))
        return
    print("## Loading a ledger\n")
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"Medians of {asked.turns} turns; load average of the machine at the start: {load}.\n")
    print("| lines | MB | way | seconds | × | processor, s | × | memory, MiB |")
    print("| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |")
    for lines in asked.lines:
        with TemporaryDirectory(prefix="kornhamn-bench-") as folder:
            path = Path(folder) / "reskontra.csv"
            write_national(ledger(lines), path)
            report(lines, path, asked.turns)
    print(f"\nGoals: within {GOAL_TIMES:g} times DuckDB, and {GOAL_MEBIBYTES} MiB at any size.")


def report(lines: int, path: Path, turns: int) -> None:
    """Print a row a way; the ratios are to DuckDB, of the whole time and of processor time."""
    told: dict[str, list[dict[str, float]]] = {name: [] for name in WAYS}
    for _ in range(turns):
        for name, runs in told.items():
            runs.append(run(name, path))
    size, middle = path.stat().st_size / 1e6, {name: median(runs) for name, runs in told.items()}
    base = middle["DuckDB, bare reading"]
    for name, one in middle.items():
        seconds, processor = one["seconds"], one["processor"]
        print(
            f"| {lines} | {size:.0f} | {name} | {seconds:.1f} | {seconds / base['seconds']:.2f} "
            f"| {processor:.1f} | {processor / base['processor']:.2f} | {one['mebibytes']:.0f} |"
        )


def median(runs: list[dict[str, float]]) -> dict[str, float]:
    """Return the middle of each measure."""
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def run(way: str, path: Path) -> dict[str, float]:
    """Run a way in a process of its own."""
    command = [sys.executable, __file__, "--way", way, "--file", str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def measured(way: Callable[[Path], None], path: Path) -> dict[str, float]:
    """Return what a way takes of time and memory."""
    before, clock = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    way(path)
    seconds, after = time.perf_counter() - clock, resource.getrusage(resource.RUSAGE_SELF)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "seconds": seconds,
        "processor": processor,
        "mebibytes": after.ru_maxrss / MEBIBYTE,
    }


def bare(path: Path) -> None:
    """Read every column of every row as text, and keep nothing."""
    columns = duckdb.sql(f"FROM {_read(path)} LIMIT 0").columns
    sums = ", ".join(f'sum(strlen("{name}"))' for name in columns)
    duckdb.sql(f"SELECT {sums} FROM {_read(path)}").fetchall()  # noqa: S608 - our own file


def _read(path: Path) -> str:
    return f"read_csv('{path}', all_varchar = true)"


def load(path: Path) -> None:
    """Do the whole pure half of a load."""
    with TemporaryDirectory(prefix="kornhamn-bench-") as name:
        folder = Path(name)
        table = open_table(path, path.name, Limits(file_bytes=path.stat().st_size), folder)
        written = write_lines(table, propose(table, path.name, LEDGER).mapping, folder)
        if written.count.rows_read != written.count.rows_taken:
            msg = f"{written.count.rows_read - written.count.rows_taken} rows were refused"
            raise RuntimeError(msg)


WAYS: dict[str, Callable[[Path], None]] = {"DuckDB, bare reading": bare, "Kornhamn": load}

if __name__ == "__main__":
    main()
