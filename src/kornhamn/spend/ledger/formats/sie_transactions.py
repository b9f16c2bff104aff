"""The transactions of the vouchers of a SIE file, checked: enclosed, readable, balanced.

#RTRANS and #BTRANS are left out, as the standard says: each #RTRANS is followed by an equal #TRANS.
"""

import polars as pl

from kornhamn.spend.ledger.formats.sie_posts import fields, plain
from kornhamn.spend.ledger.formats.sie_refusals import (
    SieLineNotReadable,
    SieVoucherNotBalanced,
    SieVoucherNotClosed,
)

_AMOUNT = r"^([+-]?)(\d{0,15})(?:[.,](\d{0,2})0*)?$"
_DAY = r"^(\d{4})(\d\d)(\d\d)$"
_QUOTED = 120  # characters of a bad line that are shown


def transactions(lines: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return each #TRANS with what its voucher says.

    Columns: row, account, objects, amount, ore, text, quantity; begins (the row of #VER), voucher,
    booked_on, voucher_text. `lines` hold whole vouchers.
    """
    _refuse_open(lines, name)
    vouchers = _vouchers(lines.filter(pl.col("label") == "VER"), name)
    begins = pl.when(pl.col("label") == "VER").then("row").forward_fill().alias("begins")
    found = lines.with_columns(begins).filter(pl.col("label") == "TRANS")
    told = _told(found, name).join(vouchers, on="begins", how="left", maintain_order="left")
    _refuse_unbalanced(told, name)
    return told


def _refuse_open(lines: pl.DataFrame, name: str) -> None:
    """Refuse the first voucher whose transactions are not enclosed by its own braces."""
    opened, closed = (pl.col("line") == "{").cum_sum(), (pl.col("line") == "}").cum_sum()
    depth = (opened.cast(pl.Int32) - closed.cast(pl.Int32)).alias("depth")
    begins = pl.when(pl.col("label") == "VER").then("row").forward_fill().alias("begins")
    deep = lines.select("row", "label", depth, begins)
    in_voucher = pl.col("label").str.ends_with("TRANS")
    wrong = deep.filter(
        (in_voucher & (pl.col("depth") != 1))
        | ((pl.col("label") == "VER") & (pl.col("depth") != 0))
        | ~pl.col("depth").is_between(0, 1)
    )
    if wrong.is_empty() and deep.height and deep["depth"].item(-1) != 0:
        wrong = deep.tail(1)
    if wrong.height:
        first = wrong.row(0, named=True)
        row = first["begins"] or first["row"]
        if first["label"] == "VER":  # the one before it was left open
            before = deep.filter((pl.col("label") == "VER") & (pl.col("row") < row))
            row = before["row"].max() or row
        raise SieVoucherNotClosed(name=name, line=row)


def _vouchers(lines: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return begins, voucher (series and number), booked_on (ISO) and voucher_text."""
    part = pl.col("fields").list
    day = plain(part.get(3, null_on_oob=True))
    told = lines.with_columns(fields().alias("fields")).select(
        pl.col("row").alias("begins"),
        pl.concat_str(
            [plain(part.get(n, null_on_oob=True)) for n in (1, 2)], separator=" ", ignore_nulls=True
        ).alias("voucher"),
        pl.when(day.str.contains(_DAY))
        .then(day.str.replace(_DAY, "${1}-${2}-${3}"))
        .alias("booked_on"),
        plain(part.get(4, null_on_oob=True)).alias("voucher_text"),
        "line",
    )
    _refuse_unreadable(told.filter(pl.col("booked_on").is_null()), "begins", name)
    return told.drop("line").with_columns(pl.when(pl.col("voucher") != "").then("voucher"))


def _told(lines: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return what each transaction says; the object list may be missing, and is then empty."""
    split = lines.with_columns(fields().alias("fields"))
    second = pl.col("fields").list.get(2, null_on_oob=True)
    shift = pl.when(second.str.starts_with("{")).then(0).otherwise(1)

    def part(place: int) -> pl.Expr:
        return plain(pl.col("fields").list.get(place - shift, null_on_oob=True))

    told = split.select(
        "row",
        "begins",
        "line",
        plain(pl.col("fields").list.get(1, null_on_oob=True)).alias("account"),
        pl.when(shift == 0).then(second).otherwise(pl.lit("{}")).alias("objects"),
        part(3).alias("amount"),
        part(5).alias("text"),
        part(6).alias("quantity"),
    ).with_columns(_ore().alias("ore"))
    wrong = pl.col("ore").is_null() | pl.col("account").is_null() | pl.col("begins").is_null()
    _refuse_unreadable(told.filter(wrong), "row", name)
    return told.drop("line")


def _ore() -> pl.Expr:
    amount = pl.col("amount")
    kronor = amount.str.extract(_AMOUNT, 2).str.replace("^$", "0").cast(pl.Int64)
    part = amount.str.extract(_AMOUNT, 3).fill_null("").str.pad_end(2, "0").cast(pl.Int64)
    sign = pl.when(amount.str.starts_with("-")).then(-1).otherwise(1)
    readable = amount.str.contains(_AMOUNT) & amount.str.contains(r"\d")
    return pl.when(readable).then(sign * (kronor * 100 + part))


def _refuse_unreadable(wrong: pl.DataFrame, row: str, name: str) -> None:
    if wrong.height:
        first = wrong.row(0, named=True)
        raise SieLineNotReadable(name=name, line=first[row], found=first["line"][:_QUOTED])


def _refuse_unbalanced(told: pl.DataFrame, name: str) -> None:
    sums = told.group_by("begins", maintain_order=True).agg(
        pl.col("ore").sum(), pl.col("voucher").first()
    )
    wrong = sums.filter(pl.col("ore") != 0)
    if wrong.height:
        row, ore, voucher = wrong.row(0)
        raise SieVoucherNotBalanced(
            name=name, line=row, voucher=voucher or "–", difference=f"{ore / 100:.2f}"
        )
