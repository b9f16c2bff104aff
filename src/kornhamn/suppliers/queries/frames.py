"""Answers of the database as frames."""

import io
from collections.abc import Sequence

import polars as pl
from django.db import connection


def frame_of(sql: str, schema: pl.Schema, params: Sequence[object] = ()) -> pl.DataFrame:
    """Return the rows that a SELECT answers, streamed out as CSV; a blank text stays a blank."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)", params or None) as copy,
    ):
        text = b"".join(bytes(piece) for piece in copy)
    if not text:
        return schema.to_frame()
    return pl.read_csv(io.BytesIO(text), has_header=False, schema=schema)
