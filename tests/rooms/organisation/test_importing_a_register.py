"""A register is imported whole or not at all, and twice is once."""

from collections import Counter
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from stdnum import luhn
from tests.people import People, actor_of

from kornhamn.audit.models import Entry
from kornhamn.organisation.actions import import_register
from kornhamn.organisation.models import Appointment, Authority, Person
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.queries import actor_for, preview_register
from kornhamn.organisation.rules.register_faults import RegisterEmpty, RegisterFaulty
from kornhamn.organisation.types import SYSTEM, Role

pytestmark = pytest.mark.django_db

REGISTER = """\
kod;namn;slag;organisationsnummer;andra namn;roll;person;e-post;från;till
kommunen;Kornhamns kommun;kommun;212000-9994;KORNHAMNS KOMMUN;;;;;
aldre;Äldrenämnden;nämnd;212000-9994;;inköpsansvarig;Ebba Norén;ebba@kornhamn.example;2025-01-01;
aldre;;;;;samordnare;Ebba Norén;ebba@kornhamn.example;2025-01-01;2025-12-31
hamn;Kornhamns Hamn AB;bolag;556999-0038;;inköpsansvarig;Per Hägg;per@kornhamn.example;2025-01-01;
;;;;;revisor;Rut Åkesson;rut@kornhamn.example;2025-01-01;
""".encode()


def everything() -> tuple[list[object], ...]:
    return tuple(
        list(model.objects.order_by("pk").values())
        for model in (Authority, Person, Appointment, Entry)
    )


def test_a_new_group_is_made_with_its_people(at: datetime) -> None:
    import_register(REGISTER, by=SYSTEM, at=at)
    assert {one.code: one.name for one in Authority.objects.all()} == {
        "kommunen": "Kornhamns kommun",
        "aldre": "Äldrenämnden",
        "hamn": "Kornhamns Hamn AB",
    }
    coordinator = Appointment.objects.get(role=Role.COORDINATOR)
    assert (coordinator.period.lower, coordinator.period.upper) == (
        date(2025, 1, 1), date(2026, 1, 1),
    )  # fmt: skip
    ebba = actor_for(Person.objects.get(email="ebba@kornhamn.example"), on=date(2026, 3, 9))
    assert list(ebba.authority_roles.values()) == [frozenset({Role.PURCHASING_RESPONSIBLE})]


def test_every_change_is_in_the_audit_trail(at: datetime) -> None:
    import_register(REGISTER, by=SYSTEM, at=at)
    assert Counter(Entry.objects.values_list("verb", flat=True)) == {
        "authority.registered": 3,
        "person.registered": 3,
        "appointment.made": 4,
        "register.imported": 1,
    }
    appointment = Entry.objects.filter(verb="appointment.made").order_by("number").first()
    assert appointment is not None
    assert appointment.details["authority"] == "Äldrenämnden"
    assert appointment.details["person"] == "Ebba Norén"


def test_the_same_file_twice_changes_nothing(at: datetime) -> None:
    import_register(REGISTER, by=SYSTEM, at=at)
    before = everything()
    plan = import_register(REGISTER, by=SYSTEM, at=at)
    assert plan.changes == ()
    assert everything() == before


def test_a_corrected_file_changes_and_ends_and_the_trail_says_what(at: datetime) -> None:
    import_register(REGISTER, by=SYSTEM, at=at)
    corrected = REGISTER.decode().replace("Kornhamns Hamn AB", "Kornhamns Hamnbolag AB")
    corrected = corrected.replace(
        "per@kornhamn.example;2025-01-01;", "per@kornhamn.example;2025-01-01;2026-02-28"
    )
    import_register(corrected.encode(), by=SYSTEM, at=at)
    changed = Entry.objects.get(verb="authority.changed")
    assert changed.details["before"] == {"name": "Kornhamns Hamn AB"}
    assert changed.details["name"] == "Kornhamns Hamnbolag AB"
    ended = Entry.objects.get(verb="appointment.ended")
    assert (ended.details["person"], ended.details["last_day"]) == ("Per Hägg", "2026-02-28")


