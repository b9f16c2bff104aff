"""What a column of a ledger can be, and how ledgers spell it.

The spellings are those of the national specification for leverantörsreskontra 1.0 and 1.1
(lankadedata.se/spec/leverantorsreskontra), of its forerunners, of Swedish accounting systems and
of English ledgers. A spelling further to the left counts more, where two columns claim a field.
"""

from enum import StrEnum

from kornhamn.files.tables.samples import Look
from kornhamn.files.tables.vocabulary import Vocabulary


class Field(StrEnum):
    """What a column of a ledger says."""

    BUYER_NUMBER = "buyer_number"
    BUYER = "buyer"
    UNIT = "unit"
    SUPPLIER = "supplier"
    SUPPLIER_NUMBER = "supplier_number"
    SUPPLIER_ID = "supplier_id"
    PLACE = "place"
    BANK = "bank"
    ACCOUNT = "account"
    ACCOUNT_TEXT = "account_text"
    AMOUNT = "amount"
    DEBIT = "debit"
    CREDIT = "credit"
    BOOKED_ON = "booked_on"
    INVOICED_ON = "invoiced_on"
    DUE_ON = "due_on"
    PAID_ON = "paid_on"
    VOUCHER = "voucher"
    INVOICE = "invoice"
    AGREEMENT = "agreement"
    GROUND = "ground"
    TEXT = "text"
    ITEM = "item"
    QUANTITY = "quantity"
    UNIT_PRICE = "unit_price"


DAYS = (Field.BOOKED_ON, Field.INVOICED_ON, Field.DUE_ON, Field.PAID_ON)
AMOUNTS = (Field.AMOUNT, Field.DEBIT, Field.CREDIT)
_FITS, _FITS_WELL, _MISFITS = 0.8, 0.95, 0.3
_SHAPES: dict[Field, str] = {
    **dict.fromkeys((*AMOUNTS, Field.QUANTITY, Field.UNIT_PRICE), "amount"),
    **dict.fromkeys(DAYS, "day"),
    **dict.fromkeys((Field.SUPPLIER, Field.ACCOUNT_TEXT, Field.BUYER), "letters"),
    Field.BUYER_NUMBER: "number",
}

