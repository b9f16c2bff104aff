"""How fast figures of spend are: the whole set beside hand-written DuckDB, pandas and PostgreSQL.

Ours is told three ways: lines read the first time, a snapshot made of loads that are counted
already, and the figures asked of the snapshot. Peers ask the same questions of the same lines with
global keys, in their own tongue. Then a day's delta, and the pages, by processor time.
"""

import argparse
import os
import re
import resource
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
import polars as pl
from timing import Took, timed

ROOT = Path(__file__).resolve().parents[1]
AT = datetime(2026, 3, 9, 9, tzinfo=UTC)
NOW, THEN = ("2025-01", "2025-12"), ("2024-01", "2024-12")
_TURNS = 4  # a page is asked for anew once, then again
QUESTIONS = dict(
    re.findall(r"-- name: (.+)\n(.+);\n", (ROOT / "bench" / "spend_questions.sql").read_text())
)


def main() -> None:
    """Make the ledgers, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--peers", default="duckdb,pandas,postgresql")
    parser.add_argument("--no-pages", action="store_true")
    arguments = parser.parse_args()
    home = ROOT / "var" / f"bench-spend-{arguments.lines}"
    os.environ |= {
        "KORNHAMN_HOME": str(home), "KORNHAMN_CLUSTER": "bench-spend", "KORNHAMN_TLS": "false",
        "DJANGO_SETTINGS_MODULE": "bench.served_settings",
    }  # fmt: skip
    import django  # noqa: PLC0415 - after its settings are chosen

    django.setup()
    from bench.spend_ledgers import write_loads  # noqa: PLC0415

    write_loads(arguments.lines, home)
    fill(home)
    print(f"## Figures of spend, {arguments.lines:,} lines\n")
    ours = print_ours(home)
    peers = [peer for peer in arguments.peers.split(",") if peer]
    print_peers(home, peers, ours)
    print_delta(home)
    if not arguments.no_pages:
        print_pages()
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"\nMost memory of the whole run, peers counted in: {used:.2f} GiB.")


def fill(home: Path) -> None:
    """Make the database and bring the group and the dimensions in, unless an earlier run did."""
    from bench.spend_ledgers import into_database  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from kornhamn.jobs.demo.group import organisation_csv  # noqa: PLC0415
    from kornhamn.organisation.actions import import_register  # noqa: PLC0415
    from kornhamn.organisation.types import SYSTEM  # noqa: PLC0415
    from kornhamn.spend.models import LedgerLoad, Posting  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    if not Posting.objects.exists():
        call_command("collectstatic", interactive=False, verbosity=0)
        import_register(organisation_csv().encode(), by=SYSTEM, at=AT)
        into_database(home)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    assert LedgerLoad.objects.exists()  # noqa: S101 - copied above


def figures() -> dict[str, Callable[[], Any]]:
    """Return our questions, each asked of the snapshot anew."""
    from kornhamn.analytics.queries import spend  # noqa: PLC0415
    from kornhamn.analytics.types.spend import SpendSelection  # noqa: PLC0415
    from kornhamn.organisation.types import Scope  # noqa: PLC0415

    whole, group = SpendSelection(), Scope(group=True)
    now = whole.narrowed(first=NOW[0], last=NOW[1])
    then = whole.narrowed(first=THEN[0], last=THEN[1])
    return {
        "totals": lambda: spend.totals(whole, group),
        "by authority": lambda: spend.by_authority(whole, group),
        "by category": lambda: spend.by_category(whole, group),
        "by month": lambda: spend.by_month(whole, group),
        "suppliers": lambda: spend.suppliers(whole, group),
        "pareto": lambda: spend.pareto(whole, group),
        "concentration": lambda: spend.concentration(whole, group),
        "process": lambda: spend.process(whole, group),
        "payment": lambda: spend.payment(whole, group),
        "new and lost": lambda: spend.newcomers(now, then, group),
        "unusual months": lambda: spend.anomalies(whole, group),
        "authority by category": lambda: [
            spend.by_category(now.narrowed(authorities=frozenset({a.id})), group)
            for a in spend.authorities(group)
        ],
    }


def print_ours(home: Path) -> dict[str, Took]:
    """Time a snapshot from nothing and from counted loads, and the set of figures."""
    from kornhamn.analytics.actions import refresh_spend  # noqa: PLC0415
    from kornhamn.analytics.spend import book  # noqa: PLC0415
    from kornhamn.organisation.types import SYSTEM  # noqa: PLC0415

    shutil.rmtree(home / "snapshots" / "spend", ignore_errors=True)

    def refreshed() -> None:
        refresh_spend(by=SYSTEM, at=AT)

    first, again = timed(refreshed, repeats=1), timed(refreshed, repeats=1)
    folder = next(
        f for f in (home / "snapshots" / "spend").iterdir() if (f / "loads.json").exists()
    )
    opened = timed(lambda: book.load.__wrapped__(folder), repeats=1)
    with patch("kornhamn.analytics.spend.answers._KEPT", 0):  # every question is counted anew
        asked = {name: timed(ask) for name, ask in figures().items()}
    whole = Took(sum(t.clock for t in asked.values()), sum(t.processor for t in asked.values()))
    cells = pl.scan_parquet(folder / "cube-000.parquet").select(pl.len()).collect().item()
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{cells:,} cells in the cube; most memory so far {used:.2f} GiB.\n")
    print("| ours | clock, ms | processor, ms |\n| --- | ---: | ---: |")
    for name, took in (
        ("every line read and counted, cube made and written", first),
        ("cube made of loads already counted", again), ("cube opened in a process", opened),
        ("the set of figures asked of the cube", whole),
    ):  # fmt: skip
        print(f"| {name} | {took} |")
    for name, took in asked.items():
        print(f"| – {name} | {took} |")
    return {"first": first, "again": again, "figures": whole}


def print_peers(home: Path, peers: list[str], ours: dict[str, Took]) -> None:
    """Time the same set in each peer, and say how many times ours it is."""
    flat = flat_lines(home)
    run = {"duckdb": in_duckdb, "pandas": in_pandas, "postgresql": in_postgresql}
    print("\n| the set of figures | clock, ms | processor, ms | × from lines | × of the cube |")
    print("| --- | ---: | ---: | ---: | ---: |")
    cold, warm = ours["first"], ours["figures"]
    for peer in peers:
        took = run[peer](flat)
        by = "clock" if peer == "postgresql" else "processor"
        from_lines = getattr(cold, by) + getattr(warm, by)
        print(
            f"| {peer} | {took} | {getattr(took, by) / from_lines:.2f} "
            f"| {getattr(took, by) / getattr(warm, by):,.0f} |"
        )
        sys.stdout.flush()


def flat_lines(home: Path) -> Path:
    """Write the same lines with the keys looked up, for the peers: their best case."""
    from bench.spend_ledgers import dimensions, loads_in  # noqa: PLC0415

    flat = home / "flat"
    if flat.exists():
        return flat
    flat.mkdir()
    frames = dimensions(home)
    category = frames["spend_posting"].select("key", "category")
    supplier = frames["suppliers_spelling"].select("key", supplier="supplier_id")
    authority = pl.read_parquet(home / "units.parquet").select("key", authority="true_authority")
    for load, *_ in loads_in(home):
        folder = home / "ledgers" / load
        own = {n: pl.read_parquet(folder / f"{n}.parquet")["key"] for n in
               ("postings", "spellings", "units")}  # fmt: skip
        lines = pl.read_parquet(folder / "lines.parquet").with_columns(
            own["postings"].gather(pl.read_parquet(folder / "lines.parquet")["posting"]).alias("p"),
            own["spellings"]
            .gather(pl.read_parquet(folder / "lines.parquet")["spelling"])
            .alias("s"),
            own["units"].gather(pl.read_parquet(folder / "lines.parquet")["unit"]).alias("u"),
        )
        lines.join(category, left_on="p", right_on="key", maintain_order="left").join(
            supplier, left_on="s", right_on="key", maintain_order="left"
        ).join(authority, left_on="u", right_on="key", maintain_order="left").select(
            "ore", "supplier", "category", "authority", "booked_on", "agreement", "invoiced_on",
            "due_on", "paid_on",
        ).write_parquet(flat / f"{load}.parquet")  # fmt: skip
    return flat


def in_duckdb(flat: Path) -> Took:
    """Time the set over Parquet, a query a question."""
    con = duckdb.connect()
    con.read_parquet(f"{flat}/*.parquet").create_view("spend")

    def asked() -> None:
        for sql in QUESTIONS.values():
            con.execute(sql).fetchall()

    return timed(asked, repeats=3)


def in_pandas(flat: Path) -> Took:
    """Time the set over Parquet read into a frame, one group-by a question."""
    import pandas as pd  # noqa: PLC0415

    def asked() -> None:
        f = pd.read_parquet(flat)
        f["month"] = f.booked_on.to_numpy().astype("datetime64[M]")
        f["named"] = f.agreement.fillna("") != ""
        by_supplier = f.groupby("supplier").ore.sum()
        _ = f.ore.sum(), len(f), f.ore[f.ore < 0].sum(), f.supplier.nunique(), f.ore[f.named].sum()
        for key in ("authority", "category", "month"):
            f.groupby(key).ore.agg(["sum", "count"])
        f.groupby("supplier").agg({"ore": ["sum", "count"], "authority": "nunique",
                                   "booked_on": ["min", "max"]})  # fmt: skip
        by_supplier[by_supplier > 0].sort_values(ascending=False).cumsum()
        pairs = f.groupby(["category", "supplier"]).ore.sum()
        pairs = pairs[pairs > 0].astype(float)
        (pairs**2).groupby("category").sum() / pairs.groupby("category").sum() ** 2
        f.groupby("named").ore.sum()
        paid = pd.to_datetime(f.paid_on) - pd.to_datetime(f.invoiced_on)
        _ = paid.mean(), (paid.dt.days <= 30).mean()  # noqa: PLR2004 - days
        _ = (pd.to_datetime(f.paid_on) > pd.to_datetime(f.due_on)).mean()
        year = f.month.dt.year
        _ = set(f.supplier[year == 2025]) ^ set(f.supplier[year == 2024])  # noqa: PLR2004 - years
        months = f.groupby(["supplier", "month"]).ore.sum()
        months[months > 0].groupby("supplier").agg(["median", "count"])
        f.groupby(["authority", "category", year]).ore.sum()

    return timed(asked, repeats=1)


def in_postgresql(flat: Path) -> Took:
    """Time the set over a table with the same columns, analysed, in the bench's own server."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_spend")
        cursor.execute(
            "CREATE UNLOGGED TABLE bench_spend (ore bigint, supplier int, category text, authority"
            " text, booked_on date, agreement text, invoiced_on date, due_on date, paid_on date)"
        )
        for path in flat.iterdir():
            with cursor.copy("COPY bench_spend FROM STDIN (FORMAT csv)") as copy:
                copy.write(pl.read_parquet(path).write_csv(include_header=False))
        cursor.execute("VACUUM ANALYZE bench_spend")
        cursor.execute("SET work_mem = '256MB'")

        def asked() -> None:
            for sql in QUESTIONS.values():
                own = sql.replace("FROM spend", "FROM bench_spend").replace(
                    "MEDIAN(o)", "percentile_cont(0.5) WITHIN GROUP (ORDER BY o)"
                )
                cursor.execute(own)
                cursor.fetchall()

        took = timed(asked, repeats=1)
        cursor.execute("DROP TABLE bench_spend")
    return took


