"""Made-up supplier ledgers of any size, with the truth beside them.

    for frame in ledger(1_000_000): ...

gives frames of at most `chunk` lines in the order of time: the columns of COLUMNS, then what is
true of each line (TRUTH). Everything follows from the arguments. `ledger_files` writes frames in
the shapes real ledgers have; `ledger_world(...).spellings` are the suppliers' spellings alone.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from kornhamn.jobs.demo.group import DemoAuthority
from kornhamn.jobs.demo.ledger_invoices import invoices
from kornhamn.jobs.demo.ledger_lines import lines_of
from kornhamn.jobs.demo.ledger_world import ledger_world

COLUMNS = pl.Schema(
    {
        "buyer_number": pl.String(),
        "buyer": pl.String(),
        "unit": pl.String(),
        "voucher": pl.String(),
        "supplier": pl.String(),
        "supplier_number": pl.String(),
        "place": pl.String(),
        "bank": pl.String(),
        "account": pl.String(),
        "account_text": pl.String(),
        "text": pl.String(),
        "booked_on": pl.Date(),
        "ore": pl.Int64(),  # without VAT; a credit is negative
        "invoice": pl.String(),
        "agreement": pl.String(),  # the reference of a procurement the supplier won
        "ground": pl.String(),
        "invoiced_on": pl.Date(),
        "due_on": pl.Date(),
        "paid_on": pl.Date(),
        "item": pl.String(),
        "quantity_milli": pl.Int64(),
        "unit_price_ore": pl.Int64(),
    }
)
TRUTH = pl.Schema(
    {
        "true_supplier": pl.Int32(),  # row in ledger_world(...).suppliers.frame
        "true_authority": pl.String(),  # code of the authority
        "true_cpv": pl.String(),  # eight digits
        "is_duplicate": pl.Boolean(),  # of the line before it, and real
    }
)
CHUNK = 250_000
_FEWEST, _MOST = 400, 150_000


def ledger(
    lines: int,
    group: Sequence[DemoAuthority] | None = None,
    *,
    suppliers: int | None = None,
    period: tuple[int, int] = (2022, 4),
    seed: int = 2026,
    chunk: int = CHUNK,
) -> Iterator[pl.DataFrame]:
    """Yield that many lines; period is the first year and the number of years.

    Without `suppliers` there are as many as a ledger of the size has, 400 to 150 000.
    """
    world = ledger_world(suppliers or suppliers_in(lines), group, period=period, seed=seed)
    for number, start in enumerate(range(0, lines, chunk)):
        stop = min(start + chunk, lines)
        random = np.random.default_rng([seed, 3, number])
        drawn = invoices(world, (start / lines, stop / lines), stop - start, random)
        yield lines_of(world, drawn, start, random).select(*COLUMNS, *TRUTH)


def suppliers_in(lines: int) -> int:
    """Return how many suppliers a ledger of the size has: more lines, more of the tail."""
    return int(min(max(lines**0.7, _FEWEST), _MOST))
