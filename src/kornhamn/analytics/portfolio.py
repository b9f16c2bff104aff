"""A snapshot in memory: each thing that figures are cut by as one array, a number a case."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kornhamn.analytics import organisation_facts, snapshot
from kornhamn.analytics.organisation_facts import Organisation
from kornhamn.analytics.types import AuthorityInfo, NoSnapshotError
from kornhamn.kernel.swedish import sort_key
from kornhamn.organisation.types import AuthorityKind

NOWHERE = -1  # the code of a case without authority, day or CPV division
NO_DAY = np.iinfo(np.int32).min
_KEPT = 3

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Axis:
    """One way to cut the portfolio: the names, and each case's place among them."""

    names: tuple[str, ...]
    codes: Codes  # NOWHERE where the case has none

    @property
    def size(self) -> int:
        """The number of places, one for NOWHERE included, at the end."""
        return len(self.names) + 1

    def places(self, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the places of some cases, NOWHERE as the last."""
        codes: NDArray[np.intp] = self.codes[rows].astype(np.intp)
        codes[codes == NOWHERE] = len(self.names)
        return codes


@dataclass(frozen=True, slots=True, eq=False)
class Portfolio:
    """The cases of a snapshot, in its order."""

    folder: Path
    cases: pl.DataFrame
    organisation: Organisation
    authorities: tuple[AuthorityInfo, ...]  # by name, as a Swedish register sorts them
    authority: Axis  # names are codes of `authorities`, in their order
    month: Axis
    division: Axis
    edition: Axis
    day: Codes  # days since 1970, NO_DAY where unknown
    ore: NDArray[np.int64]  # nothing where the value is unknown
    valued: NDArray[np.bool_]

    def info(self, key: UUID) -> AuthorityInfo | None:
        """Return the authority with that id."""
        return next((each for each in self.authorities if each.id == key), None)

    @property
    def is_company(self) -> NDArray[np.bool_]:
        """Tell of each authority whether it is a company."""
        return np.array([a.kind == AuthorityKind.COMPANY for a in self.authorities], dtype=bool)

    def winners(self) -> pl.LazyFrame:
        """Return the suppliers of each case (its row's number), with their contracts."""
        return pl.scan_parquet(self.folder / snapshot.SUPPLIERS)


@lru_cache(maxsize=_KEPT)
def load(folder: Path) -> Portfolio:
    """Return the snapshot in a folder, read once; NoSnapshotError where it is lost."""
    if not (folder / snapshot.ORGANISATION).exists():
        raise NoSnapshotError
    organisation = organisation_facts.read((folder / snapshot.ORGANISATION).read_text())
    return from_frame(pl.read_parquet(folder / snapshot.CASES), organisation, folder)


def from_frame(cases: pl.DataFrame, organisation: Organisation, folder: Path) -> Portfolio:
    """Return a portfolio of cases with the columns of a snapshot."""
    authorities = tuple(sorted(organisation.authorities, key=lambda a: sort_key(a.name)))
    value = cases["contracted_value"]
    return Portfolio(
        folder=folder,
        cases=cases,
        organisation=organisation,
        authorities=authorities,
        authority=_axis(cases, pl.col("authority"), [a.code for a in authorities]),
        month=_axis(cases, pl.col("published_on").dt.strftime("%Y-%m")),
        division=_axis(cases, pl.col("cpv").str.head(2)),
        edition=_axis(cases, pl.col("edition")),
        day=_numbers(cases["published_on"].cast(pl.Int32), NO_DAY, np.int32),
        ore=_numbers(value, 0, np.int64),
        valued=value.is_not_null().to_numpy(),
    )


def _axis(cases: pl.DataFrame, key: pl.Expr, names: list[str] | None = None) -> Axis:
    keys = cases.select(key.alias("key"))["key"]
    found = names if names is not None else keys.drop_nulls().unique().sort().to_list()
    codes = (
        keys.replace_strict(found, list(range(len(found))), default=NOWHERE, return_dtype=pl.Int32)
        if found
        else pl.repeat(NOWHERE, len(keys), dtype=pl.Int32, eager=True)
    )
    return Axis(tuple(found), codes.to_numpy())


def _numbers(series: pl.Series, blank: int, kind: Any) -> NDArray[Any]:  # noqa: ANN401 - a numpy type
    numbers: NDArray[Any] = series.fill_null(blank).to_numpy().astype(kind)
    return numbers
