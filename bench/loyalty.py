"""Loyalty over generated lines, beside SQL written by hand; every way answers the same to the öre.

    .venv/bin/python bench/loyalty.py --lines 1000000

The peers in DuckDB: EXISTS as one would write it, and a join of days to merged intervals (ASOF).
Each way runs in a process of its own, and says its seconds, its processor time and most memory.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import polars as pl

from kornhamn.analytics.loyalty.covering import covered

CONTRACTS, SUPPLIERS, AUTHORITIES, SEED = 5_000, 4_000, 12, 2026
GROUPS, IN_A_GROUP = 20, 8
FIRST = date(2022, 1, 1)
DAYS = 4 * 365
UNKNOWN = 0.1  # of the lines have no category
MEBIBYTE = 1024
BELOW = {
    f"{g:02d}": [f"{g:02d}", *(f"{g:02d}{c:02d}" for c in range(IN_A_GROUP))] for g in range(GROUPS)
} | {f"{g:02d}{c:02d}": [f"{g:02d}{c:02d}"] for g in range(GROUPS) for c in range(IN_A_GROUP)}
_IS = "k.supplier = l.supplier AND k.authority = l.authority"
_RUNS = "k.start <= l.day AND (k.stop IS NULL OR l.day < k.stop)"
EXISTS = f"""
SELECT cause, CAST(sum(ore) AS BIGINT) FROM (
  SELECT l.ore, CASE
    WHEN EXISTS (SELECT 1 FROM leaves k WHERE {_IS} AND k.category = l.category AND {_RUNS})
      OR EXISTS (SELECT 1 FROM leaves k WHERE {_IS} AND k.category = '' AND {_RUNS}) THEN ''
    WHEN EXISTS (SELECT 1 FROM leaves k WHERE {_IS} AND k.category = l.category
        AND k.stop <= l.day)
      OR EXISTS (SELECT 1 FROM leaves k WHERE {_IS} AND k.category = '' AND k.stop <= l.day)
      THEN 'expired'
    WHEN EXISTS (SELECT 1 FROM leaves k WHERE k.supplier = l.supplier
        AND k.category = l.category AND {_RUNS})
      OR EXISTS (SELECT 1 FROM leaves k WHERE k.supplier = l.supplier
        AND k.category = '' AND {_RUNS}) THEN 'wrong-authority'
    WHEN EXISTS (SELECT 1 FROM leaves k WHERE k.authority = l.authority
        AND k.category = l.category AND k.category <> '' AND {_RUNS}) THEN 'wrong-supplier'
    ELSE 'no-contract' END AS cause
  FROM lines l) GROUP BY cause
"""  # noqa: S608 - made of constants


def pieces(name: str, keys: str, only: str = "TRUE") -> str:
    """Return SQL that cuts the days of each key where anything starts or stops."""
    same = " AND ".join(f"c.{key} = k.{key}" for key in keys.split(", "))
    return f"""
CREATE TEMP TABLE {name} AS
WITH cuts AS (
  SELECT DISTINCT {keys}, start AS cut FROM leaves WHERE {only}
  UNION SELECT DISTINCT {keys}, stop FROM leaves WHERE {only} AND stop IS NOT NULL)
SELECT {", ".join("c." + key for key in keys.split(", "))}, c.cut,
  bool_or(k.start <= c.cut AND (k.stop IS NULL OR c.cut < k.stop)) AS runs,
  bool_or(k.stop <= c.cut) AS ended
FROM cuts c JOIN leaves k ON {same} AND ({only.replace("category", "k.category")})
GROUP BY ALL
"""  # noqa: S608 - made of constants


MERGED = f"""
{pieces("own", "supplier, authority, category")};
{pieces("wide", "supplier, authority", "category = ''")};
{pieces("others", "supplier, category")};
{pieces("others_wide", "supplier", "category = ''")};
{pieces("elsewhere", "authority, category", "category <> ''")};
SELECT CASE WHEN a.runs OR b.runs THEN '' WHEN a.ended OR b.ended THEN 'expired'
  WHEN c.runs OR d.runs THEN 'wrong-authority' WHEN e.runs THEN 'wrong-supplier'
  ELSE 'no-contract' END AS cause, CAST(sum(l.ore) AS BIGINT)
FROM lines l
ASOF LEFT JOIN own a ON a.supplier = l.supplier AND a.authority = l.authority
  AND a.category = l.category AND l.day >= a.cut
ASOF LEFT JOIN wide b ON b.supplier = l.supplier AND b.authority = l.authority AND l.day >= b.cut
ASOF LEFT JOIN others c ON c.supplier = l.supplier AND c.category = l.category AND l.day >= c.cut
ASOF LEFT JOIN others_wide d ON d.supplier = l.supplier AND l.day >= d.cut
ASOF LEFT JOIN elsewhere e ON e.authority = l.authority AND e.category = l.category
  AND l.day >= e.cut
