"""Run every benchmark and print its ratios; `full --write` keeps them in the reference docs.

bin/bench                 minutes: the small sizes
bin/bench full            the sizes of docs/reference/performance.md
bin/bench full --write    the same, written there
bin/bench NAME …          some of them, by file name
"""

import argparse
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "reference" / "performance.md"
INTRODUCTION = """# Performance

Figures are ratios measured side by side in one run, since machines differ and are noisy; the
absolute times beside them are medians on the machine named below. Rerun: `bin/bench full`
(about {minutes} minutes), and `bin/bench full --write` to renew this page.

Machine: {machine}.
"""


@dataclass(frozen=True, slots=True)
class Bench:
    """One program, with its arguments for the small and the full size."""

    name: str
    small: tuple[str, ...]
    full: tuple[str, ...]


BENCHES = (
    Bench("assess_one", (), ()),
    Bench("assess_portfolio", ("--rows", "1000000"), ("--rows", "1000000", "10000000")),
    Bench("match_suppliers", ("--names", "50000"), ("--names", "1000000")),
    Bench("import_statistics", ("--times", "2"), ("--times", "20")),
    Bench("classify", (), ()),
    Bench("load_ledger", ("--lines", "500000"), ("--lines", "1000000", "10000000")),
    Bench("spend_figures", ("--lines", "1000000"), ("--lines", "10000000")),
    Bench("follow_up_pages", ("--procurements", "10000"), ("--procurements", "100000")),
)


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", help="full, or names of benchmarks")
    parser.add_argument("--write", action="store_true", help="renew the page in the docs")
    asked = parser.parse_args()
    full = "full" in asked.what
    names = set(asked.what) - {"full"}
    sections = [
        run(bench, bench.full if full else bench.small)
        for bench in BENCHES
        if not names or bench.name in names
    ]
    if asked.write:
        introduction = INTRODUCTION.format(minutes=30, machine=machine())
        PAGE.write_text("\n".join([introduction, *sections]))
        print(f"Written: {PAGE.relative_to(HERE.parent)}")


def run(bench: Bench, arguments: tuple[str, ...]) -> str:
    """Run one program, pass its output on, and return it."""
    environment = os.environ | {"PYTHONPATH": str(HERE.parent)}
    command = [sys.executable, str(HERE / f"{bench.name}.py"), *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    print(done.stdout)
    return done.stdout


def machine() -> str:
    """Name the machine by what matters: processors, memory, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} processors ({platform.machine()}), {memory:.0f} GiB, "
        f"Python {platform.python_version()}"
    )


if __name__ == "__main__":
    main()
