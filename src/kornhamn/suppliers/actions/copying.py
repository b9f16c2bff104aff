"""Frames copied into temporary tables, for statements that work set by set."""

from collections.abc import Mapping

import polars as pl
from django.db.backends.utils import CursorWrapper


def copy_in(
    cursor: CursorWrapper, table: str, frame: pl.DataFrame, columns: Mapping[str, str]
) -> None:
    """Make a temporary table of the columns (name → type) and stream the frame into it."""
    declared = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    cursor.execute(f"DROP TABLE IF EXISTS {table}; CREATE TEMP TABLE {table} ({declared})")
    copy_rows(cursor, table, frame.select(list(columns)))
    cursor.execute(f"ANALYZE {table}")


def copy_rows(cursor: CursorWrapper, table: str, frame: pl.DataFrame) -> None:
    """Stream a frame into a table's columns of the same names; null is null."""
    names = ", ".join(frame.columns)
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv)") as copy:
        for piece in frame.iter_slices(100_000):
            copy.write(piece.write_csv(include_header=False, quote_style="necessary"))
