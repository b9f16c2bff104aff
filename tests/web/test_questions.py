"""What is asked of each authority and of the group, who may answer, and what an answer does."""

import re
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from kornhamn.audit.models import Entry
from kornhamn.procurement.models import StatedFact
from tests.people import Group, People, sign_in

pytestmark = pytest.mark.django_db

PROPOSED = "inkop-som-verktyg"
SOURCE = "Verksamhetsplanen 2026"
OVERVIEW, OF_GROUP = "/organisation/questions/", "/organisation/group/questions/"


@pytest.fixture(autouse=True)
def english(settings: Settings, tmp_path: Path) -> None:
    settings.LANGUAGE_CODE = "en"
    settings.SNAPSHOTS = tmp_path / "snapshots"


@pytest.fixture
def responsible(client: Client, people: People) -> Client:
    return sign_in(client, people.responsible)


def read(answer: HttpResponse) -> str:
    """The words of a page, without marks and with plain spaces."""
    text = unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return re.sub(r"\s+", " ", text)


def of(group: Group, *more: str) -> str:
    return "/".join(("", "organisation", str(group.education.pk), *more, ""))


def lines(client: Client) -> dict[str, int]:
    page = client.get(OVERVIEW, {"edition": PROPOSED})
    return {row[0].text: int(row[1].text) for row in page.context["table"].rows}


def test_nobody_signed_in_is_sent_to_sign_in(client: Client, group: Group) -> None:
    for page in (OVERVIEW, OF_GROUP, of(group, "questions"), of(group, "facts", "spend")):
        assert client.get(page)["Location"].startswith("/sign-in/")


def test_the_overview_holds_the_group_and_what_the_reader_answers_for(
    client: Client, people: People, group: Group
) -> None:
    assert set(lines(sign_in(client, people.responsible))) == {
        "The group as a whole",
        group.education.name,
    }
    assert set(lines(sign_in(client, people.board_member))) == {
        "The group as a whole",
        *(one.name for one in group.companies),
    }
    assert len(lines(sign_in(client, people.analyst))) == len(group.everyone)


def test_another_authority_is_as_little_to_be_found_as_none(
    client: Client, people: People, group: Group
) -> None:
    other = sign_in(client, people.of_other_company)
    for page in (of(group, "questions"), of(group, "facts", "answer_times_measured")):
        assert other.get(page).status_code == 404
    assert other.get(f"/organisation/{uuid4()}/questions/").status_code == 404


def test_the_municipality_itself_answers_for_no_clause(
    client: Client, people: People, group: Group
) -> None:
    page = f"/organisation/{group.municipality.pk}/questions/"
    assert sign_in(client, people.analyst).get(page).status_code == 404


@pytest.mark.parametrize("fact", ["no_such_fact", "kind", "is_company", "yearly_follow_up"])
def test_what_is_not_asked_of_an_authority_is_not_found(
    responsible: Client, group: Group, fact: str
) -> None:
    assert responsible.get(of(group, "facts", fact)).status_code == 404


def test_a_page_says_what_is_open_who_may_answer_and_where_the_rest_was_read(
    responsible: Client, group: Group, people: People
) -> None:
    page = responsible.get(of(group, "questions"), {"edition": PROPOSED})
    words = read(page)
    assert "Do you measure how many days it takes" in words
    assert f"{people.responsible.name} Responsible for purchasing" in words
    assert f"{people.analyst.name} Group analyst" in words
    assert "from the register of the organisation" in words
    assert "Nobody has answered or changed anything yet." in words


def test_an_answer_is_kept_counts_at_once_and_stands_in_the_history(
    responsible: Client, group: Group
) -> None:
    before = lines(responsible)[group.education.name]
    question = of(group, "facts", "answer_times_measured")
    assert "What does the answer rest on?" in read(responsible.get(question))
    reply = responsible.post(question, {"value": "yes", "source": SOURCE})
    assert reply["Location"] == of(group, "questions") + "#questions"
    assert lines(responsible)[group.education.name] == before - 1
    words = read(responsible.get(of(group, "questions")))
    assert "“Do you measure how many days it takes to answer suppliers' questions?”: yes" in words
    assert SOURCE in words
    assert Entry.objects.get(verb="fact.stated").subject_id == str(group.education.pk)


