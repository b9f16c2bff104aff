"""How well and how fast suppliers' spellings become suppliers, beside Splink on the same names.

Precision and recall count pairs of spellings of the made-up ledger's suppliers, whose truth is
known; see `labelled_names` for what makes it hard. `with the queue` is what is reached when every
question put to people is answered rightly. Splink gets the names and numbers as read here, so that
only the matching differs. `--fit` fits the weights anew and prints them.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
from labelled_names import labelled_names

ROOT = Path(__file__).resolve().parents[1]
AT = datetime(2026, 3, 9, 9, tzinfo=UTC)
KIB_IN_A_MIB = 1024
TEXTS = ["name", "given_number", "place", "bank"]
GOAL_PRECISION, GOAL_RECALL = 0.9996, 0.78
GROUPS = ("name", "bank", "place", "number", "form")


def main() -> None:
    """Make the names, match them in two ways in processes of their own, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--fit", action="store_true", help="fit the weights and print them")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    os.environ |= {
        "KORNHAMN_HOME": str(ROOT / "var" / "bench-suppliers"),
        "KORNHAMN_CLUSTER": "bench",
        "KORNHAMN_TLS": "false",
        "DJANGO_SETTINGS_MODULE": "kornhamn.config.settings",
    }
    if asked.way:
        print(json.dumps(measured(asked.way, asked.folder)))
        return
    with TemporaryDirectory(prefix="kornhamn-bench-") as folder:
        labelled = labelled_names(asked.names, seed=asked.seed)
        labelled.unique(TEXTS, maintain_order=True).write_parquet(Path(folder) / "names.parquet")
        if asked.fit:
            fit(Path(folder))
        else:
            report(Path(folder))


