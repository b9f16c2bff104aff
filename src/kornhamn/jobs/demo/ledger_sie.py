"""Writes ledger lines as a company's accounts in SIE 4: PC8, vouchers that balance, dimensions.

Beside the suppliers' invoices there are payments and pay, as in any accounts: what a reader of
purchases must leave aside.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import IO

import polars as pl

from kornhamn.jobs.demo.group import DemoAuthority
from kornhamn.jobs.demo.ledger_files import Frames, kronor

PAYABLE, VAT, BANK, PAY = "2440", "2640", "1930", "5011"
_CODEC = "cp437"
_KEPT = {
    PAYABLE: "Leverantörsskulder",
    VAT: "Ingående moms",
    BANK: "Bankkonto",
    PAY: "Löner månadsavlönade",
}


def write_sie(frames: Frames, path: Path, company: DemoAuthority) -> None:
    """Write the accounts of one company; the frames are gone through once.

    The vouchers wait in a file beside, since accounts and objects come first in SIE.
    """
    accounts, units, suppliers = dict(_KEPT), dict[str, str](), dict[str, str]()
    beside = path.with_suffix(".vouchers")
    with beside.open("wb") as vouchers:
        for frame in frames:
            lines = _prepared(frame)
            accounts |= dict(lines.select("account", "account_text").unique().iter_rows())
            units |= dict(lines.select("unit_id", "unit").unique().iter_rows())
            suppliers |= dict(
                lines.select("supplier_id", "supplier").unique("supplier_id").iter_rows()
            )
            _write(vouchers, _vouchers(lines))
            _write(vouchers, _pay(lines))
    with path.open("wb") as file, beside.open("rb") as vouchers:
        _write(file, _head(company, accounts, units, suppliers))
        file.writelines(vouchers)
    beside.unlink()


def _write(file: IO[bytes], lines: Iterable[str]) -> None:
    file.writelines(f"{line}\r\n".encode(_CODEC, "replace") for line in lines)


def _head(
    company: DemoAuthority,
    accounts: dict[str, str],
    units: dict[str, str],
    suppliers: dict[str, str],
) -> list[str]:
    return [
        "#FLAGGA 0",
        "#FORMAT PC8",
        "#SIETYP 4",
        '#PROGRAM "Kornhamns ekonomisystem" 1.0',
        f"#ORGNR {company.number[:6]}-{company.number[6:]}",
        f'#FNAMN "{company.name}"',
        *(f'#KONTO {number} "{text}"' for number, text in sorted(accounts.items())),
        '#DIM 1 "Kostnadsställe"',
        '#DIM 9 "Leverantör"',
        '#DIM 10 "Faktura"',
        *(f'#OBJEKT 1 "{number}" "{name}"' for number, name in sorted(units.items())),
        *(f'#OBJEKT 9 "{number}" "{name}"' for number, name in sorted(suppliers.items())),
    ]


def _prepared(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the lines with texts that can stand between quotation marks."""
    named = pl.when(pl.col("unit") == "").then(pl.lit("Gemensamt")).otherwise("unit")
    plain = pl.col("supplier").str.replace_all(r'["\\]', "'").str.strip_chars()
    return frame.with_columns(
        named.alias("unit"),
        named.replace_strict({"Gemensamt": "1"}, default="2").alias("unit_id"),
        (pl.col("true_supplier") + 1000).cast(pl.String).alias("supplier_id"),
        plain.alias("supplier"),
        pl.col("booked_on").dt.to_string("%Y%m%d").alias("day"),
    )


def _vouchers(lines: pl.DataFrame) -> Iterable[str]:
    """Return the invoices with their VAT and debt, each followed by its payment if it is paid."""
    vat = (pl.col("ore").sum() / 4).round().cast(pl.Int64)
    owed = -pl.col("ore").sum() - vat
    booked = (
        lines.group_by("voucher", maintain_order=True)
        .agg(
            _cost().str.join("\n").alias("costs"),
            pl.col("day", "supplier", "supplier_id", "invoice", "paid_on").first(),
            vat.alias("vat"),
            owed.alias("owed"),
        )
        .with_columns(pl.col("paid_on").dt.to_string("%Y%m%d").alias("paid"))
    )
    invoice = pl.format(
        '#VER L {} {} "Levfaktura {} {}"\n{{\n{}\n#TRANS 2640 {{}} {}\n'
        '#TRANS 2440 {{9 "{}" 10 "{}"}} {}\n}}',
        "voucher", "day", "invoice", "supplier", "costs", _kronor("vat"),
        "supplier_id", "invoice", _kronor("owed"),
    )  # fmt: skip
    payment = pl.format(
        '#VER U {} {} "Utbetalning"\n{{\n#TRANS 2440 {{9 "{}"}} {}\n#TRANS 1930 {{}} {}\n}}',
        "voucher", "paid", "supplier_id", _kronor("owed", -1), _kronor("owed"),
    )  # fmt: skip
    told = booked.select(pl.concat_str(invoice, payment, separator="\n", ignore_nulls=True))
    return _split(told)


def _cost() -> pl.Expr:
    return pl.format(
        '#TRANS {} {{1 "{}"}} {} {} "{}"', "account", "unit_id", _kronor("ore"), "day", "text"
    )


def _pay(lines: pl.DataFrame) -> Iterable[str]:
    """Return a voucher of pay for each month that begins among the lines."""
    month = pl.col("day").str.slice(0, 6)
    told = lines.select(
        pl.format(
            '#VER P {} {}25 "Lön"\n{{\n#TRANS 5011 {{}} 410000\n#TRANS 1930 {{}} -410000\n}}',
            month, month,
        ).unique(maintain_order=True)
    )  # fmt: skip
    return _split(told)


def _kronor(column: str, sign: int = 1) -> pl.Expr:
    return kronor(pl.col(column) * sign, ".")


def _split(told: pl.DataFrame) -> Iterable[str]:
    return told.to_series().str.split("\n").list.explode().to_list()