def test_going_on_leads_to_the_next_question_of_the_same_authority(
    responsible: Client, group: Group
) -> None:
    question = of(group, "facts", "answer_times_measured")
    reply = responsible.post(question, {"value": "no", "source": SOURCE, "next": "1"})
    assert reply["Location"].startswith(of(group, "facts"))
    assert reply["Location"] != question


def test_an_answer_is_taken_back(responsible: Client, group: Group) -> None:
    question = of(group, "facts", "answer_times_measured")
    responsible.post(question, {"value": "yes", "source": SOURCE})
    assert responsible.get(question + "withdraw/").status_code == 405
    responsible.post(question + "withdraw/")
    assert not StatedFact.objects.exists()
    assert responsible.post(question + "withdraw/").status_code == 409  # it is gone already


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"value": "maybe", "source": SOURCE}, "maybe"),
        ({"value": "yes", "source": " "}, "This field is required"),
    ],
)
def test_a_wrong_answer_is_told_at_the_field(
    responsible: Client, group: Group, sent: dict[str, str], says: str
) -> None:
    reply = responsible.post(of(group, "facts", "answer_times_measured"), sent)
    assert reply.status_code == 400
    assert says in read(reply)
    assert not StatedFact.objects.exists()


def test_the_group_is_answered_for_by_those_with_the_whole_group(
    client: Client, people: People
) -> None:
    question = "/organisation/group/facts/category_work_initiated/"
    answer = {"value": "yes", "source": SOURCE}
    own = sign_in(client, people.responsible)
    assert "/organisation/group/facts/" not in own.get(OF_GROUP).content.decode()
    assert own.get(question).status_code == 403
    assert own.post(question, answer).status_code == 403
    assert not StatedFact.objects.exists()
    analyst = sign_in(client, people.analyst)
    assert "/organisation/group/facts/" in analyst.get(OF_GROUP).content.decode()
    assert analyst.post(question, answer)["Location"] == OF_GROUP + "#questions"
    assert StatedFact.objects.get().authority is None


def test_the_executive_board_sees_what_is_open_but_no_way_to_answer(
    client: Client, people: People, group: Group
) -> None:
    reader = sign_in(client, people.executive)
    page = reader.get(of(group, "questions")).content.decode()
    assert "/facts/" not in page
    assert reader.get(of(group, "facts", "answer_times_measured")).status_code == 403


def test_the_start_page_tells_those_who_answer_what_is_open(
    client: Client, people: People, group: Group
) -> None:
    answering = read(sign_in(client, people.responsible).get("/"))
    assert f"questions about {group.education.name} are open" in answering
    assert "questions about the organisation are open" in read(
        sign_in(client, people.analyst).get("/")
    )
    assert "are open" not in read(sign_in(client, people.executive).get("/"))


def test_more_authorities_take_no_more_queries(
    client: Client, people: People, group: Group
) -> None:
    analyst = sign_in(client, people.analyst)
    analyst.get(OVERVIEW)
    with CaptureQueriesContext(connection) as all_of_them:
        analyst.get(OVERVIEW)
    group.water.appointments.all().delete()
    group.water.delete()
    with CaptureQueriesContext(connection) as fewer:
        analyst.get(OVERVIEW)
    assert len(all_of_them) == len(fewer)


def test_an_unknown_edition_is_not_found(responsible: Client, group: Group) -> None:
    for page in (OVERVIEW, OF_GROUP, of(group, "questions")):
        assert responsible.get(page, {"edition": "no-such"}).status_code == 404


def test_the_pages_speak_swedish(responsible: Client, group: Group) -> None:
    page = responsible.get(of(group, "questions"), headers={"accept-language": "sv"})
    words = read(page)
    assert "Frågor till organisationen" in words
    assert "Vilka får svara" in words
