"""Postings made by hand: a supplier, an account and a text each."""

from kornhamn.spend.models import Account, Posting
from kornhamn.spend.types import ClassifiedBy
from kornhamn.suppliers.models import Spelling, Supplier
from kornhamn.suppliers.types import Origin


def posting(
    text: str,
    account: str = "",
    supplier: str = "Handelsbolaget AB",
    *,
    category: str = "",
    by: str = "",
) -> Posting:
    """Make one posting; `account` is a number and a text, as ledgers write it."""
    number, _, account_text = account.partition(" ")
    owner, _ = Supplier.objects.get_or_create(name=supplier)
    spelling, _ = Spelling.objects.get_or_create(
        name=supplier, origin=Origin.LEDGER, defaults={"supplier": owner}
    )
    where, _ = Account.objects.get_or_create(number=number, text=account_text)
    confidence = 0.5 if by == ClassifiedBy.MODEL else None
    return Posting.objects.create(
        spelling=spelling,
        account=where,
        text=text,
        category=category,
        classified_by=by,
        confidence=confidence,
    )
