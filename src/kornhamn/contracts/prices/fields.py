"""What a column of a price list can be, and how suppliers spell it."""

from enum import StrEnum

from kornhamn.files.tables.vocabulary import Vocabulary


class PriceField(StrEnum):
    """What a column of a price list says."""

    ARTICLE = "article"
    NAME = "name"
    UNIT = "unit"
    PRICE = "price"
    PER = "per"


SPELLINGS: dict[PriceField, tuple[str, ...]] = {
    PriceField.ARTICLE: (
        "artikelnummer", "artikelnr", "art nr", "artnr", "artikel nr", "article number",
        "item number", "sku", "produktnummer", "produktnr", "prodnr", "varunummer", "item no",
        "leverantorens artikelnummer", "article id", "artikelkod", "kod", "positionsnummer",
    ),
    PriceField.NAME: (
        "benamning", "artikelbenamning", "produkt", "produktnamn", "artikel", "beskrivning",
        "description", "item", "name", "vara", "tjanst", "varubeskrivning", "artikelnamn",
        "produktbenamning", "item name", "text", "kompetens", "roll", "namn", "vad",
    ),
    PriceField.UNIT: (
        "enhet", "unit", "prisenhet", "forpackning", "best enhet", "bestallningsenhet", "uom",
        "enh", "forsaljningsenhet", "unit of measure", "avtalad enhet",
    ),
    PriceField.PRICE: (
        "avtalspris", "nettopris", "pris exkl moms", "pris", "apris", "a pris", "styckpris",
        "price", "net price", "unit price", "enhetspris", "pris sek", "pris kr", "ert pris",
        "kundpris", "pris per enhet", "timpris", "takpris", "pris ex moms", "offererat pris",
    ),
    PriceField.PER: (
        "pris per antal", "prisantal", "per antal", "price per", "base quantity", "antal per pris",
        "prisbas", "kvantitet for pris",
    ),
}  # fmt: skip
ASIDE = (
    "anteckning", "kommentar", "notering", "bruttopris", "listpris", "rabatt", "rabatt procent",
    "moms", "valuta", "currency", "ean", "gtin", "leverantor", "kategori", "bild", "lank", "url",
    "antal", "volym", "uppskattad volym", "summa", "pris inkl moms", "rekommenderat pris", "unspsc",
)  # fmt: skip
PRICES = Vocabulary(
    fields=PriceField,
    spellings=SPELLINGS,
    aside=ASIDE,
    amounts=(PriceField.PRICE,),
    shapes={PriceField.PRICE: "amount", PriceField.PER: "amount"},
)
