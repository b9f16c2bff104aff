"""Documents that are kept as they came: what a name promises is what the bytes are.

They are never opened as what they are, only handed out again: the look is at the first bytes, at
what an office file is packed of, and at whether somebody could unpack it.
"""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from kornhamn.files.archives import BROKEN_ARCHIVE
from kornhamn.files.examining import Source, examine
from kornhamn.files.limits import Limits
from kornhamn.files.refusals import ContentNotAsNamed, FileBroken, FileUnsafe, WorkbookEncrypted
from kornhamn.kernel.errors import phrase

_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an office file behind a password is packed in OLE
_MACROS = ("/vbaproject.bin", "/basic/", "/scripts/")
_SIGNATURES: Mapping[str, tuple[bytes, ...]] = MappingProxyType(
    {
        ".pdf": (b"%PDF-",),
        ".png": (b"\x89PNG\r\n\x1a\n",),
        ".jpg": (b"\xff\xd8\xff",),
        ".jpeg": (b"\xff\xd8\xff",),
    }
)
_PACKED: Mapping[str, str] = MappingProxyType(
    {
        ".docx": "word/document.xml",
        ".xlsx": "xl/workbook.xml",
        ".odt": "content.xml",
        ".ods": "content.xml",
    }
)
_PLAIN = (".txt", ".csv")
DOCUMENTS = (*_SIGNATURES, *_PACKED, *_PLAIN)
LIMITS = Limits()


def examine_document(path: Path, name: str, limits: Limits = LIMITS) -> Source:
    """Return a document's digest and size; refuse what is not what its name says. FileRefusedError.

    Files with macros, behind a password, or built to fill the disk are refused too.
    """
    source = examine(path, name, limits, DOCUMENTS)
    ending = path.suffix.casefold()
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if ending in _SIGNATURES:
            _promise(name, kept=head.startswith(_SIGNATURES[ending]))
        elif ending in _PLAIN:
            _promise(name, kept=b"\x00" not in head)
        else:
            _promise(name, kept=not head.startswith(_OLE), error=WorkbookEncrypted)
            file.seek(0)
            _examine_packed(file, name, _PACKED[ending], limits)
    return source


def _promise(name: str, *, kept: bool, error: Callable[..., Exception] = ContentNotAsNamed) -> None:
    if not kept:
        raise error(name=name)


def _examine_packed(file: BinaryIO, name: str, heart: str, limits: Limits) -> None:
    """Look at what an office file is packed of, without unpacking any of it."""
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
    except BROKEN_ARCHIVE:
        raise ContentNotAsNamed(name=name) from None
    unpacked, stored = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
    if unpacked > limits.unpacked_bytes or len(parts) > limits.entries:
        raise FileUnsafe(name=name, detail=phrase("it unpacks to more than there is room for"))
    if unpacked > limits.small_bytes and unpacked > stored * limits.ratio:
        raise FileUnsafe(name=name, detail=phrase("it unpacks to more than there is room for"))
    names = {part.filename.casefold() for part in parts}
    if any(mark in f"/{each}" for each in names for mark in _MACROS):
        raise FileUnsafe(name=name, detail=phrase("it holds macros"))
    _promise(name, kept=heart in names)
    if any(part.flag_bits & 1 for part in parts):
        raise FileBroken(name=name, detail=phrase("parts of it are behind a password"))
