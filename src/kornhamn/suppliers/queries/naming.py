"""Suppliers meant by what a person wrote: an organisation number, or a name."""

from collections.abc import Sequence

import polars as pl

from kornhamn.kernel.errors import DomainError
from kornhamn.kernel.organisation_number import OrganisationNumber
from kornhamn.suppliers.models import Spelling, Supplier
from kornhamn.suppliers.rules.names import plain_names


def suppliers_meant(texts: Sequence[str]) -> dict[str, list[Supplier]]:
    """Return the suppliers each text may mean: by number, else by name with spelling set aside."""
    numbers = {text: _number(text) for text in texts}
    names = dict(zip(texts, _plain(texts), strict=True))
    living = Supplier.objects.filter(merged_into=None)
    numbered = {
        supplier.organisation_number: supplier
        for supplier in living.filter(organisation_number__in=set(numbers.values()) - {""})
    }
    spelt = (
        Spelling.objects.filter(plain_name__in=set(names.values()) - {""})
        .filter(supplier__merged_into=None, supplier__isnull=False)
        .values_list("plain_name", "supplier_id")
        .distinct()
        .order_by("supplier_id")
    )
    pairs = list(spelt)
    suppliers = living.in_bulk([key for _, key in pairs])
    named: dict[str, list[Supplier]] = {}
    for name, key in pairs:
        named.setdefault(name, []).append(suppliers[key])
    return {
        text: [numbered[numbers[text]]] if numbers[text] in numbered else named.get(names[text], [])
        for text in texts
    }


def _plain(texts: Sequence[str]) -> list[str]:
    frame = pl.DataFrame(
        {"name": list(texts), "place": [""] * len(texts)},
        schema={"name": pl.String(), "place": pl.String()},
    )
    return plain_names(frame)["plain_name"].to_list()


def _number(text: str) -> str:
    try:
        return str(OrganisationNumber(text))
    except DomainError:
        return ""
