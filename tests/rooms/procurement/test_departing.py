"""Departures from clauses: only where the force allows them, with reason and decider."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kornhamn.audit.models import Entry
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.procurement.actions.depart import record_departure, withdraw_departure
from kornhamn.procurement.models import Departure, Procurement
from kornhamn.procurement.queries.case_file import governing_edition
from kornhamn.procurement.rules import (
    ClauseNotInEdition,
    DecidedInTheFuture,
    DepartureAlreadyRecorded,
    DepartureIncomplete,
    DepartureNotAllowed,
    NothingToWithdraw,
)
from kornhamn.rulebook.library import programme
from tests.people import Group, People, actor_of

pytestmark = pytest.mark.django_db
IN_FORCE, PROPOSED = "strategisk-upphandling", "inkop-som-verktyg"
ALLOWED, WITHOUT_EXCEPTION = "environment.programme", "discrimination.clause"
DECIDED_ON = date(2026, 3, 2)


@pytest.fixture
def school(group: Group) -> Procurement:
    return Procurement.objects.create(
        buyer_number="2120009994", buyer_name="UTBILDNINGSNÄMNDEN", authority=group.education,
        reference="KH1", title="Drift av förskola", edition=IN_FORCE,
        published_on=date(2025, 3, 1),
    )  # fmt: skip


@pytest.fixture
def departing(school: Procurement, people: People, at: datetime) -> dict[str, Any]:
    return {
        "clause": ALLOWED, "reason": "Ingen leverantör kan", "decided_by": "Nämnden § 12",
        "decided_on": DECIDED_ON, "by": actor_of(people.responsible), "at": at,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"clause": WITHOUT_EXCEPTION}, DepartureNotAllowed),
        ({"clause": "nobody.wrote-it"}, ClauseNotInEdition),
        ({"clause": "organisation.responsible"}, ClauseNotInEdition),  # not on procurements
        ({"reason": " "}, DepartureIncomplete),
        ({"decided_by": ""}, DepartureIncomplete),
        ({"decided_on": date(2026, 3, 10)}, DecidedInTheFuture),
    ],
)
def test_a_departure_that_the_programme_refuses_is_not_recorded(
    school: Procurement,
    departing: dict[str, Any],
    changed: dict[str, Any],
    refusal: type[DomainError],
) -> None:
    with pytest.raises(refusal):
        record_departure(school.pk, **(departing | changed))
    assert not Departure.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("who", ["purchaser", "executive"])
def test_those_who_may_not_decide_are_refused(
    school: Procurement, departing: dict[str, Any], people: People, who: str
) -> None:
    with pytest.raises(NotPermittedError):
        record_departure(school.pk, **(departing | {"by": actor_of(getattr(people, who))}))


def test_another_company_finds_no_such_procurement(
    school: Procurement, departing: dict[str, Any], people: People
) -> None:
    other = actor_of(people.of_other_company)
    with pytest.raises(Procurement.DoesNotExist):
        record_departure(school.pk, **(departing | {"by": other}))
    with pytest.raises(Procurement.DoesNotExist):
        withdraw_departure(school.pk, clause=ALLOWED, by=other, at=departing["at"])


def test_a_departure_is_recorded_once_and_in_the_trail(
    school: Procurement, departing: dict[str, Any]
) -> None:
    record_departure(school.pk, **departing)
    with pytest.raises(DepartureAlreadyRecorded):
        record_departure(school.pk, **departing)
    deed = Entry.objects.get()
    assert (deed.verb, deed.subject_id) == ("departure.recorded", str(school.pk))
    assert deed.details["decided_on"] == "2026-03-02"


def test_a_departure_can_be_taken_back_and_recorded_again(
    school: Procurement, departing: dict[str, Any]
) -> None:
    by, at = departing["by"], departing["at"]
    record_departure(school.pk, **departing)
    withdraw_departure(school.pk, clause=ALLOWED, by=by, at=at)
    with pytest.raises(NothingToWithdraw):
        withdraw_departure(school.pk, clause=ALLOWED, by=by, at=at)
    record_departure(school.pk, **(departing | {"at": at + timedelta(hours=1)}))
    verbs = list(Entry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["departure.recorded", "departure.withdrawn", "departure.recorded"]


def test_the_pinned_edition_governs_and_without_one_the_edition_of_the_day(
    school: Procurement,
) -> None:
    own = programme()
    assert governing_edition(school, own, on=DECIDED_ON).id == IN_FORCE
    school.edition = PROPOSED
    assert governing_edition(school, own, on=DECIDED_ON).id == PROPOSED
    school.edition = ""
    assert governing_edition(school, own, on=DECIDED_ON).id == own.edition_on(DECIDED_ON).id