SPELLINGS: dict[Field, tuple[str, ...]] = {
    Field.BUYER_NUMBER: (
        "kopare id", "kopare orgnr", "kopare organisationsnummer", "buyer id",
        "organisationsnummer kopare", "koparens organisationsnummer", "organisationsid",
        "org nr kopare", "orgnr kopare",
    ),
    Field.BUYER: (
        "kopare", "buyer", "name of body", "organisation name", "kommun", "bolag", "foretag",
        "body name", "organisation", "company", "kopare namn", "myndighet", "juridisk person",
    ),
    Field.UNIT: (
        "forvaltning", "unit", "namnd", "enhet", "avdelning", "ansvar", "verksamhet",
        "expense area", "department", "service area", "directorate", "kostnadsstalle",
        "organisationsenhet", "forvaltning namnd", "cost centre", "service label", "bestallare",
        "department family",
    ),
    Field.SUPPLIER: (
        "leverantor", "supplier", "supplier name", "leverantorsnamn", "leverantor namn",
        "vendor", "vendor name", "namn leverantor", "leverantorens namn", "beneficiary",
        "merchant name", "payee", "payee name", "beneficiary name", "motpart",
        "leverantorbenamning", "creditor",
    ),
    Field.SUPPLIER_NUMBER: (
        "organisationsnummer", "orgnr", "org nr", "organisationsnr", "leverantor id",
        "supplier number", "leverantorens organisationsnummer",
        "leverantor organisationsnummer", "org nummer", "leverantor orgnr", "vat reg no",
        "vat registration number", "vat number", "momsnummer", "company registration number",
        "vat nr", "vatnr", "org nr leverantor", "persorgnr",
    ),
    Field.SUPPLIER_ID: (
        "supplier id", "leverantorsnummer", "leverantorsnr", "lev nr", "levnr", "leverantor nr",
        "vendor id", "vendor number", "vendor no", "leverantorskod", "supplier no",
        "leverantorsid", "lev id", "supplier code", "resk nr", "reskontranummer",
    ),
    Field.PLACE: (
        "ort", "postort", "place", "city", "town", "leverantor ort", "supplier city",
        "postadress",
    ),
    Field.BANK: (
        "bankgiro", "bank", "plusgiro", "bg", "pg", "iban", "bankkonto", "betalningsmottagare",
        "bg pg", "bankgironummer", "plusgironummer", "giro",
    ),
    Field.ACCOUNT: (
        "konto nr", "konto", "kontonr", "kontonummer", "account", "account number",
        "expense code", "konto id", "account code", "kontokod", "kod", "subjective code",
        "slag", "konto t",
    ),
    Field.ACCOUNT_TEXT: (
        "konto text", "kontotext", "kontobenamning", "account text", "expense type",
        "konto namn", "kontonamn", "account name", "account description", "konto benamning",
        "subjective", "expense type description", "benamning konto", "konto beskrivning",
    ),
    Field.AMOUNT: (
        "nettobelopp", "amount", "belopp exkl moms", "belopp exklusive moms", "belopp",
        "net amount", "konterat belopp exklusive moms", "konterat belopp", "utfall", "summa",
        "amount excl vat", "belopp ex moms", "netto", "belopp kr", "belopp sek", "net",
        "belopp i kronor", "value", "fakturabelopp exkl moms", "radbelopp",
        "transaction amount", "fakturabelopp", "kostnad", "belopp inkl moms", "bruttobelopp",
        "gross amount", "totalbelopp",
    ),
    Field.DEBIT: (
        "debet", "debit", "debetbelopp",
    ),
    Field.CREDIT: (
        "kredit", "credit", "kreditbelopp",
    ),
    Field.BOOKED_ON: (
        "bokforingsdatum", "booked on", "datum", "date", "bokforingsdag", "verifikationsdatum",
        "bokford", "bokfort datum", "posting date", "transaction date", "transaktionsdatum",
        "bokf datum", "ver datum", "date of payment", "period", "manad", "bokforingsperiod",
        "redovisningsperiod", "registreringsdatum", "ankomstdatum",
    ),
    Field.INVOICED_ON: (
        "fakturadatum", "invoiced on", "invoice date", "fakt datum", "faktdatum",
    ),
    Field.DUE_ON: (
        "forfallodatum", "due on", "due date", "forfallodag", "forf datum",
    ),
    Field.PAID_ON: (
        "betaldatum", "paid on", "payment date", "betalningsdatum", "utbetalningsdatum",
        "betald", "bet datum", "betalt datum", "paid date",
    ),
    Field.VOUCHER: (
        "verifikationsnummer", "voucher", "vernr", "ver nr", "verifikation",
        "transaction number", "verifikationsnr", "transaction id", "transaktionsnummer",
        "verifikatnummer", "lopnummer", "transaction reference", "ver id", "transaction no",
        "doc no", "document number",
    ),
    Field.INVOICE: (
        "fakturanummer", "invoice", "invoice number", "fakturanr", "faktura nr", "fakt nr",
        "faktnr", "invoice no", "faktura", "fakturaid", "faktura id", "invoice reference",
        "fakturareferens",
    ),
    Field.AGREEMENT: (
        "avtal", "agreement", "avtalsnummer", "avtalsnr", "contract", "avtal id", "avtals id",
        "contract number", "contract reference", "diarienummer",
    ),
    Field.GROUND: (
        "grund", "ground", "avtalsgrund", "inkopsgrund", "upphandlingsgrund",
    ),
    Field.TEXT: (
        "text", "beskrivning", "fakturatext", "description", "radtext", "verifikationstext",
        "kommentar", "benamning", "konteringstext", "purpose", "summary of purpose",
        "narrative", "transaction description", "item text", "vad", "avser", "notering",
    ),
    Field.ITEM: (
        "artikel", "item", "artikelnummer", "artikelnr", "article", "produkt", "item code",
    ),
    Field.QUANTITY: (
        "antal", "quantity", "kvantitet", "qty", "volym", "mangd",
    ),
    Field.UNIT_PRICE: (
        "pris", "unit price", "a pris", "apris", "styckpris", "enhetspris", "price",
    ),
}  # fmt: skip
# known, and of no use: never proposed for anything
ASIDE = ("kommun id", "kommunkod", "s kod nr", "skod", "s kod", "creditor type", "body", "valuta",
         "currency", "moms", "vat", "irrecoverable vat", "momsbelopp")  # fmt: skip


def _fit(field: Field, look: Look) -> float | None:
    """Return the share of the values that can be of the field; nothing where any text can."""
    shares = look.shares
    if field is Field.ACCOUNT:
        return shares["code"] + shares["code_and_text"]
    if field is Field.SUPPLIER_NUMBER:  # codes alone are the ledger's own numbers
        return max(shares["number"], 0.0 if shares["code"] > _FITS_WELL else _MISFITS)
    shape = _SHAPES.get(field)
    return shares[shape] if shape else None


def _speaks(field: Field, look: Look) -> float:
    """Return how much values alone tell of a field: an account with its text does, a text not."""
    if field is Field.AMOUNT:
        return float(look.shares["fraction"] + look.shares["many_decimals"] > _MISFITS)
    if field is Field.ACCOUNT:
        return float(look.shares["code_and_text"] > _FITS_WELL)
    if field is Field.SUPPLIER_NUMBER:
        return float(look.shares["number"] > _FITS)
    return float(field is Field.BOOKED_ON)


LEDGER = Vocabulary(
    fields=Field,
    spellings=SPELLINGS,
    aside=ASIDE,
    amounts=AMOUNTS,
    days=DAYS,
    fit=_fit,
    speaks=_speaks,
)