def report(folder: Path) -> None:
    """Print how both fared."""
    names = pl.scan_parquet(folder / "names.parquet").select(pl.len()).collect().item()
    print(f"## Suppliers out of {names:,} spellings\n")
    print("| way | precision | recall | recall with the queue | questions | seconds | peak MiB * |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    found = {way: in_a_process(way, folder) for way in WAYS}
    for way, said in found.items():
        queue = f"{said['queue_recall']:.4f} | {said['asked']:,.0f}" if "asked" in said else "– | –"
        print(
            f"| {way} | {said['precision']:.5f} | {said['recall']:.4f} | {queue} "
            f"| {said['seconds']:.0f} | {said['memory']:,.0f} |"
        )
    ours, theirs = found["kornhamn"], found["splink"]
    print(f"\nKornhamn takes {ours['seconds'] / theirs['seconds']:.2f} times Splink's time.")
    print(
        f"Goal: precision at least {GOAL_PRECISION}, recall over {GOAL_RECALL}: "
        f"{'reached' if reached(ours) else 'missed'}.\n"
    )
    print(calibration(folder))
    print("\\* of this program; the database's own is not in it.")


def reached(said: dict[str, float]) -> bool:
    """Tell whether the goal is reached."""
    return said["precision"] >= GOAL_PRECISION and said["recall"] > GOAL_RECALL


def in_a_process(way: str, folder: Path) -> dict[str, float]:
    """Measure one way in a fresh process, so that memory is its own."""
    command = [sys.executable, __file__, "--way", way, "--folder", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    said: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return said


def measured(way: str, folder: Path) -> dict[str, float]:
    """Return precision, recall, seconds and the peak of memory of one way."""
    names = pl.read_parquet(folder / "names.parquet")
    said = WAYS[way](names, folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_IN_A_MIB
    return {**said, "memory": peak}


def ours(names: pl.DataFrame, folder: Path) -> dict[str, float]:
    """Enter and settle the spellings in a database, as a load of a ledger does."""
    import django  # noqa: PLC0415 - after its settings are chosen

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from kornhamn.organisation.types import SYSTEM  # noqa: PLC0415
    from kornhamn.suppliers.actions import enter_spellings, settle_spellings  # noqa: PLC0415
    from kornhamn.suppliers.queries import supplier_of_spelling  # noqa: PLC0415
    from kornhamn.suppliers.queries.frames import frame_of  # noqa: PLC0415
    from kornhamn.suppliers.types import Origin  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE suppliers_supplier CASCADE")
    started = time.perf_counter()
    keyed = enter_spellings(names, Origin.LEDGER)
    entered = time.perf_counter() - started
    settle_spellings(by=SYSTEM, at=AT)
    seconds = time.perf_counter() - started
    whose = supplier_of_spelling()
    placed = keyed.join(whose, left_on="key", right_on="spelling", maintain_order="left")
    asked = frame_of(
        "SELECT first_id, second_id, score FROM suppliers_matchcandidate WHERE state = 'open'",
        pl.Schema({"first": pl.Int32(), "second": pl.Int32(), "score": pl.Float64()}),
    )
    answered = _rightly_answered(asked, placed)
    answered.write_parquet(folder / "asked.parquet")
    joined = _joined(placed["supplier"], answered.filter("same"))
    precision, recall = score(placed["supplier"], placed["true_supplier"])
    return {
        "precision": precision,
        "recall": recall,
        "queue_recall": score(joined, placed["true_supplier"])[1],
        "asked": asked.height,
        "seconds": seconds,
        "entered": entered,
    }


def _rightly_answered(asked: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """Add `same`: whether the suppliers of a question truly are one."""
    truth = placed.group_by("supplier").agg(pl.col("true_supplier").mode().first().alias("truth"))
    return (
        asked.join(truth, left_on="first", right_on="supplier")
        .join(truth, left_on="second", right_on="supplier", suffix="_other")
        .with_columns((pl.col("truth") == pl.col("truth_other")).alias("same"))
    )


def _joined(suppliers: pl.Series, pairs: pl.DataFrame) -> pl.Series:
    """Return suppliers after the pairs have been merged."""
    from scipy.sparse import coo_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    size = int(suppliers.max()) + 1  # type: ignore[arg-type] # keys are integers
    links = (pairs["first"].to_numpy(), pairs["second"].to_numpy())
    graph = coo_matrix((np.ones(pairs.height, dtype=np.int8), links), shape=(size, size))
    parts = pl.Series(connected_components(graph, directed=False)[1])
    return parts.gather(suppliers)


def theirs(names: pl.DataFrame, _folder: Path) -> dict[str, float]:
    """Match with Splink 5 on DuckDB: trained without labels, clustered at 0.99."""
    import splink.comparison_library as cl  # noqa: PLC0415
    from splink import Linker, SettingsCreator, block_on  # noqa: PLC0415
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415

    read = as_read(names)
    started = time.perf_counter()
    blank_is_null = [
        pl.when(pl.col(name) == "").then(None).otherwise(name).alias(name)
        for name in ("plain_name", "number", "place", "bank")
    ]
    records = read.with_columns(*blank_is_null).with_row_index("unique_id")
    backend = DuckDBAPI()
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("plain_name", [0.97, 0.92, 0.85]),
            cl.DamerauLevenshteinAtThresholds("number", [1]),
            cl.ExactMatch("place"),
            cl.ExactMatch("bank"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("number"),
            block_on("bank"),
            block_on("plain_name"),
            block_on("substr(plain_name, 1, 9)", "place"),
        ],
        retain_matching_columns=False,
    )
    wanted = records.select("unique_id", "plain_name", "number", "place", "bank")
    linker = Linker(backend.register(wanted.to_arrow()), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("number"), block_on("plain_name", "place")], recall=0.8
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in ("number", "plain_name"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(rule))
    found = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        found, threshold_match_probability=0.99
    )
    seconds = time.perf_counter() - started
    placed = pl.from_arrow(clusters.as_pyarrow_table()).sort("unique_id")  # type: ignore[union-attr] # a frame
    named = read["plain_name"] != ""
    precision, recall = score(
        placed["cluster_id"].filter(named), read["true_supplier"].filter(named)
    )
    return {"precision": precision, "recall": recall, "seconds": seconds}


def as_read(names: pl.DataFrame) -> pl.DataFrame:
    """Return the names with plain names and numbers as the suite reads them."""
    from kornhamn.suppliers.rules.names import plain_names  # noqa: PLC0415
    from kornhamn.suppliers.rules.numbers import read_numbers  # noqa: PLC0415

    plain = plain_names(names.select("name", "place"))
    numbers = read_numbers(pl.DataFrame([names["given_number"], plain["form"]]))
    told = [*plain.select("plain_name", "form"), *numbers.select("number", "number_kind")]
    return names.hstack(told)


def score(placed: pl.Series, truth: pl.Series) -> tuple[float, float]:
    """Return precision and recall of pairs of spellings put together."""
    both = pl.DataFrame({"placed": placed, "truth": truth})

    def pairs(*columns: str) -> int:
        sizes = both.group_by(columns).len()["len"].cast(pl.Int64)
        return int((sizes * (sizes - 1) // 2).sum())

    right = pairs("placed", "truth")
    return right / pairs("placed"), right / pairs("truth")


def calibration(folder: Path) -> str:
    """Return how often the questions of a score are truly one supplier."""
    asked = pl.read_parquet(folder / "asked.parquet")
    edges = [0.3, 0.5, 0.7, 0.9, 0.97, 0.99, 0.999, 1.01]
    lines = ["| score of a question | questions | truly one |", "| --- | ---: | ---: |"]
    for low, high in pairwise(edges):
        some = asked.filter(pl.col("score").is_between(low, high, closed="left"))
        share = f"{some['same'].mean():.3f}" if some.height else "–"
        lines.append(f"| {low}–{min(high, 1.0)} | {some.height:,} | {share} |")
    return "\n".join(lines) + "\n"


def fit(folder: Path) -> None:
    """Print the weights that fit the labelled pairs best, without moving any of them."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    from kornhamn.suppliers.rules.likeness import alike_pairs  # noqa: PLC0415
    from kornhamn.suppliers.rules.likeness.weights import WEIGHTS  # noqa: PLC0415
    from kornhamn.suppliers.rules.settling import settle  # noqa: PLC0415

    read = as_read(pl.read_parquet(folder / "names.parquet")).with_row_index("key")
    read = read.with_columns(pl.col("key").cast(pl.Int32))
    nobody = read.head(0).with_columns(
        supplier=pl.lit(None, dtype=pl.Int32), by_person=pl.lit(None, dtype=pl.String)
    )
    placed = read.with_columns(
        settle(read, nobody, read["plain_name"])["founder"].alias("supplier")
    )
    faces = placed.with_columns(is_new=pl.lit(value=True)).filter(pl.col("plain_name") != "")
    pairs = _rightly_answered(alike_pairs(faces, at_least=0.0), placed)
    codes = [code for code in WEIGHTS if not code.endswith(("unknown", "form.same"))]
    told = np.stack([(pairs[code.split(".")[0]] == code).to_numpy() for code in codes], axis=1)
    model = LogisticRegression(C=3.0, max_iter=9000, fit_intercept=False)
    model.fit(told.astype(float), pairs["same"].to_numpy())
    for code, weight in zip(codes, model.coef_[0].round(1), strict=True):
        print(f"{code:20} {weight:5.1f}  (now {WEIGHTS[code]:5.1f})")


WAYS = {"kornhamn": ours, "splink": theirs}


if __name__ == "__main__":
    main()
