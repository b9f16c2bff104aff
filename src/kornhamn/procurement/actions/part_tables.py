"""Rows of one part copied into temporary tables, for the statements that write them set by set."""

from collections.abc import Sequence
from uuid import UUID

import polars as pl
from django.db.backends.utils import CursorWrapper

from kornhamn.procurement.statistics.columns import BY_FIELD, STATED_FIELDS, SUPPLIER_FIELDS
from kornhamn.procurement.statistics.joining import Joined

_TYPES: dict[pl.DataType, str] = {
    pl.String(): "text",
    pl.Boolean(): "boolean",
    pl.Date(): "date",
    pl.Int64(): "integer",
    pl.Decimal(17, 2): "numeric(17,2)",
}
_KEY = {"buyer_number": "text", "reference": "text"}
_PLACE = {"file_id": "uuid", "row": "integer"}


def _typed(fields: Sequence[str]) -> dict[str, str]:
    return {name: _TYPES[BY_FIELD[name].dtype] for name in fields}


TABLES: dict[str, dict[str, str]] = {
    "incoming_statement": {
        **_PLACE,
        "rows": "integer[]",
        "file_kind": "text",
        **_KEY,
        **_typed(STATED_FIELDS),
    },
    "incoming_lot": {
        **_PLACE,
        **_KEY,
        "lot": "text",
        "tenders": "integer",
        "with_tenders": "boolean",
    },
    "incoming_winner": {
        **_PLACE,
        **_KEY,
        "lot": "text",
        **_typed(SUPPLIER_FIELDS),
        "masked_as": "text",
        "contracts": "integer",
    },
    "incoming_follower": {**_PLACE, **_KEY, "file_kind": "text"},
}


def fill(cursor: CursorWrapper, joined: Joined, part: int, files: Sequence[UUID]) -> int:
    """Make the temporary tables and copy the part's rows into them; return how many rows.

    `files` are the ids of the files by their index in `joined`.
    """
    frames = (joined.statements, joined.lots, joined.winners, joined.followers)
    for (table, columns), frame in zip(TABLES.items(), frames, strict=True):
        declared = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        cursor.execute(f"DROP TABLE IF EXISTS {table}; CREATE TEMP TABLE {table} ({declared})")
        _copy(cursor, table, list(columns), _with_file_ids(frame, part, files))
    # the keys alone: statistics on every column would cost more than they save
    cursor.execute("".join(f"ANALYZE {table} (buyer_number, reference);" for table in TABLES))
    return _rows_in(joined, part)


def empty(cursor: CursorWrapper, more: Sequence[str]) -> None:
    """Drop the part's temporary tables."""
    cursor.execute("".join(f"DROP TABLE IF EXISTS {table};" for table in (*more, *TABLES)))


def _rows_in(joined: Joined, part: int) -> int:
    frames = (joined.statements, joined.lots, joined.winners, joined.followers)
    of_part = [frame.filter(pl.col("part") == part).select("file", "row") for frame in frames]
    return pl.concat(of_part).n_unique()


def _with_file_ids(frame: pl.DataFrame, part: int, files: Sequence[UUID]) -> pl.DataFrame:
    ids = pl.DataFrame(
        {"file": pl.Series(range(len(files)), dtype=pl.UInt32), "file_id": [str(f) for f in files]}
    )
    return frame.filter(pl.col("part") == part).join(ids, on="file", how="left")


def _copy(cursor: CursorWrapper, table: str, columns: list[str], frame: pl.DataFrame) -> None:
    """Stream a frame into a table as CSV; an unquoted nothing is null."""
    lists = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.List)]
    braces = [
        pl.concat_str(
            pl.lit("{"), pl.col(name).cast(pl.List(pl.String)).list.join(","), pl.lit("}")
        ).alias(name)
        for name in lists
    ]
    text = frame.with_columns(*braces).select(columns).write_csv(include_header=False)
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT csv)") as copy:
        copy.write(text)
