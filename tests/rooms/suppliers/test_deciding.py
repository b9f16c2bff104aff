"""People merge, keep apart and split suppliers; every decision is logged and can be taken back."""

from datetime import datetime
from uuid import UUID

import pytest

from kornhamn.audit.models import Entry
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.actions import keep_apart, merge, reverse, settle_spellings, split
from kornhamn.suppliers.actions.refusals import (
    AlreadyReversed,
    LaterDecision,
    MaskedSupplier,
    NothingToSplit,
    SameSupplier,
    SupplierNotThere,
)
from kornhamn.suppliers.models import MatchCandidate, Spelling, Supplier
from kornhamn.suppliers.queries import supplier_of_spelling
from tests.people import People, actor_of
from tests.rooms.suppliers.test_settling import settled

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(at: datetime) -> tuple[UUID, UUID]:
    """Return two suppliers: one without a number, one with."""
    settled(at, ("ahlsell", "L17"), ("Ahlsell AB", "556012-9206"), ("Ahlsell AB", ""))
    ids = dict(Supplier.objects.values_list("organisation_number", "id"))
    return ids[""], ids["5560129206"]


def everything() -> list[object]:
    spellings = Spelling.objects.order_by("key").values("key", "supplier", "settled_by")
    return [
        list(spellings),
        list(Supplier.objects.order_by("key").values("key", "organisation_number", "merged_into")),
    ]


def test_only_those_with_the_right_decide(
    two: tuple[UUID, UUID], people: People, at: datetime
) -> None:
    by, before = actor_of(people.responsible), everything()
    key = Spelling.objects.earliest("key").key
    with pytest.raises(NotPermittedError):
        merge(*two, by=by, at=at)
    with pytest.raises(NotPermittedError):
        keep_apart(*two, by=by, at=at)
    with pytest.raises(NotPermittedError):
        split(two[1], [key], by=by, at=at)
    assert everything() == before


def test_what_makes_no_sense_is_refused(two: tuple[UUID, UUID], at: datetime) -> None:
    (mask,) = set(settled(at, ("[ENSKILD FIRMA 3]",)))
    with pytest.raises(SameSupplier):
        merge(two[0], two[0], by=SYSTEM, at=at)
    with pytest.raises(SupplierNotThere):
        merge(two[0], UUID(int=1), by=SYSTEM, at=at)
    with pytest.raises(MaskedSupplier):
        merge(two[0], Supplier.objects.get(key=mask).id, by=SYSTEM, at=at)
    everyone = list(Spelling.objects.filter(supplier__id=two[1]).values_list("key", flat=True))
    for none_or_all in ([], everyone, [-1]):
        with pytest.raises(NothingToSplit):
            split(two[1], none_or_all, by=SYSTEM, at=at)


def test_a_merge_moves_every_spelling_to_the_one_with_a_number(
    two: tuple[UUID, UUID], people: People, at: datetime
) -> None:
    decision = merge(*two, reason="Same shop", by=actor_of(people.analyst), at=at)
    assert decision.kept.id == two[1]
    assert supplier_of_spelling()["supplier"].unique().to_list() == [decision.kept_id]
    assert MatchCandidate.objects.get().state == "merged"
    deed = Entry.objects.get(verb="supplier.merged")
    assert (deed.subject_id, deed.details["reason"]) == (str(two[1]), "Same shop")


def test_what_was_merged_takes_in_later_spellings_of_both(
    two: tuple[UUID, UUID], at: datetime
) -> None:
    decision = merge(*two, by=SYSTEM, at=at)
    assert set(settled(at, ("Ahlsell AB", "", "Malmö"), ("X", "5560129206"))) == {decision.kept_id}


def test_a_merge_taken_back_leaves_everything_as_it_was(
    two: tuple[UUID, UUID], at: datetime
) -> None:
    before = everything()
    decision = merge(*two, by=SYSTEM, at=at)
    reverse(decision.pk, by=SYSTEM, at=at)
    assert everything() == before
    assert MatchCandidate.objects.get().state == "open"
    assert Entry.objects.filter(verb="supplier.reversed").exists()
    with pytest.raises(AlreadyReversed):
        reverse(decision.pk, by=SYSTEM, at=at)


def test_two_kept_apart_are_not_asked_about_again(two: tuple[UUID, UUID], at: datetime) -> None:
    decision = keep_apart(*two, by=SYSTEM, at=at)
    settled(at, ("ahlsell", "L18"))
    one, other = decision.kept_id, decision.other_id
    pair = MatchCandidate.objects.get(first_id=min(one, other), second_id=max(one, other))
    assert pair.state == "kept-apart"
    reverse(decision.pk, by=SYSTEM, at=at)
    assert not MatchCandidate.objects.filter(state="kept-apart").exists()


def test_a_split_takes_the_number_along_only_if_it_is_nobody_elses(
    two: tuple[UUID, UUID], at: datetime
) -> None:
    before = everything()
    keys = dict(Spelling.objects.filter(supplier__id=two[1]).values_list("given_number", "key"))
    decision = split(two[1], [keys["556012-9206"]], by=SYSTEM, at=at)
    kept, apart = Supplier.objects.get(id=two[1]), decision.other
    assert (kept.organisation_number, apart.organisation_number) == ("", "5560129206")
    reverse(decision.pk, by=SYSTEM, at=at)
    assert everything()[0] == before[0]
    kept.refresh_from_db()
    assert kept.organisation_number == "5560129206"


def test_no_rule_joins_again_what_a_person_split(two: tuple[UUID, UUID], at: datetime) -> None:
    keys = dict(Spelling.objects.filter(supplier__id=two[1]).values_list("given_number", "key"))
    split(two[1], [keys[""]], by=SYSTEM, at=at)
    settle_spellings(by=SYSTEM, at=at)
    assert len(set(supplier_of_spelling()["supplier"])) == 3
    assert not MatchCandidate.objects.filter(
        state="open", first__id=two[1], second__id=two[1]
    ).exists()


def test_a_decision_that_others_build_on_is_reversed_last(
    two: tuple[UUID, UUID], at: datetime
) -> None:
    settled(at, ("Cramo AB", "556104-3539"))
    cramo = Supplier.objects.get(organisation_number="5561043539").id
    first = merge(*two, by=SYSTEM, at=at)
    second = merge(cramo, two[1], by=SYSTEM, at=at)
    with pytest.raises(LaterDecision):
        reverse(first.pk, by=SYSTEM, at=at)
    reverse(second.pk, by=SYSTEM, at=at)
    reverse(first.pk, by=SYSTEM, at=at)
    assert not Supplier.objects.filter(merged_into__isnull=False).exists()


def test_the_trail_holds_no_persons_name_or_number(at: datetime) -> None:
    settled(at, ("Anna Berg Måleri", "700101-1234"), ("Anna Bergs Måleri", "700202-2384"))
    one, other = Supplier.objects.values_list("id", flat=True)
    merge(one, other, by=SYSTEM, at=at)
    told = str(list(Entry.objects.values("details")))
    assert "Anna" not in told
    assert "700101" not in told
