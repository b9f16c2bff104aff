"""The programme to read: for everybody, in two languages, two editions side by side."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from kornhamn.contracts.models import Contract, ContractTerm
from kornhamn.rulebook.comparison import Change, compare
from kornhamn.rulebook.library import programme
from tests.people import Group, People, sign_in

pytestmark = pytest.mark.django_db

IN_FORCE, PROPOSED = "strategisk-upphandling", "inkop-som-verktyg"


@pytest.mark.parametrize(
    "address",
    [
        "/programme/no-such-edition/",
        f"/programme/{IN_FORCE}/no.such-clause/",
        "/programme/side-by-side/?before=nothing",
    ],
)
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_editions_say_which_is_in_force_and_which_is_a_draft(client: Client) -> None:
    page = client.get("/programme/", headers={"accept-language": "en"}).content.decode()
    assert page.count("Draft: can be compared and simulated, never applied") == 1
    assert "In force" in page


@pytest.mark.parametrize("edition_id", [IN_FORCE, PROPOSED])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_document_holds_every_clause_in_words(
    client: Client, edition_id: str, language: str
) -> None:
    page = client.get(f"/programme/{edition_id}/", headers={"accept-language": language})
    shown = [view for _, views in page.context["goals"] for view in views]
    edition = programme().edition(edition_id)
    assert {view.clause.id for view in shown} == {clause.id for clause in edition.clauses}
    assert all(view.applies and view.satisfied for view in shown)
    assert f'lang="{language}"' in page.content.decode()


def test_a_clause_shows_the_same_matter_in_the_other_edition(client: Client) -> None:
    page = client.get(f"/programme/{PROPOSED}/insight.whistleblowing/")
    assert [edition.id for edition, _ in page.context["others"]] == [IN_FORCE]


def test_side_by_side_marks_what_is_new_gone_and_changed(client: Client) -> None:
    changes = compare(programme().edition(IN_FORCE), programme().edition(PROPOSED))
    page = client.get(f"/programme/side-by-side/?before={IN_FORCE}&after={PROPOSED}&change=gone")
    gone = {change.id for change in changes if change.change is Change.GONE}
    assert {change.id for change, _ in page.context["changes"]} == gone
    assert "democracy.unions" in gone


def test_a_changed_force_is_named_as_a_difference() -> None:
    changes = compare(programme().edition(IN_FORCE), programme().edition(PROPOSED))
    employment = next(change for change in changes if change.id == "employment.requirements")
    assert "force" in employment.differing


def test_a_clause_leads_to_the_terms_of_contracts_for_those_who_may_read_them(
    client: Client, group: Group, people: People
) -> None:
    contract = Contract.objects.create(
        reference="1", title="Skolmat", authority=group.education, state="in-force",
        period=(date(2025, 1, 1), None), registered_at=datetime(2025, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    ContractTerm.objects.create(contract=contract, kind="public-insight", clause="insight.public")
    address = f"/programme/{IN_FORCE}/insight.public/"
    assert "Skolmat" not in client.get(address).content.decode()
    assert "Skolmat" in sign_in(client, people.purchaser).get(address).content.decode()
    other = sign_in(client, people.of_other_company).get(address).content.decode()
    assert "Skolmat" not in other
