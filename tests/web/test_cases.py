"""Procurements one by one: the list, why each clause applied, its questions and departures."""

import re
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from kornhamn.analytics.queries.cases import case_findings
from kornhamn.procurement.models import (
    ContractedTender,
    Departure,
    Lot,
    Procurement,
    StatedFact,
)
from kornhamn.procurement.queries.case_file import KnownFact, Source
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Verdict
from kornhamn.web.pages.answers.values import known_briefly, known_words
from tests.people import Group, People, sign_in
from tests.rooms.analytics.conftest import portfolio, procurement  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
IN_FORCE, PROPOSED = "strategisk-upphandling", "inkop-som-verktyg"
ALLOWED, WITHOUT_EXCEPTION = "environment.programme", "discrimination.clause"
SOURCE = "Strategin, dnr 2025/17"


@pytest.fixture(autouse=True)
def english(settings: Settings, tmp_path: Path) -> None:
    settings.LANGUAGE_CODE = "en"
    settings.SNAPSHOTS = tmp_path / "snapshots"


@pytest.fixture
def school(portfolio: dict[str, Procurement]) -> Procurement:  # noqa: F811
    return portfolio["school"]


@pytest.fixture
def purchaser(client: Client, people: People) -> Client:
    return sign_in(client, people.purchaser)


@pytest.fixture
def responsible(client: Client, people: People) -> Client:
    return sign_in(client, people.responsible)


def read(answer: HttpResponse) -> str:
    """The words of a page, without marks and with plain spaces."""
    text = unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return re.sub(r"\s+", " ", text)


def titles(answer: HttpResponse) -> list[str]:
    return [row[0].text for row in answer.context["table"].rows]


def page_of(case: Procurement, *more: str) -> str:
    return "/".join(("", "cases", str(case.pk), *more, ""))


def answered(client: Client, case: Procurement, fact: str, value: object, **more: str) -> None:
    data = {"value": value, "source": SOURCE} | more
    reply = client.post(page_of(case, "facts", fact), data)
    assert reply.status_code == 302, read(reply)


def test_nobody_signed_in_is_sent_to_sign_in(client: Client, school: Procurement) -> None:
    for page in ("/cases/", page_of(school), page_of(school, "facts", "contract_terms")):
        answer = client.get(page)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")


def test_another_companys_procurement_is_not_to_be_found(
    client: Client, people: People, school: Procurement
) -> None:
    sign_in(client, people.of_other_company)
    assert client.get(page_of(school)).status_code == 404
    assert client.get(page_of(school, "facts", "contract_terms")).status_code == 404
    assert client.post(page_of(school, "facts", "contract_terms")).status_code == 404
    assert client.get(page_of(school, "departures", ALLOWED)).status_code == 404
    assert client.post(page_of(school, "departures", ALLOWED, "withdraw")).status_code == 404
    assert titles(client.get("/cases/")) == ["Inköp 4"]
    assert not StatedFact.objects.exists()


def test_what_does_not_exist_is_not_found(responsible: Client, school: Procurement) -> None:
    assert responsible.get(f"/cases/{uuid4()}/").status_code == 404
    assert responsible.get(f"{page_of(school)}?edition=nobody-wrote-it").status_code == 404
    assert responsible.get(page_of(school, "facts", "shoe_size")).status_code == 404
    assert responsible.get(page_of(school, "facts", "direct_award_limit")).status_code == 404
    assert responsible.get(page_of(school, "departures", "nobody.wrote-it")).status_code == 404


def test_before_anything_is_imported_the_list_teaches(client: Client, people: People) -> None:
    words = read(sign_in(client, people.analyst).get("/cases/"))
    assert "No procurements yet" in words
    assert "Import procurements" in words


