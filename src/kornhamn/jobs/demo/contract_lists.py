"""The made-up group's contract list, brought in through the same door as a real one."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import polars as pl
from django.core.files.base import File

from kornhamn.contracts.actions import list_source_named, load_list, look_at_list, receive_list
from kornhamn.contracts.queries import contract_lists
from kornhamn.jobs.demo.contract_list import Seller, contract_list, write_list
from kornhamn.jobs.demo.group import DemoAuthority
from kornhamn.jobs.demo.ledger import suppliers_in
from kornhamn.jobs.demo.ledger_world import ledger_world
from kornhamn.kernel.cpv import Cpv
from kornhamn.organisation.types import SYSTEM

ROWS, SELLERS = 700, 150
_DIGITS, _FIFTH = 10, 5


def load_contract_list(
    lines: int, group: Sequence[DemoAuthority], folder: Path, *, at: datetime, on: date
) -> int:
    """Write and load a list of the contracts with the largest suppliers, once; return its rows."""
    if contract_lists(SYSTEM).exists():
        return 0
    buyers = [body.name for body in group]
    rows = contract_list(
        ROWS, buyers=buyers, sellers=_sellers(lines, group), first_year=on.year - 5
    )
    path = folder / "avtalsforteckning.csv"
    write_list(rows, path)
    source = list_source_named("Avtalsdatabasen", by=SYSTEM, at=at)
    with path.open("rb") as file:
        load = receive_list(File(file), path.name, source=source, by=SYSTEM, at=at)
    _, proposal = look_at_list(load)
    return load_list(load, proposal.mapping, by=SYSTEM, at=at, on=on).rows_read


def _sellers(lines: int, group: Sequence[DemoAuthority]) -> list[Seller]:
    """Return four fifths of the largest companies: the others have no contract."""
    known = ledger_world(suppliers_in(lines), group).suppliers.frame
    is_legal = pl.col("number").str.slice(2, 1) >= "2"  # persons' third figure is of a month
    has_number = pl.col("number").str.len_chars() == _DIGITS
    companies = known.filter(has_number & is_legal).head(SELLERS)
    return [
        Seller(name, number, cpv, code.name())
        for name, number, cpv in companies.filter(pl.int_range(pl.len()) % _FIFTH > 0)
        .select("name", "number", "cpv")
        .rows()
        if (code := Cpv.parse(cpv))
    ]
