"""The company register's bulk file: read as published, refused when it is something else."""

import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kornhamn.integrations.company_register.answers import answers
from kornhamn.integrations.company_register.bulk_file import COLUMNS, BulkFileRefused, entries
from kornhamn.suppliers.types import CheckOutcome

_SIGNATURE = b"PK\x03\x04"
NUMBERS = pl.Series(["5560000167", "5560000175", "5560000183", "8020000001"])


def row(number: str, name: str = "Exempel AB", **changed: str) -> str:
    cells = {
        "organisationsidentitet": f"{number}$ORGNR-IDORG",
        "namnskyddslopnummer": "1",
        "registreringsland": "SE-LAND",
        "organisationsnamn": f"{name}$FORETAGSNAMN-ORGNAM$2001-02-03",
        "organisationsform": "AB-ORGFO",
        "registreringsdatum": "2001-02-03",
        "verksamhetsbeskrivning": "Handel; med allt",
        "postadress": "Box 1$c/o Lind$ÖREBRO$70100$SE-LAND",
    } | changed
    return ";".join('"' + cells.get(column, "").replace('"', '""') + '"' for column in COLUMNS)


def written(folder: Path, *rows: str, header: str = ";".join(COLUMNS)) -> Path:
    path = folder / "bolagsverket_bulkfil.txt"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_file_with_other_columns_is_refused_by_name(tmp_path: Path) -> None:
    path = written(tmp_path, header="orgnr;namn")
    with pytest.raises(BulkFileRefused, match="columns are missing: organisationsidentitet"):
        entries(path, NUMBERS)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("organisationsidentitet;å\n".encode("latin-1"))
    with pytest.raises(BulkFileRefused, match="not in UTF-8"):
        entries(path, NUMBERS)


def test_a_broken_archive_and_one_of_many_files_are_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and nothing more")
    with pytest.raises(BulkFileRefused, match="archive is broken"):
        entries(broken, NUMBERS)
    many = tmp_path / "many.zip"
    with zipfile.ZipFile(many, "w") as packed:
        packed.writestr("a.txt", "a")
        packed.writestr("b.txt", "b")
    with pytest.raises(BulkFileRefused, match="holds 2 files"):
        entries(many, NUMBERS)


def test_an_archive_damaged_anywhere_is_refused_or_reads_the_same(tmp_path: Path) -> None:
    text = written(tmp_path, *(row(str(5560000000 + n), f"Exempel {n} AB") for n in range(50)))
    packed = tmp_path / "bolagsverket_bulkfil.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(text, "bolagsverket_bulkfil.txt")
    whole, right = packed.read_bytes(), entries(packed, NUMBERS).frame
    refused = 0
    for place in range(len(_SIGNATURE), len(whole), 7):
        packed.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            assert entries(packed, NUMBERS).frame.equals(right)
        except BulkFileRefused:
            refused += 1
    assert refused > len(whole) // 7 // 2


def test_fields_within_columns_are_taken_apart(tmp_path: Path) -> None:
    names = (
        "Exempel AB$FORETAGSNAMN-ORGNAM$2001-02-03|Exempel Bygg$SARS_FORNAMN-ORGNAM$2010-01-01$Bygg"
    )
    found = entries(written(tmp_path, row("5560000167", organisationsnamn=names)), NUMBERS)
    (one,) = found.frame.to_dicts()
    assert found.rows == 1
    assert one["name"] == "Exempel AB"
    assert one["other_names"] == ["Exempel Bygg"]
    assert (one["legal_form"], one["place"]) == ("AB", "ÖREBRO")
    assert one["registered_on"] == date(2001, 2, 3)
    assert one["begun"] == []


def test_quotes_and_line_breaks_in_a_description_move_no_column(tmp_path: Path) -> None:
    odd = 'Säljer "allt";\noch mer'
    found = entries(written(tmp_path, row("5560000167", verksamhetsbeskrivning=odd)), NUMBERS)
    assert found.frame["place"].to_list() == ["ÖREBRO"]


def test_only_numbers_asked_for_and_no_persons_come_out(tmp_path: Path) -> None:
    person = row("5560000175", organisationsidentitet="198001010000$PERSON-IDORG")
    path = written(tmp_path, row("5560000167"), person, row("5599999999"))
    assert entries(path, NUMBERS).frame["number"].to_list() == ["5560000167"]


def test_the_packed_file_reads_as_the_unpacked(tmp_path: Path) -> None:
    text = written(tmp_path, row("5560000167"))
    packed = tmp_path / "bolagsverket_bulkfil.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(text, "bolagsverket_bulkfil.txt")
    assert entries(packed, NUMBERS).frame.equals(entries(text, NUMBERS).frame)


@pytest.mark.parametrize(
    ("proceedings", "begun"),
    [
        ("|KK-AVOMFO$2024-06-05", ["KK"]),
        ("|KKAVOV-AVSLAVOMFO$2025-03-11|KK-AVOMFO$2024-06-05", []),
        ("|KKUHAVD-AVSLAVOMFO$2023-01-01|KK-AVOMFO$2024-06-05", ["KK"]),
        ("|LI-AVOMFO$2024-05-21|KK-AVOMFO$2024-06-01", ["KK", "LI"]),
        ("|FR-AVOMFO$no-day", ["FR"]),
        ("", []),
    ],
)
def test_a_proceeding_is_under_way_until_one_of_its_kind_has_ended(
    tmp_path: Path, proceedings: str, begun: list[str]
) -> None:
    column = {"pagandeAvvecklingsEllerOmstruktureringsforfarande": proceedings}
    found = entries(written(tmp_path, row("5560000167", **column)), NUMBERS)
    assert found.frame["begun"].to_list() == [begun]


def test_struck_off_and_bankrupt_make_a_remark_and_absent_is_unknown(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        row("5560000167"),
        row("5560000175", avregistreringsdatum="2024-01-02", avregistreringsorsak="KKAV-AVORG"),
        row(
            "5560000183", pagandeAvvecklingsEllerOmstruktureringsforfarande="|KK-AVOMFO$2026-01-02"
        ),
    )
    suppliers = pl.DataFrame({"key": [1, 2, 3, 4], "organisation_number": NUMBERS})
    found = {each.supplier: each for each in answers(suppliers, entries(path, NUMBERS).frame)}
    assert [found[key].outcome for key in (1, 2, 3, 4)] == [
        CheckOutcome.CLEAR,
        CheckOutcome.REMARK,
        CheckOutcome.REMARK,
        CheckOutcome.UNKNOWN,
    ]
    assert found[2].details["deregistration_reason"] == "KKAV"
    assert found[3].details["proceedings"] == ["KK"]
    assert found[4].details == {"reason": "not-in-the-file"}
