"""SIE 4 as the standard says, as it occurs, and broken."""

import zlib
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kornhamn.files.limits import Limits
from kornhamn.files.refusals import FileRefusedError
from kornhamn.files.tables.table import Table
from kornhamn.jobs.demo.group import authorities
from kornhamn.jobs.demo.ledger import ledger
from kornhamn.jobs.demo.ledger_files import tallied
from kornhamn.jobs.demo.ledger_sie import write_sie
from kornhamn.spend.ledger.formats import sie_posts
from kornhamn.spend.ledger.formats.sie_refusals import (
    NotSie,
    SieChanged,
    SieLineNotReadable,
    SieVoucherNotBalanced,
    SieVoucherNotClosed,
    SieWithoutPurchases,
    SieWithoutVouchers,
)
from kornhamn.spend.ledger.reading import open_table

HEAD = """\
#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#PROGRAM "Åkers Ekonomi" 7.1
#ORGNR 559900-0019
#FNAMN "Kornhamns Bostäder AB"
#KONTO 2440 "Leverantörsskulder"
#KONTO 2640 "Ingående moms"
#KONTO 1930 Bank
#KONTO 6100 "Städ \\"grov\\""
#KONTO 6200 El
#KONTO 7010 "Löner till kollektivanställda"
#KONTO 1220 Inventarier
#DIM 1 Kostnadsställe
#OBJEKT 1 "12" "Förvaltning söder"
"""
SUPPLIERS = '#DIM 9 Leverantör\n#OBJEKT 9 "771" "Städ i Ån AB"\n'
INVOICE = """\
#VER L 17 20250314 "Levfaktura 8812 Städ i Ån AB" 20250315
{
#TRANS 6100 {1 "12" 6 "a}b"} 1000.50 "" "Golv i trapphus"
#TRANS 2640 {} 250.12
#TRANS 2440 {9 "771" 10 "8812"} -1250.62
}
"""
PAY = """\
#VER B 3 20250325 "Lön mars"
{
#TRANS 7010 {} 30000
#TRANS 1930 {} -30000.00
}
"""


def written(folder: Path, text: str, encoding: str = "cp437", end: str = "\r\n") -> Path:
    path = folder / "bokslut.se"
    path.write_bytes(text.replace("\n", end).encode(encoding))
    return path


def opened(path: Path) -> Table:
    return open_table(path, path.name, Limits(), path.parent)


def rows(table: Table) -> list[dict[str, object]]:
    names = {f"c{at}": name for at, name in enumerate(table.header)}
    return pl.concat(table.chunks()).rename(names).to_dicts()


# -- refused -----------------------------------------------------------------------------------


def refused(folder: Path, text: str, kind: type[FileRefusedError]) -> dict[str, object]:
    with pytest.raises(kind) as caught:
        opened(written(folder, text))
    return caught.value.params


def test_a_page_saved_under_the_name_is_refused(tmp_path: Path) -> None:
    told = refused(tmp_path, "<html>\n<body>404</body>\n", NotSie)
    assert (told["line"], told["found"]) == (1, "<html>")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, "\n", NotSie)


def test_balances_without_vouchers_are_refused_by_their_type(tmp_path: Path) -> None:
    told = refused(tmp_path, HEAD.replace("#SIETYP 4", "#SIETYP 1"), SieWithoutVouchers)
    assert told["type"] == "1"


def test_a_voucher_cut_short_is_refused_with_its_line(tmp_path: Path) -> None:
    text = HEAD + INVOICE.removesuffix("}\n")
    told = refused(tmp_path, text, SieVoucherNotClosed)
    assert text.splitlines()[int(str(told["line"])) - 1].startswith("#VER L 17")


def test_a_voucher_left_open_before_another_is_the_one_refused(tmp_path: Path) -> None:
    text = HEAD + INVOICE.removesuffix("}\n") + PAY
    told = refused(tmp_path, text, SieVoucherNotClosed)
    assert text.splitlines()[int(str(told["line"])) - 1].startswith("#VER L 17")


