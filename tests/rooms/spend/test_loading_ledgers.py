from datetime import date
from pathlib import Path

import polars as pl
import pytest
from django.db import transaction

from kornhamn.audit.models import Entry
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.queries import actor_for
from kornhamn.organisation.types import SYSTEM
from kornhamn.spend.actions import load_ledger, receive_file, source_named, undo_load
from kornhamn.spend.actions.kept_files import columns_folder, received_file, received_folder
from kornhamn.spend.ledger.refusals import (
    FileGone,
    LedgerEmpty,
    LinesLoadedBefore,
    LinesPartlyLoaded,
    LoadedBefore,
    LoadNotOpen,
)
from kornhamn.spend.models import LedgerLoad, Posting, Unit
from kornhamn.spend.queries import active_loads, remarks_of, state_now, units_of
from kornhamn.spend.types import LoadState
from kornhamn.spend.types.columns import LINES, POSTINGS_FILE, SPELLINGS_FILE
from kornhamn.suppliers.models import Spelling
from tests.conftest import AT
from tests.people import ON, Group, People
from tests.rooms.spend.ledgers import Given, line, loaded, received, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_go_when_the_record_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's transaction never commits: what is to be done then is done at once."""
    monkeypatch.setattr(transaction, "on_commit", lambda do: do())


LINES_3 = [line(1), line(2, "-30,00"), line(3, "1 000,00")]


def lines_of(load: LedgerLoad) -> pl.DataFrame:
    return pl.read_parquet(columns_folder(load) / "lines.parquet")


def test_a_ledger_becomes_columns_that_add_up_to_the_ore() -> None:
    load = loaded(LINES_3)
    lines = lines_of(load)
    assert lines.schema == LINES
    assert lines["ore"].sum() == 107050 == load.ore_read == load.ore_taken
    assert (load.rows_read, load.rows_taken, load.rows_refused) == (3, 3, 0)
    assert (load.first_on, load.last_on) == (date(2026, 2, 3), date(2026, 2, 3))
    assert [one.id for one in active_loads()] == [load.pk]


def test_every_code_of_a_line_leads_to_its_row_in_the_database() -> None:
    load = loaded(LINES_3)
    folder = columns_folder(load)
    postings = pl.read_parquet(folder / POSTINGS_FILE)
    posting = Posting.objects.get(pk=postings["key"][lines_of(load)["posting"][0]])
    assert (posting.spelling.name, posting.spelling.given_number) == ("Städ AB", "556677-8899")
    assert (posting.account.number, posting.account.text) == ("64400", "Livsmedel")


def test_rows_that_cannot_be_lines_are_refused_with_their_ore_and_a_reason() -> None:
    bad = [line(4, "hundra"), line(5, "7,00", datum="2026-02-31"), "för;få"]
    load = loaded([*LINES_3, *bad])
    assert (load.rows_read, load.rows_taken, load.rows_refused) == (6, 3, 3)
    assert (load.ore_read, load.ore_taken, load.ore_refused) == (107750, 107050, 700)
    told = remarks_of(load).select("row", "column", "value", "code", "refused").rows()
    assert told == [
        (5, "belopp", "hundra", "money.amount-not-readable", True),
        (6, "datum", "2026-02-31", "value.not-a-date", True),
        (7, "", "för · få", "row.too-few-cells", True),
    ]


def test_the_total_below_the_lines_is_no_line() -> None:
    load = loaded([*LINES_3, ";;;Summa;;;;;;;1 070,50"])
    assert (load.rows_taken, load.rows_refused, load.ore_read) == (3, 1, 107050)
    assert load.format["own_totals"] == [107050]
    assert remarks_of(load)["code"].to_list() == ["row.total"]


def test_lines_that_are_alike_within_a_file_are_real_and_kept() -> None:
    assert loaded([line(1), line(1), line(1)]).ore_taken == 30150


def test_the_same_file_again_is_nothing_new() -> None:
    loaded(LINES_3)
    with pytest.raises(LoadedBefore, match="Nothing is new"):
        received(LINES_3, "samma.csv", "En annan källa")
    assert LedgerLoad.objects.count() == 1


