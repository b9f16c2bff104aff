"""Invoices in UBL: hostile, wrong, real."""

import io
import time
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from kornhamn.files.limits import Limits
from kornhamn.files.refusals import (
    FileBroken,
    FileEmpty,
    FileRefusedError,
    FileTooLarge,
    WorkbookEncrypted,
)
from kornhamn.jobs.demo.ledger import ledger
from kornhamn.jobs.demo.ledger_ubl import write_ubl
from kornhamn.jobs.demo.ledger_world import ledger_world
from kornhamn.spend.ledger.formats import ubl, ubl_files
from kornhamn.spend.ledger.formats.ubl import open_invoices
from kornhamn.spend.ledger.formats.ubl_refusals import (
    InvoiceBroken,
    InvoiceInOtherCurrency,
    InvoiceLacks,
    InvoiceNotReadable,
    InvoiceSumsDiffer,
    InvoiceUnsafe,
    NoInvoices,
    NotAnInvoice,
    TooManyInvoices,
)
from tests.peppol import findings
from tests.unit.spend.invoices import INVOICE, credit_note, opened, rows


def written(folder: Path, text: str | bytes, name: str = "faktura.xml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def packed(folder: Path, files: Mapping[str, str | bytes], name: str = "mars.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in files.items():
            archive.writestr(entry, content)
    return path


def refused(folder: Path, text: str | bytes, kind: type[FileRefusedError]) -> dict[str, object]:
    with pytest.raises(kind) as caught:
        opened(written(folder, text))
    assert "faktura.xml" in str(caught.value)
    return caught.value.params


# -- hostile -----------------------------------------------------------------------------------


def test_an_entity_that_reads_a_file_is_refused(tmp_path: Path) -> None:
    secret = written(tmp_path, "hemligt", "secret.txt")
    entity = f'<!DOCTYPE Invoice [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = INVOICE.replace("?>\n", f"?>{entity}", 1).replace("F-1001", "&x;")
    refused(tmp_path, text, InvoiceUnsafe)


def test_entities_that_swell_are_refused_at_once(tmp_path: Path) -> None:
    swelling = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12))
    entity = f'<!DOCTYPE Invoice [<!ENTITY e0 "lol">{swelling}]>'
    text = INVOICE.replace("?>\n", f"?>{entity}", 1).replace("F-1001", "&e11;")
    begun = time.process_time()
    refused(tmp_path, text, InvoiceUnsafe)
    assert time.process_time() - begun < 1


def test_entities_in_another_encoding_are_refused(tmp_path: Path) -> None:
    entity = '<!DOCTYPE Invoice [<!ENTITY x "1">]>'
    text = INVOICE.replace("UTF-8", "UTF-16").replace("?>\n", f"?>{entity}", 1)
    refused(tmp_path, text.encode("utf-16"), InvoiceUnsafe)


def test_elements_without_end_inside_each_other_are_refused(tmp_path: Path) -> None:
    deep = "<cbc:Note>" * 5_000 + "</cbc:Note>" * 5_000
    refused(tmp_path, INVOICE.replace("<cbc:IssueDate>", f"{deep}<cbc:IssueDate>"), InvoiceUnsafe)


def test_a_zip_that_bursts_is_refused_by_its_own_words(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.xml": b"<a>" + b" " * 20_000_000})
    with pytest.raises(InvoiceUnsafe):
        opened(path)


def test_a_zip_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.xml": INVOICE})
    with pytest.raises(FileTooLarge):
        opened(path, Limits(unpacked_bytes=1000))


def test_a_zip_that_lies_about_its_size_is_read_no_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ubl_files, "MOST_BYTES", 3_000)
    [wrong, *right] = rows(opened(packed(tmp_path, {"a.xml": INVOICE, "b.xml": "<Invoice/>"})))
    assert wrong["problem"] == "ubl.unsafe"
    assert len(right) == 1


def test_a_zip_behind_a_password_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.xml": INVOICE})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    path.write_bytes(content)
    with pytest.raises(WorkbookEncrypted):
        opened(path)


def test_a_zip_damaged_anywhere_is_refused_as_a_whole_or_by_the_invoice(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.xml": INVOICE, "b.xml": INVOICE.replace("F-1001", "F-1002")})
    whole, right = path.read_bytes(), rows(opened(path))
    refused = 0
    for place in range(4, len(whole), 11):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            read = rows(opened(path))
        except FileRefusedError:
            refused += 1
        else:
            refused += any(row["problem"] for row in read)
            assert any(row["problem"] for row in read) or len(read) <= len(right)
    assert refused > len(whole) // 11 // 2


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ubl_files, "MOST_FILES", 2)
    with pytest.raises(TooManyInvoices):
        opened(packed(tmp_path, {f"{n}.xml": INVOICE for n in range(3)}))


