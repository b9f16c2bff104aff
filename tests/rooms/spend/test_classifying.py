"""Postings get their category: a person's word, then rules, then accounts, then the model."""

from datetime import datetime

import pytest

from kornhamn.audit.models import Entry
from kornhamn.organisation.types import SYSTEM
from kornhamn.spend.actions import classify_postings
from kornhamn.spend.models import CategoryModel, CategoryRule, Posting
from kornhamn.spend.types import ClassifiedBy
from kornhamn.suppliers.models import Supplier
from tests.rooms.spend.postings import posting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_labels")]


def classify(at: datetime, *, again: bool = False) -> None:
    classify_postings(by=SYSTEM, at=at, again=again)


def said_of(one: Posting) -> tuple[str, str]:
    one.refresh_from_db()
    return one.category, one.classified_by


def rule(category: str, *, supplier: str = "", account: str = "", words: str = "") -> None:
    CategoryRule.objects.create(
        category=category,
        supplier=Supplier.objects.get(name=supplier) if supplier else None,
        account_prefix=account,
        words=words,
        made_by_name="Anna",
        made_at=datetime.fromisoformat("2026-03-01T09:00:00+00:00"),
    )


def test_nothing_new_is_nothing_done(at: datetime) -> None:
    assert len(classify_postings(by=SYSTEM, at=at)) == 0
    assert not CategoryModel.objects.exists()
    assert not Entry.objects.exists()


def test_an_account_that_its_text_confirms_decides(at: datetime) -> None:
    food = posting("Kaffe", "64400 Livsmedel")
    classify(at)
    assert said_of(food) == ("2210", ClassifiedBy.RULE)


def test_the_model_says_what_neither_rule_nor_account_does(at: datetime) -> None:
    school = posting("Programvara för datorer", "99999 Diverse")
    classify(at)
    assert said_of(school) == ("1630", ClassifiedBy.MODEL)
    assert school.confidence is not None
    assert 0.3 <= school.confidence <= 1


def test_what_the_model_is_unsure_of_stays_unknown_and_is_not_asked_again(at: datetime) -> None:
    riddle = posting("xqzw", "", supplier="Zz")
    classify(at)
    assert said_of(riddle) == ("", ClassifiedBy.MODEL)
    assert len(classify_postings(by=SYSTEM, at=at)) == 0


def test_a_rule_goes_before_an_account_and_the_most_specific_before_others(at: datetime) -> None:
    coffee, milk = posting("Kaffe", "64400 Livsmedel"), posting("Mjölk eko", "64400 Livsmedel")
    other = posting("Kaffe", "64400 Livsmedel", supplier="Grossisten AB")
    rule("2250", words="kaffe")
    rule("2240", account="644", words="mjölk")
    rule("2260", supplier="Grossisten AB")
    classify(at)
    assert [said_of(one)[0] for one in (coffee, milk, other)] == ["2250", "2240", "2260"]


def test_a_persons_word_is_never_overruled(at: datetime) -> None:
    food = posting("Kaffe", "64400 Livsmedel", category="2250", by=ClassifiedBy.PERSON)
    rule("2260", words="kaffe")
    classify(at, again=True)
    assert said_of(food) == ("2250", ClassifiedBy.PERSON)


def test_a_rule_for_a_supplier_that_was_merged_holds_for_the_one_it_became(at: datetime) -> None:
    old = Supplier.objects.create(name="Taxi Ett")
    taxi = posting("Resa", "", supplier="Taxi Två")
    rule("2810", supplier="Taxi Ett")
    old.merged_into = taxi.spelling.supplier
    old.save()
    classify(at)
    assert said_of(taxi) == ("2810", ClassifiedBy.RULE)


def test_the_trail_tells_how_many_got_their_category_how(at: datetime) -> None:
    posting("Kaffe", "64400 Livsmedel")
    posting("xqzw", "", supplier="Zz")
    classify(at)
    entry = Entry.objects.get(verb="postings.classified")
    assert entry.details == {"by_rule": 1, "by_model": 0, "unsure": 1}


def test_a_natural_persons_name_is_nothing_the_model_reads(at: datetime) -> None:
    sole = posting("", "", supplier="Programvara Datorer")
    sole.spelling.number_kind = "personal"
    sole.spelling.save()
    classify(at)
    assert said_of(sole) == ("", ClassifiedBy.MODEL)


def test_the_same_data_gives_the_same_model(at: datetime) -> None:
    posting("Kaffe", "64400 Livsmedel")
    classify(at)
    first = CategoryModel.objects.get()
    first.delete()
    Posting.objects.update(category="", classified_by="")
    classify(at)
    again = CategoryModel.objects.get()
    assert (again.learned_from, again.sha256) == (first.learned_from, first.sha256)


def test_a_thousand_postings_take_a_handful_of_queries(
    at: datetime, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    one = posting("Kaffe 0", "64400 Livsmedel")
    Posting.objects.bulk_create(
        Posting(spelling=one.spelling, account=one.account, text=f"Vara {n}") for n in range(999)
    )
    classify(at)
    Posting.objects.update(category="", classified_by="")
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        classify(at)
    assert Posting.objects.filter(category="2210").count() == 1000
