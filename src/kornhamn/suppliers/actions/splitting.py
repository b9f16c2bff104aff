"""A supplier founded on some of another's spellings, and its number given back."""

import polars as pl
from django.db.models import QuerySet

from kornhamn.suppliers.models import Spelling, Supplier
from kornhamn.suppliers.rules.founding import founded_suppliers

_FIELDS = ("key", "name", "number", "number_kind", "form", "plain_name")


def found_apart(kept: Supplier, chosen: QuerySet[Spelling]) -> Supplier:
    """Return a new supplier for the chosen spellings, which takes the number if it is theirs.

    A number that both still spell stays with the one that was there.
    """
    rows = [(kept.key, *row) for row in chosen.values_list(*_FIELDS)]
    frame = pl.DataFrame(rows, schema=["supplier", *_FIELDS], orient="row")
    told = founded_suppliers(frame).row(0, named=True)
    number = told["organisation_number"]
    rest = kept.spellings.exclude(key__in=[row[1] for row in rows])
    if number == kept.organisation_number and rest.filter(number=number).exists():
        number = ""
    if number and number == kept.organisation_number:
        kept.organisation_number = ""
        kept.save(update_fields=["organisation_number"])
    taken = number and Supplier.objects.filter(organisation_number=number, merged_into=None)
    return Supplier.objects.create(
        name=told["name"],
        kind=told["kind"],
        organisation_number="" if taken and taken.exists() else number,
        foreign_number=told["foreign_number"],
        country=told["country"],
    )


def give_number_back(kept: Supplier, apart: Supplier) -> None:
    """Return the number that a split took with it."""
    if apart.organisation_number and not kept.organisation_number:
        kept.organisation_number = apart.organisation_number
        kept.save(update_fields=["organisation_number"])
