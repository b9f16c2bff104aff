"""Imports on the screen: upload, wait, read what became of every row."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings as project_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from kornhamn.jobs.tasks import import_statistics as do_job
from kornhamn.procurement.models import ImportRun, Procurement
from kornhamn.procurement.types import FileKind, ImportState
from tests.people import People, sign_in
from tests.statistics_files import (
    BUYER,
    REFERENCE,
    TITLE,
    VALUE,
    four_files,
    row,
    write_csv,
)

pytestmark = pytest.mark.django_db
V = FileKind.VALUES


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: Settings) -> Path:
    """Keep uploads and snapshots of a test to itself."""
    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    settings.SNAPSHOTS = tmp_path / "snapshots"
    settings.LANGUAGE_CODE = "en"
    return tmp_path / "uploads"


@pytest.fixture
def administrator(client: Client, people: People) -> Client:
    """The administrator, reading English."""
    client.cookies[project_settings.LANGUAGE_COOKIE_NAME] = "en"
    return sign_in(client, people.administrator)


def as_upload(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


def upload(client: Client, *paths: Path) -> str:
    """Upload files and return the address of the run's page."""
    answer = client.post(
        reverse("import-statistics"), {"statistics": [as_upload(path) for path in paths]}
    )
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def work() -> None:
    """Do the jobs that wait, as the worker would."""
    for job in ProcrastinateJob.objects.filter(task_name="import-statistics"):
        do_job(**job.args)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", ["purchaser", "auditor", "nobody"])
def test_it_takes_the_permission(client: Client, people: People, who: str) -> None:
    sign_in(client, getattr(people, who))
    for name in ("imports", "import-statistics"):
        assert client.get(reverse(name)).status_code == 403


def test_an_empty_list_teaches_what_to_do(administrator: Client) -> None:
    text = page(administrator, reverse("imports"))
    assert "Nothing has been imported yet" in text
    assert reverse("import-statistics") in text


def test_without_a_file_the_form_says_so(administrator: Client) -> None:
    answer = administrator.post(reverse("import-statistics"), {})
    assert "Choose at least one file." in answer.content.decode()


def test_five_files_are_one_too_many(administrator: Client, tmp_path: Path) -> None:
    paths = [write_csv(tmp_path / f"{n}.csv", [row(V)]) for n in range(5)]
    answer = administrator.post(
        reverse("import-statistics"), {"statistics": [as_upload(path) for path in paths]}
    )
    assert "Choose at most four files" in answer.content.decode()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("rapport.pdf", b"%PDF", "of a type that is not read here"),
        ("tom.csv", b"", "tom.csv is empty"),
        ("../../etc/stor.csv", b"x" * 101, "stor.csv is too large"),
    ],
)
def test_what_can_be_seen_at_once_is_refused_at_once(
    administrator: Client, settings: Settings, name: str, content: bytes, says: str
) -> None:
    settings.MAX_STATISTICS_BYTES = 100
    answer = administrator.post(
        reverse("import-statistics"), {"statistics": [SimpleUploadedFile(name, content)]}
    )
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not ImportRun.objects.exists()
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.csv"))


def test_the_page_of_a_waiting_run_asks_again_with_and_without_script(
    administrator: Client, tmp_path: Path
) -> None:
    address = upload(administrator, *four_files(tmp_path))
    text = page(administrator, address)
    assert "Waiting for its turn" in text
    assert f'hx-get="{address}"' in text
    assert "<noscript>" in text
    assert not Procurement.objects.exists()


def test_a_run_is_done_by_a_job_and_reported_row_by_row(
    administrator: Client, tmp_path: Path, own_files: Path
) -> None:
    four_files(tmp_path)
    bad = write_csv(
        tmp_path / "värden.csv",
        [row(V), row(V, {VALUE: "<b>-7</b>"}), row(V, {BUYER: "7809171056", REFERENCE: "KH2"})],
    )
    address = upload(administrator, tmp_path / "procurements.csv", bad)
    assert len(list(own_files.rglob("*.csv"))) == 2
    work()
    assert not list(own_files.rglob("*.csv"))
    text = page(administrator, address)
    assert "Every row is accounted for" in text
    assert "4 rows were read. 2 procurements were made and 0 changed." in text
    assert "Not an amount in kronor." in text
    assert "&lt;b&gt;-7&lt;/b&gt;" in text
    assert "780917-****" in text
    assert "7809171056" not in text


def test_the_page_refreshes_itself_when_the_run_is_done(
    administrator: Client, tmp_path: Path
) -> None:
    address = upload(administrator, *four_files(tmp_path))
    asked = {"HTTP_HX_REQUEST": "true"}
    assert "HX-Refresh" not in administrator.get(address, **asked)
    work()
    assert administrator.get(address, **asked)["HX-Refresh"] == "true"


