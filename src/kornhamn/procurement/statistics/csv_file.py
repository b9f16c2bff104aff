"""CSV as Swedish tools write it: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252."""

import codecs
import csv
import io
from pathlib import Path

import polars as pl

from kornhamn.files.refusals import ContentNotAsNamed, FileBroken
from kornhamn.kernel.errors import N_
from kornhamn.procurement.statistics.recognition import HEADER_WITHIN, recognise
from kornhamn.procurement.types import FileKind

_DELIMITERS = (";", ",", "\t")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BEYOND = "beyond the header"


def read_csv_file(path: Path, name: str) -> tuple[FileKind, pl.DataFrame]:
    """Return the kind and the texts of a CSV file by field, with `row` and `overlong`."""
    text = _decoded(path.read_bytes(), name)
    lines = text.split("\n", HEADER_WITHIN)[:HEADER_WITHIN]
    delimiter = max(_DELIMITERS, key=lambda sign: max(line.count(sign) for line in lines))
    top = list(csv.reader(lines, delimiter=delimiter))
    found = recognise(name, top)
    width = len(top[found.header_index])
    frame = _table(text, name, delimiter=delimiter, above=found.header_index + 1, width=width)
    return found.kind, frame.select(
        (pl.int_range(pl.len(), dtype=pl.UInt32) + found.header_index + 2).alias("row"),
        *(pl.col(f"c{at}").alias(field) for field, at in found.positions.items()),
        pl.col(_BEYOND).is_not_null().alias("overlong"),
    )


def _decoded(content: bytes, name: str) -> str:
    try:
        if content.startswith(_UTF_16):
            text = content.decode("utf-16")
        elif b"\0" in content:
            raise ContentNotAsNamed(name=name)
        else:
            text = _utf8_or_windows(content)
    except UnicodeDecodeError:
        raise FileBroken(name=name, detail=N_("its letters are in no known encoding")) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _utf8_or_windows(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _table(text: str, name: str, *, delimiter: str, above: int, width: int) -> pl.DataFrame:
    """Return all cells below the header as text; one more column catches cells beyond it."""
    names = [*(f"c{n}" for n in range(width)), _BEYOND]
    try:
        return pl.read_csv(
            io.BytesIO(text.encode()),
            has_header=False,
            skip_lines=above,
            separator=delimiter,
            schema=dict.fromkeys(names, pl.String),
            missing_columns="insert",
            truncate_ragged_lines=True,
            raise_if_empty=False,
        )
    except pl.exceptions.PolarsError:
        detail = N_("a quotation mark is never closed, or the lines are no table")
        raise FileBroken(name=name, detail=detail) from None
