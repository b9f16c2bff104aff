"""Four kinds of files into one statement a procurement and kind, with its lots and winners.

The outcome depends on what the rows say, never on their order or on the files' names: rows that
differ are put in order by their content, the earliest notice first, and the first value counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from kornhamn.procurement.statistics.checking import REMARKS, CheckedFile
from kornhamn.procurement.statistics.columns import (
    BY_FIELD,
    CONTRACTED_VALUE,
    CONTRACTS,
    KEY_FIELDS,
    MASKED_NAME,
    STATED_FIELDS,
    SUPPLIER_FIELDS,
    TENDERS,
)
from kornhamn.procurement.types import Effect, FileKind

KEY = list(KEY_FIELDS)
STATED = list(STATED_FIELDS)
LOT, WINNER = [*KEY, "lot"], [*KEY, "lot", "supplier_name", "masked_as"]
PART = 5_000  # procurements written in one transaction
_SUPPLIER = [name for name in SUPPLIER_FIELDS if name != "supplier_name"]


@dataclass(frozen=True, slots=True)
class Joined:
    """What the files say, `file` being the file's index and `part` the transaction to write it in.

    statements: part, file, rows (the first one counts), file_kind, buyer_number, reference,
    the stated fields. lots: part, file, row, key, lot, tenders, with_tenders (whether a file of
    tenders says it). winners: part, file, row, key, lot, the supplier's fields, masked_as,
    contracts. followers: part, file, row, key, file_kind: rows that only repeat or complete
    others. remarks: file and the columns of `REMARKS`.
    """

    parts: int
    statements: pl.DataFrame
    lots: pl.DataFrame
    winners: pl.DataFrame
    followers: pl.DataFrame
    remarks: pl.DataFrame


def join(files: Sequence[CheckedFile]) -> Joined:
    """Join checked files; their index in the sequence names them in the outcome."""
    tables = {kind: _in_order(files, kind) for kind in FileKind}
    tables[FileKind.VALUES], added = _summed(tables[FileKind.VALUES])
    statements = pl.concat([_statements(table, kind) for kind, table in tables.items()])
    winner_rows = _with_masks(tables[FileKind.WINNERS])
    lots = _lots(tables[FileKind.TENDERS], winner_rows)
    winners = winner_rows.unique(WINNER, keep="first", maintain_order=True)
    keys = _parts(statements)
    leading = _leading(statements, lots, winners)
    return Joined(
        parts=int(keys["part"].max() or 0) + 1 if keys.height else 0,  # type: ignore[arg-type]
        statements=_by_part(statements, keys),
        lots=_by_part(lots, keys),
        winners=_by_part(winners.select("file", "row", *WINNER, *_SUPPLIER, "contracts"), keys),
        followers=_by_part(_followers(tables, leading), keys),
        remarks=pl.concat(
            [
                added,
                *(_differing(table, KEY, STATED) for table in tables.values()),
                _differing(tables[FileKind.TENDERS], LOT, [TENDERS.field]),
                _differing(winner_rows, WINNER, [*_SUPPLIER, CONTRACTS.field]),
            ]
        ),
    )


def _in_order(files: Sequence[CheckedFile], kind: FileKind) -> pl.DataFrame:
    """Return the good rows of all files of a kind, ordered by what they say."""
    frames = [
        file.good.with_columns(pl.lit(index, dtype=pl.UInt32).alias("file"))
        for index, file in enumerate(files)
        if file.kind is kind
    ]
    if not frames:
        return _nothing(kind)
    rows = pl.concat(frames)
    if CONTRACTED_VALUE.field not in rows.columns:
        blank = pl.lit(None, dtype=CONTRACTED_VALUE.dtype).alias(CONTRACTED_VALUE.field)
        rows = rows.with_columns(blank)
    others = sorted(set(rows.columns) - {*KEY, "published_on", "title", "file", "row"})
    return rows.sort(*KEY, "published_on", "title", *others, "file", "row", nulls_last=True)


def _nothing(kind: FileKind) -> pl.DataFrame:
    fields = {FileKind.TENDERS: ["lot", "tenders"], FileKind.WINNERS: ["lot", *SUPPLIER_FIELDS]}
    own = [*fields.get(kind, []), *(["contracts"] if kind is FileKind.WINNERS else [])]
    schema = {name: BY_FIELD[name].dtype for name in [*KEY, *STATED, *own]}
    return pl.DataFrame(schema=schema | {"row": pl.UInt32(), "file": pl.UInt32()})


def _summed(values: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Add up the values of rows of one file that concern one procurement and differ.

    The publisher's table is a sum by columns: where a procurement has two titles, for instance,
    its value is divided between two rows. A row that repeats another adds nothing.
    """
    value = CONTRACTED_VALUE.field
    repeated = ~pl.struct(*KEY, *STATED, "file").is_first_distinct()
    ranked = values.with_columns(
        pl.when(repeated).then(None).otherwise(pl.col(value)).alias("part_value"),
    ).with_columns(
        pl.col("part_value").count().over(*KEY, "file").alias("parts_added"),
        pl.col("row").first().over(*KEY, "file").alias("first_row"),
        pl.col("part_value").sum().over(*KEY, "file").cast(CONTRACTED_VALUE.dtype).alias("sum"),
    )
    several = pl.col("parts_added") > 1
    beside = several & (pl.col("row") != pl.col("first_row")) & pl.col("part_value").is_not_null()
    added = ranked.filter(beside).select(
        "file",
        *_remark(CONTRACTED_VALUE.header, value, "value.added", Effect.ADDED, pl.col("sum")),
    )
    summed = ranked.with_columns(pl.when(several).then("sum").otherwise(value).alias(value))
    return summed.select(values.columns), added


