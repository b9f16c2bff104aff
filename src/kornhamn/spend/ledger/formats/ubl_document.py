"""One invoice or credit note in UBL 2.1, hostile until proven otherwise, as lines of a ledger.

Source: OpenPeppol, Peppol BIS Billing 3.0 (the business terms are given as BT-…); EN 16931-1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import NoReturn, cast

from lxml import etree

from kornhamn.kernel.errors import N_
from kornhamn.spend.ledger.formats.ubl_refusals import (
    InvoiceBroken,
    InvoiceInOtherCurrency,
    InvoiceLacks,
    InvoiceNotReadable,
    InvoiceSumsDiffer,
    InvoiceUnsafe,
    NotAnInvoice,
)

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_SPACES = {"c": f"{_UBL}CommonBasicComponents-2", "a": f"{_UBL}CommonAggregateComponents-2"}
_KINDS = {f"{{{_UBL}Invoice-2}}Invoice": 1, f"{{{_UBL}CreditNote-2}}CreditNote": -1}
# papers an invoice carries, as text of base 64: of no use here, and the larger part of it
_CARRIED = re.compile(rb"(<(?:\w+:)?EmbeddedDocumentBinaryObject\b[^>]*>)[^<]*(?=</)")
_KRONOR = "SEK"
_LARGEST = Decimal(10) ** 13
_SHOWN = 60

Line = dict[str, str | None]
Element = etree._Element  # noqa: SLF001 - the library's own name for its type


def lines_of(content: bytes, name: str) -> list[Line]:
    """Return the lines of an invoice, and its charges and allowances, to the öre; or refuse it."""
    return Document(_root(content, name), name).lines()


def _root(content: bytes, name: str) -> Element:
    """Parse without entities, network or endless depth, and find the invoice."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise InvoiceUnsafe(name=name, detail=N_("it declares entities of its own"))
    try:
        root = etree.fromstring(_CARRIED.sub(rb"\1", content), parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise InvoiceUnsafe(name=name, detail=N_("it is nested without end")) from None
        raise InvoiceBroken(name=name, detail=error.msg or "", line=error.lineno or 1) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise InvoiceUnsafe(name=name, detail=N_("it declares entities of its own"))
    inside: list[Element] = [root, *root]  # some keep the envelope it was sent in
    for candidate in inside:
        if candidate.tag in _KINDS:
            return candidate
    raise NotAnInvoice(name=name, found=str(root.tag)[:_SHOWN])


@dataclass(frozen=True, slots=True)
class Document:
    """An invoice: what it says of itself, and its lines."""

    root: Element
    name: str

    @property
    def number(self) -> str:
        """BT-1, the invoice number."""
        return self._text("c:ID") or "–"

    @property
    def sign(self) -> int:
        """A credit note's amounts are written positive, and are negative."""
        return _KINDS[str(self.root.tag)]

    def lines(self) -> list[Line]:
        """Return every line, then every charge and allowance of the whole invoice."""
        self._refuse_incomplete()
        shared = self._shared()
        lines = [shared | self._line(one) for one in self._all("a:InvoiceLine|a:CreditNoteLine")]
        extra = [shared | self._extra(one) for one in self._all("a:AllowanceCharge")]
        self._refuse_other_sum(lines, "c:LineExtensionAmount", N_("the sum of the lines (BT-106)"))
        self._refuse_other_sum(
            lines + extra, "c:TaxExclusiveAmount", N_("the amount without VAT (BT-109)")
        )
        return lines + extra

    def _refuse_incomplete(self) -> None:
        currency = self._text("c:DocumentCurrencyCode")
        if currency and currency != _KRONOR:
            raise InvoiceInOtherCurrency(name=self.name, invoice=self.number, currency=currency)
        for path, what in (
            ("c:ID", N_("its number")),
            ("c:IssueDate", N_("its day")),
            (f"{_SELLER}/a:PartyLegalEntity/c:RegistrationName|{_SELLER}/a:PartyName/c:Name",
             N_("the supplier's name")),
            ("a:LegalMonetaryTotal/c:TaxExclusiveAmount", N_("the amount without VAT")),
        ):  # fmt: skip
            if not self._text(path):
                raise InvoiceLacks(
                    name=self.name, invoice=self.number, what=what, place=_as_written(path)
                )

    def _shared(self) -> Line:
        """Return what holds for every line."""
        issued = self._text("c:IssueDate")
        return {
            "buyer_number": self._number(_BUYER),
            "buyer": self._name(_BUYER),
            "unit": self._text("a:Delivery/a:DeliveryParty/a:PartyName/c:Name"),
            "supplier": self._name(_SELLER),
            "supplier_number": self._number(_SELLER),
            "place": self._text(f"{_SELLER}/a:PostalAddress/c:CityName"),
            "bank": self._text("a:PaymentMeans/a:PayeeFinancialAccount/c:ID"),
            "account": self._text("c:AccountingCost"),
            "booked_on": issued,
            "invoiced_on": issued,
            "due_on": self._text("c:DueDate|a:PaymentMeans/c:PaymentDueDate"),
            "invoice": self.number,
            "agreement": self._text("a:ContractDocumentReference/c:ID"),
            "order": self._text("a:OrderReference/c:ID"),
            "reference": self._text("c:BuyerReference"),
            "file": self.name,
        }

    def _line(self, line: Element) -> Line:
        own = {
            "account": _text(line, "c:AccountingCost"),
            "agreement": _text(line, "a:DocumentReference[c:DocumentTypeCode='130']/c:ID"),
        }
        item = _text(line, "a:Item/c:Name")
        number = _text(line, "a:Item/a:SellersItemIdentification/c:ID")
        quantity = self._decimal(line, "c:InvoicedQuantity|c:CreditedQuantity")
        return {
            **{name: value for name, value in own.items() if value},
            "line": _text(line, "c:ID"),
            "text": item or _text(line, "a:Item/c:Description|c:Note"),
            "item": " ".join(filter(None, (number, item))) or None,
            "quantity": _shortest(quantity * self.sign if quantity is not None else None),
            "unit_price": _written(self._unit_price(line)),
            "cpv": _text(line, "a:Item/a:CommodityClassification/c:ItemClassificationCode"),
            "amount": _written(self._money(line, "c:LineExtensionAmount") * self.sign),
        }

    def _extra(self, charge: Element) -> Line:
        """Return a charge or an allowance of the whole invoice as a line."""
        is_charge = _text(charge, "c:ChargeIndicator") in {"true", "1"}
        amount = self._money(charge, "c:Amount") * (1 if is_charge else -1)
        said = _text(charge, "c:AllowanceChargeReason")
        cost = _text(charge, "c:AccountingCost")
        return {
            **({"account": cost} if cost else {}),
            "text": said or ("Tillägg på fakturan" if is_charge else "Avdrag på fakturan"),
            "amount": _written(amount * self.sign),
        }

    def _unit_price(self, line: Element) -> Decimal | None:
        """Return BT-146 for one, in whole öre: the price is for as many as BT-149 says."""
        price = self._decimal(line, "a:Price/c:PriceAmount")
        base = self._decimal(line, "a:Price/c:BaseQuantity")
        if price is None:
            return None
        return (price / (base or 1)).quantize(Decimal("0.01"), ROUND_HALF_EVEN)

    def _refuse_other_sum(self, lines: list[Line], path: str, what: str) -> None:
        total = self.root.find("a:LegalMonetaryTotal", _SPACES)
        if total is None or _text(total, path) is None:
            return
        declared = self._money(total, path) * self.sign
        counted = sum((Decimal(line["amount"] or 0) for line in lines), Decimal(0))
        if declared != counted:
            raise InvoiceSumsDiffer(
                name=self.name,
                invoice=self.number,
                what=what,
                declared=_written(declared),
                counted=_written(counted),
            )

    def _name(self, party: str) -> str | None:
        legal = self._text(f"{party}/a:PartyLegalEntity/c:RegistrationName")
        return legal or self._text(f"{party}/a:PartyName/c:Name")

    def _number(self, party: str) -> str | None:
        """Return the organisation number (scheme 0007), else the VAT number, else what there is."""
        vat = f"{party}/a:PartyTaxScheme[a:TaxScheme/c:ID='VAT']/c:CompanyID"
        places = (
            f"{party}/a:PartyLegalEntity/c:CompanyID[@schemeID='0007']",
            f"{party}/c:EndpointID[@schemeID='0007']",
            vat,
            f"{party}/a:PartyLegalEntity/c:CompanyID",
        )
        return next(filter(None, map(self._text, places)), None)

    def _money(self, element: Element, path: str) -> Decimal:
        """Return an amount with at most two decimals; refuse what lacks one or has more."""
        amount = self._decimal(element, path)
        if amount is None:
            raise InvoiceLacks(
                name=self.name, invoice=self.number, what=N_("an amount"), place=_as_written(path)
            )
        exact = amount.quantize(Decimal("0.01"))
        if exact != amount:
            self._unreadable(str(amount), path)
        return exact

    def _decimal(self, element: Element, path: str) -> Decimal | None:
        text = _text(element, path)
        if text is None:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation:
            self._unreadable(text, path)
        if not value.is_finite() or abs(value) >= _LARGEST:
            self._unreadable(text, path)
        return value

    def _unreadable(self, value: str, path: str) -> NoReturn:
        raise InvoiceNotReadable(
            name=self.name, invoice=self.number, value=value[:_SHOWN],
            what=N_("a number"), place=_as_written(path),
        )  # fmt: skip

    def _text(self, path: str) -> str | None:
        return _text(self.root, path)

    def _all(self, path: str) -> Iterator[Element]:
        yield from _found(self.root, path)


_SELLER, _BUYER = "a:AccountingSupplierParty/a:Party", "a:AccountingCustomerParty/a:Party"


def _found(element: Element, path: str) -> list[Element]:
    return cast(list[Element], element.xpath(path, namespaces=_SPACES))


def _text(element: Element, path: str) -> str | None:
    """Return the first text at a path, plain; an empty one is nothing."""
    texts = ("".join(map(str, found.itertext())) for found in _found(element, path))
    return next(filter(None, (" ".join(text.split()) for text in texts)), None)


def _written(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _shortest(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def _as_written(path: str) -> str:
    """Return a path as people look for it in the file."""
    return re.sub(r"\b[ac]:", "", path.partition("|")[0])
