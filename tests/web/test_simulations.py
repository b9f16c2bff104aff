"""Simulations on the screen: asked by an address, answered in sentences, saved and shared."""

import csv
import io
import re
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from kornhamn.analytics.actions import refresh
from kornhamn.analytics.models import Simulation, Snapshot
from kornhamn.analytics.queries.simulation import case_shifts, changes_table, simulate
from kornhamn.analytics.types import Comparison, Consequence, Selection
from kornhamn.audit.models import Entry
from kornhamn.organisation.types import SYSTEM, Role, Scope
from kornhamn.procurement.models import Procurement
from kornhamn.rulebook.library import programme
from tests.people import Group, People, appoint, person, sign_in
from tests.rooms.analytics.conftest import portfolio, procurement  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

IN_FORCE, PROPOSED = "strategisk-upphandling", "inkop-som-verktyg"
ASKED = f"/simulations/result/?before={IN_FORCE}&after={PROPOSED}"
CHANGES = ASKED.replace("result/", "result/changes/")


@pytest.fixture(autouse=True)
def snapshots(settings: Settings, tmp_path: Path) -> Path:
    settings.SNAPSHOTS = tmp_path / "snapshots"
    settings.LANGUAGE_CODE = "en"
    return tmp_path / "snapshots"


@pytest.fixture
def world(portfolio: dict[str, Procurement], people: People, at: datetime) -> People:  # noqa: F811
    refresh(by=SYSTEM, at=at)
    return people


def compared(**narrowed: object) -> Comparison:
    own = programme()
    selection = Selection(IN_FORCE).narrowed(**narrowed)
    return Comparison(own.edition(IN_FORCE), own.edition(PROPOSED), selection)


def read(answer: HttpResponse) -> str:
    """The words of a page, without marks and with plain spaces."""
    text = unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return re.sub(r"\s+", " ", text)


def lines_of(answer: HttpResponse) -> list[list[str]]:
    """The lines of a CSV file, the headings first."""
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def save(client: Client, name: str, address: str = ASKED) -> Simulation:
    answer = client.post(address, {"name": name})
    assert answer.status_code == 302, read(answer)
    return Simulation.objects.get(name=name)


def test_those_who_may_not_simulate_are_refused(client: Client, world: People) -> None:
    for own in (world.purchaser, world.responsible, world.administrator, world.nobody):
        sign_in(client, own)
        for page in ("/simulations/", ASKED, CHANGES):
            assert client.get(page).status_code == 403
        assert client.post(ASKED, {"name": "Sly"}).status_code == 403
    assert not Simulation.objects.exists()


def test_nobody_signed_in_is_sent_to_sign_in_and_back(client: Client, world: People) -> None:
    answer = client.get(ASKED)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=/simulations/result/")


def test_without_procurements_the_page_says_where_they_come_from(
    client: Client, people: People
) -> None:
    sign_in(client, people.analyst)
    for page in ("/simulations/", ASKED, CHANGES):
        assert "Nothing to simulate on yet" in read(client.get(page))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (f"before={IN_FORCE}&after={IN_FORCE}", "the same edition twice"),
        ("before=no-such&after=thing", "Select a valid choice"),
        ("first=2025-02-30", "Enter a valid date"),
        ("first=2025-06-01&last=2025-05-01", "The last day is before the first"),
        ("authority=00000000-0000-0000-0000-000000000000", "Select a valid choice"),
    ],
)
def test_a_question_that_cannot_be_understood_is_asked_again(
    client: Client, world: People, wrong: str, said: str
) -> None:
    sign_in(client, world.analyst)
    for page in ("/simulations/result/", "/simulations/result/changes/"):
        answer = client.get(f"{page}?{wrong}")
        assert answer.status_code == 400
        assert said in read(answer)


@pytest.mark.parametrize(
    "wrong",
    [
        "clause=no.such", "consequence=ruin", "was=met", "was=met&becomes=met",
        "clause=quality.functional&was=met", "clause=quality.functional&was=bad&becomes=met",
    ],
)  # fmt: skip
def test_the_rows_behind_no_number_are_not_found(client: Client, world: People, wrong: str) -> None:
    sign_in(client, world.analyst)
    assert client.get(f"{CHANGES}&{wrong}").status_code == 404