def test_a_person_is_known_whatever_the_case_of_the_address(at: datetime) -> None:
    Person.objects.create(email="Ebba@Kornhamn.example", name="Ebba Norén")
    import_register(REGISTER, by=SYSTEM, at=at)
    assert Person.objects.filter(email__iexact="ebba@kornhamn.example").count() == 1


def test_one_fault_keeps_everything_out(at: datetime) -> None:
    before = everything()
    with pytest.raises(RegisterFaulty) as refused:
        import_register(REGISTER.replace(b"556999-0038", b"556999-0039"), by=SYSTEM, at=at)
    assert [(fault.row, fault.code) for fault in refused.value.faults] == [(5, "number-mistyped")]
    assert everything() == before


def test_a_file_that_is_no_register_keeps_everything_out(at: datetime) -> None:
    with pytest.raises(RegisterEmpty):
        import_register(b"", by=SYSTEM, at=at)


def test_a_preview_says_the_same_as_the_import_and_writes_nothing(at: datetime) -> None:
    before = everything()
    preview = preview_register(REGISTER, by=SYSTEM)
    assert everything() == before
    assert import_register(REGISTER, by=SYSTEM, at=at) == preview


def test_a_large_register_takes_no_more_queries_than_a_small_one(at: datetime) -> None:
    rows = "".join(
        f"b{n};Bolag {n} AB;bolag;{number};;inköpsansvarig;Person {n};p{n}@x.se;2025-01-01;\n"
        for n, number in enumerate(_numbers(60))
    )
    with CaptureQueriesContext(
        connection,
    ) as small:
        import_register(REGISTER, by=SYSTEM, at=at)
    with CaptureQueriesContext(connection) as large:
        import_register(REGISTER + rows.encode(), by=SYSTEM, at=at)
    assert Authority.objects.count() == 63
    assert len(large) <= len(small) + 1


def test_only_those_who_manage_the_organisation_import(people: People, at: datetime) -> None:
    with pytest.raises(NotPermittedError):
        import_register(REGISTER, by=actor_of(people.analyst), at=at)
    with pytest.raises(NotPermittedError):
        preview_register(REGISTER, by=actor_of(people.responsible))


def _numbers(count: int) -> list[str]:
    return [(nine := f"5598{n:05d}") + luhn.calc_check_digit(nine) for n in range(count)]


HEADER = "kod;namn;slag;organisationsnummer\n"
TWO = HEADER + (
    "hamn;Kornhamns Hamn AB;bolag;556999-0038\nvatten;Kornhamns Vatten AB;bolag;556999-0046\n"
)


def names_and_numbers() -> dict[str, tuple[str, str]]:
    return {one.code: (one.name, one.organisation_number) for one in Authority.objects.all()}


def test_two_authorities_that_swap_names_and_numbers_are_swapped(at: datetime) -> None:
    import_register(TWO.encode(), by=SYSTEM, at=at)
    before = names_and_numbers()
    swapped = TWO.replace("hamn;", "x;").replace("vatten;", "hamn;").replace("x;", "vatten;")
    import_register(swapped.encode(), by=SYSTEM, at=at)
    assert names_and_numbers() == {"hamn": before["vatten"], "vatten": before["hamn"]}


def test_a_new_authority_may_take_over_a_name_given_up_in_the_same_file(at: datetime) -> None:
    import_register(TWO.encode(), by=SYSTEM, at=at)
    file = HEADER + (
        "energi;Kornhamns Hamn AB;bolag;556999-0038\nhamn;Gamla Hamnen AB;bolag;556999-0053\n"
    )
    import_register(file.encode(), by=SYSTEM, at=at)
    assert names_and_numbers() == {
        "energi": ("Kornhamns Hamn AB", "5569990038"),
        "hamn": ("Gamla Hamnen AB", "5569990053"),
        "vatten": ("Kornhamns Vatten AB", "5569990046"),
    }


def test_a_name_that_is_only_half_swapped_is_refused_with_who_has_it(at: datetime) -> None:
    import_register(TWO.encode(), by=SYSTEM, at=at)
    before = everything()
    half = HEADER + "hamn;Kornhamns Vatten AB;bolag;556999-0038\n"
    with pytest.raises(RegisterFaulty):
        import_register(half.encode(), by=SYSTEM, at=at)
    assert everything() == before
