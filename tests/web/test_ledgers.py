"""Ledgers on the screen: upload, correct the columns, wait, read the report, undo."""

from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from kornhamn.jobs import tasks
from kornhamn.jobs.tasks import load_received_ledger
from kornhamn.spend.models import LedgerLoad, Unit
from kornhamn.spend.queries import active_loads
from kornhamn.spend.types import LoadState
from tests.people import Group, People, sign_in
from tests.rooms.spend.ledgers import line, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the files of a test to itself, and leave out the figures that follow a load."""
    settings.LEDGERS, settings.SNAPSHOTS = tmp_path / "ledgers", tmp_path / "snapshots"
    monkeypatch.setattr(tasks, "follow_loads", lambda: None)


@pytest.fixture
def administrator(client: Client, people: People) -> Client:
    """The administrator, reading English."""
    client.cookies[project_settings.LANGUAGE_COOKIE_NAME] = "en"
    return sign_in(client, people.administrator)


def upload(client: Client, content: str, name: str = "februari.csv", **given: str) -> str:
    """Upload a ledger and return the address of its page."""
    file = SimpleUploadedFile(name, content.encode())
    answer = client.post(
        reverse("load-ledger"), {"ledger": file, "new_source": "Kommunen", **given}
    )
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def chosen(client: Client, address: str) -> dict[str, str]:
    """Return what the form of the mapping proposes."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def work() -> None:
    """Load the ledgers that wait, as the worker would."""
    for job in ProcrastinateJob.objects.filter(task_name="load-ledger"):
        load_received_ledger(**job.args)
        ProcrastinateJob.objects.filter(pk=job.pk).delete()


@pytest.mark.parametrize("who", ["purchaser", "auditor", "nobody"])
def test_it_takes_the_permission(client: Client, people: People, who: str) -> None:
    sign_in(client, getattr(people, who))
    for name in ("ledgers", "load-ledger"):
        assert client.get(reverse(name)).status_code == 403


def test_an_empty_list_teaches_what_to_do(administrator: Client) -> None:
    said = page(administrator, reverse("ledgers"))
    assert "No ledger has been loaded yet" in said
    assert reverse("imports") in said


def test_a_file_and_a_ledgers_name_are_asked_for(administrator: Client) -> None:
    said = administrator.post(reverse("load-ledger"), {}).content.decode()
    assert "Choose a file." in said
    assert "Choose a ledger, or give a new one a name." in said


def test_a_file_that_cannot_be_read_is_refused_in_words(administrator: Client) -> None:
    file = SimpleUploadedFile("bild.pdf", b"%PDF")
    given = {"ledger": file, "new_source": "Kommunen"}
    said = administrator.post(reverse("load-ledger"), given).content.decode()
    assert "of a type that is not read here" in said
    assert not LedgerLoad.objects.exists()


def test_the_columns_are_shown_with_samples_and_reasons_before_anything_is_taken_in(
    administrator: Client,
) -> None:
    said = page(administrator, upload(administrator, text([line(1)])))
    assert "ledgers call it so" in said
    assert "Städ AB" in said
    assert "Sure" in said
    assert active_loads() == ()


def test_no_personal_number_is_among_the_samples(administrator: Client) -> None:
    said = page(administrator, upload(administrator, text([line(1, leverantor_id="800101-1236")])))
    assert "800101-****" in said
    assert "800101-1236" not in said


def test_a_ledger_is_loaded_and_every_ore_told(administrator: Client, group: Group) -> None:
    content = text([line(1), line(2, "hundra"), line(3, "-0,50")])
    address = upload(administrator, content)
    administrator.post(f"{address}load/", chosen(administrator, address))
    assert "Waiting for its turn" in page(administrator, address)
    work()
    said = page(administrator, address)
    assert "2 rows were taken in. One was not" in said
    assert "100\u00a0kr" in said
    assert "hundra" in said
    assert "The amount is no number." in said
    assert Unit.objects.get().authority == group.education