def test_the_answer_comes_first_with_procurements_kronor_and_suppliers(
    client: Client, world: People
) -> None:
    sign_in(client, world.analyst)
    found = simulate(compared(), Scope(group=True))
    assert found.changed.cases > 0
    page = read(client.get(ASKED))
    assert f"{found.changed.cases} of {found.cases} procurements" in page
    assert f"{found.suppliers_in_all} suppliers won any of them." in page
    assert page.index("procurements, worth") < page.index("Clause by clause")
    assert "Draft" in page


def test_the_answer_is_drawn_with_a_bar_a_clause_and_a_table(client: Client, world: People) -> None:
    sign_in(client, world.analyst)
    page = client.get(ASKED).content.decode()
    bars = page.partition('class="fu-bars"')[2].partition("</ul>")[0]
    assert bars.count("<li>") == 12
    assert bars.count("<rect") >= 12
    assert "What the changed verdicts become" in page
    assert "Show the figures as a table" in page


def test_a_procurement_with_many_changes_names_three_of_them(client: Client, world: People) -> None:
    sign_in(client, world.analyst)
    most = max(len(row.moves) for row in case_shifts(compared(), Scope(group=True)).rows)
    assert f"and {most - 3} more clauses" in read(client.get(CHANGES))


def test_a_selection_nothing_fits_says_so(client: Client, world: People) -> None:
    sign_in(client, world.analyst)
    page = read(client.get(f"{ASKED}&first=1999-01-01&last=1999-12-31"))
    assert "No procurement fits the selection." in page
    assert "See every procurement that changes" not in page


def test_every_number_of_the_answer_leads_to_that_many_rows(client: Client, world: People) -> None:
    sign_in(client, world.analyst)
    page = client.get(ASKED).content.decode()
    links = re.findall(r'<a[^>]* href="(/simulations/result/changes/\?[^"]+)"[^>]*>(\d+)</a>', page)
    assert len(links) > 10
    for address, number in links:
        rows = read(client.get(unescape(address)))
        said = re.search(r"(\d+|One) procurements?, \S", rows)
        assert said, rows
        assert said[1].replace("One", "1") == number, address


def test_the_consequences_lead_to_the_procurements_that_have_them(
    client: Client, world: People
) -> None:
    sign_in(client, world.analyst)
    newly = case_shifts(compared(), Scope(group=True), only=Consequence.NEWLY_UNKNOWN)
    page = read(client.get(f"{CHANGES}&consequence=newly-unknown"))
    assert newly.total > 0
    for row in newly.rows:
        assert row.case.reference or row.case.title in page
    assert "→ Unknown" in page
    assert "→ Met" not in page


def test_the_file_holds_every_changed_verdict_once(client: Client, world: People) -> None:
    sign_in(client, world.analyst)
    answer = client.get(f"{CHANGES}&format=csv")
    assert answer["Content-Disposition"] == 'attachment; filename="simulation.csv"'
    lines = lines_of(answer)
    every = changes_table(compared(), Scope(group=True))
    assert len(lines) - 1 == every.height > 0
    assert "No such clause" in {line[7] for line in lines[1:]}
    ore = sum(int(line[9].replace(",", "")) for line in lines[1:] if line[9])
    assert ore == every["ore"].sum()
    assert client.get(f"{CHANGES}&format=xlsx").content[:2] == b"PK"


def test_the_file_of_a_number_holds_that_number_alone(client: Client, world: People) -> None:
    sign_in(client, world.analyst)
    every = changes_table(compared(), Scope(group=True))
    one = every.row(0, named=True)
    moved = every.filter(clause=one["clause"])
    answer = client.get(f"{CHANGES}&clause={one['clause']}&format=csv")
    assert len(lines_of(answer)) - 1 == moved.height
    unknown = client.get(f"{CHANGES}&consequence=newly-unknown&format=csv")
    assert len(lines_of(unknown)) - 1 == every.filter(after="unknown").height


def test_a_saved_simulation_gives_the_same_figures_after_the_data_changed(
    client: Client, world: People, group: Group, at: datetime
) -> None:
    sign_in(client, world.analyst)
    before = read(client.get(ASKED))
    saved = save(client, "Before the summer")
    procurement("late", group.education)
    refresh(by=SYSTEM, at=at)
    said = re.search(r"\d+ of \d+ procurements, worth \S+", before)
    assert said
    page = read(client.get(f"/simulations/{saved.pk}/"))
    assert said[0] in page
    assert "these are the figures of that day" in page
    assert said[0] not in read(client.get(ASKED))


