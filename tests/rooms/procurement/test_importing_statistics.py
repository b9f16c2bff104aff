from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kornhamn.audit.models import Entry
from kornhamn.audit.queries import verify
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import SYSTEM, Actor
from kornhamn.procurement.actions import import_statistics
from kornhamn.procurement.models import (
    ContractedTender,
    ImportRun,
    Lot,
    Procurement,
    Remark,
    Statement,
)
from kornhamn.procurement.queries import run_report
from kornhamn.procurement.types import Effect, FileKind, ImportState, Kind, Procedure, SupplierSize
from tests.people import People, actor_of
from tests.statistics_files import (
    AGREEMENT,
    BUYER,
    CPV,
    GREEN,
    LOT,
    PUBLISHED,
    REFERENCE,
    SIZE,
    SUPPLIER,
    TENDERS,
    TITLE,
    VALUE,
    four_files,
    row,
    write_csv,
    write_xlsx,
)

pytestmark = pytest.mark.django_db
P, T, W, V = FileKind


def counts(run: ImportRun) -> dict[str, tuple[int, ...]]:
    """Rows imported, merged, changed, unchanged, rejected, by kind of file."""
    return {
        file.kind: (
            file.rows_imported,
            file.rows_merged,
            file.rows_changed,
            file.rows_unchanged,
            file.rows_rejected,
        )
        for file in run.files.all()
    }


def test_a_refused_file_leaves_nothing_but_the_refusal(tmp_path: Path, at: datetime) -> None:
    good = write_csv(tmp_path / "bra.csv", [row(P)])
    other = tmp_path / "annat.csv"
    other.write_text("a;b\n1;2\n")
    with pytest.raises(DomainError, match="annat"):
        import_statistics([good, other], by=SYSTEM, at=at)
    assert not Procurement.objects.exists()
    run = ImportRun.objects.get()
    assert (run.state, run.refusal["code"]) == (ImportState.REFUSED, "statistics.header-missing")
    assert Entry.objects.get().verb == "statistics.refused"


def test_a_folder_without_statistics_is_refused(tmp_path: Path, at: datetime) -> None:
    with pytest.raises(DomainError, match="no file of statistics"):
        import_statistics([tmp_path], by=SYSTEM, at=at)


def test_it_takes_the_permission(tmp_path: Path, at: datetime, people: People) -> None:
    actor: Actor = actor_of(people.purchaser)
    with pytest.raises(NotPermittedError):
        import_statistics(four_files(tmp_path), by=actor, at=at)
    assert not ImportRun.objects.exists()


def test_four_files_become_one_procurement(tmp_path: Path, at: datetime) -> None:
    run = import_statistics(four_files(tmp_path), by=SYSTEM, at=at)
    procurement = Procurement.objects.get()
    assert (procurement.buyer_number, procurement.reference) == ("2120009994", "KH1")
    assert procurement.kind == Kind.SERVICES
    assert procurement.procedure == Procedure.OPEN
    assert procurement.cpv == "90910000"
    assert procurement.published_on == date(2021, 3, 1)
    assert procurement.contracted_value == Decimal(1500000)
    assert procurement.social_requirements is True
    assert procurement.environmental_requirements is None
    winner = ContractedTender.objects.get()
    assert (winner.lot.reference, winner.lot.tenders) == ("L1", 3)
    assert (winner.supplier_name, winner.supplier_size) == ("Städ AB", SupplierSize.SMALL)
    assert run.state == ImportState.FINISHED
    assert counts(run) == {
        P: (1, 0, 0, 0, 0),
        T: (1, 0, 0, 0, 0),
        W: (1, 0, 0, 0, 0),
        V: (0, 1, 0, 0, 0),
    }


def test_the_facts_counted_from_lots_and_winners(tmp_path: Path, at: datetime) -> None:
    paths = [
        write_csv(tmp_path / "t.csv", [row(T), row(T, {LOT: "L2", TENDERS: "1"})]),
        write_csv(
            tmp_path / "w.csv",
            [row(W), row(W, {LOT: "L2", SUPPLIER: "STÄD AB"}), row(W, {SUPPLIER: "Bygg AB"})],
        ),
    ]
    import_statistics(paths, by=SYSTEM, at=at)
    derived = Procurement.objects.with_facts().get().derived
    assert (derived.lots, derived.fewest_tenders, derived.winners) == (2, 1, 2)
    assert derived.small_supplier_contracted is True


def test_a_lot_of_unknown_tenders_leaves_the_fewest_unknown(tmp_path: Path, at: datetime) -> None:
    paths = [
        write_csv(tmp_path / "t.csv", [row(T)]),
        write_csv(tmp_path / "w.csv", [row(W, {LOT: "L2", SIZE: ""})]),
    ]
    import_statistics(paths, by=SYSTEM, at=at)
    derived = Procurement.objects.get().derived
    assert (derived.lots, derived.fewest_tenders) == (2, None)
    assert derived.small_supplier_contracted is None


def test_each_fact_can_be_followed_to_file_row_and_column(tmp_path: Path, at: datetime) -> None:
    rows = [row(P, {REFERENCE: "KH0"}), row(P)]
    import_statistics([write_csv(tmp_path / "p.csv", rows)], by=SYSTEM, at=at)
    statement = Statement.objects.select_related("file").get(procurement__reference="KH1")
    assert (statement.file.name, statement.rows) == ("p.csv", [3])


