"""The organisation pages show who answers, mark what is vacant, and let administrators act."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from kornhamn.audit.models import Entry
from kornhamn.organisation.models import Appointment, Authority
from kornhamn.organisation.types import Role
from tests.people import Group, People, sign_in

pytestmark = pytest.mark.django_db

HEADER = "kod;namn;slag;organisationsnummer;andra namn;roll;person;e-post;från;till\n"
NEW_COMPANY = HEADER + (
    "hamn;Kornhamns Hamn AB;bolag;556999-0038;;inköpsansvarig;Per Hägg;per@kornhamn.example;"
    "2025-01-01;\n"
)


@pytest.fixture(autouse=True)
def _in_english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


def text(response: HttpResponse) -> str:
    assert response.status_code == 200, response.content
    return unescape(response.content.decode())


def upload(client: Client, content: str) -> str:
    file = SimpleUploadedFile("group.csv", content.encode())
    return text(client.post(reverse("import-organisation"), {"file": file}))


def confirmation(page: str) -> str:
    found = re.search(r'name="confirmed" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_nobody_signed_in_is_asked_to_sign_in(client: Client, group: Group) -> None:
    for address in ("/organisation/", f"/organisation/{group.care.pk}/"):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/sign-in/?next=/organisation/")


def test_somebody_without_a_role_is_refused_and_told_why(client: Client, people: People) -> None:
    response = sign_in(client, people.nobody).get("/organisation/")
    assert response.status_code == 403
    assert "Read the organisation and who holds which role" in response.content.decode()


@pytest.mark.parametrize("name", ["appoint", "import-organisation"])
@pytest.mark.parametrize(
    "who", ["purchaser", "responsible", "analyst", "board_member", "executive", "auditor"]
)
def test_only_an_administrator_reaches_the_forms(
    client: Client, people: People, who: str, name: str
) -> None:
    sign_in(client, getattr(people, who))
    assert client.get(reverse(name)).status_code == 403
    assert client.post(reverse(name)).status_code == 403
    held = Appointment.objects.get(person=people.purchaser)
    assert client.post(reverse("end-appointment", args=[held.pk])).status_code == 403


def test_the_list_shows_every_authority_who_answers_and_what_is_vacant(
    client: Client, people: People
) -> None:
    page = text(sign_in(client, people.purchaser).get("/organisation/"))
    for words in ("Kornhamns kommun", "Äldrenämnden", "Olle Berg", "556999-0012", "Adam Berg"):
        assert words in page
    assert re.search(r"\d+ roles are vacant, in \d of the authorities", page)
    assert "Appoint somebody" not in page


def test_the_group_board_begins_with_the_companies_alone(client: Client, people: People) -> None:
    page = text(sign_in(client, people.board_member).get("/organisation/"))
    assert "Kornhamns Bostad AB" in page
    assert "Äldrenämnden" not in page
    assert "Äldrenämnden" in text(client.get("/organisation/?view=all"))


def test_the_list_asks_a_fixed_number_of_questions(
    client: Client, people: People, group: Group
) -> None:
    sign_in(client, people.purchaser)
    client.get("/organisation/")
    with CaptureQueriesContext(connection) as few:
        client.get("/organisation/")
    for number in range(5):
        Authority.objects.create(
            code=f"n{number}", name=f"Nämnd {number}", kind="committee",
            organisation_number="2120009994",
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        client.get("/organisation/")
    assert len(many) == len(few)


def test_the_list_can_be_taken_along_as_csv(client: Client, people: People) -> None:
    sign_in(client, people.purchaser)
    content = b"".join(client.get("/organisation/?format=csv")).decode("utf-8-sig")
    assert "Utbildningsnämnden;" in content


def test_an_authority_shows_its_people_and_leads_to_its_purchases(
    client: Client, people: People, group: Group
) -> None:
    page = text(sign_in(client, people.responsible).get(f"/organisation/{group.education.pk}/"))
    assert "Inga Berg" in page
    assert f"?authority={group.education.pk}" in page
    assert "End" not in page.split("Who holds which role today")[1]


def test_an_authority_leads_nobody_to_purchases_they_may_not_read(
    client: Client, people: People, group: Group
) -> None:
    page = text(sign_in(client, people.of_other_company).get(f"/organisation/{group.housing.pk}/"))
    assert "?authority=" not in page


def test_coming_and_ended_appointments_stand_apart(
    client: Client, people: People, group: Group
) -> None:
    past = (date(2020, 1, 1), date(2021, 1, 1))
    Appointment.objects.create(
        person=people.nobody, authority=group.care, role=Role.PURCHASER, period=past
    )
    page = text(sign_in(client, people.auditor).get(f"/organisation/{group.care.pk}/"))
    assert "Nobody holds a role here today" in page
    assert "2020-12-31" in page.split("Coming and ended appointments", 1)[1]


def test_an_unknown_authority_is_not_found(client: Client, people: People) -> None:
    unknown = "/organisation/00000000-0000-0000-0000-000000000001/"
    assert sign_in(client, people.auditor).get(unknown).status_code == 404


def test_an_administrator_appoints(client: Client, people: People, group: Group) -> None:
    sign_in(client, people.administrator)
    form = {
        "authority": str(group.care.pk), "role": "coordinator", "email": "inga@kornhamn.example",
        "first_day": "2026-01-01",
    }  # fmt: skip
    response = client.post(reverse("appoint"), form, follow=True)
    assert "Inga Berg is appointed: Purchasing coordinator." in text(response)
    assert Appointment.objects.filter(authority=group.care, person=people.purchaser).exists()
    client.post(reverse("appoint"), form | {"role": "contract-manager"})
    waiting = ProcrastinateJob.objects.filter(task_name="refresh-figures")
    assert waiting.count() == 1  # the figures are counted anew once for both


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"role": "purchaser"}, "already holds the role “Purchaser” (2025-01-01–)"),
        ({"role": "auditor"}, "holds for the whole group"),
        ({"authority": ""}, "is held in an authority"),
        ({"email": "ny@kornhamn.example"}, "give the person's name too"),
        ({"email": "åke"}, "email address"),
        ({"last_day": "2025-12-31"}, "cannot start on 2026-01-01"),
        ({"first_day": ""}, "required"),
        ({"role": "emperor"}, "emperor"),
    ],
)
def test_a_refused_appointment_says_why_and_keeps_the_input(
    client: Client, people: People, group: Group, changed: dict[str, str], words: str
) -> None:
    sign_in(client, people.administrator)
    form = {
        "authority": str(group.education.pk), "role": "coordinator",
        "email": "inga@kornhamn.example", "first_day": "2026-01-01",
    }  # fmt: skip
    page = text(client.post(reverse("appoint"), form | changed))
    assert words in page
    assert (form | changed)["email"] in page
    assert Appointment.objects.count() == 9


def test_an_administrator_ends_an_appointment(client: Client, people: People) -> None:
    sign_in(client, people.administrator)
    held = Appointment.objects.get(person=people.purchaser)
    address = reverse("end-appointment", args=[held.pk])
    assert "cannot come before" in text(client.post(address, {"last_day": "2024-01-01"}))
    page = text(client.post(address, {"last_day": "2026-03-31"}, follow=True))
    assert "The appointment of Inga Berg ends on 2026-03-31." in page
    held.refresh_from_db()
    assert held.period.upper == date(2026, 4, 1)


def test_a_register_is_shown_before_anything_is_written(client: Client, people: People) -> None:
    page = upload(sign_in(client, people.administrator), NEW_COMPANY)
    assert "Nothing is written yet" in page
    assert "Name: Kornhamns Hamn AB" in page
    assert not Authority.objects.filter(code="hamn").exists()


def test_a_confirmed_register_is_imported(client: Client, people: People) -> None:
    page = upload(sign_in(client, people.administrator), NEW_COMPANY)
    done = client.post(
        reverse("import-organisation"), {"confirmed": confirmation(page)}, follow=True
    )
    assert "3 changes were made." in text(done)
    assert Authority.objects.filter(code="hamn").exists()
    assert Entry.objects.get(verb="register.imported").actor_name == "Adam Berg"


def test_what_moved_since_the_preview_is_shown_again(client: Client, people: People) -> None:
    page = upload(sign_in(client, people.administrator), NEW_COMPANY)
    Authority.objects.create(
        code="hamn", name="Hamnen", kind="company", organisation_number="5569990038"
    )
    again = client.post(reverse("import-organisation"), {"confirmed": confirmation(page)})
    assert "changed by somebody else since you looked" in text(again)
    assert Authority.objects.get(code="hamn").name == "Hamnen"


@pytest.mark.parametrize("token", ["", "made-up", "made-up:token:here"])
def test_a_confirmation_that_we_did_not_sign_is_refused(
    client: Client, people: People, token: str
) -> None:
    sign_in(client, people.administrator)
    page = client.post(reverse("import-organisation"), {"confirmed": token}, follow=True)
    assert "choose the file again" in text(page)


def test_a_confirmation_of_somebody_elses_preview_is_refused(
    client: Client, people: People
) -> None:
    token = confirmation(upload(sign_in(client, people.administrator), NEW_COMPANY))
    Appointment.objects.create(
        person=people.nobody, role=Role.ADMINISTRATOR, period=(date(2025, 1, 1), None)
    )
    other = sign_in(Client(), people.nobody)
    page = other.post(reverse("import-organisation"), {"confirmed": token}, follow=True)
    assert "choose the file again" in text(page)


def test_faults_are_shown_with_row_column_value_reason_and_remedy(
    client: Client, people: People
) -> None:
    page = upload(
        sign_in(client, people.administrator), NEW_COMPANY.replace("556999-0038", "556999-0039")
    )
    for words in ("1 value cannot be taken in", "organisation number", "556999-0039",
                  "A digit of the organisation number is wrong", "Compare it with"):  # fmt: skip
        assert words in page
    assert 'name="confirmed"' not in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "The file is empty"),
        ("kod;namn\n", "lacks the columns kind, organisation number"),
        ("\0", "not a text file"),
    ],
)
def test_a_file_that_is_no_register_is_refused_in_words(
    client: Client, people: People, content: str, words: str
) -> None:
    assert words in upload(sign_in(client, people.administrator), content)


def test_a_register_that_says_nothing_new_has_nothing_to_confirm(
    client: Client, people: People
) -> None:
    page = upload(
        sign_in(client, people.administrator),
        HEADER + "bostad;Kornhamns Bostad AB;bolag;556999-0012;;;;;;\n",
    )
    assert "nothing would change" in page
    assert 'name="confirmed"' not in page
