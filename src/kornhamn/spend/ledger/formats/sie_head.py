"""What a SIE file says once: whose books, the accounts, the dimensions and their objects."""

import re
from dataclasses import dataclass, field

import polars as pl

from kornhamn.spend.ledger.formats.sie_posts import FIELD, text_of

UNIT, SUPPLIER, INVOICE = "1", "9", "10"  # dimensions that the standard reserves (chapter 8.17)
RESERVED = {
    "1": "kostnadsställe",
    "2": "kostnadsbärare",
    "6": "projekt",
    "7": "anställd",
    "8": "kund",
    SUPPLIER: "leverantör",
    INVOICE: "faktura",
}
_SAID_ONCE = ("FLAGGA", "SIETYP", "FNAMN", "ORGNR", "KPTYP", "PROGRAM")
_PAYABLE = re.compile(
    r"leverant\w{0,2}r\w{0,2}skuld|accounts payable|trade (creditors|payables)", re.IGNORECASE
)
PAY = r"lön\b|löne|arbetsgivar|sociala avg|pension|semester|traktament|förmån|avskriv"
_PAYROLL = re.compile(PAY, re.IGNORECASE)
_MAYBE_PAYROLL = "57"  # classes of pay in Kommun-BAS and in BAS
_COSTS, _ASSETS = "45678", re.compile(r"1[012]")
_PAYABLE_IN_BAS = re.compile(r"244")
_FIELD = re.compile(FIELD)


@dataclass(slots=True)
class Head:
    """The posts that stand once, gathered wherever they stand."""

    once: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)  # T, S, K or I, of an account
    dimensions: dict[str, str] = field(default_factory=dict)
    objects: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, lines: pl.DataFrame) -> None:
        """Take in the posts among lines; the first word on a thing holds."""
        told = lines.filter(pl.col("label").is_in([*_SAID_ONCE, *_TAKEN]))
        for label, line in told.select("label", "line").iter_rows():
            found = [text_of(part) for part in _FIELD.findall(line)[1:]]
            if found and label in _SAID_ONCE:
                self.once.setdefault(label, found[0])
            elif len(found) >= _NEEDED.get(label, 2):
                _TAKEN[label](self, found)

    def is_payable(self, account: str) -> bool:
        """Tell whether an account holds what suppliers are owed."""
        name = self.accounts.get(account, "")
        if name and any(_PAYABLE.search(text) for text in self.accounts.values()):
            return account.startswith("2") and bool(_PAYABLE.search(name))
        return bool(_PAYABLE_IN_BAS.match(account))

    def is_purchase(self, account: str) -> bool:
        """Tell whether an account holds what is bought: a cost or an investment."""
        if _ASSETS.match(account):
            return True
        kind = self.kinds.get(account, "K" if account[:1] in _COSTS else "")
        return kind == "K"

    def is_payroll(self, account: str) -> bool:
        """Tell whether an account's text speaks of pay, pensions or depreciation, or may well."""
        text = self.accounts.get(account, "")
        return bool(_PAYROLL.search(text)) or (not text and account[:1] in _MAYBE_PAYROLL)

    def name_of(self, dimension: str) -> str:
        """Return what a dimension is called."""
        return self.dimensions.get(dimension) or RESERVED.get(dimension, f"dimension {dimension}")


def _account(head: Head, found: list[str]) -> None:
    head.accounts.setdefault(found[0], found[1])


def _kind(head: Head, found: list[str]) -> None:
    head.kinds.setdefault(found[0], found[1].upper())


def _dimension(head: Head, found: list[str]) -> None:
    head.dimensions.setdefault(found[0], found[1])


def _object(head: Head, found: list[str]) -> None:
    head.objects.setdefault((found[0], found[1]), found[2])


_TAKEN = {
    "KONTO": _account,
    "KTYP": _kind,
    "DIM": _dimension,
    "UNDERDIM": _dimension,
    "OBJEKT": _object,
}
_NEEDED = {"OBJEKT": 3}
