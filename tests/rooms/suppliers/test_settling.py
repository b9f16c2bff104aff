"""Spellings become suppliers: surely, or not at all."""

from collections.abc import Sequence
from datetime import datetime

import polars as pl
import pytest

from kornhamn.audit.models import Entry
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.actions import enter_spellings, settle_spellings
from kornhamn.suppliers.models import MatchCandidate, Spelling, Supplier
from kornhamn.suppliers.queries import supplier_columns, supplier_of_spelling
from kornhamn.suppliers.types import Origin

pytestmark = pytest.mark.django_db
FIELDS = ("name", "given_number", "place", "bank")


def settled(at: datetime, *rows: Sequence[str]) -> list[int]:
    """Enter spellings (name, number, place, bank), settle, and return each one's supplier."""
    padded = [[*row, *[""] * (4 - len(row))] for row in rows]
    frame = pl.DataFrame(padded, schema=dict.fromkeys(FIELDS, pl.String), orient="row")
    keys = enter_spellings(frame, Origin.LEDGER)
    settle_spellings(by=SYSTEM, at=at)
    whose = dict(supplier_of_spelling().rows())
    return [whose[key] for key in keys["key"]]


def test_a_spelling_is_entered_once_and_its_key_is_kept(db: None) -> None:
    frame = pl.DataFrame({"name": ["Ahlsell AB", "Cramo AB", "Ahlsell AB"], "place": None})
    first = enter_spellings(frame, Origin.LEDGER)
    again = enter_spellings(frame.reverse(), Origin.LEDGER)
    assert first["key"].to_list() == again["key"].to_list()[::-1]
    assert first["key"].dtype == pl.Int32
    assert Spelling.objects.count() == 2


def test_texts_with_signs_of_the_copy_format_are_kept_as_they_stood(db: None) -> None:
    name = 'A "citat", rad\nNULL \\N;'
    enter_spellings(pl.DataFrame({"name": [name]}), Origin.LEDGER)
    assert Spelling.objects.get().name == name


def test_the_same_number_in_any_form_is_one_supplier(at: datetime) -> None:
    one = settled(
        at, ("AHLSELL AB", "556012-9206"), ("Ahlsell Örebro", "SE556012920601"), ("A", "5560129206")
    )
    assert len(set(one)) == 1
    assert Supplier.objects.get().organisation_number == "5560129206"


def test_the_same_name_without_a_number_joins_the_one_that_has_it(at: datetime) -> None:
    one = settled(
        at, ("Ahlsell AB", "556012-9206"), ("AHLSELL AKTIEBOLAG", ""), ("AB Ahlsell", "L")
    )
    assert len(set(one)) == 1


def test_a_name_without_its_legal_form_is_a_question_to_a_person(at: datetime) -> None:
    first, second = settled(at, ("Ahlsell AB", "556012-9206"), ("ahlsell", "L17"))
    asked = MatchCandidate.objects.get()
    assert (asked.first_id, asked.second_id) == (first, second)
    assert [reason["code"] for reason in asked.reasons] == ["name.same"]


def test_a_mistyped_name_with_the_same_supplier_number_is_the_same(at: datetime) -> None:
    right = ("Rydells Bokhandel AB", "556012-9206"), ("Rydells Bokhandel AB", "L17")
    one = settled(at, *right, ("Rydels Bokhandel AB", "L17"))
    assert len(set(one)) == 1
    assert Spelling.objects.get(name="Rydels Bokhandel AB").settled_by == "like"


def test_a_mistyped_number_and_a_name_alike_is_a_question_with_its_reasons(at: datetime) -> None:
    settled(at, ("Rydells Bokhandel AB", "556012-9206"), ("Rydells Bokhandel AB", "556012-2906"))
    assert {reason["code"] for reason in MatchCandidate.objects.get().reasons} == {
        "name.same",
        "number.mistyped",
    }


def test_sister_companies_with_one_bank_account_are_not_joined(at: datetime) -> None:
    bank = ("Örebro", "5050-1055")
    rows = [("X Fastigheter 1 AB", "", *bank), ("X Fastigheter 2 AB", "", *bank)]
    assert len(set(settled(at, *rows))) == 2


def test_a_name_cut_short_joins_by_its_bank_account_alone(at: datetime) -> None:
    account = "5050-1055"
    one, also, place_only, neither, longer = settled(
        at,
        ("SANDHAMNS RIDKLUBB SAND", "1", "Sandhamn", account),
        ("Sandhamns ridklubb sand", "2", "", account),
        ("SANDHAMNS RIDKLUBB SAND", "3", "Sandhamn"),
        ("SANDHAMNS RIDKLUBB SAND", "4"),
        ("Sandhamns ridklubb Sandhamn 17", "5"),
    )
    assert one == also
    assert len({one, place_only, neither, longer}) == 4


def test_a_name_is_cut_short_by_a_longer_one_of_an_earlier_load_too(at: datetime) -> None:
    settled(at, ("Sandhamns ridklubb Sandhamn 17", "5"))
    first, second = settled(at, ("SANDHAMNS RIDKLUBB SAND", "3"), ("Sandhamns Ridklubb Sand", "4"))
    assert first != second