def test_the_list_holds_what_the_reader_may_read_the_latest_first(
    client: Client,
    people: People,
    portfolio: dict[str, Procurement],  # noqa: F811
) -> None:
    own = titles(sign_in(client, people.analyst).get("/cases/"))
    assert own[-1] == portfolio["undated"].title
    everybodys = titles(client.get("/cases/?buyers=everybody"))
    assert set(everybodys) - set(own) == {portfolio["elsewhere"].title}
    assert len(everybodys) == len(portfolio)
    assert set(titles(sign_in(client, people.board_member).get("/cases/"))) == {
        "Inköp 3", "Inköp 4",
    }  # fmt: skip
    for address in ("/cases/", "/cases/?buyers=everybody"):
        answer = sign_in(client, people.purchaser).get(address)
        assert set(titles(answer)) == {"Inköp 1", portfolio["undated"].title}
        assert "Buyer" not in read(answer)


def test_words_are_found_in_any_order_and_case(
    client: Client, people: People, group: Group
) -> None:
    for number, title in enumerate(("Städ i skola", "Skola, städning 100 %", "Måltider")):
        procurement(f"t{number}", group.education, title=title)
    sign_in(client, people.analyst)
    assert len(titles(client.get("/cases/", {"title": "SKOLA städ"}))) == 2
    assert titles(client.get("/cases/", {"title": "100 %"})) == ["Skola, städning 100 %"]
    assert titles(client.get("/cases/", {"title": "_"})) == []


def test_the_list_narrows_and_sorts_and_can_be_taken_along(
    client: Client,
    people: People,
    group: Group,
    portfolio: dict[str, Procurement],  # noqa: F811
) -> None:
    sign_in(client, people.analyst)
    assert titles(client.get("/cases/", {"category": "45"})) == ["Inköp 4", "Inköp 3"]
    assert titles(client.get("/cases/", {"authority": str(group.care.pk)})) == ["Inköp 2"]
    assert titles(client.get("/cases/", {"kind": "goods"})) == ["Inköp 2"]
    assert titles(client.get("/cases/", {"sort": "-value"}))[:2] == ["Inköp 3", "Inköp 1"]
    file = client.get("/cases/", {"category": "45", "format": "csv"})
    assert len(file.content.decode("utf-8-sig").strip().splitlines()) == 3


def test_more_procurements_take_no_more_queries(
    client: Client, people: People, group: Group, school: Procurement
) -> None:
    sign_in(client, people.analyst).get("/cases/")
    with CaptureQueriesContext(connection) as few:
        client.get("/cases/")
    for number in range(60):
        procurement(f"more-{number}", group.care, contracted_value=Decimal(number))
    with CaptureQueriesContext(connection) as many:
        answer = client.get("/cases/")
    assert len(many) == len(few) <= 8
    assert len(titles(answer)) == 50


def test_the_case_says_what_applied_and_why_under_which_edition(
    purchaser: Client, school: Procurement
) -> None:
    answer = purchaser.get(page_of(school))
    words = read(answer)
    assert "the edition pinned to the procurement when it was opened" in words
    assert "1 000 000.50" in words
    findings = case_findings(school.pk, edition_id=IN_FORCE)
    shown = {
        line.clause.id: line.verdict for group in answer.context["phases"] for line in group.lines
    }
    assert shown == {finding.clause.id: finding.verdict for finding in findings}
    assert {group.phase.value for group in answer.context["phases"]} <= {
        "analyse-plan", "procure", "call-off", "manage-contract", "govern",
    }  # fmt: skip
    for finding in findings:
        assert finding.clause.heading in unescape(answer.content.decode())


def test_the_case_can_be_read_under_another_edition(purchaser: Client, school: Procurement) -> None:
    answer = purchaser.get(f"{page_of(school)}?edition={PROPOSED}")
    assert "It does not: answers count under both editions" in read(answer)
    assert "Record a departure" not in read(answer)
    wanted = {finding.clause.id for finding in case_findings(school.pk, edition_id=PROPOSED)}
    assert {x.clause.id for group in answer.context["phases"] for x in group.lines} == wanted


