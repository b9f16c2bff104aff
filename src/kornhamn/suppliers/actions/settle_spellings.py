"""New spellings settled: each becomes one of a supplier, or founds one."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.types import Actor
from kornhamn.suppliers.actions import settling_sql as sql
from kornhamn.suppliers.actions.copying import copy_in
from kornhamn.suppliers.queries.frames import frame_of
from kornhamn.suppliers.rules.folding import fold
from kornhamn.suppliers.rules.founding import founded_suppliers
from kornhamn.suppliers.rules.likeness import SURE, WORTH_ASKING, alike_pairs, reasons
from kornhamn.suppliers.rules.settling import settle
from kornhamn.suppliers.types import NumberKind, SettledBy

_KEY = {"key": "integer"}
_CHECKED = (NumberKind.ORGANISATION.value, NumberKind.PERSONAL.value)


@dataclass(frozen=True, slots=True)
class Settled:
    """What a settling did: spellings settled, by what, suppliers founded, pairs to ask about."""

    spellings: int = 0
    by_number: int = 0
    by_name: int = 0
    by_likeness: int = 0
    founded: int = 0
    asked: int = 0


@transaction.atomic
def settle_spellings(*, by: Actor, at: datetime) -> Settled:
    """Give every spelling without a supplier its supplier, and propose what is likely.

    Nobody's permission is asked, since rules alone decide: whoever brought the spellings was
    allowed to bring them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [sql.SETTLING_LOCK])
        new = frame_of(sql.NEW, sql.NEW_COLUMNS)
        if new.is_empty():
            return Settled()
        known = frame_of(sql.KNOWN, sql.KNOWN_COLUMNS)
        names = frame_of(sql.NAMES, sql.NAMES_COLUMNS)["plain_name"]
        placed = _numbered(cursor, settle(new.drop("name"), known, names))
        del known, names
        pairs = _alike(placed, new)
        placed = _folded(placed, new, pairs)
        _write(cursor, new, placed)
        asked = _propose(cursor, pairs, placed)
    told = _told(placed, asked)
    record(Deed("suppliers.settled", "suppliers", "", _details(told)), by=by, at=at)
    return told


def _numbered(cursor: CursorWrapper, settled: pl.DataFrame) -> pl.DataFrame:
    """Return `key`, `supplier`, `settled_by` and `is_founded`, new suppliers with their keys."""
    founders = settled.filter(pl.col("supplier").is_null())["founder"].unique().sort()
    cursor.execute(sql.NEW_KEYS, [len(founders)])
    keys = pl.Series("own", [key for (key,) in cursor.fetchall()], dtype=pl.Int32)
    numbered = pl.DataFrame([founders, keys])
    return settled.join(numbered, on="founder", how="left").select(
        "key",
        pl.coalesce("supplier", "own").alias("supplier"),
        "settled_by",
        pl.col("supplier").is_null().alias("is_founded"),
    )


def _alike(placed: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs worth asking about, without those that somebody has kept apart."""
    whose = placed.select("key", "supplier").join(new, on="key")
    known = frame_of(sql.FACES, sql.FACES_COLUMNS).with_columns(is_new=pl.lit(value=False))
    faces = pl.concat([whose.with_columns(is_new=pl.lit(value=True)).select(known.columns), known])
    named = faces.filter(pl.col("plain_name") != "")
    apart = frame_of(sql.APART, pl.Schema({"first": pl.Int32(), "second": pl.Int32()}))
    return alike_pairs(named, at_least=WORTH_ASKING).join(apart, on=["first", "second"], how="anti")


def _folded(placed: pl.DataFrame, new: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the spellings placed, suppliers founded now that are surely others' taken away."""
    checked = new.filter(pl.col("number_kind").is_in(_CHECKED)).select("key")
    numbered = placed.join(checked, on="key", how="semi").select("supplier")
    founded = placed.filter("is_founded").join(numbered, on="supplier", how="anti")
    weak = founded["supplier"].unique()
    into = fold(pairs.filter(pl.col("score") >= SURE), weak)
    moves = pl.col("into").is_not_null()
    return placed.join(into, on="supplier", how="left").select(
        "key",
        pl.coalesce("into", "supplier").alias("supplier"),
        pl.when(moves).then(pl.lit(SettledBy.LIKE.value)).otherwise("settled_by")
        .alias("settled_by"),
        pl.col("is_founded") & ~moves,
        pl.when(moves).then("supplier").alias("folded"),
    )  # fmt: skip


def _write(cursor: CursorWrapper, new: pl.DataFrame, placed: pl.DataFrame) -> None:
    founding = placed.filter("is_founded").select("supplier").unique()
    theirs = placed.join(founding, on="supplier", how="semi").select("key", "supplier")
    founded = founded_suppliers(theirs.join(new, on="key"))
    copy_in(cursor, "founded_supplier", founded, dict.fromkeys(founded.columns, "text") | _KEY)
    cursor.execute(sql.FOUND)
    moves = placed.select("key", "supplier", "settled_by")
    copy_in(cursor, "placed_spelling", moves, {**_KEY, "supplier": "integer", "settled_by": "text"})
    cursor.execute(sql.PLACE)
    cursor.execute(sql.NUMBER)
    cursor.execute("DROP TABLE founded_supplier, placed_spelling")


def _propose(cursor: CursorWrapper, pairs: pl.DataFrame, placed: pl.DataFrame) -> int:
    """Put the pairs in the queue, named by what their suppliers have become."""
    gone = placed.filter(pl.col("folded").is_not_null()).select("folded", "supplier").unique()
    for side in ("first", "second"):
        pairs = pairs.join(gone, left_on=side, right_on="folded", how="left").with_columns(
            pl.coalesce("supplier", side).alias(side)
        ).drop("supplier")  # fmt: skip
    one, other = pl.min_horizontal("first", "second"), pl.max_horizontal("first", "second")
    asked = (
        pairs.with_columns(one.alias("first"), other.alias("second"))
        .filter(pl.col("first") != pl.col("second"))
        .sort("score", descending=True)
        .unique(["first", "second"], keep="first")
    )
    rows = asked.select("first", "second", "score", reasons(asked))
    copy_in(cursor, "alike_supplier", rows, sql.ALIKE_COLUMNS)
    cursor.execute(sql.PROPOSE)
    cursor.execute("DROP TABLE alike_supplier")
    return rows.height


def _told(placed: pl.DataFrame, asked: int) -> Settled:
    why = placed["settled_by"]
    return Settled(
        spellings=placed.height,
        by_number=int((why == SettledBy.NUMBER.value).sum()),
        by_name=int((why == SettledBy.NAME.value).sum()),
        by_likeness=int((why == SettledBy.LIKE.value).sum()),
        founded=placed.filter("is_founded")["supplier"].n_unique(),
        asked=asked,
    )


def _details(told: Settled) -> dict[str, object]:
    return {name: getattr(told, name) for name in Settled.__slots__}