def _statements(table: pl.DataFrame, kind: FileKind) -> pl.DataFrame:
    """Return one row a procurement: each field's first known value, and the rows it rests on."""
    ordered = table.select("file", "row", *KEY, *STATED)
    distinct = ordered.select(*KEY, *STATED).unique()
    differing = distinct.group_by(KEY).len().filter(pl.col("len") > 1).select(KEY)
    alike = ordered.join(differing, on=KEY, how="anti").unique(
        KEY, keep="first", maintain_order=True
    )
    joined = (
        ordered.join(differing, on=KEY, how="semi", maintain_order="left")
        .group_by(KEY, maintain_order=True)
        .agg(pl.col("file", "row").first(), pl.col(STATED).drop_nulls().first())
    )
    first = pl.concat([alike.select(joined.columns), joined])
    rows = (
        ordered.filter(pl.col("file") == pl.col("file").first().over(KEY))
        .group_by(KEY, maintain_order=True)
        .agg(pl.col("row").alias("rows"))
    )
    return first.join(rows, on=KEY, how="left").select(
        "file", "row", "rows", pl.lit(kind.value).alias("file_kind"), *KEY, *STATED
    )


def _lots(tenders: pl.DataFrame, winners: pl.DataFrame) -> pl.DataFrame:
    """Return one row a lot: with its tenders where a file of tenders has it, else known by name."""
    told = (
        tenders.group_by(LOT, maintain_order=True)
        .agg(pl.col("file", "row").first(), pl.col("tenders").drop_nulls().first())
        .with_columns(pl.lit(value=True).alias("with_tenders"))
    )
    named = (
        winners.join(told, on=LOT, how="anti", maintain_order="left")
        .unique(LOT, keep="first", maintain_order=True)
        .select(
            *LOT,
            "file",
            "row",
            pl.lit(None, dtype=TENDERS.dtype).alias("tenders"),
            pl.lit(value=False).alias("with_tenders"),
        )
    )
    return pl.concat([told, named]).select("file", "row", *LOT, "tenders", "with_tenders")


def _with_masks(winners: pl.DataFrame) -> pl.DataFrame:
    """Blank masked names; tell such winners of one lot apart by size, legal form and industry."""
    masked = pl.col("supplier_name").str.to_lowercase() == MASKED_NAME.lower()
    marks = [
        pl.col(f"supplier_{what}").fill_null("") for what in ("size", "legal_form", "industry")
    ]
    return winners.with_columns(
        pl.when(masked).then(pl.lit("")).otherwise("supplier_name").alias("supplier_name"),
        pl.when(masked)
        .then(pl.concat_str(marks, separator="|"))
        .otherwise(pl.lit(""))
        .alias("masked_as"),
    )


def _differing(table: pl.DataFrame, key: Sequence[str], fields: Sequence[str]) -> pl.DataFrame:
    """Remark on each value that is not the one that counts among rows of one file kind."""
    found = [_REMARKS_WITH_FILE]
    several = table.filter(pl.struct(key).is_duplicated())
    for field in fields if several.height else ():
        counts = pl.col(field).drop_nulls().first().over(key).alias("counts")
        unlike = several.with_columns(counts).filter(pl.col(field) != pl.col("counts"))
        header = BY_FIELD[field].header
        found.append(
            unlike.select(
                "file",
                *_remark(header, field, "value.differs", Effect.OTHER_KEPT, pl.col("counts")),
            )
        )
    return pl.concat(found)


_REMARKS_WITH_FILE = pl.DataFrame(schema={"file": pl.UInt32(), **REMARKS})


def _remark(
    header: str, field: str, code: str, effect: Effect, kept: pl.Expr
) -> tuple[pl.Expr, ...]:
    return (
        pl.col("row"),
        pl.lit(header).alias("column"),
        _as_written(pl.col(field), field).alias("value"),
        pl.lit(code).alias("code"),
        pl.lit(effect.value).alias("effect"),
        _as_written(kept, field).alias("kept"),
    )


def _as_written(value: pl.Expr, field: str) -> pl.Expr:
    """Return a value in the words of the file."""
    words = BY_FIELD[field].as_written()
    text = value.cast(pl.String).fill_null("")
    return text.replace(words) if words else text


def _parts(statements: pl.DataFrame) -> pl.DataFrame:
    """Number the procurements in the order of their keys and divide them into parts."""
    keys = statements.select(KEY).unique().sort(KEY)
    return keys.with_columns((pl.int_range(pl.len(), dtype=pl.UInt32) // PART).alias("part"))


def _by_part(table: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    joined = table.join(keys, on=KEY, how="inner", maintain_order="left")
    return joined.sort("part", maintain_order=True)


def _leading(*tables: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([table.select("file", "row") for table in tables]).unique()


def _followers(tables: dict[FileKind, pl.DataFrame], leading: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that lead no statement, lot or winner."""
    return pl.concat(
        [
            table.select("file", "row", *KEY, pl.lit(kind.value).alias("file_kind")).join(
                leading, on=["file", "row"], how="anti", maintain_order="left"
            )
            for kind, table in tables.items()
        ]
    )
