"""Which column of a file fills which field, and how its figures and days are written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, Self

from kornhamn.files.tables.vocabulary import F, joined

DAY_ORDERS = ("dmy", "mdy")  # of days written as 01/06/2018
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_. ]?(0[1-9]|1[0-2])(?!\d)")


@dataclass(frozen=True)
class ColumnMapping(Generic[F]):
    """The field of each column used, by the column's place in the header.

    `month` is the day that lines without a date get: the first of the month the file is of.
    """

    columns: dict[F, int] = field(default_factory=dict)
    decimal: str = ""  # the decimal sign; blank where no amount told it
    days: str = DAY_ORDERS[0]
    month: date | None = None

    def as_json(self, header: Sequence[str]) -> dict[str, Any]:
        """Return the mapping as it is saved: by the columns' names."""
        names = unique_names(header)
        return {
            "columns": {one.value: names[at] for one, at in self.columns.items()},
            "decimal": self.decimal,
            "days": self.days,
            "month": self.month.isoformat() if self.month else None,
        }

    @classmethod
    def from_json(cls, saved: dict[str, Any], header: Sequence[str], fields: type[F]) -> Self:
        """Return a saved mapping for a header; a column that is not there is left out."""
        places = {joined(name): at for at, name in reversed([*enumerate(unique_names(header))])}
        columns = {
            fields(one): places[joined(name)]
            for one, name in saved.get("columns", {}).items()
            if joined(name) in places
        }
        month = saved.get("month")
        return cls(
            columns,
            decimal=saved.get("decimal", ""),
            days=saved.get("days", DAY_ORDERS[0]),
            month=date.fromisoformat(month) if month else None,
        )

    def of_month(self, month: date | None) -> Self:
        """Return the same mapping for the file of another month."""
        return replace(self, month=month)


def unique_names(header: Sequence[str]) -> list[str]:
    """Return a name for each column, also where two have the same one or none."""
    names: list[str] = []
    for number, name in enumerate(header, start=1):
        given = name or f"({number})"
        names.append(given if given not in names else f"{given} ({number})")
    return names


def month_in(name: str) -> date | None:
    """Return the month that a file's name tells, such as 2016-03 or 201603."""
    match = _MONTH.search(name)
    return date(int(match[1]), int(match[2]), 1) if match else None
