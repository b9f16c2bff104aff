"""Writes ledger frames in the shapes that real ledgers arrive in; none of them holds the truth.

Each writer takes the frames of `ledger` and a path, and writes as it goes: memory stays flat.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import polars as pl
import xlsxwriter

Frames = Iterable[pl.DataFrame]
Writer = Callable[[Frames, Path], None]
_BOM_16 = b"\xff\xfe"


def write_national(frames: Frames, path: Path) -> None:
    """Write the national specification's CSV: its fifteen columns, UTF-8, semicolons, dots."""
    with path.open("wb") as file:
        for number, frame in enumerate(frames):
            _national(frame, ".").write_csv(file, separator=";", include_header=not number)


def write_own(frames: Frames, path: Path) -> None:
    """Write a municipality's own columns: Windows-1252, decimal commas, lines ended by bare CR."""
    with path.open("wb") as file:
        for number, frame in enumerate(frames):
            text = _own(frame).write_csv(separator=";", include_header=not number)
            file.write(text.replace("\n", "\r").encode("cp1252", "replace"))


def write_utf16(frames: Frames, path: Path) -> None:
    """Write UTF-16LE with a BOM, commas between columns, and decimal commas in quotes."""
    with path.open("wb") as file:
        file.write(_BOM_16)
        for number, frame in enumerate(frames):
            text = _national(frame, ",").write_csv(separator=",", include_header=not number)
            file.write(text.replace("\n", "\r\n").encode("utf-16-le"))


def write_json(frames: Frames, path: Path) -> None:
    """Write one array of objects, a BOM inside the first key, and internal supplier numbers."""
    internal = pl.format("L{}", pl.col("true_supplier").cast(pl.String).str.zfill(6))
    with path.open("wb") as file:
        file.write(b"[")
        for number, frame in enumerate(frames):
            rows = _national(frame.with_columns(internal.alias("supplier_number")), ".")
            rows = rows.rename({"kopare_id": "\ufeffkopare_id"})
            lines = rows.write_ndjson().strip().replace("\n", ",\n").encode()
            file.write((b",\n" if number else b"\n") + lines)
        file.write(b"\n]\n")


def write_excel(frames: Frames, path: Path) -> None:
    """Write a workbook a month's ledger is sent in: number and text of the account in one cell."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False})
    sheet, row = book.add_worksheet("Reskontra"), 1
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, _WORKBOOK)
    for frame in frames:
        for cells in _workbook(frame).iter_rows():
            sheet.write_row(row, 0, cells[:-2])
            sheet.write_datetime(row, len(cells) - 2, cells[-2], day)
            sheet.write_number(row, len(cells) - 1, cells[-1])
            row += 1
    book.close()


def _national(frame: pl.DataFrame, decimal: str) -> pl.DataFrame:
    return frame.select(
        kopare_id="buyer_number",
        kopare="buyer",
        verifikationsnummer="voucher",
        leverantor="supplier",
        leverantor_id="supplier_number",
        konto_nr="account",
        konto_text="account_text",
        datum=pl.col("booked_on").dt.to_string("%Y-%m-%d"),
        forvaltning="unit",
        fakturanummer="invoice",
        belopp=kronor(pl.col("ore"), decimal),
        grund="ground",
        avtal="agreement",
        kommun_id=pl.lit("2129990012"),
        s_kod_nr=pl.lit(""),
    )


def _own(frame: pl.DataFrame) -> pl.DataFrame:
    columns: Mapping[str, pl.Expr] = {
        "Bolag/nämnd": pl.col("buyer"),
        "Org.nr köpare": pl.col("buyer_number"),
        "Enhet": pl.col("unit"),
        "Ver.nr": pl.col("voucher"),
        "Leverantörsnamn": pl.col("supplier"),
        "Org.nr": pl.col("supplier_number"),
        "Ort": pl.col("place"),
        "Bankgiro": pl.col("bank"),
        "Konto": pl.format("{} {}", "account", "account_text"),
        "Text": pl.col("text"),
        "Bokf.datum": _swedish_day("booked_on"),
        "Fakt.datum": _swedish_day("invoiced_on"),
        "Förf.datum": _swedish_day("due_on"),
        "Bet.datum": _swedish_day("paid_on"),
        "Fakt.nr": pl.col("invoice"),
        "Avtalsnr": pl.col("agreement"),
        "Artikel": pl.col("item"),
        "Antal": _decimal("quantity_milli", 3),
        "À-pris": kronor(pl.col("unit_price_ore"), ","),
        "Belopp exkl. moms": kronor(pl.col("ore"), ",", thousands=" "),
    }
    return frame.select(**columns)


_WORKBOOK = (
    "FÖRVALTNING", "LEVERANTÖR", "ORGANISATIONSNR", "FAKT NR", "KONTO", "AVTAL", "DATUM", "UTFALL",
)  # fmt: skip


def _workbook(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(
        pl.when(pl.col("unit") == "").then("buyer").otherwise("unit"),
        "supplier",
        "supplier_number",
        "invoice",
        pl.format("{} {}", "account", "account_text").alias("account"),
        "agreement",
        "booked_on",
        pl.col("ore") / 100,
    )


def _swedish_day(column: str) -> pl.Expr:
    return pl.col(column).dt.to_string("%Y-%m-%d").fill_null("")


def kronor(ore: pl.Expr, decimal: str, thousands: str = "") -> pl.Expr:
    """Return öre as text in kronor with two decimals; nothing stays nothing."""
    whole = (ore.abs() // 100).cast(pl.String)
    if thousands:
        whole = whole.str.replace(
            r"^(\d+)(\d{3})(\d{3})$", f"${{1}}{thousands}${{2}}{thousands}${{3}}"
        )
        whole = whole.str.replace(r"^(\d+)(\d{3})$", f"${{1}}{thousands}${{2}}")
    sign = pl.when(ore < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return sign + whole + decimal + (ore.abs() % 100).cast(pl.String).str.zfill(2)


def _decimal(column: str, places: int) -> pl.Expr:
    value, scale = pl.col(column), 10**places
    whole = pl.when(value < 0).then(pl.lit("-")).otherwise(pl.lit("")) + (
        value.abs() // scale
    ).cast(pl.String)
    rest = value.abs() % scale
    fraction = "," + rest.cast(pl.String).str.zfill(places)
    return pl.when(rest == 0).then(whole).otherwise(whole + fraction)


WRITERS: Mapping[str, tuple[Writer, str]] = {
    "national": (write_national, ".csv"),
    "own": (write_own, ".txt"),
    "utf16": (write_utf16, ".csv"),
    "json": (write_json, ".json"),
    "excel": (write_excel, ".xlsx"),
}


def tallied(frames: Frames, tally: dict[str, int]) -> Iterator[pl.DataFrame]:
    """Pass the frames on, and count lines and öre into tally: what a reader must come to."""
    tally.update(lines=0, ore=0)
    for frame in frames:
        tally["lines"] += frame.height
        tally["ore"] += int(frame["ore"].sum())
        yield frame
