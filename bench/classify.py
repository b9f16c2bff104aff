"""How well purchases are classified by their titles, tested on titles of a later time.

Learns CPV codes of January–March and is tested on April–June of the nation's procurements, at two
and at three digits, beside a plain linear model on the same titles. Every choice in the model was
made on one split by time within January–March: learned from its beginning, tested on its end.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from kornhamn.procurement.types import Kind
from kornhamn.spend.classification.evidence import labels_of_cpv, titles_as_purchases
from kornhamn.spend.classification.learning import Model, Purchases, learn
from kornhamn.spend.classification.measuring import Measures, measured, sharpened

ROOT = Path(__file__).resolve().parents[1]
TITLES = ROOT.parent / "shared" / "data" / "uhm-2021-h1" / "titles_cpv.csv"
KINDS = {"Varor": Kind.GOODS, "Tjänster": Kind.SERVICES, "Byggentreprenader": Kind.WORKS}
GOALS = {2: 0.76, 3: 0.56}
APRIL = pl.date(2021, 4, 1)


def main() -> None:
    """Print a table for two digits and one for three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--titles", type=Path, default=TITLES, help="id, date, buyer, …, cpv")
    parser.add_argument(
        "--within", action="store_true", help="test on March alone, learning of January–February"
    )
    asked = parser.parse_args()
    if not asked.titles.exists():
        sys.exit(f"{asked.titles} is not there. Name a file of titles with --titles.")
    before, after = halves(asked.titles, within=asked.within)
    print(
        f"## Classification by title: {len(before):,} learned, {len(after):,} later ones tested\n"
    )
    print("| digits | way | accuracy | macro-F1 | coverage at 95 % precision | seconds to learn |")
    print("| ---: | --- | ---: | ---: | ---: | ---: |")
    for digits, goal in GOALS.items():
        for name, way in WAYS.items():
            begun = time.perf_counter()
            found = way(before, after, digits)
            row(digits, name, found, time.perf_counter() - begun, goal)


def halves(path: Path, *, within: bool) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the titles to learn from, and later ones to test on."""
    known = pl.read_csv(path, infer_schema=False).with_columns(
        pl.col("date").str.to_date(), pl.col("nature").replace_strict(KINDS, default="")
    )
    if within:
        known = known.filter(pl.col("date") < APRIL)
    day = pl.date(2021, 3, 1) if within else APRIL
    return known.filter(pl.col("date") < day), known.filter(pl.col("date") >= day)


def plain(before: pl.DataFrame, after: pl.DataFrame, digits: int) -> Measures:
    """Learn nothing but the titles, with a support vector machine."""
    both = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True), LinearSVC()
    ).fit(before["title"].to_list(), truth(before, digits))
    scores = both.decision_function(after["title"].to_list())
    proposed = both.classes_[scores.argmax(axis=1)]
    return measured(truth(after, digits), proposed, scores.max(axis=1))


def ours(before: pl.DataFrame, after: pl.DataFrame, digits: int) -> Measures:
    """Learn as the suite does: with labels of CPV, the kind, the buyer and parts of compounds."""
    labels = labels_of_cpv(lambda cpv: cpv[:digits])
    model = learn(purchases(before) + labels.purchases, [*truth(before, digits), *labels.labels])
    sharpen_within(model, before, digits)
    proposed, sure = model.proposals(purchases(after))
    return measured(truth(after, digits), proposed, sure)


def sharpen_within(model: Model, before: pl.DataFrame, digits: int) -> None:
    """State certainty as a model of the first three quarters turned out on the last quarter."""
    labels = labels_of_cpv(lambda cpv: cpv[:digits])
    cut = len(before) * 3 // 4
    first, last = before[:cut], before[cut:]
    trial = learn(purchases(first) + labels.purchases, [*truth(first, digits), *labels.labels])
    sharpened(trial, purchases(last), truth(last, digits))
    model.sharpness = trial.sharpness


def purchases(titles: pl.DataFrame) -> Purchases:
    """Return the titles with what is known beside them."""
    return titles_as_purchases(titles["title"], titles["nature"], titles["buyer"])


def truth(titles: pl.DataFrame, digits: int) -> np.ndarray:
    """Return the first digits of the codes."""
    return titles["cpv"].str.slice(0, digits).to_numpy().astype(str)


def row(digits: int, name: str, found: Measures, seconds: float, goal: float) -> None:
    """Print one line of the table."""
    met = "" if name == "plain linear model" else " (met)" if found.accuracy > goal else " (missed)"
    goal_told = f", goal over {goal}{met}" if met else ""
    print(
        f"| {digits} | {name} | {found.accuracy:.4f}{goal_told} | {found.macro_f1:.3f} |"
        f" {found.coverage:.1%} | {seconds:.1f} |",
        flush=True,
    )


WAYS: dict[str, Callable[[pl.DataFrame, pl.DataFrame, int], Measures]] = {
    "plain linear model": plain,
    "the suite's model": ours,
}

if __name__ == "__main__":
    main()