def test_two_columns_cannot_be_the_same_and_the_amount_is_needed(administrator: Client) -> None:
    address = upload(administrator, text([line(1)]))
    given = chosen(administrator, address)
    said = administrator.post(f"{address}load/", {**given, "column_10": ""}).content.decode()
    assert "Say which column is the amount." in said
    said = administrator.post(f"{address}load/", {**given, "column_0": "amount"}).content.decode()
    assert "Two columns are “Amount”. Choose one." in said
    assert LedgerLoad.objects.get().state == LoadState.MAPPING


def test_a_file_without_days_asks_for_its_month(administrator: Client) -> None:
    address = upload(administrator, "Leverantör;Belopp\nStäd AB;10,00\n", "bolag.csv")
    assert "which month the file is of" in page(administrator, address)
    given = chosen(administrator, address)
    said = administrator.post(f"{address}load/", {**given, "month": "mars"}).content.decode()
    assert "Write the month as 2016-03." in said
    administrator.post(f"{address}load/", {**given, "month": "2016-03"})
    work()
    assert str(LedgerLoad.objects.get().first_on) == "2016-03-01"


def test_the_next_file_of_a_ledger_goes_in_by_itself(administrator: Client) -> None:
    first = upload(administrator, text([line(1)]))
    administrator.post(f"{first}load/", chosen(administrator, first))
    work()
    upload(administrator, text([line(2, datum="2026-03-01")]), "mars.csv", source="Kommunen")
    work()
    assert len(active_loads()) == 2


def test_changed_columns_are_told(administrator: Client) -> None:
    first = upload(administrator, text([line(1)]))
    administrator.post(f"{first}load/", chosen(administrator, first))
    work()
    other = text([line(2)]).replace("fakturanummer", "fakt_nr")
    said = page(administrator, upload(administrator, other, "mars.csv", source="Kommunen"))
    assert "New: fakt_nr" in said
    assert "Gone: fakturanummer" in said


def test_lines_that_are_partly_there_take_a_word(administrator: Client) -> None:
    first = upload(administrator, text([line(1)]))
    administrator.post(f"{first}load/", chosen(administrator, first))
    work()
    second = upload(administrator, text([line(1), line(2)]), "mer.csv", source="Kommunen")
    work()
    assert "1 of the 2 lines of mer.csv are also in februari.csv" in page(administrator, second)
    administrator.post(f"{second}load/", {"although_known": "1"})
    work()
    assert len(active_loads()) == 2


def test_an_interrupted_load_can_start_again(administrator: Client) -> None:
    address = upload(administrator, text([line(1)]))
    LedgerLoad.objects.update(state=LoadState.RUNNING)
    assert "Nothing was taken in, and the file is kept." in page(administrator, address)
    administrator.post(f"{address}load/")
    work()
    assert len(active_loads()) == 1


def test_a_load_is_undone_after_its_consequences_are_told(administrator: Client) -> None:
    address = upload(administrator, text([line(1)]))
    administrator.post(f"{address}load/", chosen(administrator, address))
    work()
    said = page(administrator, f"{address}undo/")
    assert "go out of every figure" in said
    assert active_loads() != ()
    administrator.post(f"{address}undo/")
    assert active_loads() == ()
    assert "This is the record of what it held." in page(administrator, address)
    assert administrator.post(f"{address}undo/").status_code == 409


def test_a_unit_is_given_its_authority(administrator: Client, group: Group) -> None:
    address = upload(administrator, text([line(1, forvaltning="X", kopare="Y", kopare_id="-")]))
    administrator.post(f"{address}load/", chosen(administrator, address))
    work()
    assert "One unit is no authority that the suite knows." in page(administrator, address)
    unit = Unit.objects.get()
    administrator.post(f"{address}units/", {f"unit_{unit.pk}": str(group.water.pk)})
    assert Unit.objects.get().authority == group.water


def test_an_address_of_no_load_is_not_found(administrator: Client) -> None:
    gone = reverse("ledger-load", args=["00000000-0000-0000-0000-000000000000"])
    for address in (gone, f"{gone}undo/"):
        assert administrator.get(address).status_code == 404
    for address in (f"{gone}load/", f"{gone}units/"):
        assert administrator.post(address).status_code == 404


def test_the_list_costs_the_same_however_long_it_is(
    administrator: Client, django_assert_max_num_queries: object
) -> None:
    upload(administrator, text([line(1)]))
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        page(administrator, reverse("ledgers"))