GROUP BY cause
"""  # noqa: S608 - made of constants


def main() -> None:
    """Make the lines, run every way in turn, compare, and print a row a way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--ways", nargs="*", default=list(WAYS))
    parser.add_argument("--way", choices=WAYS)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.way:
        print(json.dumps(measured(given.way, given.folder)))
        return
    with TemporaryDirectory(prefix="kornhamn-bench-") as name:
        folder = Path(name)
        make(given.lines, folder)
        found = {way: run(way, folder) for way in given.ways}
    answers = {json.dumps(one["answer"], sort_keys=True) for one in found.values()}
    if len(answers) != 1:
        msg = f"the ways do not agree: {answers}"
        raise SystemExit(msg)
    print("| lines | way | seconds | processor, s | peak memory, MiB |")
    print("| ---: | --- | ---: | ---: | ---: |")
    for way, one in found.items():
        print(
            f"| {given.lines:,} | {way} | {one['seconds']:.1f} | {one['processor']:.1f} "
            f"| {one['mebibytes']:.0f} |"
        )
    print("Agreed to the öre:", answers.pop())


def make(lines: int, folder: Path) -> None:
    """Write lines and contracts: some lines without category, some contracts for anything."""
    random = np.random.default_rng(SEED)
    leaves = np.array([code for code in BELOW if len(code) > 2])  # noqa: PLR2004 - digits of a group
    all_codes = np.array([*BELOW, ""])
    names = np.array([f"namnd-{n:02d}" for n in range(AUTHORITIES)])
    category = pl.Series(leaves[random.integers(0, len(leaves), lines)])
    pl.DataFrame(
        {
            "supplier": random.zipf(1.3, lines) % SUPPLIERS,
            "authority": names[random.integers(0, AUTHORITIES, lines)],
            "category": category.scatter(np.flatnonzero(random.random(lines) < UNKNOWN), None),
            "day": np.datetime64(FIRST, "D") + random.integers(0, DAYS, lines),
            "ore": random.integers(-200_000, 5_000_000, lines),
        }
    ).with_columns(pl.col("supplier").cast(pl.Int32)).write_parquet(folder / "lines.parquet")
    start = np.datetime64(FIRST, "D") + random.integers(-700, DAYS, CONTRACTS)
    contracts = pl.DataFrame(
        {
            "contract": np.arange(1, CONTRACTS + 1, dtype=np.int32),
            "supplier": (random.zipf(1.3, CONTRACTS) % SUPPLIERS).astype(np.int32),
            "category": all_codes[random.integers(0, len(all_codes), CONTRACTS)],
            "start": start,
            "end": start + random.integers(90, 1500, CONTRACTS),
        }
    )
    users = pl.concat(
        contracts.sample(CONTRACTS // 3, seed=n).with_columns(authority=pl.lit(name))
        for n, name in enumerate(names.tolist())
    )
    whole = users.with_columns(ceiling_ore=pl.lit(None, pl.Int64))
    whole.with_columns(pl.col("start", "end").cast(pl.Date)).sort(
        "contract", "authority"
    ).write_parquet(folder / "coverage.parquet")


def run(way: str, folder: Path) -> dict[str, object]:
    """Run a way in a process of its own."""
    command = [sys.executable, __file__, "--way", way, "--folder", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return result


def measured(way: str, folder: Path) -> dict[str, object]:
    """Return what a way answers, and what it takes of time and memory."""
    before, clock = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    answer = WAYS[way](folder)
    seconds, after = time.perf_counter() - clock, resource.getrusage(resource.RUSAGE_SELF)
    return {
        "answer": answer,
        "seconds": seconds,
        "processor": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "mebibytes": after.ru_maxrss / MEBIBYTE,
    }


def kornhamn(folder: Path) -> dict[str, int]:
    """Count with the suite's own code: each line gets its contract, or its cause."""
    lines, coverage = (pl.read_parquet(folder / f"{n}.parquet") for n in ("lines", "coverage"))
    found = covered(lines, coverage, BELOW)
    sums = found.group_by(pl.col("leak").cast(pl.String).fill_null("")).agg(pl.col("ore").sum())
    return dict(sums.iter_rows())


def exists(folder: Path) -> dict[str, int]:
    """Ask DuckDB with EXISTS, as one would write it by hand."""
    return _asked(folder, EXISTS)


def merged(folder: Path) -> dict[str, int]:
    """Ask DuckDB with a join of days to merged intervals."""
    return _asked(folder, MERGED)


def _asked(folder: Path, sql: str) -> dict[str, int]:
    coverage = pl.read_parquet(folder / "coverage.parquet")
    tree = pl.DataFrame(
        [(over, leaf) for over, under in BELOW.items() for leaf in under],
        schema={"category": pl.String(), "leaf": pl.String()},
        orient="row",
    )
    leaves = coverage.join(tree, on="category", how="left").select(
        "supplier", "authority", pl.coalesce("leaf", "category").alias("category"), "start",
        pl.col("end").alias("stop"),
    )  # fmt: skip
    with duckdb.connect() as database:
        database.register("given", leaves.to_arrow())
        database.execute("CREATE TEMP TABLE leaves AS SELECT DISTINCT * FROM given")
        database.execute(f"CREATE VIEW lines AS FROM read_parquet('{folder}/lines.parquet')")
        *first, last = [part for part in sql.split(";") if part.strip()]
        for part in first:
            database.execute(part)
        return dict(database.execute(last).fetchall())


WAYS = {"Kornhamn": kornhamn, "DuckDB, merged intervals": merged, "DuckDB, EXISTS": exists}

if __name__ == "__main__":
    main()
