"""Accounts and invoices on the screen: what they held beside purchases, and why one is refused."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.unit.spend.invoices import INVOICE
from tests.unit.spend.test_reading_sie import HEAD, PAY, SUPPLIERS
from tests.unit.spend.test_reading_sie import INVOICE as VOUCHER
from tests.web.test_ledgers import (  # noqa: F401 - fixtures
    administrator,
    chosen,
    own_files,
    page,
    work,
)

pytestmark = pytest.mark.django_db


def sent(client: Client, content: bytes, name: str) -> str:
    """Upload a file, take its columns as they are proposed, and return the report's text."""
    file = SimpleUploadedFile(name, content)
    answer = client.post(reverse("load-ledger"), {"ledger": file, "new_source": "Bolaget"})
    if answer.status_code != 302:
        return answer.content.decode()
    address = str(answer["Location"])
    client.post(f"{address}load/", chosen(client, address))
    work()
    return page(client, address)


def test_accounts_that_were_cut_are_refused_with_the_line(administrator: Client) -> None:  # noqa: F811
    said = sent(administrator, (HEAD + VOUCHER[:-2]).encode("cp437"), "bokslut.se")
    assert "The voucher on line 16 of bokslut.se is not enclosed by braces" in said


def test_accounts_tell_what_was_left_aside(administrator: Client) -> None:  # noqa: F811
    said = sent(administrator, (HEAD + SUPPLIERS + VOUCHER + PAY).encode("cp437"), "bokslut.se")
    assert "The accounts hold 5 transactions, of which 1 are purchases. 3 on other" in said
    assert "such as pay, are left aside: 1, 30\u00a0000\u00a0kr." in said
    assert "Suppliers are named by the dimension Leverantör." in said


def test_accounts_without_names_say_so(administrator: Client) -> None:  # noqa: F811
    voucher = VOUCHER.replace("Levfaktura 8812 Städ i Ån AB", "Lev.fakt - journalnr 145")
    content = HEAD + voucher.replace("Golv i trapphus", "")
    said = sent(administrator, content.encode("cp437"), "bokslut.se")
    assert "The accounts name no suppliers." in said
    assert "Lines that name no supplier: 1." in said


def test_among_invoices_a_wrong_one_is_told_and_the_others_are_taken_in(
    administrator: Client,  # noqa: F811
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.xml", INVOICE)
        archive.writestr("b.xml", INVOICE.replace(">150.00<", ">150.01<"))
        archive.writestr("läs mig.txt", "x")
    said = sent(administrator, packed.getvalue(), "mars.zip")
    assert "5 rows were taken in. One was not" in said
    assert "Invoices in the file: 2." in said
    assert "Files in it that are no XML, and were left: 1." in said
    assert "1100.00 ≠ 1100.01" in said
    assert "The invoice does not add up: given ≠ counted." in said


def test_an_invoice_with_entities_is_not_opened(administrator: Client) -> None:  # noqa: F811
    entity = '<!DOCTYPE Invoice [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    content = INVOICE.replace("?>\n", f"?>{entity}", 1).replace("F-1001", "&x;")
    said = sent(administrator, content.encode(), "faktura.xml")
    assert "faktura.xml was not opened: it declares entities of its own." in said
    assert "root:" not in said