def test_the_file_of_procurements_counts_before_the_others_whichever_came_first(
    tmp_path: Path, at: datetime
) -> None:
    values = write_csv(tmp_path / "v.csv", [row(V, {AGREEMENT: "Ramavtal", GREEN: "true"})])
    procurements = write_csv(tmp_path / "p.csv", [row(P)])
    import_statistics([values], by=SYSTEM, at=at)
    assert Procurement.objects.get().is_framework_agreement is True
    run = import_statistics([procurements], by=SYSTEM, at=at)
    procurement = Procurement.objects.get()
    assert procurement.is_framework_agreement is False
    assert procurement.environmental_requirements is True  # blank in the first, said in the other
    assert counts(run) == {P: (0, 1, 0, 0, 0)}


def test_files_that_differ_are_remarked_upon_in_their_own_words(
    tmp_path: Path, at: datetime
) -> None:
    paths = [
        write_csv(tmp_path / "p.csv", [row(P)]),
        write_csv(tmp_path / "v.csv", [row(V, {AGREEMENT: "Ramavtal"})]),
    ]
    import_statistics(paths, by=SYSTEM, at=at)
    remark = Remark.objects.get()
    assert (remark.file.name, remark.row, remark.column) == ("v.csv", 2, AGREEMENT)
    assert (remark.value, remark.kept) == ("Ramavtal", "Kontrakt")
    assert (remark.code, remark.effect) == ("value.differs-between-files", Effect.OTHER_KEPT)


def test_bad_rows_are_listed_and_the_good_ones_go_in(tmp_path: Path, at: datetime) -> None:
    rows = [row(V, {VALUE: "-7"}), row(V, {REFERENCE: "KH2", CPV: "99999999"}), row(V, {BUYER: ""})]
    run = import_statistics([write_csv(tmp_path / "v.csv", rows)], by=SYSTEM, at=at)
    assert [p.reference for p in Procurement.objects.all()] == ["KH2"]
    assert counts(run) == {V: (1, 0, 0, 0, 2)}
    report = run_report(run.pk)
    assert [(r.row, r.column, r.value, r.code) for r in report.remarks] == [
        (2, VALUE, "-7", "value.negative"),
        (3, CPV, "99999999", "cpv.unknown"),
        (4, BUYER, "", "value.missing"),
    ]
    assert report.effects == {Effect.ROW_REJECTED: 2, Effect.LEFT_OUT: 1}


def test_a_file_of_bad_rows_alone_is_accounted_for(tmp_path: Path, at: datetime) -> None:
    run = import_statistics(
        [write_csv(tmp_path / "v.csv", [row(V, {BUYER: ""})])], by=SYSTEM, at=at
    )
    assert run.state == ImportState.FINISHED
    assert (run.rows_done, run.rows_total) == (1, 1)
    assert counts(run) == {V: (0, 0, 0, 0, 1)}


def test_the_edition_is_pinned_by_the_day_and_never_pinned_anew(
    tmp_path: Path, at: datetime
) -> None:
    blank = write_csv(tmp_path / "p.csv", [row(P, {PUBLISHED: ""})])
    import_statistics([blank], by=SYSTEM, at=at)
    assert Procurement.objects.get().edition == ""
    dated = write_csv(tmp_path / "p2.csv", [row(P)])
    import_statistics([dated], by=SYSTEM, at=at)
    pinned = Procurement.objects.get().edition
    assert pinned
    Procurement.objects.update(edition="an-earlier-edition")
    later = write_csv(tmp_path / "p3.csv", [row(P, {PUBLISHED: "2025-06-01"})])
    import_statistics([later], by=SYSTEM, at=at)
    assert Procurement.objects.get().edition == "an-earlier-edition"


def test_progress_is_told_and_ends_with_every_row(tmp_path: Path, at: datetime) -> None:
    told: list[tuple[int, int]] = []
    import_statistics(
        four_files(tmp_path), by=SYSTEM, at=at, progress=lambda *rows: told.append(rows)
    )
    assert told[0] == (0, 4)
    assert told[-1] == (4, 4)


def test_other_files_of_a_folder_are_left_aside_by_name(tmp_path: Path, at: datetime) -> None:
    four_files(tmp_path)
    (tmp_path / "anteckningar.csv").write_text("vad;när\nringa;måndag\n")
    (tmp_path / "~$värden.xlsx").write_text("låst")
    run = import_statistics([tmp_path], by=SYSTEM, at=at)
    assert run.left_aside == ["anteckningar.csv"]
    assert run.files.count() == 4


def test_a_workbook_goes_the_same_way(tmp_path: Path, at: datetime) -> None:
    run = import_statistics([write_xlsx(tmp_path / "v.xlsx", [row(V)])], by=SYSTEM, at=at)
    assert counts(run) == {V: (1, 0, 0, 0, 0)}


def test_the_run_is_one_deed_in_the_trail_with_its_totals(tmp_path: Path, at: datetime) -> None:
    import_statistics(four_files(tmp_path), by=SYSTEM, at=at)
    settled, deed = Entry.objects.order_by("number")
    assert settled.verb == "suppliers.settled"  # the winner's name
    assert deed.verb == "statistics.imported"
    assert [file["rows"] for file in deed.details["files"]] == [1, 1, 1, 1]
    assert deed.details["procurements_created"] == 1
    assert verify().faults == ()


def test_the_number_of_queries_does_not_follow_the_number_of_rows(
    tmp_path: Path, at: datetime, django_assert_max_num_queries: object
) -> None:
    rows = [row(P, {REFERENCE: f"KH{n}", TITLE: f"Ärende {n}"}) for n in range(300)]
    path = write_csv(tmp_path / "p.csv", rows)
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        import_statistics([path], by=SYSTEM, at=at)
    assert Procurement.objects.count() == 300
    assert Lot.objects.count() == 0