def test_the_same_name_that_is_nobodys_beginning_is_one_supplier(at: datetime) -> None:
    settled(at, ("Sandhamns ridklubb", "5"))
    first, second = settled(at, ("Sandhamns seglarskola", "3"), ("SANDHAMNS SEGLARSKOLA", "4"))
    assert first == second


def test_suppliers_with_two_valid_numbers_are_never_asked_about(at: datetime) -> None:
    settled(at, ("Cramo AB", "556104-3539"), ("Cramo AB", "556012-9206"))
    assert not MatchCandidate.objects.exists()


def test_one_name_with_two_valid_numbers_is_two_suppliers_and_a_third_without_stands_alone(
    at: datetime,
) -> None:
    rows = [("Alfa AB", "556012-9206"), ("Alfa AB", "556012-5790"), ("Alfa AB", "")]
    assert len(set(settled(at, *rows))) == 3


def test_different_legal_forms_are_different_suppliers(at: datetime) -> None:
    assert len(set(settled(at, ("Nilssons El AB",), ("Nilssons El HB",), ("Nilssons El",)))) == 3


def test_sister_companies_are_kept_apart(at: datetime) -> None:
    assert len(set(settled(at, ("X Fastigheter 1 AB",), ("X Fastigheter 2 AB",)))) == 2


def test_a_name_that_many_share_needs_the_same_place(at: datetime) -> None:
    here, there, near, nowhere, either = settled(
        at,
        ("Anna Andersson", "", "Örebro"),
        ("Anna Andersson", "", "Malmö"),
        ("ANDERSSON;ANNA", "", "ÖREBRO"),
        ("Anna Andersson", "1"),
        ("Anna Andersson", "2"),
    )
    assert here == near
    assert len({here, there, nowhere, either}) == 4


def test_masked_names_never_become_one(at: datetime) -> None:
    rows = [("*", "", "Örebro"), ("*", "", "Malmö"), ("[ENSKILD FIRMA 3]",), ("Personuppgift",)]
    assert len(set(settled(at, *rows))) == 4
    assert set(Supplier.objects.values_list("kind", flat=True)) == {"masked"}


def test_later_spellings_join_the_suppliers_there_are(at: datetime) -> None:
    first = settled(at, ("Cramo AB", "556104-3539"), ("Rydells Bokhandel i Hjo",))
    later = settled(at, ("CRAMO AB", ""), ("X", "556104-3539"), ("RYDELLS BOKHANDEL I HJO",))
    assert later == [first[0], first[0], first[1]]
    assert settled(at, ("Cramo AB", "556104-3539")) == [first[0]]


def test_nothing_new_changes_nothing_and_says_nothing(at: datetime) -> None:
    settled(at, ("Cramo AB",))
    entries = Entry.objects.count()
    settled(at, ("Cramo AB",))
    assert Entry.objects.count() == entries


def test_a_sole_trader_is_a_pseudonym_in_columns_and_the_number_stands_in_spellings_alone(
    at: datetime,
) -> None:
    number = "700101-1234"
    (key,) = set(settled(at, (f"Anna Berg {number}", number), ("Anna Bergs Måleri", "7001011234")))
    supplier = Supplier.objects.get()
    assert supplier.kind == "sole-trader"
    assert "1234" not in supplier.name
    assert supplier_columns()["name"].to_list() == [f"Enskild firma {key}"]
    assert "1234" not in str(supplier_columns().to_dicts()) + str(list(Entry.objects.values()))


def test_associations_and_foundations_are_the_civil_society(at: datetime) -> None:
    settled(at, ("Parkinsonförbundet", "857205-3380"), ("Cramo AB", "556104-3539"), ("Okänd",))
    flags = dict(supplier_columns().select("name", "civil_society").rows())
    assert flags == {"Parkinsonförbundet": True, "Cramo AB": False, "Okänd": None}


def test_a_number_that_comes_later_meets_the_supplier_of_its_name(at: datetime) -> None:
    (first,) = settled(at, ("Ahlsell AB",))
    later = settled(at, ("AHLSELL AKTIEBOLAG", "556012-9206", "Örebro"), ("Ahlsell AB", "L", "Hjo"))
    assert {first, *later} == {first}
    assert Supplier.objects.get().organisation_number == "5560129206"


def test_two_numbers_of_one_name_meet_nobody(at: datetime) -> None:
    (first,) = settled(at, ("Ahlsell AB",))
    later = settled(at, ("Ahlsell AB", "556012-9206"), ("Ahlsell AB", "556084-0315"))
    assert len({first, *later}) == 3
    assert Supplier.objects.get(pk=first).organisation_number == ""


def test_a_name_that_others_may_have_meets_no_number(at: datetime) -> None:
    (first,) = settled(at, ("Ahlsell",))
    (later,) = settled(at, ("Ahlsell", "556012-9206"))
    assert first != later
