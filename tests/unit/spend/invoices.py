"""A real Peppol invoice of three lines, a charge and an allowance, to be changed in tests."""

from pathlib import Path

import polars as pl

from kornhamn.files.limits import Limits
from kornhamn.files.tables.table import Table
from kornhamn.spend.ledger.reading import open_table

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_TAX = (
    "<cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent>"
    "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
)
INVOICE = f"""<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="{_UBL}Invoice-2" xmlns:cac="{_UBL}CommonAggregateComponents-2"
 xmlns:cbc="{_UBL}CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
<cbc:ID>F-1001</cbc:ID>
<cbc:IssueDate>2026-03-02</cbc:IssueDate>
<cbc:DueDate>2026-04-01</cbc:DueDate>
<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>
<cbc:AccountingCost>64600</cbc:AccountingCost>
<cbc:BuyerReference>1234ABC</cbc:BuyerReference>
<cac:OrderReference><cbc:ID>O-77</cbc:ID></cac:OrderReference>
<cac:ContractDocumentReference><cbc:ID>KH12</cbc:ID></cac:ContractDocumentReference>
<cac:AccountingSupplierParty><cac:Party>
<cbc:EndpointID schemeID="0007">5597000016</cbc:EndpointID>
<cac:PartyName><cbc:Name>Ån-Papper</cbc:Name></cac:PartyName>
<cac:PostalAddress><cbc:CityName>Kornhamn</cbc:CityName>
<cac:Country><cbc:IdentificationCode>SE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
<cac:PartyTaxScheme><cbc:CompanyID>SE559700001601</cbc:CompanyID>
<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity><cbc:RegistrationName>Papper i Ån AB</cbc:RegistrationName>
<cbc:CompanyID schemeID="0007">5597000016</cbc:CompanyID></cac:PartyLegalEntity>
</cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party>
<cbc:EndpointID schemeID="0007">2129990012</cbc:EndpointID>
<cac:PostalAddress><cbc:CityName>Kornhamn</cbc:CityName>
<cac:Country><cbc:IdentificationCode>SE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
<cac:PartyLegalEntity><cbc:RegistrationName>Kornhamns kommun</cbc:RegistrationName>
<cbc:CompanyID schemeID="0007">2129990012</cbc:CompanyID></cac:PartyLegalEntity>
</cac:Party></cac:AccountingCustomerParty>
<cac:Delivery><cac:DeliveryParty><cac:PartyName><cbc:Name>Utbildningsnämnden</cbc:Name>
</cac:PartyName></cac:DeliveryParty></cac:Delivery>
<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>
<cac:PayeeFinancialAccount><cbc:ID>9000001</cbc:ID><cac:FinancialInstitutionBranch>
<cbc:ID>SE:BANKGIRO</cbc:ID></cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount>
</cac:PaymentMeans>
<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator>
<cbc:AllowanceChargeReason>Frakt</cbc:AllowanceChargeReason>
<cbc:Amount currencyID="SEK">50.00</cbc:Amount><cac:TaxCategory>{_TAX}</cac:TaxCategory>
</cac:AllowanceCharge>
<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>
<cbc:AllowanceChargeReason>Mängdrabatt</cbc:AllowanceChargeReason>
<cbc:Amount currencyID="SEK">10.25</cbc:Amount><cac:TaxCategory>{_TAX}</cac:TaxCategory>
</cac:AllowanceCharge>
<cac:TaxTotal><cbc:TaxAmount currencyID="SEK">284.94</cbc:TaxAmount><cac:TaxSubtotal>
<cbc:TaxableAmount currencyID="SEK">1139.75</cbc:TaxableAmount>
<cbc:TaxAmount currencyID="SEK">284.94</cbc:TaxAmount>
<cac:TaxCategory>{_TAX}</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal>
<cbc:LineExtensionAmount currencyID="SEK">1100.00</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount currencyID="SEK">1139.75</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="SEK">1424.69</cbc:TaxInclusiveAmount>
<cbc:AllowanceTotalAmount currencyID="SEK">10.25</cbc:AllowanceTotalAmount>
<cbc:ChargeTotalAmount currencyID="SEK">50.00</cbc:ChargeTotalAmount>
<cbc:PayableRoundingAmount currencyID="SEK">0.31</cbc:PayableRoundingAmount>
<cbc:PayableAmount currencyID="SEK">1425.00</cbc:PayableAmount>
</cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID>
<cbc:InvoicedQuantity unitCode="XPK">20</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount currencyID="SEK">1000.00</cbc:LineExtensionAmount>
<cbc:AccountingCost>65100</cbc:AccountingCost>
<cac:Item><cbc:Name>Kopieringspapper A4</cbc:Name>
<cac:SellersItemIdentification><cbc:ID>P-4</cbc:ID></cac:SellersItemIdentification>
<cac:CommodityClassification>
<cbc:ItemClassificationCode listID="STI">30197643</cbc:ItemClassificationCode>
</cac:CommodityClassification>
<cac:ClassifiedTaxCategory>{_TAX}</cac:ClassifiedTaxCategory></cac:Item>
<cac:Price><cbc:PriceAmount currencyID="SEK">500</cbc:PriceAmount>
<cbc:BaseQuantity unitCode="XPK">10</cbc:BaseQuantity></cac:Price></cac:InvoiceLine>
<cac:InvoiceLine><cbc:ID>2</cbc:ID>
<cbc:InvoicedQuantity unitCode="C62">3</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount currencyID="SEK">150.00</cbc:LineExtensionAmount>
<cac:Item><cbc:Name>Pärm &amp; flikar</cbc:Name>
<cac:ClassifiedTaxCategory>{_TAX}</cac:ClassifiedTaxCategory></cac:Item>
<cac:Price><cbc:PriceAmount currencyID="SEK">50.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
<cac:InvoiceLine><cbc:ID>3</cbc:ID>
<cbc:InvoicedQuantity unitCode="C62">-1</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount currencyID="SEK">-50.00</cbc:LineExtensionAmount>
<cac:Item><cbc:Name>Retur pärm</cbc:Name>
<cac:ClassifiedTaxCategory>{_TAX}</cac:ClassifiedTaxCategory></cac:Item>
<cac:Price><cbc:PriceAmount currencyID="SEK">50.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
</Invoice>
"""


def credit_note() -> str:
    """Return the same as a credit note, whose amounts are written positive."""
    due = "<cbc:DueDate>2026-04-01</cbc:DueDate>\n"
    paid = "<cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>"
    return (
        INVOICE.replace(due, "")
        .replace(paid, f"{paid}<cbc:PaymentDueDate>2026-04-01</cbc:PaymentDueDate>")
        .replace("InvoiceTypeCode>380", "CreditNoteTypeCode>381")
        .replace("InvoiceTypeCode", "CreditNoteTypeCode")
        .replace("InvoicedQuantity", "CreditedQuantity")
        .replace("InvoiceLine", "CreditNoteLine")
        .replace("<Invoice ", "<CreditNote ")
        .replace("</Invoice>", "</CreditNote>")
        .replace("xsd:Invoice-2", "xsd:CreditNote-2")
    )


def opened(path: Path, limits: Limits | None = None) -> Table:
    return open_table(path, path.name, limits or Limits(), path.parent)


def rows(table: Table) -> list[dict[str, object]]:
    names = {f"c{at}": name for at, name in enumerate(table.header)}
    return pl.concat(table.chunks()).rename(names).to_dicts()