def test_missing_first_puts_the_unknown_that_lacks_least_on_top(
    purchaser: Client, school: Procurement
) -> None:
    flat = purchaser.get(f"{page_of(school)}?show=missing-first").context["flat"]
    unknown = [line for line in flat if line.verdict is Verdict.UNKNOWN]
    assert flat[: len(unknown)] == unknown
    lacking = [len(line.questions) for line in unknown]
    assert lacking == sorted(lacking)
    only = purchaser.get(f"{page_of(school)}?show=unknown").context["phases"]
    assert {line.verdict for group in only for line in group.lines} == {Verdict.UNKNOWN}


def test_each_known_fact_tells_where_it_was_read(purchaser: Client, school: Procurement) -> None:
    answered(purchaser, school, "contract_terms", ["whistleblowing"])
    words = read(purchaser.get(page_of(school)))
    assert "answered by Inga Berg" in words
    assert SOURCE in words
    assert "counted from the lots and winners below" in words
    assert "Omsorg i Norr AB (small company)" in words


def test_an_answer_counts_at_once_and_stands_in_the_history(
    purchaser: Client, school: Procurement
) -> None:
    def verdict() -> Verdict:
        lines = (
            line
            for group in purchaser.get(page_of(school)).context["phases"]
            for line in group.lines
        )
        return next(line.verdict for line in lines if line.clause.id == WITHOUT_EXCEPTION)

    assert verdict() is Verdict.UNKNOWN
    answered(purchaser, school, "contract_terms", ["anti-discrimination-clause"])
    assert verdict() is Verdict.MET
    answered(purchaser, school, "contract_terms", ["none-of-them"])
    assert verdict() is Verdict.NOT_MET
    words = read(purchaser.get(page_of(school)))
    assert words.count("Answered “Which of these terms") == 2
    purchaser.post(page_of(school, "facts", "contract_terms", "withdraw"))
    assert verdict() is Verdict.UNKNOWN
    assert "Took back the answer" in read(purchaser.get(page_of(school)))


def test_the_next_question_is_the_one_that_most_clauses_wait_for(
    purchaser: Client, school: Procurement
) -> None:
    first, second, *_ = purchaser.get(page_of(school)).context["questions"]
    data = {"value": ["none-of-them"], "source": SOURCE, "next": "1"}
    reply = purchaser.post(first.url, data)
    assert reply["Location"] == purchaser.get(page_of(school)).context["questions"][0].url
    assert reply["Location"] == second.url


@pytest.mark.parametrize(
    ("fact", "data", "problem"),
    [
        ("contract_terms", {"source": SOURCE}, "This field is required"),
        ("contract_terms", {"value": ["whistleblowing"]}, "This field is required"),
        ("contract_terms", {"value": ["sausages"], "source": SOURCE}, "not one of the available"),
        (
            "contract_terms",
            {"value": ["whistleblowing", "none-of-them"], "source": SOURCE},
            "but not both",
        ),
        ("is_service_operation", {"value": "perhaps", "source": SOURCE}, "not one of the"),
        ("fewest_tenders", {"value": "-3", "source": SOURCE}, "greater than or equal to 0"),
        ("cpv", {"value": "12345678", "source": SOURCE}, "is not a code of CPV 2008"),
        ("cpv", {"value": "00000000", "source": SOURCE}, "Write the eight digits"),
        ("published_on", {"value": "2025-13-40", "source": SOURCE}, "Enter a valid date"),
    ],
)
def test_a_wrong_answer_is_told_at_the_field_and_kept(
    purchaser: Client,
    portfolio: dict[str, Procurement],  # noqa: F811
    fact: str,
    data: dict[str, object],
    problem: str,
) -> None:
    answer = purchaser.post(page_of(portfolio["undated"], "facts", fact), data)
    assert answer.status_code == 400
    assert problem in read(answer)
    if "source" in data:
        assert SOURCE in answer.content.decode()
    assert not StatedFact.objects.exists()


