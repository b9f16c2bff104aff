"""One case against a whole edition: how long a page waits for its verdicts.

    python bench/assess_one.py

Prints Markdown: the median and the slowest twentieth over generated cases, for each edition.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.portfolio import portfolio  # noqa: E402 - the path is set above

from kornhamn.rulebook.assess import assess  # noqa: E402
from kornhamn.rulebook.library import programme  # noqa: E402
from kornhamn.rulebook.types import Edition, Facts, Subject  # noqa: E402


def main() -> None:
    """Assess generated cases one by one and print how long each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=3000)
    arguments = parser.parse_args()
    cases = portfolio(arguments.cases, seed=7).to_dicts()
    print("### One case, all clauses with reasons and missing facts\n")
    print("| edition | clauses | median, µs | 95th percentile, µs | part of 1 ms |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for edition in programme().editions:
        took = times(edition, cases)
        middle, slow = np.median(took), np.percentile(took, 95)
        clauses = len(edition.clauses_on(Subject.CASE))
        print(f"| {edition.id} | {clauses} | {middle:.0f} | {slow:.0f} | {middle / 1000:.2f} |")


def times(edition: Edition, cases: list[Facts]) -> list[float]:
    """Return the microseconds each case took."""
    assess(edition, cases[0], subject=Subject.CASE)
    took = []
    for facts in cases:
        started = time.perf_counter()
        assess(edition, facts, subject=Subject.CASE)
        took.append((time.perf_counter() - started) * 1e6)
    return took


if __name__ == "__main__":
    main()
