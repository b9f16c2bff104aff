"""Made-up ledgers in the shapes real ones have, traps included, to the öre."""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from kornhamn.jobs.demo.ledger import ledger
from kornhamn.jobs.demo.ledger_files import WRITERS, kronor, tallied

LINES = 1_200
Tally = dict[str, int]


def _write(shape: str, folder: Path) -> tuple[Path, Tally]:
    writer, suffix = WRITERS[shape]
    path, tally = folder / f"ledger{suffix}", Tally()
    writer(tallied(ledger(LINES, chunk=500), tally), path)
    return path, tally


def _ore(amounts: Iterator[str]) -> int:
    return sum(int(Decimal(a.replace(" ", "").replace(",", ".")) * 100) for a in amounts)


@pytest.mark.parametrize(
    ("shape", "encoding", "separator", "amount"),
    [
        ("national", "utf-8", ";", "belopp"),
        ("own", "cp1252", ";", "Belopp exkl. moms"),
        ("utf16", "utf-16", ",", "belopp"),
    ],
)
def test_every_line_and_ore_is_in_the_file(
    tmp_path: Path, shape: str, encoding: str, separator: str, amount: str
) -> None:
    path, tally = _write(shape, tmp_path)
    text = path.read_bytes().decode(encoding)
    rows = list(csv.DictReader(io.StringIO(text, newline=None), delimiter=separator))
    assert (len(rows), _ore(row[amount] for row in rows)) == (LINES, tally["ore"])
    assert tally["lines"] == LINES


def test_the_truth_is_in_no_file(tmp_path: Path) -> None:
    for shape in ("national", "own"):
        path, _ = _write(shape, tmp_path)
        assert b"true_" not in path.read_bytes()


def test_the_own_file_ends_its_lines_with_bare_returns(tmp_path: Path) -> None:
    path, _ = _write("own", tmp_path)
    held = path.read_bytes()
    assert b"\n" not in held
    assert held.count(b"\r") == LINES + 1
    assert "Leverantörsnamn".encode("cp1252") in held


def test_thousands_are_spaced_in_the_own_file(tmp_path: Path) -> None:
    path, _ = _write("own", tmp_path)
    assert any(" " in line.rpartition(";")[2] for line in path.read_text("cp1252").split("\n"))


def test_the_16_bit_file_begins_with_its_mark(tmp_path: Path) -> None:
    path, _ = _write("utf16", tmp_path)
    assert path.read_bytes().startswith(b"\xff\xfek\x00o\x00")


def test_the_json_file_has_a_mark_in_its_first_key_and_internal_numbers(tmp_path: Path) -> None:
    path, tally = _write("json", tmp_path)
    rows = json.loads(path.read_bytes())
    assert next(iter(rows[0])) == "\ufeffkopare_id"
    assert all(row["leverantor_id"].startswith("L") for row in rows)
    assert (len(rows), _ore(row["belopp"] for row in rows)) == (LINES, tally["ore"])


def test_the_workbook_has_account_and_text_in_one_cell(tmp_path: Path) -> None:
    path, tally = _write("excel", tmp_path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    assert header[4] == "KONTO"
    assert str(rows[0][4])[:5].isdigit()
    assert (len(rows), sum(round(row[-1] * 100) for row in rows)) == (LINES, tally["ore"])  # type: ignore[operator,arg-type]


def test_amounts_below_a_krona_and_credits_are_written_right() -> None:
    ore = pl.DataFrame({"ore": [5, -5, -123456789, 100000, 12345678900, None]})
    written = ore.select(kronor(pl.col("ore"), ",", thousands=" ")).to_series().to_list()
    assert written == ["0,05", "-0,05", "-1 234 567,89", "1 000,00", "123 456 789,00", None]
