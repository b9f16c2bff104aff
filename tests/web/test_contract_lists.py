"""Pages of contract lists: upload, mapping, report and undoing, for those who manage contracts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from kornhamn.contracts.actions.list_lock import one_at_a_time
from kornhamn.contracts.models import Contract, ContractListLoad
from kornhamn.contracts.types import ListState
from kornhamn.jobs.tasks import load_received_list
from kornhamn.organisation.types import Role
from tests.people import Group, People, appoint, person, sign_in

pytestmark = pytest.mark.django_db
LIST = (
    "Dnr;Avtalets namn;Nämnd;Motpart;Orgnr;Startdatum;Slutdatum;Förlängning\n"
    "D1;IT-konsulter;Utbildningsnämnden;Konsult AB;5560000167;2025-01-01;2026-12-31;max 2 år\n"
    "D2;Skor;Äldrenämnden;Sko AB;;2025-01-01;tills vidare;\n"
    "D3;Mössor;Äldrenämnden;;;2025-01-01;2026-12-31;\n"
)


@pytest.fixture(autouse=True)
def _in_english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def analyst(client: Client, people: People) -> Client:
    return sign_in(client, people.analyst)


def uploaded(client: Client, text: str = LIST, name: str = "avtal.csv") -> ContractListLoad:
    file = SimpleUploadedFile(name, text.encode())
    given = {"list": file, "new_source": "Avtalsdatabasen"}
    answer = client.post(reverse("load-contract-list"), given)
    assert answer.status_code == 302, answer.content.decode()
    return ContractListLoad.objects.latest("started_at")


def work() -> None:
    """Take in the lists that wait, as the worker would."""
    for job in ProcrastinateJob.objects.filter(task_name="load-contract-list"):
        load_received_list(**job.args)
        ProcrastinateJob.objects.filter(pk=job.pk).delete()


def columns(client: Client, load: ContractListLoad) -> dict[str, str]:
    shown = client.get(reverse("contract-list", args=[load.pk]))
    return {key: str(value) for key, value in shown.context["form"].initial.items()}


def test_lists_are_for_those_who_manage_contracts(client: Client, people: People) -> None:
    reader = sign_in(client, people.purchaser)
    for name in ("contract-lists", "load-contract-list"):
        assert reader.get(reverse(name)).status_code == 403


def test_the_list_of_contracts_leads_to_lists(analyst: Client) -> None:
    assert reverse("contract-lists") in analyst.get(reverse("contracts")).content.decode()
    assert (
        "No contract list has been loaded yet"
        in analyst.get(reverse("contract-lists")).content.decode()
    )


def test_a_file_of_another_kind_is_sent_back_with_what_to_do(analyst: Client) -> None:
    file = SimpleUploadedFile("avtal.pdf", b"%PDF-1.4")
    given = {"list": file, "new_source": "A"}
    answer = analyst.post(reverse("load-contract-list"), given).content.decode()
    assert "Save it as one of .csv" in answer
    assert not ContractListLoad.objects.exists()


def test_a_source_must_be_named(analyst: Client) -> None:
    file = SimpleUploadedFile("avtal.csv", LIST.encode())
    answer = analyst.post(reverse("load-contract-list"), {"list": file}).content.decode()
    assert "give a new source a name" in answer


def test_columns_are_shown_with_samples_before_anything_is_taken_in(analyst: Client) -> None:
    load = uploaded(analyst)
    shown = analyst.get(reverse("contract-list", args=[load.pk])).content.decode()
    assert "nothing is taken in yet" in shown
    assert "Konsult AB" in shown
    assert "contract lists call it so" in shown
    assert Contract.objects.count() == 0


def test_a_list_is_loaded_and_every_row_told(analyst: Client) -> None:
    load = uploaded(analyst)
    chosen = columns(analyst, load)
    analyst.post(reverse("map-contract-list", args=[load.pk]), chosen)
    work()
    text = analyst.get(reverse("contract-list", args=[load.pk])).content.decode()
    assert "The file has 3 rows. 2 are contracts now, and 1 could not be taken in." in text
    assert "Write who the contract is with." in text
    assert "The option can mean more than one thing" in text
    every = analyst.get(reverse("contract-list", args=[load.pk]), {"view": "all"}).content.decode()
    assert reverse("contract", args=[Contract.objects.get(reference="D2").id]) in every
    csv = analyst.get(reverse("contract-list", args=[load.pk]), {"format": "csv"})
    assert "Write who the contract is with." in csv.content.decode("utf-8-sig")


def test_the_page_answers_at_once_and_tells_how_far_it_has_come(analyst: Client) -> None:
    load = uploaded(analyst)
    chosen, address = columns(analyst, load), reverse("contract-list", args=[load.pk])
    answer = analyst.post(reverse("map-contract-list", args=[load.pk]), chosen, follow=True)
    assert "Waiting for its turn" in answer.content.decode()
    assert f'hx-get="{address}"' in answer.content.decode()
    assert not Contract.objects.exists()
    ContractListLoad.objects.update(state=ListState.RUNNING, rows_seen=4_321)
    with one_at_a_time():
        said = analyst.get(address).content.decode().replace("\u00a0", " ")
        asked = analyst.post(reverse("undo-contract-list", args=[load.pk]))
    assert "Rows read: 4 321." in said
    assert asked.status_code == 409
    work()
    assert analyst.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_list_that_was_interrupted_is_told_and_starts_again(analyst: Client) -> None:
    load = uploaded(analyst)
    chosen, address = columns(analyst, load), reverse("contract-list", args=[load.pk])
    analyst.post(reverse("map-contract-list", args=[load.pk]), chosen)
    ProcrastinateJob.objects.all().delete()
    ContractListLoad.objects.update(state=ListState.RUNNING)  # and the process is gone
    assert "Nothing was taken in, and the file is kept." in analyst.get(address).content.decode()
    analyst.post(reverse("map-contract-list", args=[load.pk]))
    work()
    assert "The file has 3 rows." in analyst.get(address).content.decode()


def test_a_list_that_cannot_be_taken_in_is_back_at_its_columns_and_says_why(
    analyst: Client,
) -> None:
    load = uploaded(analyst, LIST.splitlines()[0] + "\n", name="tom.csv")
    chosen, address = columns(analyst, load), reverse("contract-list", args=[load.pk])
    chosen["column_7"] = ""
    analyst.post(reverse("map-contract-list", args=[load.pk]), chosen)
    work()
    shown = analyst.get(address)
    assert "tom.csv has no rows below the names of its columns." in shown.content.decode()
    assert "column_7" not in shown.context["form"].initial


def test_a_list_given_up_while_it_waits_is_not_taken_in(analyst: Client) -> None:
    load = uploaded(analyst)
    analyst.post(reverse("map-contract-list", args=[load.pk]), columns(analyst, load))
    analyst.post(reverse("undo-contract-list", args=[load.pk]))
    work()
    load.refresh_from_db()
    assert load.state == ListState.UNDONE
    assert not Contract.objects.exists()


def test_a_mapping_without_the_supplier_is_sent_back(analyst: Client) -> None:
    load = uploaded(analyst)
    chosen = {
        key: "" if value.startswith("supplier") else value
        for key, value in columns(analyst, load).items()
    }
    answer = analyst.post(reverse("map-contract-list", args=[load.pk]), chosen).content.decode()
    assert "Say which column is the supplier." in answer
    assert Contract.objects.count() == 0


def test_two_columns_cannot_be_the_same(analyst: Client) -> None:
    load = uploaded(analyst)
    chosen = columns(analyst, load) | {"column_1": "reference"}
    answer = analyst.post(reverse("map-contract-list", args=[load.pk]), chosen).content.decode()
    assert "Two columns are “Reference”. Choose one." in answer


def test_undoing_tells_what_goes_and_what_stays(analyst: Client) -> None:
    load = uploaded(analyst)
    analyst.post(reverse("map-contract-list", args=[load.pk]), columns(analyst, load))
    work()
    worked = Contract.objects.get(reference="D1")
    given = {"last_day": "2026-06-30", "reason": "Brister"}
    analyst.post(reverse("terminate-contract", args=[worked.id]), given)
    asked = analyst.get(reverse("undo-contract-list", args=[load.pk])).content.decode()
    assert "One contract that came with it goes." in asked
    assert "D1 IT-konsulter" in asked
    analyst.post(reverse("undo-contract-list", args=[load.pk]))
    assert list(Contract.objects.all()) == [worked]
    shown = analyst.get(reverse("contract-list", args=[load.pk])).content.decode()
    assert "The load is undone" in shown


def test_a_manager_sees_the_own_loads_alone(client: Client, group: Group, people: People) -> None:
    load = uploaded(sign_in(client, people.analyst))

    manager = sign_in(client, appoint(person("Moa"), Role.CONTRACT_MANAGER, group.care))
    assert manager.get(reverse("contract-list", args=[load.pk])).status_code == 404
    assert manager.post(reverse("undo-contract-list", args=[load.pk])).status_code == 404