def test_a_transaction_outside_its_voucher_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, HEAD + INVOICE + "#TRANS 6100 {} 5\n", SieVoucherNotClosed)


def test_a_voucher_out_of_balance_is_refused_with_the_difference(tmp_path: Path) -> None:
    told = refused(tmp_path, HEAD + INVOICE.replace("250.12", "250.11"), SieVoucherNotBalanced)
    assert (told["voucher"], told["difference"]) == ("L 17", "-0.01")


@pytest.mark.parametrize("amount", ["tusen", "1.234,50", "-", "10.005", "NaN", "{}"])
def test_an_amount_that_cannot_be_read_is_refused_with_its_line(
    tmp_path: Path, amount: str
) -> None:
    text = HEAD + INVOICE.replace("1000.50", amount)
    told = refused(tmp_path, text, SieLineNotReadable)
    assert text.splitlines()[int(str(told["line"])) - 1].startswith("#TRANS 6100")


@pytest.mark.parametrize("day", ["2025-03", "mars", '""'])
def test_a_voucher_without_a_day_is_refused(tmp_path: Path, day: str) -> None:
    refused(tmp_path, HEAD + INVOICE.replace("20250314", day), SieLineNotReadable)


def test_vouchers_without_purchases_are_refused(tmp_path: Path) -> None:
    told = refused(tmp_path, HEAD + PAY, SieWithoutPurchases)
    assert told["transactions"] == 2


# -- read --------------------------------------------------------------------------------------


def test_a_purchase_is_read_with_account_unit_supplier_and_invoice(tmp_path: Path) -> None:
    [row] = rows(opened(written(tmp_path, HEAD + SUPPLIERS + INVOICE + PAY)))
    assert row == {
        "row": 20,
        "problem": None,
        "buyer_number": "559900-0019",
        "buyer": "Kornhamns Bostäder AB",
        "unit": "Förvaltning söder",
        "supplier": "Städ i Ån AB",
        "supplier_id": "771",
        "account": "6100",
        "account_text": 'Städ "grov"',
        "amount": "1000.50",
        "booked_on": "2025-03-14",
        "voucher": "L 17",
        "invoice": "8812",
        "text": "Golv i trapphus",
        "quantity": None,
        "verifikationstext": "Levfaktura 8812 Städ i Ån AB",
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8", "utf-8-sig"])
def test_letters_and_line_ends_of_every_kind_give_the_same(
    tmp_path: Path, encoding: str, end: str
) -> None:
    table = opened(written(tmp_path, HEAD + SUPPLIERS + INVOICE, encoding, end))
    [row] = rows(table)
    assert (row["buyer"], row["supplier"]) == ("Kornhamns Bostäder AB", "Städ i Ån AB")
    assert row["row"] == 20


def test_a_file_cut_in_pieces_gives_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, HEAD + SUPPLIERS + (INVOICE + PAY) * 5)
    whole = rows(opened(path))
    plain = sie_posts.pieces
    monkeypatch.setattr(sie_posts, "pieces", lambda path, encoding, _: plain(path, encoding, 7))
    assert rows(opened(path)) == whole
    assert len(whole) == 5


def test_what_is_no_purchase_is_counted_and_left_aside(tmp_path: Path) -> None:
    told = opened(written(tmp_path, HEAD + SUPPLIERS + INVOICE + PAY)).format
    assert told["transactions"] == 5
    assert told["aside_balances"] == 3  # debt, VAT and bank
    assert (told["aside_costs_without_supplier"], told["aside_ore"]) == (1, 30_000_00)
    assert told["supplier_from"] == "dimension-9"


