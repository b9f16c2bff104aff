"""Workbooks, opened in a process of their own that may fail without harm.

A workbook is a zip of XML: a small file can claim gigabytes, by its zip or by one cell in the
last row and column. What can be seen from outside is refused here; the rest is read with a limit
on memory and time, since the reader would otherwise take the whole suite down with it.
"""

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kornhamn.files import refusals
from kornhamn.files.archives import BROKEN_ARCHIVE
from kornhamn.files.limits import Limits
from kornhamn.files.refusals import (
    ContentNotAsNamed,
    FileBroken,
    FileRefusedError,
    FileTooLarge,
    FileUnsafe,
    WorkbookEncrypted,
    WorkbookOld,
)
from kornhamn.kernel.errors import N_

READER = "kornhamn.files.workbook_reader"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # compound file: encrypted, or Excel 97 to 2003
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_PASSWORD_FLAG = 0x1
_PROLOG = 64 * 1024  # bytes of an XML part in which a document type would stand
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name and a file of its cells as text, the top row first."""

    name: str
    path: Path

    def top(self, rows: int) -> list[tuple[str | None, ...]]:
        """Return the first rows."""
        return pl.scan_ipc(self.path).head(rows).collect().rows()

    def cells(self) -> pl.DataFrame:
        """Return all cells as text."""
        return pl.read_ipc(self.path)

    def rows(self, first: int, most: int) -> pl.DataFrame:
        """Return the cells of some rows as text, without reading the others."""
        return pl.scan_ipc(self.path).slice(first, most).collect()


def sheets(path: Path, name: str, limits: Limits, folder: Path) -> list[Sheet]:
    """Return the sheets of a workbook that hold anything, with their cells as files in a folder."""
    _check_outside(path, name)
    _check_zip(path, name, limits)
    names = _read_apart(path, name, folder, limits)
    return [Sheet(title, folder / f"{number}.arrow") for number, title in enumerate(names)]


def _check_outside(path: Path, name: str) -> None:
    with path.open("rb") as file:
        start = file.read(len(_OLE))
    if start.startswith(_OLE):
        encrypted = _ENCRYPTED_PART in path.read_bytes()
        raise WorkbookEncrypted(name=name) if encrypted else WorkbookOld(name=name)
    if not start.startswith(_ZIP):
        raise ContentNotAsNamed(name=name)


def _check_zip(path: Path, name: str, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            _check_entries(archive.infolist(), name, limits)
            if "xl/workbook.xml" not in archive.namelist():
                raise ContentNotAsNamed(name=name)
            _refuse_document_types(archive, name)
    except (NotImplementedError, RuntimeError):  # an unknown packing; a password
        raise FileBroken(name=name, detail=N_("the workbook is packed in an unknown way")) from None
    except BROKEN_ARCHIVE:
        raise FileBroken(name=name, detail=N_("the parts of the workbook are damaged")) from None


def _check_entries(entries: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if any(entry.flag_bits & _PASSWORD_FLAG for entry in entries):
        raise WorkbookEncrypted(name=name)
    if len(entries) > limits.entries:
        raise FileUnsafe(name=name, detail=N_("it has too many parts"))
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > limits.small_bytes and unpacked > limits.ratio * packed:
        raise FileUnsafe(name=name, detail=N_("it unpacks to far more than it holds"))
    if unpacked > limits.unpacked_bytes:
        raise FileTooLarge(
            name=name, found=unpacked // _MEGABYTE, most=limits.unpacked_bytes // _MEGABYTE
        )


def _refuse_document_types(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse XML that declares entities: no spreadsheet program writes such."""
    for entry in archive.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            with archive.open(entry) as part:
                if b"<!DOCTYPE" in part.read(_PROLOG):
                    raise FileUnsafe(name=name, detail=N_("it declares entities of its own"))


def _read_apart(path: Path, name: str, folder: Path, limits: Limits) -> list[str]:
    """Read in a process with limited memory and time; raise the refusal it answers with."""
    limit = [str(limits.memory_bytes), str(limits.seconds)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the path is an argument, not a command
            [sys.executable, "-m", READER, str(path), name, str(folder), *limit],
            check=False,
            capture_output=True,
            timeout=limits.seconds,
            env={
                "PATH": os.environ.get("PATH", ""),
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                "POLARS_MAX_THREADS": "1",
                "RUST_BACKTRACE": "0",
            },
        )
    except subprocess.TimeoutExpired:
        raise FileUnsafe(name=name, detail=N_("it takes too long to read")) from None
    if done.returncode != 0:
        raise _failure(name, done.returncode, done.stderr)
    answer = json.loads(done.stdout)
    if refused := answer.get("refusal"):
        kind_of_refusal: type[FileRefusedError] = getattr(refusals, refused)
        raise kind_of_refusal(**answer["params"])
    return list(answer["sheets"])


def _failure(name: str, code: int, said: bytes) -> FileRefusedError:
    if code < 0 or b"memory allocation" in said or b"MemoryError" in said:
        return FileUnsafe(name=name, detail=N_("it takes too much memory or time to read"))
    return FileBroken(name=name, detail=N_("the parts of the workbook are damaged"))
