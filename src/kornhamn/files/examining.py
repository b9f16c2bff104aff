"""The first look at a file: its type by name, its size, its digest."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from kornhamn.files.limits import Limits
from kornhamn.files.refusals import FileEmpty, FileTooLarge, FileTypeUnknown

_MEGABYTE = 1024 * 1024
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may be read: its name as people know it, its place, its content's digest."""

    path: Path
    name: str
    sha256: str
    size: int


def examine(path: Path, name: str, limits: Limits, types: Collection[str]) -> Source:
    """Return a file's digest and size, without opening it as a table; refuse by name and size."""
    if path.suffix.casefold() not in types:
        raise FileTypeUnknown(name=name, types=", ".join(types))
    size = path.stat().st_size
    if size == 0:
        raise FileEmpty(name=name)
    if size > limits.file_bytes:
        raise FileTooLarge(
            name=name, found=-(-size // _MEGABYTE), most=limits.file_bytes // _MEGABYTE
        )
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return Source(path, name, digest.hexdigest(), size)
