"""Facts of an authority and of the group are answered by the same verb as a procurement's."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist

from kornhamn.analytics.actions import refresh
from kornhamn.analytics.queries.cases import authority_findings
from kornhamn.analytics.queries.organisation import organisation_findings
from kornhamn.analytics.types import Selection
from kornhamn.audit.models import Entry
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import SYSTEM, Scope
from kornhamn.procurement.actions import state_fact, withdraw_fact
from kornhamn.procurement.models import StatedFact
from kornhamn.procurement.queries.answers import answers_about
from kornhamn.procurement.rules import FactNotAsked, NothingToWithdraw
from kornhamn.procurement.types import About
from kornhamn.rulebook.types import Verdict
from tests.people import Group, People, actor_of
from tests.rooms.analytics.conftest import snapshots  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

EDITION = "inkop-som-verktyg"
CLAUSE = "competition.approachable"
SOURCE = "Verksamhetsplanen 2026"


def education(group: Group) -> About:
    return About.authority(group.education.pk)


@pytest.mark.parametrize("who", ["of_other_company", "executive", "auditor", "administrator"])
def test_others_may_not_answer_for_an_authority(
    group: Group, people: People, at: datetime, who: str
) -> None:
    other = actor_of(getattr(people, who))
    with pytest.raises(NotPermittedError):
        state_fact(
            education(group),
            fact="answer_times_measured",
            value=True,
            source=SOURCE,
            by=other,
            at=at,
        )
    assert not StatedFact.objects.exists()
    assert not Entry.objects.exists()


def test_only_those_with_the_whole_group_answer_for_it(people: People, at: datetime) -> None:
    responsible, analyst = actor_of(people.responsible), actor_of(people.analyst)
    fact = "category_work_initiated"
    with pytest.raises(NotPermittedError):
        state_fact(
            About.group(),
            fact=fact,
            value=True,
            source=SOURCE,
            by=responsible,
            at=at,
        )
    state_fact(About.group(), fact=fact, value=True, source=SOURCE, by=analyst, at=at)
    assert answers_about(About.group())[fact].value is True


@pytest.mark.parametrize(
    "fact",
    ["is_company", "responsible_appointed", "kind", "guidance_complete", "no_such_fact"],
)
def test_what_the_suite_knows_or_asks_elsewhere_is_not_answered_here(
    group: Group, at: datetime, fact: str
) -> None:
    with pytest.raises(FactNotAsked):
        state_fact(education(group), fact=fact, value=True, source=SOURCE, by=SYSTEM, at=at)


def test_an_authority_that_does_not_exist_is_not_found(group: Group, at: datetime) -> None:
    with pytest.raises(ObjectDoesNotExist):
        state_fact(
            About.authority(uuid4()),
            fact="answer_times_measured",
            value=True,
            source=SOURCE,
            by=SYSTEM,
            at=at,
        )


def test_an_answer_stands_in_the_trail_of_the_authority_with_what_was_said_before(
    group: Group, people: People, at: datetime
) -> None:
    by = actor_of(people.responsible)
    for value in (False, True):
        state_fact(
            education(group), fact="answer_times_measured", value=value, source=SOURCE, by=by, at=at
        )
    entry = Entry.objects.order_by("-number").first()
    assert entry is not None
    assert (entry.verb, entry.subject_type, entry.subject_id) == (
        "fact.stated",
        "authority",
        str(group.education.pk),
    )
    assert entry.details == {
        "fact": "answer_times_measured", "value": True, "source": SOURCE, "before": False
    }  # fmt: skip
    assert StatedFact.objects.count() == 1


def test_an_answer_about_one_says_nothing_about_another(group: Group, at: datetime) -> None:
    state_fact(
        education(group),
        fact="answer_times_measured",
        value=True,
        source=SOURCE,
        by=SYSTEM,
        at=at,
    )
    assert answers_about(About.authority(group.care.pk)) == {}
    assert answers_about(About.group()) == {}
    with pytest.raises(NothingToWithdraw):
        withdraw_fact(
            About.authority(group.care.pk), fact="answer_times_measured", by=SYSTEM, at=at
        )


def verdict_now(authority: str, clause: str, at: datetime) -> Verdict:
    for one in organisation_findings(EDITION, on=at.date()):
        if one.authority is not None and one.authority.name == authority:
            return next(each.verdict for each in one.findings if each.clause.id == clause)
    raise AssertionError(authority)


def verdict_followed_up(authority: str, clause: str) -> Verdict:
    selection = Selection(edition=EDITION, clause=clause)
    found = authority_findings(selection, Scope(group=True))
    return next(
        one.finding.verdict for one in found if one.authority and one.authority.name == authority
    )


def test_the_answer_counts_at_once_and_in_the_follow_up_and_can_be_taken_back(
    group: Group, at: datetime
) -> None:
    name, about = group.education.name, education(group)
    for fact in ("answer_times_measured", "same_answers_to_all"):
        refresh(by=SYSTEM, at=at)
        assert verdict_now(name, CLAUSE, at) is Verdict.UNKNOWN
        assert verdict_followed_up(name, CLAUSE) is Verdict.UNKNOWN
        state_fact(about, fact=fact, value=True, source=SOURCE, by=SYSTEM, at=at)
    assert verdict_now(name, CLAUSE, at) is Verdict.MET
    refresh(by=SYSTEM, at=at)
    assert verdict_followed_up(name, CLAUSE) is Verdict.MET
    assert verdict_followed_up(group.care.name, CLAUSE) is Verdict.UNKNOWN
    withdraw_fact(about, fact="same_answers_to_all", by=SYSTEM, at=at)
    assert verdict_now(name, CLAUSE, at) is Verdict.UNKNOWN
