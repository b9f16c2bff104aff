"""What people write in contract lists: read where it is certain, kept for a person where not."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kornhamn.contracts.lists.amounts import ceiling_of
from kornhamn.contracts.lists.days import DayRead, days_of, prolonged, whole_months
from kornhamn.contracts.lists.fields import ListField
from kornhamn.contracts.lists.opening import missing_fields, open_list, proposed
from kornhamn.contracts.lists.options import Notice, months_of, notice_of, options_of
from kornhamn.contracts.lists.reading import RowRead, rows_of
from kornhamn.contracts.lists.texts import framework_of, is_everybody, listed_names
from kornhamn.files.refusals import FileTypeUnknown, HeaderMissing

HEADER = "Dnr;Avtal;Nämnd;Leverantör;Startdatum;Slutdatum;Option;Uppsägningstid;Takvolym"


def read(tmp_path: Path, *lines: str, header: str = HEADER) -> list[RowRead]:
    path = tmp_path / "lista.csv"
    path.write_text("\n".join([header, *lines]) + "\n")
    table = open_list(path, path.name, tmp_path)
    return rows_of(table, proposed(table, path.name, {}).mapping)


@pytest.mark.parametrize(
    ("text", "base", "months"),
    [
        ("", 24, ()),
        ("Nej", 24, ()),
        ("1+1", 24, (12, 12)),
        ("2+1+1", 24, (12, 12)),
        ("2+2", 36, (24, 24)),
        ("2 x 12 mån", 24, (12, 12)),
        ("2x1 år", 12, (12, 12)),
        ("12+12", 24, (12, 12)),
        ("Option 1+1 år", 12, (12, 12)),
        ("ett år", 24, (12,)),
        ("Ja, 24 månader", 24, (24,)),
        ("6 mån + 6 mån", 24, (6, 6)),
    ],
)
def test_certain_options_are_read(text: str, base: int, months: tuple[int, ...]) -> None:
    assert months_of(text, base) == months


@pytest.mark.parametrize(
    ("text", "base"),
    [("1+1", 12), ("2+2", 24), ("max 2 år", 24), ("ja", 24), ("2", 24), ("se avtalet", None)],
)
def test_options_that_can_mean_two_things_are_not_read(text: str, base: int | None) -> None:
    assert months_of(text, base) is None


def test_each_option_is_decided_before_the_time_it_prolongs_is_out() -> None:
    found, assumed = options_of((12, 12), date(2026, 12, 31), Notice(months=3))
    assert [(one.last_day, one.notice_on) for one in found] == [
        (date(2027, 12, 31), date(2026, 9, 30)),
        (date(2028, 12, 31), date(2027, 9, 30)),
    ]
    assert not assumed


def test_without_a_notice_the_last_day_is_the_last_to_decide_and_that_is_said() -> None:
    (one,), assumed = options_of((12,), date(2026, 12, 31), None)
    assert (one.notice_on, assumed) == (date(2026, 12, 31), True)


def test_a_notice_is_a_number_of_months() -> None:
    assert notice_of("3 mån") == Notice(months=3)
    assert notice_of("sex veckor") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-12-31", DayRead(date(2026, 12, 31))),
        ("31/12/2026", DayRead(date(2026, 12, 31))),
        ("20261231", DayRead(date(2026, 12, 31))),
        ("46387", DayRead(date(2026, 12, 31))),
        ("31 dec 2026", DayRead(date(2026, 12, 31))),
        ("2026-12", DayRead(date(2026, 12, 31), code="day.month-alone")),
        ("2026-12-31 00:00:00", DayRead(date(2026, 12, 31))),
        ("2026-12-31 (option till 2028)", DayRead(date(2026, 12, 31), code="day.more-text")),
        ("Tillsvidare", DayRead(is_forever=True)),
        ("t.v.", DayRead(is_forever=True)),
        ("9999-12-31", DayRead(is_forever=True)),
        ("", DayRead(code="value.missing")),
        ("våren 2026", DayRead(code="value.not-a-date")),
        ("2026-02-30", DayRead(code="value.not-a-date")),
        ("30 feb 2026", DayRead(code="value.not-a-date")),
    ],
)
def test_last_days_come_in_many_shapes(text: str, found: DayRead) -> None:
    assert days_of(pl.Series([text], dtype=pl.String), "dmy", is_last=True) == [found]


def test_months_are_whole_or_not_told() -> None:
    assert whole_months(date(2024, 1, 1), date(2025, 12, 31)) == 24
    assert whole_months(date(2024, 1, 15), date(2025, 12, 31)) is None
    assert prolonged(date(2024, 2, 29), 12) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("text", "column", "ore"),
    [
        ("1 200 000", "Takvolym", 120_000_000),
        ("12,5 Mkr", "Takvolym", 1_250_000_000),
        ("500 tkr", "Takvolym", 50_000_000),
        ("ca 3 miljoner kronor", "Tak", 300_000_000),
        ("1 200 000:-", "Tak", 120_000_000),
        ("750", "Takvolym (tkr)", 75_000_000),
        ("2.5", "Tak (Mkr)", 250_000_000),
        ("1 200 000 kr", "Takvolym (tkr)", 120_000_000),
        ("SEK 3 000 000", "Tak (Mkr)", 300_000_000),
        ("900 000:-", "Takvolym tkr", 90_000_000),
        ("12 Mkr", "Takvolym (tkr)", 1_200_000_000),
        ("SEK 3 000 000", "Tak", 300_000_000),
        ("", "Tak", None),
        ("ej fastställt", "Tak", None),
    ],
)
def test_ceilings_come_with_units(text: str, column: str, ore: int | None) -> None:
    assert ceiling_of(text, column) == (ore, "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("se bilaga", "money.amount-not-readable"),
        ("1.200 tkr", "money.amount-ambiguous"),
        ("0", "money.not-positive"),
    ],
)
def test_a_ceiling_that_is_no_amount_is_told(text: str, code: str) -> None:
    assert ceiling_of(text, "Tak") == (None, code)


def test_kinds_and_buyers_in_words() -> None:
    assert [framework_of(t) for t in ("Ramavtal", "ja", "Kontrakt", "", "??")] == [
        True, True, False, False, None,
    ]  # fmt: skip
    assert is_everybody("Samtliga nämnder")
    assert listed_names("Äldrenämnden, Kornhamns Vatten AB och Hamn AB") == [
        "Äldrenämnden", "Kornhamns Vatten AB", "Hamn AB",
    ]  # fmt: skip


def test_a_row_is_read_with_what_is_doubtful_beside_it(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "1;Skor;N;Sko AB;2024-01-01;2025-12-31;max 2 år;;häften")
    assert (row.first_day, row.last_day, row.options) == (date(2024, 1, 1), date(2025, 12, 31), ())
    assert [one.code for one in row.remarks] == ["option.uncertain", "money.amount-not-readable"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("1;Skor;N;;2024-01-01;2025-12-31;;;", "row.no-supplier"),
        (";;N;Sko AB;2024-01-01;2025-12-31;;;", "row.no-title"),
        ("1;Skor;N;Sko AB;;2025-12-31;;;", "value.missing"),
        ("1;Skor;N;Sko AB;igår;2025-12-31;;;", "value.not-a-date"),
        ("1;Skor;N;Sko AB;2024-01-01;snart;;;", "value.not-a-date"),
        ("1;Skor;N;Sko AB;2024-01-01;2023-12-31;;;", "period.ends-before-it-starts"),
        ("1;Skor;N;Sko AB;2024-01-01;2025-12-31;;;1;2;3", "row.too-many-cells"),
    ],
)
def test_a_row_that_can_be_no_contract_says_why(tmp_path: Path, line: str, code: str) -> None:
    good = "2;Mössor;N;Mössa AB;2024-01-01;2025-12-31;;;"
    row, other = read(tmp_path, line, good)
    assert row.refused is not None
    assert row.refused.code == code
    assert other.refused is None


def test_the_furthest_day_alone_is_an_option(tmp_path: Path) -> None:
    header = "Dnr;Avtal;Leverantör;Startdatum;Slutdatum;Max slutdatum"
    (row,) = read(tmp_path, "1;A;B AB;2024-01-01;2025-12-31;2027-12-31", header=header)
    assert [one.last_day for one in row.options] == [date(2027, 12, 31)]


def test_columns_are_proposed_by_other_names(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text(
        "Diarienr;Benämning;Bolag;Motpart;Fr.o.m.;T.o.m.;Värde\n1;A;B;C;2024-01-01;;3\n"
    )
    table = open_list(path, path.name, tmp_path)
    mapping = proposed(table, path.name, {}).mapping
    assert mapping.columns == {
        ListField.REFERENCE: 0,
        ListField.TITLE: 1,
        ListField.AUTHORITY: 2,
        ListField.SUPPLIER: 3,
        ListField.STARTS_ON: 4,
        ListField.ENDS_ON: 5,
        ListField.CEILING: 6,
    }
    assert missing_fields(mapping) == ()


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.pdf"
    path.write_bytes(b"%PDF")
    with pytest.raises(FileTypeUnknown):
        open_list(path, path.name, tmp_path)
    (tmp_path / "l.csv").write_text("1;2\n3;4\n")
    with pytest.raises(HeaderMissing):
        open_list(tmp_path / "l.csv", "l.csv", tmp_path)