# -- wrong -------------------------------------------------------------------------------------


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, " \n", FileEmpty)


def test_half_a_file_is_refused_with_its_line(tmp_path: Path) -> None:
    told = refused(tmp_path, INVOICE[:1500], InvoiceBroken)
    assert int(str(told["line"])) > 5


def test_other_xml_is_refused_by_its_name(tmp_path: Path) -> None:
    told = refused(tmp_path, "<Order xmlns='urn:x'/>", NotAnInvoice)
    assert told["found"] == "{urn:x}Order"


def test_no_zip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileBroken):
        opened(written(tmp_path, "PK but not really", "mars.zip"))


def test_a_zip_without_xml_says_what_is_in_it(tmp_path: Path) -> None:
    with pytest.raises(NoInvoices) as caught:
        opened(packed(tmp_path, {"bild.pdf": b"%PDF", "__MACOSX/a.xml": b"x"}))
    assert caught.value.params["found"] == "bild.pdf"


def test_lines_that_differ_from_their_sum_are_refused_with_both(tmp_path: Path) -> None:
    text = INVOICE.replace(">150.00<", ">150.01<")
    told = refused(tmp_path, text, InvoiceSumsDiffer)
    assert (told["declared"], told["counted"]) == ("1100.00", "1100.01")
    assert "BT-106" in str(told["what"])


def test_an_allowance_that_is_not_in_the_total_is_refused_with_both(tmp_path: Path) -> None:
    text = INVOICE.replace(">10.25</cbc:Amount>", ">10.24</cbc:Amount>")
    told = refused(tmp_path, text, InvoiceSumsDiffer)
    assert (told["declared"], told["counted"]) == ("1139.75", "1139.76")
    assert "BT-109" in str(told["what"])


@pytest.mark.parametrize("value", ["1 000,00", "tusen", "NaN", "1000.001", "1E99", "Infinity"])
def test_an_amount_that_is_none_is_refused_with_its_place(tmp_path: Path, value: str) -> None:
    text = INVOICE.replace('SEK">1000.00<', f'SEK">{value}<', 1)
    told = refused(tmp_path, text, InvoiceNotReadable)
    assert told["place"] == "LineExtensionAmount"


@pytest.mark.parametrize(
    ("lacking", "place"),
    [
        ("<cbc:ID>F-1001</cbc:ID>", "ID"),
        ("<cbc:IssueDate>2026-03-02</cbc:IssueDate>", "IssueDate"),
        ('<cbc:TaxExclusiveAmount currencyID="SEK">1139.75</cbc:TaxExclusiveAmount>',
         "LegalMonetaryTotal/TaxExclusiveAmount"),
        ('<cbc:LineExtensionAmount currencyID="SEK">150.00</cbc:LineExtensionAmount>',
         "LineExtensionAmount"),
    ],
)  # fmt: skip
def test_what_every_invoice_has_is_missed_by_its_place(
    tmp_path: Path, lacking: str, place: str
) -> None:
    assert lacking in INVOICE
    told = refused(tmp_path, INVOICE.replace(lacking, ""), InvoiceLacks)
    assert told["place"] == place


def test_another_currency_is_refused(tmp_path: Path) -> None:
    told = refused(tmp_path, INVOICE.replace("SEK", "EUR"), InvoiceInOtherCurrency)
    assert told["currency"] == "EUR"


def test_among_many_a_wrong_one_is_one_refused_row_and_the_others_are_read(
    tmp_path: Path,
) -> None:
    files = {
        "a.xml": INVOICE,
        "b.xml": INVOICE.replace(">150.00<", ">150.01<"),
        "c.xml": INVOICE.replace("SEK", "EUR"),
        "d.xml": b"",
        "e.xml": "<nej",
        "f.xml": credit_note(),
        "läs mig.txt": "x",
    }
    table = opened(packed(tmp_path, files))
    found = rows(table)
    wrong = {row["file"]: (row["problem"], row["text"]) for row in found if row["problem"]}
    assert wrong["b.xml"] == ("ubl.sums-differ", "1100.00 ≠ 1100.01")
    assert wrong["c.xml"] == ("ubl.currency", "EUR")
    assert {name: problem for name, (problem, _) in wrong.items()} == {
        "b.xml": "ubl.sums-differ",
        "c.xml": "ubl.currency",
        "d.xml": "file.empty",
        "e.xml": "ubl.broken",
    }
    assert sum(row["problem"] is None for row in found) == 10
    assert [row["row"] for row in found] == list(range(1, 15))
    assert (table.format["invoices"], table.format["other_files"]) == (6, 1)


# -- real --------------------------------------------------------------------------------------


def test_the_invoices_these_tests_read_are_real_peppol() -> None:
    assert findings(INVOICE.encode()) == []
    assert findings(credit_note().encode()) == []


