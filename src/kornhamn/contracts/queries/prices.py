"""Agreed prices as somebody may read them, and as columns for loyalty."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import polars as pl
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from kornhamn.contracts.models import AgreedPrice, Contract, PriceList
from kornhamn.contracts.queries.standing import STANDING
from kornhamn.organisation.types import Actor

PRICES = pl.Schema(
    {
        "contract": pl.Int32(),
        "supplier": pl.Int32(),  # the one that stands, where it was merged
        "holds_from": pl.Date(),
        "price": pl.Int64(),
        "article": pl.String(),
        "name": pl.String(),
        "ore_per_thousand": pl.Int64(),
    }
)
_PRICES = f"""
WITH RECURSIVE {STANDING}
SELECT l.contract_id, s.supplier, l.holds_from, p.id, p.article, p.name, p.ore_per_thousand
FROM contracts_agreedprice p
JOIN contracts_pricelist l ON l.id = p.price_list_id AND l.state = 'agreed'
JOIN standing s ON s.key = l.supplier_id AND s.merged_into_id IS NULL
ORDER BY 1, 2, 3, 4
"""  # noqa: S608 - made of constants


def agreed_prices() -> pl.DataFrame:
    """Return a row a price of every list that holds, or did."""
    with connection.cursor() as cursor:
        cursor.execute(_PRICES)
        return pl.DataFrame(cursor.fetchall(), schema=PRICES, orient="row")


def price_lists_of(contract: Contract) -> QuerySet[PriceList]:
    """Return the contract's price lists, the latest day first."""
    return contract.price_lists.select_related("supplier")


def price_list_of(list_id: UUID, actor: Actor) -> PriceList | None:
    """Return a price list of a contract the actor may read, or None."""
    readable = Contract.objects.visible_to(actor)
    found = PriceList.objects.filter(pk=list_id, contract__in=readable)
    return found.select_related("contract__authority", "supplier").first()


def price_of(price_id: int, contract: Contract) -> AgreedPrice | None:
    """Return a price of a contract, or None."""
    found = AgreedPrice.objects.filter(pk=price_id, price_list__contract=contract)
    return found.select_related("price_list__supplier").first()


def prices_on(day: date) -> QuerySet[AgreedPrice]:
    """Return the prices that hold on a day: of each supplier's latest list."""
    own = PriceList.objects.agreed().filter(
        contract=OuterRef("price_list__contract"),
        supplier=OuterRef("price_list__supplier"),
        holds_from__lte=day,
        holds_from__gt=OuterRef("price_list__holds_from"),
    )
    holds = AgreedPrice.objects.filter(
        price_list__state="agreed", price_list__holds_from__lte=day
    ).exclude(Exists(own))
    return holds.select_related("price_list__supplier")


def named_prices(day: date, words: Sequence[str]) -> QuerySet[AgreedPrice]:
    """Return the prices that hold on a day and have any of the words in name or number."""
    hit = Q(pk__in=[])
    for word in words:
        hit |= Q(name__icontains=word) | Q(article__istartswith=word)
    return prices_on(day).filter(hit)