def test_an_investment_in_a_suppliers_voucher_is_a_purchase(tmp_path: Path) -> None:
    [row] = rows(opened(written(tmp_path, HEAD + INVOICE.replace("6100", "1220"))))
    assert row["account_text"] == "Inventarier"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Levfaktura 8812 Städ i Ån AB", "Städ i Ån AB"),
        ("Leverantörsfaktura nr 8812: Städ i Ån AB", "Städ i Ån AB"),
        ("[8812] Städ i Ån AB", "Städ i Ån AB"),
        ("FA20057/Städ i Ån AB", "Städ i Ån AB"),
        ("Städ i Ån AB, fakt 8812", "Städ i Ån AB"),
        ("Städ i Ån AB (8812)", "Städ i Ån AB"),
        ("3M Svenska AB", "3M Svenska AB"),
        ("Lev.fakt - journalnr 145", None),
        ("Leverantörsfakturajournal nr 84", None),
        ("Lev fakt", None),
        ("8812", None),
    ],
)
def test_without_the_dimension_the_name_is_taken_from_a_text(
    tmp_path: Path, text: str, name: str | None
) -> None:
    told = INVOICE.replace("Levfaktura 8812 Städ i Ån AB", text).replace(
        ' "" "Golv i trapphus"', ""
    )
    table = opened(written(tmp_path, HEAD + told))
    [row] = rows(table)
    assert row["supplier"] == name
    assert table.format["without_supplier"] == (0 if name else 1)
    assert table.format["supplier_from"] == ("voucher-text" if name else "nothing")


def test_each_line_of_a_journal_names_its_own_supplier(tmp_path: Path) -> None:
    text = """\
#VER L 8 20250401 "Lev.fakt - journalnr 146"
{
#TRANS 6100 {} 800 20250401 "[878] Dal AB"
#TRANS 6200 {} 200 20250401 "[879] Ek HB"
#TRANS 2440 {} -800 20250401 "[878] Dal AB"
#TRANS 2440 {} -200 20250401 "[879] Ek HB"
}
"""
    table = opened(written(tmp_path, HEAD + text))
    assert [row["supplier"] for row in rows(table)] == ["Dal AB", "Ek HB"]
    assert table.format["supplier_from"] == "line-text"


def test_a_journal_with_two_suppliers_lends_neither_to_the_other(tmp_path: Path) -> None:
    text = """\
#OBJEKT 9 "772" "Dal AB"
#VER L 8 20250401 "Journal"
{
#TRANS 6100 {9 "771"} 800
#TRANS 6200 {} 200
#TRANS 2440 {9 "771"} -800
#TRANS 2440 {9 "772"} -200
}
"""
    found = rows(opened(written(tmp_path, HEAD + SUPPLIERS + text)))
    assert [row["supplier"] for row in found] == ["Städ i Ån AB", None]


def test_without_any_debt_every_cost_but_pay_is_taken(tmp_path: Path) -> None:
    text = INVOICE.replace("2440", "1930").replace('9 "771" 10 "8812"', "")
    found = rows(opened(written(tmp_path, HEAD + text + PAY)))
    assert [row["account"] for row in found] == ["6100"]


def test_corrections_are_counted_once(tmp_path: Path) -> None:
    """#BTRANS is what was struck out; #RTRANS is followed by the same as #TRANS."""
    more = "#BTRANS 6100 {} 5.00\n#RTRANS 6200 {} 7.00\n#TRANS 6200 {} 7.00\n#TRANS 2440 {} -7\n}"
    found = rows(opened(written(tmp_path, HEAD + INVOICE.removesuffix("}\n") + more)))
    assert [row["amount"] for row in found] == ["1000.50", "7.00"]


def test_posts_nobody_knows_and_odd_spacing_are_borne(tmp_path: Path) -> None:
    odd = INVOICE.replace("#TRANS 2640 {} 250.12", "\t#TRANS\t2640   {  }  250,12  ")
    text = HEAD + SUPPLIERS + "#NYTT 1 2 3\n\n" + odd.replace("\n}", "\n\n}  ")
    assert len(rows(opened(written(tmp_path, text)))) == 1


def test_an_object_list_may_be_missing(tmp_path: Path) -> None:
    text = HEAD + INVOICE.replace("#TRANS 2640 {} 250.12", "#TRANS 2640 250.12")
    assert len(rows(opened(written(tmp_path, text)))) == 1