def test_saving_is_noted_in_the_audit_trail(client: Client, world: People) -> None:
    sign_in(client, world.analyst)
    saved = save(client, "For the board")
    entry = Entry.objects.get(verb="simulation.saved")
    assert entry.subject_id == str(saved.pk)
    assert entry.actor_name == world.analyst.name
    assert "Saved by Anna Berg" in read(client.get(f"/simulations/{saved.pk}/"))


def test_a_name_is_asked_for_and_the_answer_stays(client: Client, world: People) -> None:
    sign_in(client, world.analyst)
    for name in ("", "   ", "x" * 201):
        answer = client.post(ASKED, {"name": name})
        assert answer.status_code == 400
        assert "Clause by clause" in read(answer)
    assert not Simulation.objects.exists()


def test_a_saved_simulation_says_when_its_procurements_are_gone(
    client: Client, world: People, settings: Settings, tmp_path: Path
) -> None:
    sign_in(client, world.analyst)
    saved = save(client, "Lost")
    Snapshot.objects.create(
        digest="other", folder="other", made_at=saved.made_at, cases=0, size=0, is_current=False
    )
    Simulation.objects.update(snapshot=Snapshot.objects.get(folder="other"))
    page = read(client.get(f"/simulations/{saved.pk}/"))
    assert "These are not the figures of that day" in page
    assert "no longer kept" in page


def test_a_saved_simulation_says_when_an_edition_was_reworded(
    client: Client, world: People
) -> None:
    sign_in(client, world.analyst)
    saved = save(client, "Reworded")
    Simulation.objects.update(to_digest="something else")
    assert "reworded since" in read(client.get(f"/simulations/{saved.pk}/"))


def test_somebody_of_the_same_reach_opens_a_shared_address(client: Client, world: People) -> None:
    sign_in(client, world.analyst)
    saved = save(client, "Shared")
    sign_in(client, world.auditor)
    assert "Shared" in read(client.get(f"/simulations/{saved.pk}/"))
    assert "Shared" in read(client.get("/simulations/"))
    assert client.get(f"/simulations/{saved.pk}/changes/").status_code == 200


def test_somebody_of_a_narrower_reach_is_told_that_it_is_not_there(
    client: Client, world: People
) -> None:
    sign_in(client, world.analyst)
    saved = save(client, "Of the whole group")
    sign_in(client, world.board_member)  # the companies alone
    for page in (f"/simulations/{saved.pk}/", f"/simulations/{saved.pk}/changes/"):
        answer = client.get(page)
        assert answer.status_code == 404
        assert "authorities that you may not see" in read(answer)
    assert "Of the whole group" not in read(client.get("/simulations/"))


def test_the_group_board_simulates_over_the_companies_alone(
    client: Client, world: People, group: Group
) -> None:
    sign_in(client, world.board_member)
    own = simulate(compared(), Scope(companies=True))
    page = read(client.get(ASKED))
    assert f"{own.changed.cases} of {own.cases} procurements" in page
    assert group.education.name not in page
    assert client.get(f"{ASKED}&authority={group.education.pk}").status_code == 400
    saved = save(client, "The companies")
    sign_in(client, appoint(person("Greta"), Role.GROUP_ANALYST))
    shown = read(client.get(f"/simulations/{saved.pk}/"))
    assert f"{own.changed.cases} of {own.cases} procurements" in shown


def test_the_list_shows_what_was_saved_and_sorts(client: Client, world: People) -> None:
    sign_in(client, world.analyst)
    for name in ("Ödla", "Ål", "Zebra"):
        save(client, name)
    page = read(client.get("/simulations/?sort=saved.name"))
    assert page.index("Zebra") < page.index("Ål") < page.index("Ödla")
    assert "Zebra" not in read(client.get("/simulations/?saved.name=Öd"))


def test_titles_that_look_like_markup_stay_words(
    client: Client, world: People, group: Group, at: datetime
) -> None:
    procurement("mark", group.education, title="<script>alert(1)</script>")
    refresh(by=SYSTEM, at=at)
    sign_in(client, world.analyst)
    save(client, "<b>bold</b>")
    assert "<script>alert" not in client.get(CHANGES).content.decode()
    assert "<b>bold</b>" not in client.get("/simulations/").content.decode()


def test_it_speaks_swedish(client: Client, world: People, settings: Settings) -> None:
    settings.LANGUAGE_CODE = "sv"
    sign_in(client, world.analyst)
    page = read(client.get(ASKED, headers={"accept-language": "sv"}))
    assert "upphandlingar" in page
    assert "Bestämmelse för bestämmelse" in page
