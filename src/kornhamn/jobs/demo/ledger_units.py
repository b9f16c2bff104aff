"""Who buys in a made-up ledger: each authority as ledgers write it, and what it mostly buys."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from kornhamn.jobs.demo.group import MUNICIPALITY, DemoAuthority
from kornhamn.jobs.demo.ledger_words import BOUGHT

SLOTS = 1024  # a draw is one look in a table of so many places
_AT_HOME = 0.75  # how much of a category its usual buyers buy


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a group, and who buys a category.

    frame: buyer_number, buyer, unit, true_authority. table: row of the frame, by category and slot.
    """

    frame: pl.DataFrame
    table: np.ndarray


def units_of(group: Sequence[DemoAuthority]) -> Units:
    """Return the units of the authorities: most by their name, some in another spelling."""
    rows = [row for position, body in enumerate(group) for row in _spelt(position, body)]
    frame = pl.DataFrame(
        rows, schema=["buyer_number", "buyer", "unit", "true_authority", "weight"], orient="row"
    )
    own = frame["weight"].to_numpy()
    codes = frame["true_authority"].to_list()
    table = [
        _slots(own * (1 - _AT_HOME) / own.sum() + _home(bought.buyers, codes, own))
        for bought in BOUGHT
    ]
    return Units(frame.drop("weight"), np.stack(table))


def _spelt(position: int, body: DemoAuthority) -> list[tuple[str, str, str, str, float]]:
    size = 1 / (position + 1) ** 0.5
    if body.kind == "kommun":
        return [(body.number, MUNICIPALITY, "Gemensam administration", body.code, 0.05)]
    if body.kind == "nämnd":
        return [
            (body.number, MUNICIPALITY, body.name, body.code, 0.90 * size),
            (body.number, body.buyer_name, "", body.code, 0.07 * size),
            (body.number, MUNICIPALITY, f"{body.name} stab", body.code, 0.03 * size),
        ]
    rows = [
        (body.number, body.name, "", body.code, 0.85 * size),
        (body.number, body.buyer_name, "Drift", body.code, 0.15 * size),
    ]
    if body.code == "vatten":  # what it was called before, which the register does not know
        rows.append(("", "VA-verket", "", body.code, 0.04 * size))
    return rows


def _home(buyers: Sequence[str], codes: Sequence[str], own: np.ndarray) -> np.ndarray:
    home = own * np.isin(codes, buyers)
    return home * _AT_HOME / home.sum() if home.any() else home


def _slots(weights: np.ndarray) -> np.ndarray:
    """Return the row in each slot, as many slots as its weight deserves."""
    shares = np.cumsum(weights) / weights.sum()
    return np.searchsorted(shares, (np.arange(SLOTS) + 0.5) / SLOTS)
