"""Small ledgers as a load leaves them: dimensions in the database, lines in a folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import polars as pl
from django.conf import settings

from kornhamn.organisation.models import Authority
from kornhamn.spend.models import Account, LedgerLoad, LedgerSource, Posting, Unit
from kornhamn.spend.types import LoadState
from kornhamn.spend.types import columns as c
from kornhamn.suppliers.models import Spelling, Supplier
from kornhamn.suppliers.types import Origin, SupplierKind

Row = TypeVar("Row")
LOADED_AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a ledger, as a test says it; kronor may be a fraction."""

    by: Authority | None
    supplier: str
    kronor: float
    on: date | None = date(2026, 1, 15)
    category: str = ""
    account: str = "6000"
    text: str = ""
    invoice: str = ""
    agreement: str = ""
    invoiced_on: date | None = None
    due_on: date | None = None
    paid_on: date | None = None
    item: str = ""
    quantity: float | None = None


def load_lines(
    lines: Sequence[Line], *, name: str = "reskontra.csv", state: LoadState = LoadState.LOADED
) -> LedgerLoad:  # fmt: skip
    """Return a load with these lines; suppliers, units and postings are made where they lack."""
    source, _ = LedgerSource.objects.get_or_create(name="Ekonomi", saved_at=LOADED_AT)
    ore = sum(round(line.kronor * 100) for line in lines)
    days = [line.on for line in lines if line.on]
    load = LedgerLoad.objects.create(
        source=source, state=state, file_name=name, sha256="", contents=str(hash(tuple(lines))),
        size=0, rows_read=len(lines), rows_taken=len(lines), ore_read=ore, ore_taken=ore,
        first_on=min(days, default=None), last_on=max(days, default=None),
        by_name="Anna Berg", started_at=LOADED_AT, finished_at=LOADED_AT,
    )  # fmt: skip
    _write(lines, source, settings.LEDGERS / str(load.pk))
    return load


def supplier_named(name: str) -> Supplier:
    """Return the supplier of that name."""
    return Supplier.objects.get(name=name)


def lines_in(load: LedgerLoad) -> pl.DataFrame:
    """Return the lines of a load."""
    return pl.read_parquet(settings.LEDGERS / str(load.pk) / c.LINES_FILE)


def _write(lines: Sequence[Line], source: LedgerSource, folder: Path) -> None:
    spellings, units, accounts, postings = [], [], [], []
    rows = []
    for number, line in enumerate(lines, start=2):
        spelling = _place(spellings, _spelling(line.supplier))
        account = _place(accounts, _account(line.account))
        posting = _place(postings, _posting(line, spellings[spelling], accounts[account]))
        unit = _place(units, _unit(line.by, source))
        rows.append(
            {
                "row": number, "unit": unit, "spelling": spelling, "account": account,
                "posting": posting, "booked_on": line.on, "ore": round(line.kronor * 100),
                "voucher": f"V{number}", "invoice": line.invoice or None,
                "agreement": line.agreement or None, "ground": None,
                "invoiced_on": line.invoiced_on, "due_on": line.due_on, "paid_on": line.paid_on,
                "item": line.item or None,
                "quantity_milli": None if line.quantity is None else round(line.quantity * 1000),
                "unit_price_ore": None,
            }
        )  # fmt: skip
    folder.mkdir(parents=True)
    pl.DataFrame(rows, schema=c.LINES).write_parquet(folder / c.LINES_FILE)
    _dictionaries(folder, spellings, units, accounts, postings)


def _dictionaries(
    folder: Path,
    spellings: list[Spelling],
    units: list[Unit],
    accounts: list[Account],
    postings: list[Posting],
) -> None:
    pl.DataFrame(
        [(s.name, s.given_number, s.place, s.bank, s.key) for s in spellings],
        schema=c.SPELLINGS, orient="row",
    ).write_parquet(folder / c.SPELLINGS_FILE)  # fmt: skip
    pl.DataFrame(
        [(u.buyer_number, u.buyer, u.unit, u.key) for u in units], schema=c.UNITS, orient="row"
    ).write_parquet(folder / c.UNITS_FILE)
    pl.DataFrame(
        [(a.number, a.text, a.key) for a in accounts], schema=c.ACCOUNTS, orient="row"
    ).write_parquet(folder / c.ACCOUNTS_FILE)
    places = {s.key: place for place, s in enumerate(spellings)}
    numbers = {a.key: place for place, a in enumerate(accounts)}
    pl.DataFrame(
        [(places[p.spelling_id], numbers[p.account_id], p.text, p.key) for p in postings],
        schema=c.POSTINGS, orient="row",
    ).write_parquet(folder / c.POSTINGS_FILE)  # fmt: skip


def _place(known: list[Row], row: Row) -> int:
    if row not in known:
        known.append(row)
    return known.index(row)


def _spelling(name: str) -> Spelling:
    found = Spelling.objects.filter(name=name, origin=Origin.LEDGER).first()
    if found is not None:
        return found
    supplier = Supplier.objects.create(name=name, kind=SupplierKind.LEGAL_PERSON)
    return Spelling.objects.create(name=name, origin=Origin.LEDGER, supplier=supplier)


def _account(number: str) -> Account:
    return Account.objects.get_or_create(number=number, text=f"Konto {number}")[0]


def _posting(line: Line, spelling: Spelling, account: Account) -> Posting:
    said = {"category": line.category, "classified_by": "rule" if line.category else ""}
    return Posting.objects.get_or_create(
        spelling=spelling, account=account, text=line.text, defaults=said
    )[0]


def _unit(authority: Authority | None, source: LedgerSource) -> Unit:
    name = authority.name if authority else "Okänd enhet"
    return Unit.objects.get_or_create(
        source=source, unit=name, defaults={"authority": authority}
    )[0]  # fmt: skip
