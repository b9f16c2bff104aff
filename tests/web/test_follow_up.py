"""The programme followed up on the screen: honest first, and every number leads to its rows."""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from kornhamn.analytics.actions import refresh
from kornhamn.analytics.queries.cases import authority_findings
from kornhamn.analytics.queries.follow_up import by_authority, follow_up
from kornhamn.analytics.queries.follow_up import heat_map as counted_map
from kornhamn.analytics.types import Selection
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import SYSTEM, Role, Scope
from kornhamn.procurement.models import Procurement
from kornhamn.rulebook.library import programme
from kornhamn.rulebook.types import Verdict
from kornhamn.web.pages.follow_up.selection import parameters
from tests.people import Group, People, appoint, person, sign_in
from tests.rooms.analytics.conftest import portfolio, procurement  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

IN_FORCE, PROPOSED = "strategisk-upphandling", "inkop-som-verktyg"
GROUP = Scope(group=True)
ON_CASES, ON_AUTHORITIES = "society.social-responsibility", "organisation.responsible"
PAGES = (
    "/follow-up/",
    "/follow-up/heat-map/",
    "/follow-up/cases/",
    f"/follow-up/clause/{ON_CASES}/",
)
VIEWS = ("clauses", "authorities", "categories", "months", "editions")


@pytest.fixture(autouse=True)
def snapshots(settings: Settings, tmp_path: Path) -> Path:
    settings.SNAPSHOTS = tmp_path / "snapshots"
    settings.LANGUAGE_CODE = "en"
    return tmp_path / "snapshots"


@pytest.fixture
def world(portfolio: dict[str, Procurement], people: People, at: datetime) -> People:  # noqa: F811
    refresh(by=SYSTEM, at=at)
    return people


@pytest.fixture
def analyst(client: Client, world: People) -> Client:
    return sign_in(client, world.analyst)


def read(answer: HttpResponse) -> str:
    """The words of a page, without marks and with plain spaces."""
    text = unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return re.sub(r"\s+", " ", text)


def lines_of(answer: HttpResponse) -> list[list[str]]:
    """The lines of a CSV file, the headings first."""
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def numbers_that_lead_to_rows(answer: HttpResponse) -> set[tuple[int, str]]:
    """Each number on the page with the address of its procurements."""
    links = re.findall(
        r'<a[^>]*href="(/follow-up/cases/[^"]*)"[^>]*>([^<]*)<', answer.content.decode()
    )
    found = [(re.sub(r"\D", "", unescape(text)), unescape(url)) for url, text in links]
    return {(int(digits), url) for digits, url in found if digits}


@pytest.mark.parametrize("page", PAGES)
def test_nobody_signed_in_is_sent_to_sign_in(client: Client, world: People, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("page", PAGES)
def test_those_who_may_not_follow_up_are_refused(client: Client, world: People, page: str) -> None:
    assert sign_in(client, world.administrator).get(page).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_before_the_first_snapshot_the_page_teaches_what_to_do(
    client: Client, people: People, page: str
) -> None:
    answer = sign_in(client, people.analyst).get(page)
    assert answer.status_code == 200
    assert "Nothing to follow up yet" in read(answer)
    assert "Import procurements" in read(answer)
    assert "Import procurements" not in read(sign_in(client, people.purchaser).get(page))


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("first=2025-13-01", "Enter a valid date"),
        ("first=2025-02-01&last=2025-01-01", "The last day is before the first"),
        ("edition=nobody-wrote-it", "Select a valid choice"),
        ("authority=not-one", "Select a valid choice"),
        ("category=7", "Select a valid choice"),
        (f"edition={PROPOSED}&goal=climate", "no such goal"),
        ("part=the-rest", "Select a valid choice"),
    ],
)
@pytest.mark.parametrize("page", PAGES[::2])
def test_a_selection_that_cannot_be_understood_is_asked_again_with_its_input_kept(
    analyst: Client, page: str, query: str, problem: str
) -> None:
    answer = analyst.get(f"{page}?{query}")
    assert answer.status_code == 400
    assert problem in read(answer)
    assert "nothing was counted" in read(answer)
    if query.startswith("first=2025-13"):
        assert 'value="2025-13-01"' in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/follow-up/clause/nobody.wrote-it/",
        "/follow-up/clause/process.category-initiated/",  # of the other edition
        "/follow-up/cases/?clause=nobody.wrote-it",
        "/follow-up/cases/?verdict=perhaps",
        "/follow-up/cases/?missing=shoe_size",
    ],
)
def test_what_does_not_exist_is_not_found(analyst: Client, address: str) -> None:
    assert analyst.get(address).status_code == 404