def test_the_job_acts_as_the_person_who_asked(
    administrator: Client, people: People, tmp_path: Path
) -> None:
    upload(administrator, *four_files(tmp_path))
    people.administrator.appointments.all().delete()
    work()
    run = ImportRun.objects.get()
    assert (run.state, run.refusal["code"]) == (ImportState.REFUSED, "not-permitted")
    assert not Procurement.objects.exists()


def test_a_refusal_found_later_is_shown_with_what_to_do(
    administrator: Client, tmp_path: Path, own_files: Path
) -> None:
    path = tmp_path / "reskontra.csv"
    path.write_text("kopare;belopp\nKornhamn;100\n")
    address = upload(administrator, path)
    work()
    text = page(administrator, address)
    assert "The import was refused, and nothing was taken in" in text
    assert "reskontra.csv has no header" in text
    assert "statistics.header-missing" in text
    assert not list(own_files.rglob("*.csv"))


def test_a_refusal_is_told_in_swedish_too(client: Client, people: People, tmp_path: Path) -> None:
    client.cookies[project_settings.LANGUAGE_COOKIE_NAME] = "sv"
    sign_in(client, people.administrator)
    path = tmp_path / "reskontra.csv"
    path.write_text("kopare;belopp\nKornhamn;100\n")
    address = upload(client, path)
    work()
    assert "reskontra.csv saknar rubrikrad" in page(client, address)


def test_an_interrupted_run_is_continued_with_a_button(
    administrator: Client, tmp_path: Path
) -> None:
    address = upload(administrator, *four_files(tmp_path))
    ImportRun.objects.update(state=ImportState.RUNNING)  # as a worker that was killed leaves it
    assert "The import was interrupted" in page(administrator, address)
    run = ImportRun.objects.get()
    ProcrastinateJob.objects.all()._raw_delete("default")
    answer = administrator.post(reverse("continue-import", args=[run.pk]))
    assert answer["Location"] == address
    work()
    assert "Every row is accounted for" in page(administrator, address)


def test_a_finished_run_is_not_done_again(administrator: Client, tmp_path: Path) -> None:
    upload(administrator, *four_files(tmp_path))
    work()
    run = ImportRun.objects.get()
    assert administrator.post(reverse("continue-import", args=[run.pk])).status_code == 404


def test_the_same_files_again_change_nothing_and_say_so(
    administrator: Client, tmp_path: Path
) -> None:
    upload(administrator, *four_files(tmp_path))
    work()
    ProcrastinateJob.objects.all()._raw_delete("default")
    address = upload(administrator, *four_files(tmp_path))
    work()
    text = page(administrator, address)
    assert "Everything in these files was known. Nothing was changed." in text
    assert "(known before)" in text


def test_what_changed_is_listed_with_before_and_after(
    administrator: Client, tmp_path: Path
) -> None:
    upload(administrator, write_csv(tmp_path / "v.csv", [row(V)]))
    work()
    ProcrastinateJob.objects.all()._raw_delete("default")
    corrected = write_csv(tmp_path / "v2.csv", [row(V, {VALUE: "9", TITLE: "Städning"})])
    address = upload(administrator, corrected)
    work()
    assert f"{address}changes/" in page(administrator, address)
    text = page(administrator, f"{address}changes/")
    assert "1500000.00 → 9.00" in text
    assert reverse("case", args=[Procurement.objects.get().pk]) in text


def test_remarks_are_taken_along_as_csv_and_excel(administrator: Client, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "v.csv", [row(V, {VALUE: "=1+1"}), row(V)])
    address = upload(administrator, path)
    work()
    text = administrator.get(f"{address}?format=csv").content.decode("utf-8-sig")
    assert text.splitlines()[1].split(";")[:5] == [
        "v.csv",
        "2",
        VALUE,
        "'=1+1",
        "Not an amount in kronor.",
    ]
    workbook = administrator.get(f"{address}?format=xlsx").content
    assert BytesIO(workbook).read(2) == b"PK"


def test_an_unknown_run_is_not_found(administrator: Client) -> None:
    for name in ("import", "import-changes"):
        assert administrator.get(reverse(name, args=[UUID(int=1)])).status_code == 404


def test_the_list_takes_the_same_number_of_queries_however_long(
    administrator: Client, at: datetime, django_assert_max_num_queries: object
) -> None:
    ImportRun.objects.bulk_create(
        [ImportRun(started_at=at, by_name="Adam", state=ImportState.FINISHED) for _ in range(15)]
    )
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        administrator.get(reverse("imports"))