def test_what_the_files_already_say_is_refused_on_the_page(
    purchaser: Client, school: Procurement
) -> None:
    data = {"value": "85300000", "source": SOURCE}
    answer = purchaser.post(page_of(school, "facts", "cpv"), data)
    assert answer.status_code == 400
    assert "The imported statistics already say it." in read(answer)


@pytest.mark.parametrize(
    ("fact", "value", "kept"),
    [
        ("is_service_operation", "no", False),
        ("contracted_value", "1234567,50", 123456750),
        ("fewest_tenders", "4", 4),
        ("kind", "works", "works"),
        ("published_on", "2025-02-03", "2025-02-03"),
        ("cpv", "45210000-2", "45210000"),
    ],
)
def test_each_type_of_question_keeps_its_answer(
    purchaser: Client, group: Group, fact: str, value: str, kept: object
) -> None:
    blank = procurement("blank", group.education, kind=None, published_on=None, cpv=None)
    if fact == "contracted_value":
        value = value.replace(",", ".")
    answered(purchaser, blank, fact, value)
    assert StatedFact.objects.get().value == kept
    again = purchaser.get(page_of(blank, "facts", fact))
    assert SOURCE in again.content.decode()


def test_a_reader_sees_the_questions_but_no_way_to_answer(
    client: Client, people: People, school: Procurement
) -> None:
    answer = sign_in(client, people.executive).get(page_of(school))
    assert "Those who may answer:" in read(answer)
    assert "/facts/" not in answer.content.decode()
    assert client.get(page_of(school, "facts", "contract_terms")).status_code == 403


def test_a_clause_without_exception_shows_what_blocks_the_departure(
    responsible: Client, school: Procurement
) -> None:
    answered(responsible, school, "contract_terms", ["none-of-them"])
    blocked = read(responsible.get(page_of(school)))
    assert "The clause says shall, without exception: nobody may depart from it." in blocked
    assert "Can be lifted by: the council, in a new edition of the programme" in blocked
    page = page_of(school, "departures", WITHOUT_EXCEPTION)
    assert "Can be lifted by:" in read(responsible.get(page))
    data = {"reason": "x", "decided_by": "y", "decided_on": "2026-03-01"}
    answer = responsible.post(page, data)
    assert answer.status_code == 400
    assert not Departure.objects.exists()


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"reason": ""}, "This field is required"),
        ({"decided_by": ""}, "This field is required"),
        ({"decided_on": "yesterday"}, "Enter a valid date"),
        ({"decided_on": "2999-01-01"}, "That day has not come yet"),
    ],
)
def test_a_departure_lacking_something_is_told_at_the_field(
    responsible: Client, school: Procurement, changed: dict[str, str], problem: str
) -> None:
    data = {"reason": "Nobody can", "decided_by": "§ 12", "decided_on": "2026-03-01"} | changed
    answer = responsible.post(page_of(school, "departures", ALLOWED), data)
    assert answer.status_code == 400
    assert problem in read(answer)
    assert not Departure.objects.exists()


def test_a_departure_is_recorded_shown_and_taken_back(
    responsible: Client, school: Procurement
) -> None:
    data = {"reason": "Nobody can", "decided_by": "The committee § 12", "decided_on": "2026-03-01"}
    assert responsible.get(page_of(school, "departures", ALLOWED)).status_code == 200
    assert responsible.post(page_of(school, "departures", ALLOWED), data).status_code == 302
    words = read(responsible.get(page_of(school)))
    assert "Decided by The committee § 12 2026-03-01" in words
    assert "Recorded a departure from" in words
    responsible.post(page_of(school, "departures", ALLOWED, "withdraw"))
    assert not Departure.objects.exists()
    assert "Took back the departure" in read(responsible.get(page_of(school)))


