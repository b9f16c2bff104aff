"""All case clauses of an edition over a generated portfolio, side by side with its peers.

    python bench/assess_portfolio.py --rows 1000000

Prints Markdown: medians of interleaved runs as ratios to the engine, each run in a process of
its own with its peak memory. Every contender must find the same figures to the öre.
"""

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench import by_hand  # noqa: E402 - the path is set above
from bench.portfolio import portfolio  # noqa: E402

from kornhamn.rulebook.assess import assess  # noqa: E402
from kornhamn.rulebook.columns import encoded  # noqa: E402
from kornhamn.rulebook.facts import FACTS  # noqa: E402
from kornhamn.rulebook.library import programme  # noqa: E402
from kornhamn.rulebook.portfolio import tally  # noqa: E402
from kornhamn.rulebook.portfolio_sql import Table, duckdb_query  # noqa: E402
from kornhamn.rulebook.types import Subject, Verdict  # noqa: E402

EDITION, BY, AMOUNT = "inkop-som-verktyg", "authority", "contracted_value"
CONTENDERS = {
    "engine": "the engine, `tally`",
    "polars": "(a) the same predicates by hand in Polars",
    "duckdb": "(b) one DuckDB query",
    "numpy": "(c) by hand in numpy",
}
MEASURES = ("seconds", "work", "peak", "above")
PART = 1_000_000
SAMPLE = 2_000
Rows = list[tuple[Any, ...]]


def main() -> None:
    """Generate the cases, run every contender by turns and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--contender", choices=CONTENDERS, help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.contender:
        print(json.dumps(measured(arguments.contender, arguments.data)))
        return
    for rows in arguments.rows:
        side_by_side(rows, arguments.repeat)


def side_by_side(rows: int, repeat: int) -> None:
    """Run every contender by turns over that many cases and print the table."""
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in CONTENDERS}
    ones: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), rows)
        for _ in range(repeat):
            for name, found in runs.items():
                found.append(in_own_process(name, Path(folder)))
                ones.append(one_by_one())
    one = {key: statistics.median(each[key] for each in ones) for key in ("seconds", "work")}
    report(rows, runs, one)


def generate(folder: Path, rows: int) -> None:
    """Write the cases as a snapshot would hold them, a million a file."""
    for number, start in enumerate(range(0, rows, PART)):
        part = portfolio(min(PART, rows - start), seed=number)
        encoded(part, FACTS, Subject.CASE).sink_parquet(folder / f"{number:03d}.parquet")


def in_own_process(contender: str, data: Path) -> dict[str, Any]:
    """Run one contender once in a process of its own."""
    command = [sys.executable, __file__, "--contender", contender, "--data", str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def measured(contender: str, data: Path) -> dict[str, Any]:
    """Load the data, warm up on a part of it, run once; seconds, memory and a digest."""
    run = prepared(contender, data)
    loaded = memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    started, worked = time.perf_counter(), time.process_time()
    rows = run()
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    peak = memory("VmHWM")
    text = repr(sorted(rows, key=repr)).encode()
    return {
        "seconds": seconds,
        "work": work,
        "peak": peak,
        "above": peak - loaded,
        "digest": hashlib.sha256(text).hexdigest(),
        "rows": len(rows),
    }


def memory(kind: str) -> float:
    """Return this process's memory in MB: VmRSS now, VmHWM at its peak."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(kind))


def prepared(contender: str, data: Path) -> Callable[[], Rows]:
    """Return what is timed, with the data in the memory of the contender's own engine."""
    files = str(data / "*.parquet")
    if contender == "duckdb":
        return prepared_duckdb(files)
    frame = pl.read_parquet(files)
    if contender == "numpy":
        arrays = by_hand.numpy_columns(frame)
        del frame
        return lambda: numbered(by_hand.numpy_tally(arrays, BY, AMOUNT))
    run = engine if contender == "engine" else by_hand_in_polars
    run(frame.head(1000))
    return lambda: run(frame)


def engine(frame: pl.DataFrame) -> Rows:
    """Return the engine's tally."""
    edition = programme().edition(EDITION)
    return tally(edition, frame, subject=Subject.CASE, by=[BY], amount=AMOUNT).rows()


def by_hand_in_polars(frame: pl.DataFrame) -> Rows:
    """Return the tally written by hand in Polars."""
    return numbered(by_hand.polars_tally(frame.lazy(), BY, AMOUNT))


def numbered(rows: Rows) -> Rows:
    """Name the verdicts, that are numbers by hand."""
    names = [verdict.value for verdict in Verdict]
    return [(buyer, clause, names[verdict], *rest) for buyer, clause, verdict, *rest in rows]


def prepared_duckdb(files: str) -> Callable[[], Rows]:
    """Load a table of DuckDB's own and return the query to be timed."""
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE cases AS SELECT * FROM '{files}'")  # noqa: S608 - our path
    columns = frozenset(connection.table("cases").columns)
    table = Table("cases", columns)
    edition = programme().edition(EDITION)
    query = duckdb_query(edition, table, subject=Subject.CASE, by=[BY], amount=AMOUNT)
    connection.execute(query.replace("FROM cases", "FROM (FROM cases LIMIT 1000)")).fetchall()
    return lambda: connection.execute(query).fetchall()


def one_by_one() -> dict[str, float]:
    """Return the seconds a case takes one at a time, by the clock and of the processor."""
    edition = programme().edition(EDITION)
    cases = portfolio(SAMPLE, seed=99).to_dicts()
    assess(edition, cases[0], subject=Subject.CASE)
    started, worked = time.perf_counter(), time.process_time()
    for facts in cases:
        assess(edition, facts, subject=Subject.CASE)
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    return {"seconds": seconds / SAMPLE, "work": work / SAMPLE}


def report(rows: int, runs: dict[str, list[dict[str, Any]]], one: dict[str, float]) -> None:
    """Print the medians as ratios to the engine's; complain where figures differ."""
    clauses = len(programme().edition(EDITION).clauses_on(Subject.CASE))
    medians = {
        name: {key: statistics.median(run[key] for run in found) for key in MEASURES}
        for name, found in runs.items()
    }
    best = medians["engine"]
    print(
        f"### {clauses} clauses over {rows:,} cases: counts and kronor per authority and verdict\n"
    )
    print("| contender | seconds | times the engine's | processor seconds | times the engine's "
          "| peak memory, MB | above the data, MB |")  # fmt: skip
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, median in medians.items():
        seconds, work, peak, above = (median[key] for key in MEASURES)
        print(
            f"| {CONTENDERS[name]} | {seconds:.3f} | {seconds / best['seconds']:.2f} | {work:.3f} "
            f"| {work / best['work']:.2f} | {peak:.0f} | {above:.0f} |"
        )
    loop = " | ".join(
        f"{one[key] * rows:.0f} | {one[key] * rows / best[key]:.0f}" for key in ("seconds", "work")
    )
    print(f"| (d) one case at a time, in a loop * | {loop} | | |")
    print(
        f"\n\\* {one['work'] * 1e6:.0f} µs of the processor a case, measured on {SAMPLE:,} cases "
        "between the other runs and extrapolated; it also gives reasons and missing facts, which "
        "the tallies do not."
    )
    digests = {run["digest"] for found in runs.values() for run in found}
    same = "the same figures" if len(digests) == 1 else "DIFFERENT FIGURES"
    print(f"\nAll contenders found {same} ({runs['engine'][0]['rows']:,} rows).")
    if len(digests) != 1:
        sys.exit("The predicates by hand in bench/by_hand.py no longer say what the edition says.")


if __name__ == "__main__":
    main()