def test_a_text_that_is_never_closed_ends_with_its_line(tmp_path: Path) -> None:
    [row] = rows(opened(written(tmp_path, HEAD + INVOICE.replace('trapphus"', "trapphus"))))
    assert row["text"] == "Golv i trapphus"


def test_a_credit_stays_negative(tmp_path: Path) -> None:
    text = INVOICE.replace(" 1000.50", " -1000.50").replace(" 250.12", " -250.12")
    [row] = rows(opened(written(tmp_path, HEAD + text.replace("-1250.62", "1250.62"))))
    assert row["amount"] == "-1000.50"


# -- the checksum ------------------------------------------------------------------------------


def _standards_own_sum(data: bytes) -> int:
    """The table of chapter 10, as the standard prints it."""
    table = []
    for number in range(256):
        crc = number
        for _ in range(8):
            crc = (crc >> 1) ^ 0xEDB88320 if crc & 1 else crc >> 1
        table.append(crc)
    crc = 0xFFFFFFFF
    for byte in data:
        crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


SUMMED = (
    '#KSUMMA\n#FNAMN "Å \\"B\\" AB"\n#KONTO 2440 Leverantörsskulder\n'
    """\
#VER L 1 20250101 "x y"
{
#TRANS 6100 {1 "Norr A"} 1.00
#TRANS 2440 {} -1.00
}
#KSUMMA %s
"""
)
COUNTED = (
    '#FNAMNÅ "B" AB#KONTO2440Leverantörsskulder#VERL120250101x y'
    "#TRANS61001Norr A1.00#TRANS2440-1.00"
).encode("cp437")


def test_the_sum_of_the_standard_is_the_one_that_is_compared() -> None:
    assert _standards_own_sum(COUNTED) == zlib.crc32(COUNTED)


def test_a_file_with_its_own_sum_is_read(tmp_path: Path) -> None:
    text = "#FLAGGA 0\n" + SUMMED % _standards_own_sum(COUNTED)
    assert len(rows(opened(written(tmp_path, text)))) == 1


@pytest.mark.parametrize("declared", ["1", "-1", "x"])
def test_a_file_with_another_sum_is_refused(tmp_path: Path, declared: str) -> None:
    told = refused(tmp_path, "#FLAGGA 0\n" + SUMMED % declared, SieChanged)
    assert told["counted"] == str(_standards_own_sum(COUNTED))


def test_a_file_whose_sum_is_cut_off_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, "#FLAGGA 0\n" + SUMMED.replace("#KSUMMA %s\n", ""), SieChanged)


def test_a_sum_proves_nothing_once_the_letters_were_changed(tmp_path: Path) -> None:
    text = "#FLAGGA 0\n" + SUMMED % _standards_own_sum(COUNTED)
    assert len(rows(opened(written(tmp_path, text, "utf-8")))) == 1


# -- generated ---------------------------------------------------------------------------------


def test_generated_accounts_are_read_to_the_ore(tmp_path: Path) -> None:
    company = next(body for body in authorities() if body.code == "bostader")
    path, tally = tmp_path / "bostader.se", dict[str, int]()
    write_sie(tallied(ledger(3_000, chunk=1_000), tally), path, company)
    table = opened(path)
    found = pl.concat(table.chunks()).rename({f"c{at}": n for at, n in enumerate(table.header)})
    kronor = found["amount"].cast(pl.Decimal(20, 2)).sum()
    assert (found.height, kronor) == (tally["lines"], Decimal(tally["ore"]).scaleb(-2))
    assert found["supplier"].null_count() == 0
    assert set(found["buyer_number"]) == {f"{company.number[:6]}-{company.number[6:]}"}
    assert table.format["aside_costs_without_supplier"] == table.format["aside_ore"] // 410_000_00  # type: ignore[operator]
    assert int(str(table.format["aside_costs_without_supplier"])) >= 48
