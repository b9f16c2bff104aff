"""Loyalty over a list of 5,000 rows and a ledger, held to an independent computation, to the öre.

The other computation is SQL as one would write it by hand: EXISTS, line by line, over the tables of
the database, without segments, snapshots or cells.
"""

import io
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest
from django.core.files.base import File
from pytest_django import Settings
from stdnum import luhn
from tests.made_ledgers import Line, lines_in, load_lines
from tests.people import Group

from kornhamn.analytics.actions import refresh_loyalty, refresh_spend
from kornhamn.analytics.queries.loyalty import (
    LeakWanted,
    by_part,
    loyalty,
    loyalty_lines,
)
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.categories.queries import tree
from kornhamn.contracts.actions import list_source_named, load_list, look_at_list, receive_list
from kornhamn.contracts.models import Contract
from kornhamn.jobs.demo.contract_list import Seller, contract_list, write_list
from kornhamn.organisation.models import Authority
from kornhamn.organisation.types import SYSTEM, Scope
from kornhamn.spend.models import LedgerLoad, Posting, Unit
from kornhamn.spend.queries.loads import folder_of
from kornhamn.suppliers.actions import enter_spellings, settle_spellings
from kornhamn.suppliers.models import Spelling
from kornhamn.suppliers.types import Origin

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
ALL, GROUP = SpendSelection(), Scope(group=True)
LEDGER_LINES, ROWS = 1_500, 5_000
CPV = ("72000000", "33000000", "45000000", "79710000", "15000000")
EXISTS = """
WITH lines AS (
  SELECT row_number() OVER () AS n, *, coalesce(category, '?') AS c FROM ledger
), covered AS (
  SELECT l.*,
    coalesce(
      (SELECT min(k.contract) FROM contracts k JOIN holds h ON h.over = k.category
        WHERE k.supplier = l.supplier AND k.authority = l.authority AND h.leaf = l.c
          AND k.first_day <= l.day AND (k.last_day IS NULL OR l.day <= k.last_day)),
      (SELECT min(k.contract) FROM contracts k
        WHERE k.supplier = l.supplier AND k.authority = l.authority AND k.category = ''
          AND k.first_day <= l.day AND (k.last_day IS NULL OR l.day <= k.last_day))
    ) AS contract
  FROM lines l
), told AS (
  SELECT v.*, CASE
    WHEN contract IS NOT NULL THEN 'covered'
    WHEN EXISTS (SELECT 1 FROM contracts k WHERE k.supplier = v.supplier
        AND k.authority = v.authority AND k.last_day < v.day
        AND (k.category = '' OR EXISTS (
          SELECT 1 FROM holds h WHERE h.over = k.category AND h.leaf = v.c))) THEN 'expired'
    WHEN EXISTS (SELECT 1 FROM contracts k WHERE k.supplier = v.supplier
        AND k.first_day <= v.day AND (k.last_day IS NULL OR v.day <= k.last_day)
        AND (k.category = '' OR EXISTS (
          SELECT 1 FROM holds h WHERE h.over = k.category AND h.leaf = v.c)))
      THEN 'wrong-authority'
    WHEN EXISTS (SELECT 1 FROM contracts k JOIN holds h ON h.over = k.category
        WHERE k.authority = v.authority AND h.leaf = v.c
        AND k.first_day <= v.day AND (k.last_day IS NULL OR v.day <= k.last_day))
      THEN 'wrong-supplier'
    ELSE 'no-contract' END AS cause
  FROM covered v
), bought AS (
  SELECT contract, sum(ore) AS ore FROM told WHERE contract IS NOT NULL GROUP BY contract
)
SELECT cause, CAST(sum(ore) AS BIGINT) FROM told GROUP BY cause
UNION ALL
SELECT 'over', CAST(coalesce(sum(greatest(b.ore - k.ceiling, 0)), 0) AS BIGINT)
FROM bought b JOIN ceilings k USING (contract)
"""


@pytest.fixture
def counted(group: Group, settings: Settings, tmp_path: Path) -> LedgerLoad:
    """A list of 5,000 rows and a ledger, loaded and counted."""
    settings.LEDGERS, settings.SNAPSHOTS = tmp_path / "ledgers", tmp_path / "snapshots"
    _suppliers()
    sellers = [Seller(f"Säljare {n} AB", "", CPV[n % len(CPV)]) for n in range(60)]
    made = contract_list(ROWS, buyers=[one.name for one in group.everyone], sellers=sellers)
    write_list(made, tmp_path / "avtal.csv")
    source = list_source_named("Avtalsdatabasen", by=SYSTEM, at=AT)
    file = File(io.BytesIO((tmp_path / "avtal.csv").read_bytes()))
    load = receive_list(file, "avtal.csv", source=source, by=SYSTEM, at=AT)
    load_list(load, look_at_list(load)[1].mapping, by=SYSTEM, at=AT, on=ON)
    few = Contract.objects.order_by("pk")[:60].values("pk")
    Contract.objects.exclude(pk__in=few).update(for_the_group=False)
    ledger = load_lines(_lines(group, [one.name for one in sellers]))
    refresh_spend(by=SYSTEM, at=AT)
    assert refresh_loyalty(by=SYSTEM, at=AT)
    return ledger