def print_delta(home: Path) -> None:
    """Time what a day changes: a load more, one undone, a merge, a posting in another category."""
    from kornhamn.analytics.actions import refresh_spend_delta  # noqa: PLC0415
    from kornhamn.organisation.types import SYSTEM  # noqa: PLC0415
    from kornhamn.spend.models import LedgerLoad, Posting  # noqa: PLC0415
    from kornhamn.spend.types import LoadState  # noqa: PLC0415
    from kornhamn.suppliers.models import Spelling  # noqa: PLC0415

    def delta(**changed: list[int]) -> None:
        refresh_spend_delta(by=SYSTEM, at=AT, **changed)

    day = day_load(home)
    rows = [("one load more, a day's lines", timed(delta, repeats=1))]
    LedgerLoad.objects.filter(pk=day).update(state=LoadState.UNDONE)
    rows.append(("that load undone", timed(delta, repeats=1)))
    usual = Spelling.objects.order_by("pk")[2000]
    Spelling.objects.filter(pk=usual.pk).update(
        supplier=Spelling.objects.order_by("pk")[10].supplier
    )
    rows.append(("two suppliers merged", timed(lambda: delta(spellings=[usual.key]), repeats=1)))
    posting = Posting.objects.order_by("pk")[5000]
    Posting.objects.filter(pk=posting.pk).update(category="1010", classified_by="person")
    rows.append(
        ("a posting in another category", timed(lambda: delta(postings=[posting.key]), repeats=1))
    )
    print("\n| what a day changes | clock, ms | processor, ms |\n| --- | ---: | ---: |")
    for name, took in rows:
        print(f"| {name} | {took} |")


