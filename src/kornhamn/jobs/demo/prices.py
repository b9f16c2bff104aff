"""Made-up price lists, of the articles that the made-up invoices name."""

from kornhamn.contracts.actions import Priced, change_prices
from kornhamn.contracts.queries import Contract
from kornhamn.contracts.types import NewPrice
from kornhamn.jobs.demo.contract_keeping import Desk

# article number, name and kronor of one
_FOOD = (
    ("1101", "Mjölk 1,5 % 10 l", 139),
    ("1204", "Kaffe mellanrost 450 g", 72),
    ("1310", "Knäckebröd 850 g", 36),
    ("1402", "Potatis 25 kg", 229),
    ("1515", "Nötfärs 10 kg", 1090),
    ("1603", "Bananer 18 kg", 349),
)
_FURNITURE = (
    ("E-100", "Elevstol", 745),
    ("E-200", "Elevbord", 1290),
    ("S-410", "Skrivbord höj- och sänkbart", 4150),
)
_FUEL = (("D-10", "Diesel liter", 20.40), ("H-20", "HVO100 liter", 22.10))
PRICES: dict[str, tuple[tuple[str, str, float], ...]] = {
    "UBN 2023/41": _FOOD,
    "UBN 2024/52": _FURNITURE,
    "HAMN 2024/5": _FUEL,
}
_PER_KRONA = 100_000  # prices are öre for a thousand
_NEXT_IS_DEARER = 0.04


def agree_prices(contract: Contract, desk: Desk) -> None:
    """Agree on the prices of each supplier of a contract, from its first day."""
    for place, party in enumerate(contract.parties.order_by("rank", "pk")):
        priced = Priced(contract, party.supplier_id, contract.period.lower)
        agreed = _agreed(contract.reference, 1 + place * _NEXT_IS_DEARER)
        if agreed:
            change_prices(priced, agreed, by=desk.by, at=desk.before(100))


def _agreed(reference: str, dearer: float) -> list[NewPrice]:
    return [
        NewPrice(article, name, "", round(kronor * dearer * _PER_KRONA))
        for article, name, kronor in PRICES.get(reference, ())
    ]
