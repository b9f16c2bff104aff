"""The posts of a SIE file: its letters, its lines and their fields.

Source: SIE-Gruppen, SIE filformat, utgåva 4B (2008-09-30) and 4C (2025-08-06), chapters 5 and 10.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from kornhamn.files.tables.encodings import Encoding, as_utf_8, pieces, recognise_encoding

PIECE = 8 * 1024 * 1024  # bytes read at a time
_LOOK = 1024 * 1024
# å ä ö Å Ä Ö é as the standard's PC8 (IBM 437) writes them, and as Windows does
_PC8, _WINDOWS = b"\x86\x84\x94\x8f\x8e\x99\x82", b"\xe5\xe4\xf6\xc5\xc4\xd6\xe9"
_QUOTED = r'"(?:[^"\\]|\\.)*(?:"|$)'  # one that is never closed goes on to the end of its line
FIELD = r'\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}|' + _QUOTED + r'|[^\s"{}]+'
_IN_OBJECTS = re.compile(_QUOTED + r'|[^\s"{}]+')
LABEL = r"^#([A-Z]+)"


def encoding_of(path: Path) -> Encoding | None:
    """Return how the file is written: PC8 as the standard says, or what occurs instead."""
    found = recognise_encoding(path)
    if found is None or found.codec != "cp1252":
        return found
    with path.open("rb") as file:
        start = file.read(_LOOK)
    windows = sum(start.count(letter) for letter in _WINDOWS)
    if windows > sum(start.count(letter) for letter in _PC8):
        return found
    return Encoding("cp437", "PC8 (IBM 437)", found.skip, found.line_end)


def posts(path: Path, encoding: Encoding, size: int = PIECE) -> Iterator[pl.DataFrame]:
    """Yield lines with their numbers, cut where a voucher begins: row, line, label."""
    rest, first = b"", 1
    for piece in map(as_utf_8, pieces(path, encoding, size)):
        text = rest + piece
        cut = _last_voucher(text)
        if cut > 0:
            yield _lines(text[:cut], first)
            first += text.count(b"\n", 0, cut)
        rest = text[max(cut, 0) :]
    if rest:
        yield _lines(rest, first)


def _last_voucher(text: bytes) -> int:
    """Return where the line of the last #VER begins, or 0."""
    at = len(text)
    while (at := text.rfind(b"#VER", 0, at)) > 0:
        begins = text.rfind(b"\n", 0, at) + 1
        if not text[begins:at].strip():
            return begins
    return 0


def _lines(text: bytes, first: int) -> pl.DataFrame:
    lines = pl.read_lines(text if text.endswith(b"\n") else text + b"\n").to_series()
    return (
        lines.alias("line")
        .str.strip_chars()
        .to_frame()
        .with_row_index("row", first)
        .filter(pl.col("line") != "")
        .select(
            pl.col("row").cast(pl.Int32),
            "line",
            pl.col("line").str.extract(LABEL).fill_null("").alias("label"),
        )
    )


def fields() -> pl.Expr:
    """Return the fields of each line as they stand, the label first."""
    return pl.col("line").str.extract_all(FIELD)


def plain(field: pl.Expr) -> pl.Expr:
    """Return a field without its quotation marks; an empty one is nothing."""
    quoted = field.str.starts_with('"')
    inner = field.str.replace(r'^"', "").str.replace(r'([^\\]|^)"$', "${1}")
    text = pl.when(quoted).then(inner.str.replace_all('\\"', '"', literal=True)).otherwise(field)
    return pl.when(text.str.strip_chars() != "").then(text.str.strip_chars())


def text_of(field: str) -> str:
    """Return one field without its quotation marks."""
    if not field.startswith('"'):
        return field
    return field[1:].removesuffix('"').replace('\\"', '"').strip()


def objects_of(braces: str) -> dict[str, str]:
    """Return the object of each dimension in {1 "Nord" 6 "0001"}."""
    found = [text_of(part) for part in _IN_OBJECTS.findall(braces.strip("{} "))]
    return dict(zip(found[0::2], found[1::2], strict=False))


def summed(lines: pl.DataFrame) -> bytes:
    """Return what the checksum counts of each post: the label and the fields, nothing between."""
    told = lines.filter(pl.col("label") != "")["line"].str.extract_all(_QUOTED + r'|[^\s"{}]+')
    parts = told.list.explode().str.replace(r'^"(.*)"$', "${1}")
    return "".join(parts.str.replace_all('\\"', '"', literal=True).drop_nulls().to_list()).encode()