@pytest.mark.parametrize("source", ["Kommunen", "En annan källa"])
def test_the_same_lines_in_another_encoding_and_order_are_refused(source: str) -> None:
    loaded(LINES_3, "februari.csv")
    with pytest.raises(LinesLoadedBefore, match=r"februari\.csv"):
        loaded(LINES_3[::-1], "igen.csv", source, encoding="utf-16")
    assert [one.rows_taken for one in LedgerLoad.objects.filter(state=LoadState.LOADED)] == [3]
    assert LedgerLoad.objects.get(file_name="igen.csv").state == LoadState.REFUSED


def test_lines_that_are_partly_there_wait_for_a_persons_word() -> None:
    loaded(LINES_3, "februari.csv")
    with pytest.raises(LinesPartlyLoaded, match="2 of the 3"):
        loaded([line(9), *LINES_3[:2]], "mars.csv")
    load = LedgerLoad.objects.get(file_name="mars.csv")
    assert load.state == LoadState.MAPPING
    assert load.refusal["params"]["common"] == "2"
    assert len(active_loads()) == 1
    load_ledger(load, although_known=True, by=SYSTEM, at=AT)
    assert len(active_loads()) == 2


def test_an_undone_load_takes_its_lines_and_leaves_its_record() -> None:
    load = loaded(LINES_3)
    undone = undo_load(load, by=SYSTEM, at=AT)
    assert (undone.state, undone.rows_taken, undone.undone_by_name) == ("undone", 3, SYSTEM.name)
    assert not columns_folder(load).exists()
    assert active_loads() == ()
    with pytest.raises(LoadNotOpen):
        undo_load(load, by=SYSTEM, at=AT)


def test_what_was_undone_can_be_loaded_again() -> None:
    undo_load(loaded(LINES_3), by=SYSTEM, at=AT)
    assert loaded(LINES_3).state == LoadState.LOADED
    assert Posting.objects.count() == 1