def test_a_purchaser_may_answer_but_not_depart(purchaser: Client, school: Procurement) -> None:
    assert (
        page_of(school, "departures", ALLOWED)
        not in purchaser.get(page_of(school)).content.decode()
    )
    assert purchaser.get(page_of(school, "departures", ALLOWED)).status_code == 403


def test_the_case_speaks_swedish(
    purchaser: Client, school: Procurement, settings: Settings
) -> None:
    settings.LANGUAGE_CODE = "sv"
    words = read(purchaser.get(page_of(school)))
    assert "frågor saknar svar" in words
    assert "Vad som gällde, och varför" in words
    answer = purchaser.get(page_of(school, "facts", "contract_terms"))
    assert "Vad bygger svaret på?" in read(answer)


def test_a_case_takes_a_fixed_number_of_queries(
    purchaser: Client, group: Group, at: datetime
) -> None:
    small = procurement("small", group.education)
    large = procurement("large", group.education, published_on=date(2025, 4, 1))
    for number in range(30):
        lot = Lot.objects.create(procurement=large, reference=str(number), tenders=number)
        ContractedTender.objects.create(lot=lot, supplier_name=f"Leverantör {number}")
        StatedFact.objects.create(
            procurement=large, fact=f"fact-{number}", value=True, source="x", stated_at=at
        )
    purchaser.get(page_of(small))
    with CaptureQueriesContext(connection) as few:
        purchaser.get(page_of(small))
    with CaptureQueriesContext(connection) as many:
        purchaser.get(page_of(large))
    assert len(many) <= len(few) + 2


def test_a_late_page_holds_its_own_rows_in_order(
    client: Client, people: People, group: Group
) -> None:
    for number in range(120):
        procurement(f"{number:03d}", group.care, contracted_value=Decimal(number))
    sign_in(client, people.analyst)
    pages = [titles(client.get(f"/cases/?sort=-value&page={page}")) for page in (1, 2, 3)]
    assert sum(pages, []) == [f"Inköp {number:03d}" for number in range(119, -1, -1)]  # noqa: RUF017 - three
    assert titles(client.get("/cases/?sort=-value&page=99")) == pages[2]


@pytest.mark.parametrize("order", ["published_on", "contracted_value"])
def test_the_lists_order_is_an_indexs(order: str) -> None:
    latest = Procurement.objects.order_by(F(order).desc(nulls_last=True), "pk")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert "Sort" not in latest[:50].explain()


def test_a_long_history_shows_its_latest_events_and_folds_the_rest(
    purchaser: Client, school: Procurement
) -> None:
    for value in ("yes", "no", "yes", "no", "yes"):
        answered(purchaser, school, "performed_in_sweden", value)
    page = purchaser.get(page_of(school))
    assert "Show 2 earlier events" in read(page)
    assert len(page.context["events"]) == 5


def test_reasons_are_folded_until_what_is_not_met_is_asked_for(
    purchaser: Client, school: Procurement
) -> None:
    everything = purchaser.get(page_of(school)).content.decode()
    assert 'data-verdict="not-met" open' not in everything
    asked_for = purchaser.get(page_of(school), {"show": "not-met"}).content.decode()
    assert asked_for.count('data-verdict="not-met" open') == asked_for.count(
        'data-verdict="not-met"'
    )


def test_a_long_list_stands_by_its_number_beside_a_condition() -> None:
    fact = FACTS["contract_terms"]
    few, many = tuple(fact.choices)[:2], tuple(fact.choices)[:5]
    source = Source(file="procurements.csv", rows=(2,), column="A")
    assert known_briefly(fact, KnownFact(fact.name, few, source)) == known_words(
        fact, KnownFact(fact.name, few, source)
    )
    value, where = known_briefly(fact, KnownFact(fact.name, many, source))
    assert value == f"5 of {len(fact.choices)}"
    assert "procurements.csv" in where
