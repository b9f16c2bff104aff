"""A rulebook's files load, or every fault is told with file, line, clause and remedy."""

from datetime import date
from pathlib import Path

import pytest
from tests.spec.vocabulary import VOCABULARY
from tests.unit.rulebook.a_rulebook import change, write

from kornhamn.rulebook.loader import RulebookErrors, load_instrument
from kornhamn.rulebook.types import Force, NoEditionInForceError

LINES = {"heading": 14, "force": 21, "applies": 22, "satisfied": 23, "owner": 26}


def faults(folder: Path) -> tuple[str, ...]:
    with pytest.raises(RulebookErrors) as refused:
        load_instrument(folder, VOCABULARY)
    return tuple(map(str, refused.value.errors))


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('heading = "Kvalitet"\n', "", 12, 'heading is missing. Add heading = "…"'),
        ('heading = "Kvalitet"', "heading = 3", 14, "heading is not as it should be"),
        ('heading = "Kvalitet"', 'heading = ""', 14, "heading is not as it should be"),
        ('heading = "Kvalitet"', 'head = "K"\nheading = "Kvalitet"', 14, "head is not known"),
        ('sv = "Kvalitet", ', "", 15, "needs Swedish and English"),
        ('goal = "goal-1"', 'goal = "goal-2"', 17, "Use one of: goal-1"),
        ('["AUTH"]', '["AUTH", "NN"]', 18, "There is no addressees 'NN'"),
        ('["AUTH"]', "[]", 18, "addressees is not as it should be"),
        ('subject = "case"', 'subject = "cases"', 19, "Use one of: case, authority, group"),
        ('phase = "procure"', 'phase = "buy"', 20, "analyse-plan, procure"),
        ('force = "shall"', 'force = "must"', 21, "shall, shall-unless, strive, consider"),
        ('applies = "TRUE"', 'applies = "foood"', 22, "applies, column 1: There is no fact foood."),
        ("'open')\"", "'opne')\"", 23, "Did you mean 'open'?"),
        ('owner = "SLK"\n', "", 24, "owner is missing"),
        ("version = 1\n", "version = 0\n", 27, "version is below one"),
        ("version = 1\n", "version = true\n", 27, "version is not as it should be"),
        ("reviewed_on = 2021-05-01\n", 'reviewed_on = "x"\n', 28, "Write reviewed_on = 2021-12-31"),
        ("reviewed_on = 2021-05-01\n", "reviewed_on = 2021-05-01T10:00:00\n", 28, "time of day"),
    ],
)
def test_a_fault_of_a_clause_is_told_with_its_line_and_clause(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    folder = write(tmp_path)
    change(folder / "first.toml", old, new)
    (fault,) = faults(folder)
    assert fault.startswith(f"programme/first.toml, line {line}: clause quality.relevant: ")
    assert says in fault


def test_a_fault_inside_a_long_predicate_is_told_on_its_own_line(tmp_path: Path) -> None:
    folder = write(tmp_path)
    change(folder / "first.toml", "AND cpv LIKE '15%'", "AND cvp LIKE '15%'")
    (fault,) = faults(folder)
    assert fault == (
        "programme/first.toml, line 44: clause food.organic: satisfied, column 5: "
        "There is no fact cvp. Did you mean cpv?"
    )


def test_a_clause_id_used_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    folder = write(tmp_path)
    change(folder / "first.toml", 'id = "food.organic"', 'id = "quality.relevant"')
    (fault,) = faults(folder)
    assert "line 32: clause quality.relevant: The id quality.relevant is used on line 13" in fault


def test_toml_that_cannot_be_read_is_refused_with_its_line_and_nothing_else(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path)
    change(folder / "first.toml", 'owner = "SLK"', "owner = SLK")
    (fault,) = faults(folder)
    assert fault.startswith("programme/first.toml, line 26: The TOML cannot be read")


def test_a_file_that_is_absent_or_no_text_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "first.toml").unlink()
    (folder / "second.toml").write_bytes(b"\xff\xfe")
    absent, no_text = faults(folder)
    assert "first.toml, line 1: The file does not exist" in absent
    assert "second.toml, line 1: The file is not UTF-8" in no_text


def test_an_edition_under_another_name_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path)
    change(folder / "second.toml", 'id = "second"', 'id = "first"')
    assert "calls itself first but its file is second.toml" in faults(folder)[0]


def test_all_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    folder = write(tmp_path)
    change(folder / "first.toml", 'force = "shall"', 'force = "must"')
    change(folder / "first.toml", 'applies = "TRUE"', 'applies = "tenders"')
    change(folder / "second.toml", "food AND value", "food AND NOT NULL AND value")
    change(folder / "adoptions.toml", 'decision = "KF 2019-12-01 § 3"\n', "")
    told = faults(folder)
    assert [fault.split(":")[0] for fault in told] == [
        "programme/first.toml, line 21",
        "programme/first.toml, line 22",
        "programme/second.toml, line 41",
        "programme/adoptions.toml, line 1",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("valid_to = 2022-01-01\n", "", 8, "two editions would be in force"),
        ("valid_to = 2022-01-01", "valid_to = 2022-01-02", 9, "first has not ended"),
        ("valid_to = 2022-01-01", "valid_to = 2021-12-31", 9, "no edition would be in force"),
        ("valid_to = 2022-01-01", "valid_to = 2020-01-01", 4, "ends before it starts"),
        ('decision = "KF 2019-12-01 § 3"\n', "", 1, "decision is missing"),
        ('edition = "first"', 'edition = "third"', 2, "Use one of: first, second"),
        ('decision = "KF 2021', 'valid_to = 2030-01-01\ndecision = "KF 2021', 10, "none follows"),
        ('decision = "KF 2019', 'by = "KF"\ndecision = "KF 2019', 5, "by is not known"),
    ],
)
def test_periods_that_leave_a_day_with_two_editions_or_none_are_refused(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    folder = write(tmp_path)
    change(folder / "adoptions.toml", old, new)
    (fault,) = faults(folder)
    assert f"adoptions.toml, line {line}: " in fault
    assert says in fault


def test_a_rulebook_that_is_right_loads_whole(tmp_path: Path) -> None:
    instrument = load_instrument(write(tmp_path), VOCABULARY)
    first = instrument.edition("first")
    assert [clause.id for clause in first.clauses] == ["quality.relevant", "food.organic"]
    organic = first.clause("food.organic")
    assert organic.force is Force.SHALL_UNLESS
    assert organic.satisfied.facts == ("tenders", "cpv")
    assert organic.guidance.reviewed_on == date(2021, 5, 1)
    assert len(first.digest) == 64
    assert first.digest != instrument.edition("second").digest
    assert instrument.drafts == ()


def test_an_edition_that_nobody_adopted_is_a_draft(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "adoptions.toml").unlink()
    instrument = load_instrument(folder, VOCABULARY)
    assert [edition.id for edition in instrument.drafts] == ["first", "second"]
    with pytest.raises(NoEditionInForceError, match="on 2021-01-01"):
        instrument.edition_on(date(2021, 1, 1))
