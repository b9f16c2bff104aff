import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kornhamn.files import refusals
from kornhamn.files.limits import Limits
from kornhamn.procurement.statistics import refusals as unlike
from kornhamn.procurement.statistics.files import RawFile, examine, read
from kornhamn.procurement.types import FileKind
from tests.statistics_files import VALUE, header, row, write_csv, write_xlsx

SMALL = Limits(
    file_bytes=200_000, unpacked_bytes=400_000, small_bytes=10_000, memory_bytes=3 << 30, seconds=30
)


def take(path: Path, limits: Limits = SMALL) -> RawFile:
    return read(examine(path, path.name, limits), limits)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "värden.xlsx", [row(FileKind.VALUES)])


def rewritten(workbook: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Write a workbook anew with its parts changed."""
    changed = workbook.with_name("changed.xlsx")
    with (
        zipfile.ZipFile(workbook) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return changed


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tom.csv"
    path.touch()
    with pytest.raises(refusals.FileEmpty, match=r"tom\.csv"):
        take(path)


def test_a_header_alone_is_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "bara-rubriker.csv"
    path.write_text(";".join(header(FileKind.VALUES)) + "\n")
    with pytest.raises(refusals.FileEmpty):
        take(path)


def test_a_file_larger_than_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "stor.csv"
    path.write_bytes(b"x" * 200_001)
    with pytest.raises(refusals.FileTooLarge):
        take(path)


@pytest.mark.parametrize("name", ["rapport.pdf", "värden.xls", "värden.xlsb", "värden"])
def test_another_type_of_file_is_refused_by_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"anything")
    with pytest.raises(refusals.FileTypeUnknown):
        take(path)


def test_text_that_is_called_a_workbook_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "värden.csv", [row(FileKind.VALUES)])
    with pytest.raises(refusals.ContentNotAsNamed):
        take(path.rename(tmp_path / "värden.xlsx"))


def test_a_workbook_that_is_called_text_is_refused(workbook: Path) -> None:
    with pytest.raises(refusals.ContentNotAsNamed):
        take(workbook.rename(workbook.with_suffix(".csv")))


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "arkiv.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("brev.txt", "hej")
    with pytest.raises(refusals.ContentNotAsNamed):
        take(path)


def test_an_encrypted_workbook_is_told_from_an_old_one(tmp_path: Path) -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    encrypted, old = tmp_path / "låst.xlsx", tmp_path / "gammal.xlsx"
    encrypted.write_bytes(compound + "EncryptedPackage".encode("utf-16-le"))
    old.write_bytes(compound + "Workbook".encode("utf-16-le"))
    with pytest.raises(refusals.WorkbookEncrypted):
        take(encrypted)
    with pytest.raises(refusals.WorkbookOld):
        take(old)


def test_a_password_on_the_parts_is_seen(workbook: Path) -> None:
    content = bytearray(workbook.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + at] |= 1
            place = content.find(mark, place + 1)
    workbook.write_bytes(content)
    with pytest.raises(refusals.WorkbookEncrypted):
        take(workbook)


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_a_workbook_cut_short_is_broken(workbook: Path, kept: float) -> None:
    content = workbook.read_bytes()
    workbook.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(refusals.FileBroken):
        take(workbook)


def test_a_sheet_that_ends_in_the_middle_loses_no_rows_in_silence(workbook: Path) -> None:
    cut = rewritten(workbook, lambda name, part: part[:-40] if "sheet1" in name else part)
    with pytest.raises(refusals.FileBroken):
        take(cut)


def test_a_workbook_that_unpacks_to_far_more_than_it_holds_is_not_opened(workbook: Path) -> None:
    bomb = rewritten(
        workbook, lambda name, part: part + b" " * 300_000 if "sheet1" in name else part
    )
    with pytest.raises(refusals.FileUnsafe):
        take(bomb, replace(SMALL, ratio=50))


def test_a_workbook_that_unpacks_to_more_than_the_limit_is_not_opened(workbook: Path) -> None:
    with pytest.raises(refusals.FileTooLarge):
        take(workbook, replace(SMALL, unpacked_bytes=5_000))


def test_a_workbook_that_lies_about_its_size_is_not_believed(workbook: Path) -> None:
    """The declared sizes are small; what is really there must not be read without bounds."""
    bomb = rewritten(
        workbook, lambda name, part: part + b" " * 90_000_000 if "sheet1" in name else part
    )
    content = bytearray(bomb.read_bytes())
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        size = struct.unpack_from("<I", content, place + 24)[0]
        if size > 90_000_000:
            struct.pack_into("<I", content, place + 24, 5_000)
        place = content.find(b"PK\x01\x02", place + 1)
    bomb.write_bytes(content)
    with pytest.raises(refusals.FileBroken):
        take(bomb)


def test_a_workbook_of_very_many_parts_is_not_opened(workbook: Path) -> None:
    with zipfile.ZipFile(workbook, "a") as archive:
        for number in range(20):
            archive.writestr(f"xl/media/{number}.txt", "")
    with pytest.raises(refusals.FileUnsafe):
        take(workbook, replace(SMALL, entries=20))


def test_one_cell_in_the_last_corner_does_not_take_the_suite_down(workbook: Path) -> None:
    """Row 1 048 576 of column XFD makes a reader ask for half a terabyte."""
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</sheetData>", corner) if "sheet1" in name else part

    with pytest.raises(refusals.FileUnsafe):
        take(rewritten(workbook, change))


def test_xml_that_declares_entities_is_not_opened(workbook: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'

    def change(name: str, part: bytes) -> bytes:
        return bomb + part.split(b"?>", 1)[1] if "sheet1" in name else part

    with pytest.raises(refusals.FileUnsafe):
        take(rewritten(workbook, change))


def test_another_table_has_no_header(tmp_path: Path) -> None:
    path = tmp_path / "reskontra.csv"
    path.write_text("kopare;leverantor;belopp\nKornhamn;Städ AB;100\n")
    with pytest.raises(unlike.HeaderMissing, match="“kopare”, “leverantor”, “belopp”"):
        take(path)


def test_a_missing_column_is_named_with_the_nearest_there_is(tmp_path: Path) -> None:
    columns = [
        "Upphandlings ID-nr" if name == "Upphandlings-ID" else name
        for name in header(FileKind.VALUES)
    ]
    path = write_csv(tmp_path / "värden.csv", [row(FileKind.VALUES)], columns=columns)
    with pytest.raises(unlike.ColumnsMissing, match=r"Upphandlings-ID.*Upphandlings ID-nr"):
        take(path)


def test_a_file_without_figures_names_the_figures_one_could_have(tmp_path: Path) -> None:
    columns = [name for name in header(FileKind.VALUES) if name != VALUE]
    path = write_csv(tmp_path / "värden.csv", [row(FileKind.VALUES)], columns=columns)
    with pytest.raises(unlike.ColumnsMissing, match=f"“{VALUE}”"):
        take(path)


def test_the_figures_of_two_kinds_of_files_exclude_each_other(tmp_path: Path) -> None:
    columns = [*header(FileKind.VALUES), "Antal anbud, Summa", "Anbudsområdes-ID"]
    path = write_csv(tmp_path / "båda.csv", [row(FileKind.VALUES)], columns=columns)
    with pytest.raises(unlike.MeasureAmbiguous):
        take(path)


def test_a_column_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    columns = [*header(FileKind.VALUES), "Upphandlings-ID"]
    path = write_csv(tmp_path / "dubbel.csv", [row(FileKind.VALUES)], columns=columns)
    with pytest.raises(unlike.MeasureAmbiguous, match="Upphandlings-ID"):
        take(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bild.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    with pytest.raises(refusals.ContentNotAsNamed):
        take(path)


def test_a_quotation_mark_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "värden.csv", [row(FileKind.VALUES)] * 3)
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    lines[2] = '"' + lines[2]
    path.write_text("\n".join(lines))
    with pytest.raises(refusals.FileBroken):
        take(path)
