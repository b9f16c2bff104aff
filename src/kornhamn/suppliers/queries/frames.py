"""Answers of the database as frames."""

import io
from collections.abc import Sequence

import polars as pl
from django.db import connection


def frame_of(sql: str, schema: pl.Schema, params: Sequence[object] = ()) -> pl.DataFrame:
    """Return the rows that a SELECT answers, streamed out as CSV; a blank text stays a blank."""
    with (
        connection.cursor() as cursor,
        # a debugging cursor takes no parameters here
        cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)", *filter(None, [params])) as copy,
    ):
        text = b"".join(bytes(piece) for piece in copy)
    if not text:
        return schema.to_frame()
    return pl.read_csv(io.BytesIO(text), has_header=False, schema=schema)