def day_load(home: Path) -> str:
    """Make a load of a day's lines out of the last one there is."""
    from bench.spend_ledgers import loads_in, one_more_load  # noqa: PLC0415

    loads = list(loads_in(home))
    lines = sum(each[1] for each in loads)
    return one_more_load(home, loads[-1][0], most=max(1000, lines // 730))


def print_pages() -> None:
    """Time whole pages through every middleware, over selections that differ, by processor."""
    from bench.follow_up_pages import analyst  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from kornhamn.analytics.queries import spend  # noqa: PLC0415
    from kornhamn.organisation.types import Scope  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    client.force_login(analyst())
    months = spend.months()
    choices = [
        f"?first={months[at]}&last={months[at + span]}{more}"
        for at, span, more in (
            (0, len(months) - 1, ""), (len(months) - 12, 11, ""), (12, 11, ""), (5, 2, ""),
            (len(months) - 12, 11, "&category=10"),
            (len(months) - 12, 11, f"&authority={spend.authorities(Scope(group=True))[0].id}"),
        )
    ]  # fmt: skip
    print("\n| page | asked anew, median | p95, ms | asked again, median | p95, ms |")
    print("| --- | ---: | ---: | ---: | ---: |")
    anew: list[float] = []
    again: list[float] = []
    for name in ("spend", "spend-suppliers", "spend-categories", "spend-authorities", "spend-time",
                 "spend-control", "spend-lines"):  # fmt: skip
        client.get(reverse(name) + choices[0])  # templates and the cube are in memory
        took: list[list[float]] = [[], []]
        for turn in range(_TURNS):
            for choice in choices:
                took[turn > 0].append(page_time(client, reverse(name) + choice))
        if name not in {"spend-lines", "spend-control"}:
            anew += took[0][1:]
            again += took[1]
        print(f"| {name} | {spread(took[0][1:])} | {spread(took[1])} |")
    print(f"| the five pages of the cube | {spread(anew)} | {spread(again)} |")


def page_time(client: Any, address: str) -> float:  # noqa: ANN401 - Django's, set up late
    """Return the milliseconds of processor time that a page takes."""
    began = time.process_time()
    answer = client.get(address)
    took = (time.process_time() - began) * 1000
    assert answer.status_code == 200, answer  # noqa: PLR2004, S101
    return took


def spread(took: list[float]) -> str:
    """Return median and p95."""
    return f"{statistics.median(took):.1f} | {statistics.quantiles(took, n=20)[-1]:.1f}"


if __name__ == "__main__":
    main()