def _suppliers() -> None:
    """Enter the suppliers as ledgers spell them, each with a number of its own."""
    nine = [f"55678{n:04d}" for n in range(60)]
    frame = pl.DataFrame(
        {
            "name": [f"Säljare {n} AB" for n in range(60)],
            "given_number": [digits + luhn.calc_check_digit(digits) for digits in nine],
        }
    )
    enter_spellings(frame, Origin.LEDGER)
    settle_spellings(by=SYSTEM, at=AT)


def _lines(group: Group, names: list[str]) -> list[Line]:
    chance = random.Random(7)  # noqa: S311 - made-up data
    codes = [c.code for g in tree().groups for c in g.categories]
    contracts = list(Contract.objects.exclude(category="").values_list("category", flat=True))
    return [
        Line(
            chance.choice([*group.everyone, None]),
            chance.choice([*names, "Okänd Handel AB"]),
            chance.randrange(-5_000_000, 900_000_000) / 100,
            on=date(2021, 1, 1) + timedelta(days=chance.randrange(2_400)),
            category=code,
            text=code,
        )
        for code in (
            chance.choice([chance.choice(contracts), chance.choice(codes), ""])
            for _ in range(LEDGER_LINES)
        )
    ]


def independently(load: LedgerLoad) -> dict[str, int]:
    """Return the öre by cause, by EXISTS over the tables as they stand."""
    ledger = _ledger(load)
    contracts = pl.DataFrame(
        [
            (c.pk, p.supplier_id, a, c.category, c.period.lower, c.last_day)
            for c in Contract.objects.prefetch_related("parties", "users__authority")
            for p in c.parties.all()
            for a in _users(c)
        ],
        schema=["contract", "supplier", "authority", "category", "first_day", "last_day"],
        orient="row",
        infer_schema_length=None,
    )
    ceilings = pl.DataFrame(
        list(Contract.objects.exclude(ceiling_ore=None).values_list("pk", "ceiling_ore")),
        schema=["contract", "ceiling"],
        orient="row",
    )
    holds = pl.DataFrame(
        [
            pair
            for g in tree().groups
            for pair in [(g.code, g.code), *((g.code, c.code) for c in g.categories),
                         *((c.code, c.code) for c in g.categories)]
        ],
        schema=["over", "leaf"],
        orient="row",
    )  # fmt: skip
    tables = {"ledger": ledger, "contracts": contracts, "ceilings": ceilings, "holds": holds}
    with duckdb.connect() as database:
        for name, frame in tables.items():
            database.register(name, frame.to_arrow())
        return dict(database.execute(EXISTS).fetchall())


def _users(contract: Contract) -> list[str]:
    if contract.for_the_group:
        return list(Authority.objects.values_list("code", flat=True))
    return [contract.authority.code, *(user.authority.code for user in contract.users.all())]


def _ledger(load: LedgerLoad) -> pl.DataFrame:
    lines = lines_in(load)
    postings = pl.read_parquet(folder_of(load) / "postings.parquet")
    units = pl.read_parquet(folder_of(load) / "units.parquet")
    suppliers = dict(Spelling.objects.values_list("pk", "supplier_id"))
    spelt = dict(Posting.objects.values_list("pk", "spelling_id"))
    categories = dict(Posting.objects.values_list("pk", "category"))
    authorities = dict(Unit.objects.values_list("pk", "authority__code"))
    posting = [postings["key"][at] for at in lines["posting"]]
    return pl.DataFrame(
        {
            "supplier": [suppliers[spelt[key]] for key in posting],
            "authority": [authorities[units["key"][at]] for at in lines["unit"]],
            "category": [categories[key] or None for key in posting],
            "day": lines["booked_on"],
            "ore": lines["ore"],
        }
    )


def test_loyalty_agrees_with_exists_to_the_ore(counted: LedgerLoad) -> None:
    found, other = loyalty(ALL, GROUP), independently(counted)
    assert {
        "expired": found.expired_ore,
        "wrong-authority": found.wrong_authority_ore,
        "wrong-supplier": found.wrong_supplier_ore,
        "no-contract": found.no_contract_ore,
        "covered": found.covered_ore + found.over_ore,
        "over": found.over_ore,
    } == other
    assert all(other.values())  # every cause has something to agree on
    assert found.ore == int(lines_in(counted)["ore"].sum())

    for part in ("authority", "category", "supplier", "month"):
        parts = by_part(ALL, GROUP, part)
        assert sum(one.figures.ore for one in parts) == found.ore
        assert sum(one.figures.leaked_ore for one in parts) == found.leaked_ore
    for leak, ore in (
        ("expired", found.expired_ore),
        ("wrong-supplier", found.wrong_supplier_ore),
        ("no-contract", found.no_contract_ore),
        ("over-ceiling", found.over_ore),
        ("covered", found.covered_ore),
    ):
        page, contracts = loyalty_lines(ALL, GROUP, LeakWanted(leak))
        assert page.ore == ore
        assert len(contracts) == len(page.rows)
    assert not refresh_loyalty(by=SYSTEM, at=AT)  # nothing changed since
