from datetime import datetime
from pathlib import Path

import pytest

from kornhamn.audit.models import Entry
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.actions import import_statistics
from kornhamn.procurement.models import ContractedTender, Lot, Procurement, Statement
from kornhamn.procurement.queries import run_report
from kornhamn.procurement.types import FileKind
from tests.rooms.procurement.test_importing_statistics import counts
from tests.statistics_files import (
    LOT,
    REFERENCE,
    SIZE,
    TENDERS,
    TITLE,
    VALUE,
    four_files,
    row,
    write_csv,
)

pytestmark = pytest.mark.django_db
again = import_statistics
P, T, W, V = FileKind


def everything() -> list[object]:
    tables = (Procurement, Lot, ContractedTender, Statement)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def changes_of_the_last() -> dict[str, list[object]]:
    deed = Entry.objects.filter(verb="procurement.corrected").latest("number")
    changes: dict[str, list[object]] = deed.details["changes"]
    return changes


def test_the_same_files_change_nothing_and_say_so(tmp_path: Path, at: datetime) -> None:
    paths = four_files(tmp_path)
    import_statistics(paths, by=SYSTEM, at=at)
    before = everything()
    run = again(paths, by=SYSTEM, at=at)
    assert everything() == before
    assert set(counts(run).values()) == {(0, 0, 0, 1, 0)}
    assert all(file.repeats_id for file in run.files.all())
    assert run_report(run.pk).changed_nothing


def test_the_same_content_under_another_name_and_in_another_order_changes_nothing(
    tmp_path: Path, at: datetime
) -> None:
    rows = [row(V, {REFERENCE: "KH2"}), row(V), row(V, {TITLE: "Annan titel", VALUE: "1"})]
    import_statistics([write_csv(tmp_path / "v.csv", rows)], by=SYSTEM, at=at)
    before = everything()
    other = write_csv(tmp_path / "annat namn.csv", rows[::-1], delimiter=",")
    run = again([other], by=SYSTEM, at=at)
    assert everything() == before
    assert counts(run) == {V: (0, 0, 0, 3, 0)}
    assert run_report(run.pk).changed_nothing


def test_one_content_twice_in_a_run_counts_once(tmp_path: Path, at: datetime) -> None:
    first = write_csv(tmp_path / "v.csv", [row(V)])
    copy = tmp_path / "kopia.csv"
    copy.write_bytes(first.read_bytes())
    run = import_statistics([first, copy], by=SYSTEM, at=at)
    assert Procurement.objects.count() == 1
    assert [(f.name, f.rows_imported, f.rows_unchanged) for f in run.files.order_by("-name")] == [
        ("v.csv", 1, 0),
        ("kopia.csv", 0, 1),
    ]


def test_a_corrected_file_updates_and_the_trail_says_from_what_to_what(
    tmp_path: Path, at: datetime
) -> None:
    rows = [row(V), row(V, {REFERENCE: "KH2"})]
    import_statistics([write_csv(tmp_path / "v.csv", rows)], by=SYSTEM, at=at)
    rows[0] = row(V, {VALUE: "1750000,50", TITLE: "Städtjänster"})
    run = again([write_csv(tmp_path / "rättad.csv", rows)], by=SYSTEM, at=at)
    assert counts(run) == {V: (0, 0, 1, 1, 0)}
    assert run.procurements_changed == 1
    assert changes_of_the_last() == {
        "contracted_value": ["1500000.00", "1750000.50"],
        "title": ["Städtjänster i skolor", "Städtjänster"],
    }
    assert Entry.objects.filter(verb="procurement.corrected").count() == 1
    corrected = Statement.objects.get(procurement__reference="KH1")
    assert corrected.file.name == "rättad.csv"
    assert Statement.objects.get(procurement__reference="KH2").file.name == "v.csv"


def test_a_value_that_is_taken_back_becomes_unknown(tmp_path: Path, at: datetime) -> None:
    import_statistics([write_csv(tmp_path / "v.csv", [row(V)])], by=SYSTEM, at=at)
    again([write_csv(tmp_path / "v2.csv", [row(V, {VALUE: ""})])], by=SYSTEM, at=at)
    assert Procurement.objects.get().contracted_value is None
    assert changes_of_the_last() == {"contracted_value": ["1500000.00", None]}


def test_an_older_file_given_again_does_not_undo_a_correction(tmp_path: Path, at: datetime) -> None:
    old = write_csv(tmp_path / "v.csv", [row(V)])
    import_statistics([old], by=SYSTEM, at=at)
    again([write_csv(tmp_path / "v2.csv", [row(V, {VALUE: "9"})])], by=SYSTEM, at=at)
    again([old], by=SYSTEM, at=at)
    assert Procurement.objects.get().contracted_value == 9


def test_corrected_lots_and_winners_are_told_too(tmp_path: Path, at: datetime) -> None:
    import_statistics(four_files(tmp_path), by=SYSTEM, at=at)
    paths = [
        write_csv(tmp_path / "t2.csv", [row(T, {TENDERS: "5"}), row(T, {LOT: "L2"})]),
        write_csv(tmp_path / "w2.csv", [row(W, {SIZE: "Stora företag"})]),
    ]
    run = again(paths, by=SYSTEM, at=at)
    assert counts(run) == {T: (1, 0, 1, 0, 0), W: (0, 0, 1, 0, 0)}
    changes = changes_of_the_last()
    assert changes["lot L1 · tenders"] == [3, 5]
    assert changes["lot L2 · tenders"] == [None, 3]
    assert changes["lot L1 · Städ AB"][0] != changes["lot L1 · Städ AB"][1]
    assert ContractedTender.objects.get().supplier_size == "large"


def test_an_import_adds_and_corrects_and_never_removes(tmp_path: Path, at: datetime) -> None:
    both = [row(V), row(V, {REFERENCE: "KH2"})]
    import_statistics([write_csv(tmp_path / "v.csv", both)], by=SYSTEM, at=at)
    again([write_csv(tmp_path / "v2.csv", both[:1], delimiter=",")], by=SYSTEM, at=at)
    assert Procurement.objects.count() == 2
