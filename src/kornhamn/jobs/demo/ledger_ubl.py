"""Writes the invoices behind ledger lines as Peppol BIS Billing 3, a zip of one XML an invoice.

Suppliers invoice by their true names and numbers. Those who cannot be on Peppol's network with an
organisation number (sole traders here, foreign firms) are left out.
"""

import zipfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import polars as pl

from kornhamn.jobs.demo.ledger_files import Frames

Line = dict[str, Any]
_ON_THE_NETWORK = ("company", "association", "partnership", "public")
_VAT = Decimal("0.25")
_PACKED_AT = (2026, 1, 1, 0, 0, 0)  # the same lines give the same bytes
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"


def write_ubl(frames: Frames, path: Path, suppliers: pl.DataFrame) -> int:
    """Write an invoice a voucher, and return the öre of all of them without VAT.

    `suppliers` is the frame of the world's suppliers: names, numbers and kinds.
    """
    known = suppliers.with_row_index("true_supplier").cast({"true_supplier": pl.Int32})
    written = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for frame in frames:
            lines = frame.join(known, on="true_supplier", how="left", maintain_order="left")
            on_network = lines.filter(pl.col("kind").is_in(_ON_THE_NETWORK))
            written += int(on_network["ore"].sum())
            for part in on_network.partition_by("voucher", maintain_order=True):
                rows = part.to_dicts()
                entry = zipfile.ZipInfo(f"{rows[0]['voucher']}.xml", _PACKED_AT)
                archive.writestr(entry, invoice_xml(rows), zipfile.ZIP_DEFLATED)
    return written


def invoice_xml(lines: list[Line]) -> str:
    """Return one invoice, or one credit note where the lines are credits."""
    head, net = lines[0], _kronor(sum(abs(line["ore"]) for line in lines))
    credit = head["ore"] < 0
    kind, code = ("CreditNote", "381") if credit else ("Invoice", "380")
    vat = (net * _VAT).quantize(Decimal("0.01"), ROUND_HALF_UP)
    due = f"<cbc:DueDate>{head['due_on']}</cbc:DueDate>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{kind} xmlns="{_UBL}{kind}-2" xmlns:cac="{_UBL}CommonAggregateComponents-2"'
        f' xmlns:cbc="{_UBL}CommonBasicComponents-2">'
        f"<cbc:CustomizationID>{_CUSTOMIZATION}</cbc:CustomizationID>"
        "<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>"
        f"<cbc:ID>{escape(head['invoice'])}</cbc:ID>"
        f"<cbc:IssueDate>{head['invoiced_on']}</cbc:IssueDate>{'' if credit else due}"
        f"<cbc:{kind}TypeCode>{code}</cbc:{kind}TypeCode>"
        "<cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>"
        f"<cbc:AccountingCost>{head['account']}</cbc:AccountingCost>"
        f"<cbc:BuyerReference>{escape(head['unit'] or head['buyer'])}</cbc:BuyerReference>"
        f"{_contract(head['agreement'])}{_seller(head)}{_buyer(head)}{_payment(head, credit)}"
        f"<cac:TaxTotal>{_money('TaxAmount', vat)}<cac:TaxSubtotal>"
        f"{_money('TaxableAmount', net)}{_money('TaxAmount', vat)}"
        f"<cac:TaxCategory>{_TAX_CATEGORY}</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>"
        f"<cac:LegalMonetaryTotal>{_money('LineExtensionAmount', net)}"
        f"{_money('TaxExclusiveAmount', net)}{_money('TaxInclusiveAmount', net + vat)}"
        f"{_money('PayableAmount', net + vat)}</cac:LegalMonetaryTotal>"
        + "".join(_line(at, line, credit) for at, line in enumerate(lines, 1))
        + f"</{kind}>\n"
    )


_TAX_CATEGORY = (
    "<cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID>"
    "</cac:TaxScheme>"
)


def _line(at: int, line: Line, credit: bool) -> str:  # noqa: FBT001 - one of two kinds
    kind, quantity = ("CreditNoteLine", "CreditedQuantity") if credit else (
        "InvoiceLine", "InvoicedQuantity")  # fmt: skip
    net = _kronor(abs(line["ore"]))
    has_item = line["quantity_milli"] is not None
    many = Decimal(abs(line["quantity_milli"])) / 1000 if has_item else Decimal(1)
    price = _kronor(line["unit_price_ore"]) if has_item else net
    name = line["item"] or line["text"] or line["account_text"]
    return (
        f"<cac:{kind}><cbc:ID>{at}</cbc:ID>"
        f'<cbc:{quantity} unitCode="C62">{many:f}</cbc:{quantity}>'
        f"{_money('LineExtensionAmount', net)}"
        f"<cbc:AccountingCost>{line['account']}</cbc:AccountingCost>"
        f"<cac:Item><cbc:Name>{escape(name)}</cbc:Name>"
        f"<cac:ClassifiedTaxCategory>{_TAX_CATEGORY}</cac:ClassifiedTaxCategory></cac:Item>"
        f"<cac:Price>{_money('PriceAmount', price)}</cac:Price></cac:{kind}>"
    )


def _seller(head: Line) -> str:
    return _party("Supplier", head["number"], head["name"], head["place_right"])


def _buyer(head: Line) -> str:
    return _party("Customer", head["buyer_number"], head["buyer"], "Kornhamn")


def _party(role: str, number: str, name: str, place: str) -> str:
    vat = (
        f"<cac:PartyTaxScheme><cbc:CompanyID>SE{number}01</cbc:CompanyID><cac:TaxScheme>"
        "<cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"
    )
    return (
        f"<cac:Accounting{role}Party><cac:Party>"
        f'<cbc:EndpointID schemeID="0007">{number}</cbc:EndpointID>'
        f"<cac:PostalAddress><cbc:CityName>{escape(place)}</cbc:CityName><cac:Country>"
        "<cbc:IdentificationCode>SE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>"
        f"{vat}<cac:PartyLegalEntity><cbc:RegistrationName>{escape(name)}</cbc:RegistrationName>"
        f'<cbc:CompanyID schemeID="0007">{number}</cbc:CompanyID></cac:PartyLegalEntity>'
        f"</cac:Party></cac:Accounting{role}Party>"
    )


def _contract(reference: str) -> str:
    if not reference:
        return ""
    return (
        f"<cac:ContractDocumentReference><cbc:ID>{escape(reference)}</cbc:ID>"
        "</cac:ContractDocumentReference>"
    )


def _payment(head: Line, credit: bool) -> str:  # noqa: FBT001 - one of two kinds
    due = f"<cbc:PaymentDueDate>{head['due_on']}</cbc:PaymentDueDate>" if credit else ""
    account = head["bank_right"].replace("-", "")
    return (
        f"<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>{due}"
        f"<cac:PayeeFinancialAccount><cbc:ID>{account}</cbc:ID><cac:FinancialInstitutionBranch>"
        "<cbc:ID>SE:BANKGIRO</cbc:ID></cac:FinancialInstitutionBranch>"
        "</cac:PayeeFinancialAccount></cac:PaymentMeans>"
    )


def _money(name: str, amount: Decimal) -> str:
    return f'<cbc:{name} currencyID="SEK">{amount:.2f}</cbc:{name}>'


def _kronor(ore: int) -> Decimal:
    return Decimal(ore).scaleb(-2)
