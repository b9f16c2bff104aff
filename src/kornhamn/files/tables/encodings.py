"""Letters: from the bytes of any Swedish tool to UTF-8 with plain line ends, piece by piece."""

import codecs
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

PIECE = 16 * 1024 * 1024  # bytes read at a time
_FIRST = 1024 * 1024  # at most of them at first: a look at a file needs no more
_LOOK = 256 * 1024  # bytes that tell the encoding
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 (BOM)"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 BE"),
)
_MOSTLY = 0.3  # of the bytes of a text in UTF-16 without a mark are zero, all on one side


def _one_byte_as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read a byte that is no UTF-8 as Windows-1252, as files put together from two hold them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


codecs.register_error("windows-1252", _one_byte_as_windows)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file writes its letters and ends its lines; `skip` is the length of its mark."""

    codec: str
    name: str
    skip: int
    line_end: str  # "LF", "CRLF" or "CR"


def recognise_encoding(path: Path) -> Encoding | None:
    """Return how a file is written, or nothing where it is no text."""
    with path.open("rb") as file:
        start = file.read(_LOOK)
    for mark, codec, name in _BOMS:
        if start.startswith(mark):
            return _with_line_end(start, codec, name, len(mark))
    if b"\0" in start:
        codec = _utf_16_without_mark(start)
        return _with_line_end(start, codec, codec.upper(), 0) if codec else None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return _with_line_end(start, "cp1252", "Windows-1252", 0)
    return _with_line_end(start, "utf-8", "UTF-8", 0)


def _utf_16_without_mark(start: bytes) -> str:
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > _MOSTLY * len(start) and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > _MOSTLY * len(start) and odd == 0 else ""


def _with_line_end(start: bytes, codec: str, name: str, skip: int) -> Encoding:
    decoder = codecs.getincrementaldecoder(codec)(errors="replace")
    text = decoder.decode(start[skip:])
    if "\n" not in text:
        return Encoding(codec, name, skip, "CR" if "\r" in text else "LF")
    return Encoding(codec, name, skip, "CRLF" if "\r\n" in text else "LF")


def pieces(path: Path, encoding: Encoding, size: int = PIECE) -> Iterator[bytes]:
    """Yield the text as UTF-8 with LF alone, in pieces that end anywhere.

    UTF-8 comes in whole lines with the bytes it has: `as_utf_8` mends those that are none.
    """
    held = b""
    with path.open("rb") as file:
        file.seek(encoding.skip)
        texts = _as_it_stands if encoding.codec == "utf-8" else _decoded
        for text in texts(file, encoding, size):
            plain, held = _plain_line_ends(held + text if held else text)
            yield plain
    if held:
        yield b"\n"


def _raw(file: BinaryIO, size: int) -> Iterator[bytes]:
    asked = min(_FIRST, size)
    while raw := file.read(asked):
        yield raw
        asked = size


def _decoded(file: BinaryIO, encoding: Encoding, size: int) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding.codec)(errors="replace")
    for raw in _raw(file, size):
        yield decoder.decode(raw).encode()
    yield decoder.decode(b"", final=True).encode()


def _as_it_stands(file: BinaryIO, _: Encoding, size: int) -> Iterator[bytes]:
    """Yield UTF-8 in whole lines."""
    held = b""
    for raw in _raw(file, size):
        cut = raw.rfind(b"\n") + 1 or raw.rfind(b"\r") + 1
        if not cut:
            held += raw
            continue
        file.seek(cut - len(raw), os.SEEK_CUR)  # what follows is read again: quicker than joining
        yield held + raw[:cut] if held else raw[:cut]
        held = b""
    if held:
        yield held


def as_utf_8(text: bytes) -> bytes:
    """Return whole lines as UTF-8; bytes that are none are read as Windows-1252."""
    if not text.isascii():
        try:
            text.decode("utf-8")
        except UnicodeDecodeError:
            return text.decode("utf-8", errors="windows-1252").encode()
    return text


def _plain_line_ends(text: bytes) -> tuple[bytes, bytes]:
    """Turn CRLF and bare CR into LF; a CR at the very end waits for what follows it."""
    held = b"\r" if text.endswith(b"\r") else b""
    body = text[:-1] if held else text
    if b"\r" in body:
        body = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return body, held
