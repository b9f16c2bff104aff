"""Documents that come from outside: refused when they are not what their name says."""

import zipfile
from pathlib import Path

import pytest

from kornhamn.files.documents import examine_document
from kornhamn.files.limits import Limits
from kornhamn.files.refusals import (
    ContentNotAsNamed,
    FileEmpty,
    FileRefusedError,
    FileTooLarge,
    FileTypeUnknown,
    FileUnsafe,
    WorkbookEncrypted,
)

PDF = b"%PDF-1.7\n%content\n"


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def packed(folder: Path, name: str, parts: dict[str, bytes]) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for part, content in parts.items():
            file.writestr(part, content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("avtal.exe", b"MZ", FileTypeUnknown),
        ("avtal.html", b"<script>", FileTypeUnknown),
        ("avtal.pdf", b"", FileEmpty),
        ("avtal.pdf", b"MZ\x90\x00", ContentNotAsNamed),
        ("avtal.pdf", b"<html>", ContentNotAsNamed),
        ("foto.jpg", b"GIF89a", ContentNotAsNamed),
        ("avtal.docx", b"PK\x03\x04 torn", ContentNotAsNamed),
        ("avtal.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, WorkbookEncrypted),
        ("bilaga.txt", b"\x00\x01\x02", ContentNotAsNamed),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(
    tmp_path: Path, name: str, content: bytes, error: type[FileRefusedError]
) -> None:
    with pytest.raises(error):
        examine_document(written(tmp_path, name, content), name)


def test_an_office_file_must_hold_what_makes_it_one(tmp_path: Path) -> None:
    with pytest.raises(ContentNotAsNamed):
        examine_document(packed(tmp_path, "a.docx", {"xl/workbook.xml": b"x"}), "a.docx")
    good = packed(tmp_path, "b.docx", {"word/document.xml": b"x"})
    assert examine_document(good, "b.docx").size == good.stat().st_size


@pytest.mark.parametrize(
    ("name", "heart", "macro"),
    [
        ("a.docx", "word/document.xml", "word/vbaProject.bin"),
        ("a.odt", "content.xml", "Basic/Standard/Module1.xml"),
        ("a.ods", "content.xml", "Object 1/Basic/Standard/Module1.xml"),
        ("a.odt", "content.xml", "Scripts/python/start.py"),
    ],
)
def test_macros_are_refused(tmp_path: Path, name: str, heart: str, macro: str) -> None:
    with pytest.raises(FileUnsafe):
        examine_document(packed(tmp_path, name, {heart: b"x", macro: b"x"}), name)


def test_a_zip_of_a_kind_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path, "a.docx", {"word/document.xml": b"x"})
    content = path.read_bytes()
    central = content.index(b"PK\x01\x02")
    path.write_bytes(content[: central + 6] + b"\xff\x00" + content[central + 8 :])
    with pytest.raises(ContentNotAsNamed):
        examine_document(path, "a.docx")


def test_what_would_fill_the_disk_is_refused_without_being_unpacked(tmp_path: Path) -> None:
    bomb = packed(tmp_path, "a.xlsx", {"xl/workbook.xml": b"0" * 400_000})
    limits = Limits(small_bytes=1000, ratio=100)
    with pytest.raises(FileUnsafe):
        examine_document(bomb, "a.xlsx", limits)
    with pytest.raises(FileTooLarge):
        examine_document(bomb, "a.xlsx", Limits(file_bytes=10))


def test_a_document_is_known_by_its_content(tmp_path: Path) -> None:
    one = examine_document(written(tmp_path, "a.pdf", PDF), "Avtal.pdf")
    other = examine_document(written(tmp_path, "b.pdf", PDF + b"."), "Avtal.pdf")
    assert (one.name, one.size) == ("Avtal.pdf", len(PDF))
    assert one.sha256 != other.sha256
