"""The digest of what a cube says, which any road to the same figures arrives at.

Each cell's coordinates, in words that are the same everywhere, are hashed; the fingerprint is the
sum of hash × measure. It is linear: parts add up to the whole, and what is taken away is gone.
"""

import hashlib
from collections.abc import Iterable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kornhamn.analytics.spend import columns
from kornhamn.analytics.spend.places import Places

Hashes = NDArray[np.uint64]


def fingerprint(cube: pl.DataFrame, places: Places, suppliers: Hashes) -> list[int]:
    """Return a number a measure; those of several parts are added modulo 2^64."""
    key = _mixed(cube["month"].cast(pl.Int64).fill_null(-1).to_numpy().astype(np.uint64))
    key = _mixed(key ^ _at(cube["authority"], places.authorities, "a"))
    key = _mixed(key ^ _at(cube["category"], places.categories, "c"))
    key = _mixed(key ^ _of_suppliers(cube["supplier"], suppliers))
    return [
        int((key * cube[name].cast(pl.Int64).to_numpy().astype(np.uint64)).sum(dtype=np.uint64))
        for name in columns.MEASURES
    ]


def added(fingerprints: Iterable[list[int]]) -> list[int]:
    """Return the fingerprint of several parts as a whole."""
    return [sum(each) % (1 << 64) for each in zip(*fingerprints, strict=True)]


def digest(whole: list[int]) -> str:
    """Return the digest of a fingerprint."""
    return hashlib.sha256(",".join(map(str, whole)).encode()).hexdigest()


def supplier_hashes(suppliers: pl.DataFrame) -> Hashes:
    """Return at place `key` the hash of a supplier's number, or else its name."""
    said = pl.when(pl.col("number").fill_null("") != "").then("number").otherwise("name")
    keys, texts = suppliers["supplier"], suppliers.select(said.alias("said"))["said"]
    table = np.full(int(keys.max() or 0) + 1, _hashes([""], "s")[0])  # type: ignore[arg-type]
    table[keys.to_numpy()] = _hashes(texts.fill_null("").to_list(), "s")
    return table


def _of_suppliers(keys: pl.Series, hashes: Hashes) -> Hashes:
    """Return the hashes of some suppliers; of one that nobody tells of it is a blank's."""
    at = keys.cast(pl.Int64).fill_null(len(hashes)).to_numpy()
    inside = at < len(hashes)
    return np.where(inside, hashes[np.where(inside, at, 0)], _hashes([""], "s")[0])


def _at(places: pl.Series, names: tuple[str, ...], kind: str) -> Hashes:
    """Return the hashes of the names at some places; the last is the unknown's."""
    table = _hashes([*names, ""], kind)
    at: Hashes = table[places.cast(pl.Int64).fill_null(len(names)).to_numpy()]
    return at


def _hashes(texts: list[str], kind: str) -> Hashes:
    sums = [hashlib.blake2b(f"{kind}:{text}".encode(), digest_size=8).digest() for text in texts]
    return np.frombuffer(b"".join(sums), dtype="<u8").astype(np.uint64)


def _mixed(key: Hashes) -> Hashes:
    """Spread each number over all its bits (splitmix64)."""
    key = (key ^ (key >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    key = (key ^ (key >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Hashes = key ^ (key >> np.uint64(31))
    return mixed