def test_the_validators_find_what_is_wrong() -> None:
    wrong = findings(INVOICE.replace(">150.00<", ">150.01<").encode())
    assert any(one.startswith("BR-CO-10") for one in wrong)


def test_a_line_is_read_with_all_it_says(tmp_path: Path) -> None:
    first = rows(opened(written(tmp_path, INVOICE)))[0]
    assert first == {
        "row": 1,
        "problem": None,
        "buyer_number": "2129990012",
        "buyer": "Kornhamns kommun",
        "unit": "Utbildningsnämnden",
        "supplier": "Papper i Ån AB",
        "supplier_number": "5597000016",
        "place": "Kornhamn",
        "bank": "9000001",
        "account": "65100",
        "amount": "1000.00",
        "booked_on": "2026-03-02",
        "invoiced_on": "2026-03-02",
        "due_on": "2026-04-01",
        "invoice": "F-1001",
        "agreement": "KH12",
        "text": "Kopieringspapper A4",
        "item": "P-4 Kopieringspapper A4",
        "quantity": "20",
        "unit_price": "50.00",
        "order": "O-77",
        "reference": "1234ABC",
        "cpv": "30197643",
        "line": "1",
        "file": "faktura.xml",
    }


def test_lines_charges_and_allowances_come_to_the_amount_without_vat(tmp_path: Path) -> None:
    found = rows(opened(written(tmp_path, INVOICE)))
    amounts = [(row["text"], row["amount"]) for row in found]
    assert amounts == [
        ("Kopieringspapper A4", "1000.00"),
        ("Pärm & flikar", "150.00"),
        ("Retur pärm", "-50.00"),
        ("Frakt", "50.00"),
        ("Mängdrabatt", "-10.25"),
    ]
    assert sum(Decimal(str(row["amount"])) for row in found) == Decimal("1139.75")
    assert found[1]["account"] == "64600"  # the whole invoice's, where the line names none


def test_a_credit_note_is_the_same_with_the_sign_turned(tmp_path: Path) -> None:
    paid, credited = (rows(opened(written(tmp_path, text))) for text in (INVOICE, credit_note()))
    assert [Decimal(str(row["amount"])) for row in credited] == [
        -Decimal(str(row["amount"])) for row in paid
    ]
    assert [row["quantity"] for row in credited] == ["-20", "-3", "1", None, None]
    assert credited[0]["due_on"] == "2026-04-01"


def test_without_an_organisation_number_the_vat_number_tells_who_it_is(tmp_path: Path) -> None:
    text = INVOICE.replace('<cbc:CompanyID schemeID="0007">5597000016</cbc:CompanyID>', "")
    text = text.replace('EndpointID schemeID="0007">5597', 'EndpointID schemeID="0088">5597')
    assert rows(opened(written(tmp_path, text)))[0]["supplier_number"] == "SE559700001601"


def test_the_envelope_an_invoice_was_sent_in_is_opened(tmp_path: Path) -> None:
    inside = INVOICE.partition("?>")[2]
    text = f"<Sbd xmlns='urn:sbdh'><Header/>{inside}</Sbd>"
    assert len(rows(opened(written(tmp_path, text)))) == 5


def test_papers_in_an_invoice_are_passed_by(tmp_path: Path) -> None:
    paper = (
        "<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment>"
        '<cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="a.pdf">'
        f"{'QUFB' * 4_000_000}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment>"
        "</cac:AdditionalDocumentReference>"
    )
    text = INVOICE.replace("<cac:AccountingSupplierParty>", f"{paper}<cac:AccountingSupplierParty>")
    assert len(rows(opened(written(tmp_path, text)))) == 5


def test_a_folder_of_invoices_is_read_as_a_zip_is(tmp_path: Path) -> None:
    for name in ("b.xml", "a.xml"):
        written(tmp_path, INVOICE, name)
    found = rows(open_invoices(tmp_path, "mars", Limits()))
    assert [row["file"] for row in found] == ["a.xml"] * 5 + ["b.xml"] * 5


def test_many_lines_come_in_chunks_numbered_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ubl, "_CHUNK", 4)
    chunks = list(opened(packed(tmp_path, {"a.xml": INVOICE, "b.xml": INVOICE})).chunks())
    assert [chunk["row"].to_list() for chunk in chunks] == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10]]


def test_generated_invoices_are_real_peppol_and_read_to_the_ore(tmp_path: Path) -> None:
    world, path = ledger_world(500), tmp_path / "mars.zip"
    ore = write_ubl(ledger(300, suppliers=500), path, world.suppliers.frame)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        for name in archive.namelist()[:25]:
            assert findings(archive.read(name)) == []
    found = rows(opened(path))
    assert sum(int(Decimal(str(row["amount"])) * 100) for row in found) == ore