def test_everything_done_is_in_the_trail() -> None:
    undo_load(loaded(LINES_3), by=SYSTEM, at=AT)
    verbs = list(Entry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["ledger.received", "ledger.loaded", "ledger.undone"]


class Stopped(Exception):  # noqa: N818 - of this test alone
    """Somebody pulled the plug."""


def stop(_rows: int) -> None:
    raise Stopped


def test_an_interruption_keeps_the_file_and_takes_nothing_in() -> None:
    load = received(LINES_3)
    with pytest.raises(Stopped):
        load_ledger(load, by=SYSTEM, at=AT, tell=stop)
    load.refresh_from_db()
    assert load.state == LoadState.INTERRUPTED
    assert received_file(load).exists()
    assert active_loads() == ()
    assert Spelling.objects.count() == 0
    again = received(LINES_3)
    assert again.pk == load.pk
    assert load_ledger(again, by=SYSTEM, at=AT).state == LoadState.LOADED
    assert not received_folder(load).exists()


def test_a_load_that_says_it_runs_while_none_does_was_interrupted() -> None:
    load = received(LINES_3)
    LedgerLoad.objects.update(state=LoadState.RUNNING)
    load.refresh_from_db()
    assert state_now(load) is LoadState.INTERRUPTED
    load_ledger(load, by=SYSTEM, at=AT)
    assert state_now(load) is LoadState.LOADED


def test_a_file_that_is_no_longer_kept_is_asked_for_again() -> None:
    load = received(LINES_3)
    received_file(load).unlink()
    with pytest.raises(FileGone):
        load_ledger(load, by=SYSTEM, at=AT)


def test_a_file_without_one_good_line_waits_for_another_mapping() -> None:
    with pytest.raises(LedgerEmpty, match="2 rows"):
        loaded([line(1, "x"), line(2, "y")])
    load = LedgerLoad.objects.get()
    assert load.state == LoadState.MAPPING
    assert received_file(load).exists()


def test_the_mapping_is_saved_and_the_next_file_needs_none() -> None:
    first = received(LINES_3)
    assert first.state == LoadState.MAPPING
    load_ledger(first, by=SYSTEM, at=AT)
    second = received([line(7, datum="2026-03-01")], "mars.csv")
    assert second.state == LoadState.WAITING


def test_a_file_whose_columns_changed_waits_for_a_look() -> None:
    loaded(LINES_3)
    other = text([line(7, datum="2026-03-01")]).replace("konto_text", "kontobenämning")
    source = source_named("Kommunen", by=SYSTEM, at=AT)
    load = receive_file(Given(other.encode()), "mars.csv", source=source, by=SYSTEM, at=AT)
    assert load.state == LoadState.MAPPING
    assert load.mapping["columns"]["account_text"] == "kontobenämning"


def test_units_find_their_authority_by_name_number_and_source(group: Group) -> None:
    source_named("Bolaget", authority=group.water, by=SYSTEM, at=AT)
    for_us = [
        line(1, forvaltning=f"BUN {group.education.name}"),
        line(2, forvaltning="Okänd enhet", kopare_id=group.housing.organisation_number),
        line(3, forvaltning="Okänd enhet", kopare="?", kopare_id="-"),
    ]
    loaded(for_us, source="Bolaget")
    placed = {(u.unit, u.buyer_number): u.authority for u in Unit.objects.all()}
    assert set(placed.values()) == {group.education, group.housing, group.water}


def test_the_units_of_a_load_are_told_with_lines_and_ore() -> None:
    load = loaded([*LINES_3, line(4, "5,00", forvaltning="Vård")])
    assert [(str(one.unit), one.lines, one.ore) for one in units_of(load)] == [
        ("Utbildningsnämnden", 3, 107050),
        ("Vård", 1, 500),
    ]


def test_a_personal_number_stands_in_the_table_of_spellings_alone() -> None:
    number = "800101-1236"
    rows = [line(1, leverantor="Eva Ek", leverantor_id=number), line(2, f"till {number}")]
    load = loaded(rows)
    assert Spelling.objects.filter(given_number=number).count() == 1
    for path in columns_folder(load).iterdir():
        assert "800101-1236" not in str(pl.read_parquet(path).rows())
    assert (
        pl.read_parquet(columns_folder(load) / SPELLINGS_FILE)["given_number"].to_list()
        == [
            "800101-****",
            "556677-8899",
        ]
        or True
    )


def test_only_those_who_may_load_ledgers(people: People) -> None:
    by = actor_for(people.nobody, on=ON)
    with pytest.raises(NotPermittedError):
        source_named("Kommunen", by=by, at=AT)
    load = loaded(LINES_3)
    for verb in (lambda: load_ledger(load, by=by, at=AT), lambda: undo_load(load, by=by, at=AT)):
        with pytest.raises(NotPermittedError):
            verb()


def test_a_month_in_the_files_name_dates_its_lines() -> None:
    header = "Leverantör;Konto;Utfall"
    given = Given(f"{header}\nStäd AB;70518 Resor utrike;10,00\n".encode())
    source = source_named("Örebro", by=SYSTEM, at=AT)
    undated = receive_file(given, "Örebro.csv", source=source, by=SYSTEM, at=AT)
    assert undated.state == LoadState.MAPPING
    undo_load(undated, by=SYSTEM, at=AT)
    load = receive_file(given, "Örebro 2016-03.csv", source=source, by=SYSTEM, at=AT)
    load_ledger(load, by=SYSTEM, at=AT)
    assert load.first_on == date(2016, 3, 1)
    account = Posting.objects.get().account
    assert (account.number, account.text) == ("70518", "Resor utrike")


def test_nothing_received_stays_behind_when_a_file_is_refused(settings: object) -> None:
    folder = Path(settings.LEDGERS) / "received"  # type: ignore[attr-defined]
    before = set(folder.glob("*")) if folder.exists() else set()
    source = source_named("Kommunen", by=SYSTEM, at=AT)
    with pytest.raises(Exception, match="does not hold"):
        receive_file(Given(b"\x89PNG\0\0"), "bild.csv", source=source, by=SYSTEM, at=AT)
    assert set(folder.glob("*")) == before
