"""The invoices of a file, a zip or a folder, one by one in memory, with nothing trusted."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kornhamn.files.archives import BROKEN_ARCHIVE
from kornhamn.files.limits import Limits
from kornhamn.files.refusals import FileBroken, FileEmpty, FileTooLarge, WorkbookEncrypted
from kornhamn.kernel.errors import N_
from kornhamn.spend.ledger.formats.ubl_refusals import (
    InvoiceUnsafe,
    NoInvoices,
    TooManyInvoices,
)

MOST_FILES = 100_000
MOST_BYTES = 32 * 1024 * 1024  # of one invoice with the papers it carries
_ENCRYPTED = 0x1
_ENDING = ".xml"
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Invoices:
    """Where invoices are; iterating gives each one's name and what reads it, by name.

    `others` are files that are no XML, and are left where they are.
    """

    path: Path
    name: str
    names: tuple[str, ...]
    others: int

    def __iter__(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """Yield each; it is read while it is the current one."""
        if self.path.is_dir():
            yield from ((one, partial(_read, self.path / one, one)) for one in self.names)
        elif self.names == (self.name,):
            yield self.name, partial(_read, self.path, self.name)
        else:
            with zipfile.ZipFile(self.path) as archive:
                for one in self.names:
                    yield one, partial(_unpacked, archive, one, self.name)


def invoices_in(path: Path, name: str, limits: Limits) -> Invoices:
    """Find the invoices; refuse what is empty, encrypted, too many or built to burst."""
    if path.is_dir():
        found = [str(one.relative_to(path)) for one in path.rglob("*") if one.is_file()]
        return _sorted_out(path, name, found)
    if Path(name).suffix.casefold() == _ENDING:
        return Invoices(path, name, (name,), 0)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except BROKEN_ARCHIVE:
        raise FileBroken(name=name, detail=N_("it is no whole zip")) from None
    _refuse_bursting(entries, name, limits)
    return _sorted_out(path, name, [entry.filename for entry in entries])


def _sorted_out(path: Path, name: str, found: list[str]) -> Invoices:
    if len(found) > MOST_FILES:
        raise TooManyInvoices(name=name, most=MOST_FILES)
    own = [one for one in found if not one.startswith("__MACOSX/")]
    names = sorted(one for one in own if one.casefold().endswith(_ENDING))
    if not names:
        raise NoInvoices(name=name, found=", ".join(sorted(own)[:3]) or "–")
    return Invoices(path, name, tuple(names), len(own) - len(names))


def _refuse_bursting(entries: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise WorkbookEncrypted(name=name)
    if unpacked > limits.unpacked_bytes:
        raise FileTooLarge(
            name=name, found=unpacked // _MEGABYTE, most=limits.unpacked_bytes // _MEGABYTE
        )
    if unpacked > limits.small_bytes and unpacked > limits.ratio * max(packed, 1):
        raise InvoiceUnsafe(name=name, detail=N_("it unpacks to far more than it is"))


def _read(path: Path, name: str) -> bytes:
    with path.open("rb") as file:
        return _bounded(file.read(MOST_BYTES + 1), name)


def _unpacked(archive: zipfile.ZipFile, entry: str, name: str) -> bytes:
    """Return an entry's bytes, never more than an invoice has, whatever the archive promises."""
    try:
        with archive.open(entry) as file:
            return _bounded(file.read(MOST_BYTES + 1), entry)
    except BROKEN_ARCHIVE:
        raise FileBroken(name=f"{name}/{entry}", detail=N_("it is no whole zip")) from None


def _bounded(content: bytes, name: str) -> bytes:
    if len(content) > MOST_BYTES:
        raise InvoiceUnsafe(name=name, detail=N_("it is larger than any invoice"))
    if not content.strip():
        raise FileEmpty(name=name)
    return content