def test_the_honest_sentence_comes_before_every_other_figure(analyst: Client) -> None:
    found = follow_up(Selection(IN_FORCE), GROUP)
    words = read(analyst.get("/follow-up/"))
    assert f"Of {found.tally.relevant} assessments we know the answer to" in words
    assert words.index("are unknown.") < words.index("5 facts would answer")
    assert words.index("5 facts would answer") < words.index("How it goes, goal by goal")
    assert f"5 facts would answer {found.wanted[-1].together} of the unknowns" in words


def test_the_same_page_speaks_swedish_unless_asked_otherwise(
    client: Client, world: People, settings: Settings
) -> None:
    settings.LANGUAGE_CODE = "sv"
    words = read(sign_in(client, world.analyst).get("/follow-up/"))
    assert "prövningar vet vi svaret på" in words
    assert "5 uppgifter skulle ge svar på" in words
    client.cookies["django_language"] = "en"
    assert "assessments we know the answer to" in read(client.get("/follow-up/"))


@pytest.mark.parametrize("view", VIEWS)
def test_every_number_equals_the_rows_behind_it(analyst: Client, view: str) -> None:
    answer = analyst.get("/follow-up/", {"view": view})
    found = numbers_that_lead_to_rows(answer)
    assert len(found) > 5
    for number, url in sorted(found, key=lambda pair: pair[1])[:: max(1, len(found) // 12)]:
        behind = analyst.get(url).context["totals"]
        assert number in {behind.assessments, behind.ore // 100}, url


def test_the_page_counts_what_the_figures_count(analyst: Client) -> None:
    found = follow_up(Selection(IN_FORCE), GROUP)
    context = analyst.get("/follow-up/").context
    for key_figure in context["key_figures"]:
        count = found.tally.of(key_figure.verdict)
        assert (key_figure.assessments, key_figure.cases, key_figure.ore) == (
            count.assessments, count.cases, count.ore,
        )  # fmt: skip
    by_clause = {line.clause.id: line.tally for line in context["table"].all_rows}
    assert by_clause == {one.clause.id: one.tally for one in found.clauses}


def test_the_rows_behind_a_number_carry_its_kronor(
    analyst: Client,
    portfolio: dict[str, Procurement],  # noqa: F811
) -> None:
    answer = analyst.get("/follow-up/cases/", {"category": "85"})
    words = read(answer)
    assert "2 procurements" not in words
    assert "One procurement" in words
    assert "1 000 000.50" in words
    assert f"/cases/{portfolio['school'].pk}/?edition={IN_FORCE}" in answer.content.decode()


def test_a_fact_that_is_missing_leads_straight_to_its_question(
    client: Client,
    world: People,
    portfolio: dict[str, Procurement],  # noqa: F811
) -> None:
    address = "/follow-up/cases/?missing=contract_terms"
    question = f"/cases/{portfolio['school'].pk}/facts/contract_terms/"
    page = sign_in(client, world.responsible).get(address)
    assert question in page.content.decode()
    assert "Question" not in lines_of(client.get(f"{address}&format=csv"))[0]
    assert question not in sign_in(client, world.auditor).get(address).content.decode()


def test_a_company_sees_its_own_figures_and_nobody_elses(
    client: Client, world: People, group: Group
) -> None:
    own = Scope(own=frozenset({group.water.pk}))
    answer = sign_in(client, world.of_other_company).get("/follow-up/?view=authorities")
    assert answer.context["found"].cases == follow_up(Selection(IN_FORCE), own).cases == 1
    assert "Kornhamns Vatten AB" in read(answer)
    assert "Utbildningsnämnden" not in read(answer)
    assert "The whole group" not in read(answer)
    assert client.get(f"/follow-up/?authority={group.education.pk}").status_code == 400


def test_the_group_board_follows_up_the_companies_alone(client: Client, world: People) -> None:
    answer = sign_in(client, world.board_member).get("/follow-up/heat-map/")
    names = [column.label for column in answer.context["map"].columns]
    assert names == ["Kornhamns Bostad AB", "Kornhamns Vatten AB"]
    assert "All years · The companies" in " · ".join(["", *answer.context["choice"].words])


def test_a_quick_period_keeps_the_rest_of_the_selection(analyst: Client, group: Group) -> None:
    answer = analyst.get(f"/follow-up/?authority={group.education.pk}&view=months")
    periods = {label: url for label, url, _ in answer.context["periods"]}
    assert list(periods) == ["All years", "2025", "2024", "first half of 2025"]
    chosen = analyst.get(periods["first half of 2025"]).context
    assert chosen["choice"].selection.period == Period(date(2025, 1, 1), date(2025, 7, 1))
    assert chosen["choice"].selection.authorities == {group.education.pk}
    assert chosen["view"] == "months"


def test_an_address_holds_the_whole_selection(analyst: Client, group: Group) -> None:
    asked = Selection(
        PROPOSED,
        period=Period(date(2025, 1, 1), date(2025, 7, 1)),
        authorities=frozenset({group.education.pk}),
        cpv_division="85",
        goal="choice",
        only_governed=True,
    )
    answer = analyst.get("/follow-up/", parameters(asked))
    assert answer.context["choice"].selection == asked
    assert "Draft, not in force" in read(answer)


def test_procurements_of_another_edition_and_without_value_are_told(analyst: Client) -> None:
    words = read(analyst.get("/follow-up/"))
    assert "One of the procurements was opened under another edition, or under none." in words
    assert "The value of 3 procurements is not known." in words


def test_a_selection_without_procurements_says_so_and_leads_on(analyst: Client) -> None:
    words = read(analyst.get("/follow-up/?first=1999-01-01&last=1999-12-31"))
    assert "No procurements in this selection" in words
    assert "Show everything, all years" in words
    assert analyst.get("/follow-up/heat-map/?last=1999-12-31").status_code == 200
    assert analyst.get(f"/follow-up/clause/{ON_CASES}/?last=1999-12-31").status_code == 200


def test_two_editions_stand_side_by_side(analyst: Client) -> None:
    pairs = analyst.get("/follow-up/?view=editions").context["table"].all_rows
    for side, edition in enumerate((IN_FORCE, PROPOSED)):
        counted = {one.clause.id: one.tally for one in follow_up(Selection(edition), GROUP).clauses}
        shown = {pair.sides[side].key: pair.sides[side].tally for pair in pairs if pair.sides[side]}
        assert shown == counted
    only = analyst.get("/follow-up/?view=editions&where=second").context["table"].all_rows
    assert only
    assert all(pair.sides[0] is None for pair in only)


def test_a_clause_on_procurements_shows_its_parts(analyst: Client) -> None:
    answer = analyst.get(f"/follow-up/clause/{ON_CASES}/")
    selection = Selection(IN_FORCE, clause=ON_CASES)
    shown = {part["table"].id: part["table"].all_rows for part in answer.context["parts"]}
    assert {line.key: line.tally for line in shown["authorities"]} == {
        one.key: one.tally for one in by_authority(selection, GROUP)
    }
    for number, url in numbers_that_lead_to_rows(answer):
        behind = analyst.get(url).context["totals"]
        assert number == behind.total, url


def test_a_clause_on_authorities_shows_each_finding(analyst: Client) -> None:
    answer = analyst.get(f"/follow-up/clause/{ON_AUTHORITIES}/")
    found = authority_findings(Selection(IN_FORCE, clause=ON_AUTHORITIES), GROUP)
    lines = {line.name: line.verdict for line in answer.context["tables"][0].all_rows}
    assert lines == {one.authority.name: one.finding.verdict for one in found if one.authority}
    assert lines["Utbildningsnämnden"] is Verdict.MET
    assert lines["Äldrenämnden"] is Verdict.NOT_MET
    only = analyst.get(f"/follow-up/clause/{ON_AUTHORITIES}/?verdict=met")
    assert {line.verdict for line in only.context["tables"][0].all_rows} == {Verdict.MET}


def test_the_heat_map_says_two_shares_and_leads_to_the_rows(analyst: Client) -> None:
    found = counted_map(Selection(IN_FORCE), GROUP)
    shown = analyst.get("/follow-up/heat-map/").context["map"]
    assert [row.label for row in shown.rows] == [clause.title.en for clause in found.clauses]
    place = next(n for n, clause in enumerate(found.clauses) if clause.id == ON_CASES)
    tally, cell = found.cells[place][0], shown.rows[place].cells[0]
    assert tally.share_unknown is not None
    assert cell.text.endswith(f"{round(tally.share_unknown * 100)}\N{NO-BREAK SPACE}%")
    behind = analyst.get(cell.url).context["totals"]
    assert behind.total == sum(tally.of(verdict).cases for verdict in Verdict)


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ("/follow-up/?format=csv", len(programme().edition(IN_FORCE).clauses) + 1),
        ("/follow-up/?view=authorities&format=csv", 5),
        ("/follow-up/?of=goals&format=csv", None),
        ("/follow-up/?view=editions&format=csv", None),
        ("/follow-up/cases/?format=csv", 6),
        (f"/follow-up/clause/{ON_CASES}/?of=months&format=csv", 4),
        ("/follow-up/heat-map/?format=csv", None),
    ],
)
def test_every_table_can_be_taken_along(analyst: Client, address: str, lines: int | None) -> None:
    answer = analyst.get(address)
    assert answer["Content-Type"].startswith("text/csv")
    assert len(lines_of(answer)) == lines if lines else len(lines_of(answer)) > 1
    book = analyst.get(address.replace("csv", "xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert sheet is not None
    assert sheet.max_row == len(lines_of(answer))


@pytest.mark.parametrize("page", PAGES)
def test_more_procurements_take_no_more_queries(
    analyst: Client, group: Group, at: datetime, page: str
) -> None:
    analyst.get(page)
    with CaptureQueriesContext(connection) as few:
        analyst.get(page)
    for number in range(60):
        procurement(f"more-{number}", group.care, contracted_value=Decimal(number))
    refresh(by=SYSTEM, at=at)
    analyst.get(page)
    with CaptureQueriesContext(connection) as many:
        answer = analyst.get(page)
    assert len(many) == len(few) <= 10
    if page == "/follow-up/cases/":
        assert answer.context["totals"].total == 65
        assert len(answer.context["table"].rows) == 50


def test_a_person_with_two_roles_sees_both_authorities(
    client: Client, world: People, group: Group
) -> None:
    both = appoint(person("Moa"), Role.PURCHASER, group.education)
    appoint(both, Role.CONTRACT_MANAGER, group.water)
    answer = sign_in(client, both).get("/follow-up/?view=authorities")
    names = {line.name for line in answer.context["table"].all_rows}
    assert names == {"Utbildningsnämnden", "Kornhamns Vatten AB"}
