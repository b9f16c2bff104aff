"""What a register would make, change and end, beside what is known."""

from datetime import date

from kornhamn.kernel.period import Period
from kornhamn.organisation.rules.register import read_register
from kornhamn.organisation.rules.register_plan import (
    Known,
    KnownAppointment,
    KnownAuthority,
    KnownPerson,
    Plan,
    plan_register,
)
from kornhamn.organisation.types import AuthorityKind, Role

HEADER = "kod;namn;slag;organisationsnummer;andra namn;roll;person;e-post;från;till\n"
BOSTAD = KnownAuthority("bostad", "Bostad AB", AuthorityKind.COMPANY, "5569990012", ("Bo",))
VERA = KnownPerson("vera@x.se", "Vera Berg", is_active=True)
SINCE_2020 = KnownAppointment(Role.PURCHASER, "bostad", "vera@x.se", Period(date(2020, 1, 1)))
STANDING = Known({"bostad": BOSTAD}, {"vera@x.se": VERA}, (SINCE_2020,))


def plan(*rows: str, known: Known = STANDING) -> Plan:
    return plan_register(read_register((HEADER + "\n".join(rows)).encode()), known)


def codes(*rows: str, known: Known = STANDING) -> list[tuple[int, str, str]]:
    return [(f.row, f.column, f.code) for f in plan(*rows, known=known).faults]


def effects(found: Plan) -> list[tuple[str, str]]:
    return [(change.effect.value, change.thing.value) for change in found.changes]


def test_a_new_authority_with_its_first_person_is_made() -> None:
    row = "hamn;Hamn AB;bolag;5569990020;;inköpare;Ali;ali@x.se;2025-01-01;"
    found = plan(row)
    assert found.faults == ()
    assert effects(found) == [("made", "authority"), ("made", "person"), ("made", "appointment")]
    assert found.changes[2].after == {"first_day": "2025-01-01", "last_day": None}


def test_what_stands_already_is_left_alone() -> None:
    found = plan("bostad;Bostad AB;bolag;5569990012;Bo;inköpare;Vera Berg;Vera@X.se;2020-01-01;")
    assert (found.changes, found.faults, found.unchanged) == ((), (), 3)


def test_what_a_file_leaves_out_of_an_authority_stays() -> None:
    assert plan("bostad;;;;;;;;;").changes == ()


def test_a_change_holds_the_differing_values_alone() -> None:
    (change,) = plan("bostad;Bostäder AB;bolag;5569990012;Bo;;;;;").changes
    assert (change.before, change.after) == ({"name": "Bostad AB"}, {"name": "Bostäder AB"})


def test_a_last_day_ends_a_running_appointment() -> None:
    (change,) = plan("bostad;;;;;inköpare;;vera@x.se;2020-01-01;2025-12-31").changes
    assert change.effect == "ended"
    assert change.after["last_day"] == "2025-12-31"


def test_an_ended_appointment_may_be_followed_by_a_new_one_in_the_same_file() -> None:
    found = plan(
        "bostad;;;;;inköpare;;vera@x.se;2020-01-01;2025-12-31",
        "bostad;;;;;inköpare;;vera@x.se;2026-01-01;",
    )
    assert found.faults == ()
    assert effects(found) == [("ended", "appointment"), ("made", "appointment")]


def test_an_appointment_that_overlaps_a_standing_one_is_named() -> None:
    (fault,) = plan("bostad;;;;;inköpare;;vera@x.se;2025-01-01;").faults
    assert (fault.code, fault.params) == ("overlaps-appointment", {"period": "2020-01-01\u2013"})


def test_two_rows_that_overlap_are_named() -> None:
    rows = (
        "bostad;;;;;samordnare;;vera@x.se;2025-01-01;2025-06-30",
        "bostad;;;;;samordnare;;vera@x.se;2025-06-30;",
    )
    assert codes(*rows) == [(3, "from", "overlaps-row")]


def test_a_new_authority_must_be_told_whole() -> None:
    assert codes("hamn;;;;;;;;;") == [
        (2, "kind", "kind-missing"),
        (2, "name", "name-missing"),
        (2, "organisation number", "number-missing"),
    ]


def test_a_value_that_could_not_be_read_is_not_called_missing_too() -> None:
    assert codes("hamn;Hamn AB;förening;1;;;;;;") == [
        (2, "kind", "kind-unknown"),
        (2, "organisation number", "number-not-readable"),
    ]


def test_a_new_person_needs_a_name() -> None:
    assert codes("bostad;;;;;samordnare;;ny@x.se;2025-01-01;") == [(2, "person", "person-missing")]


def test_a_name_or_number_of_another_authority_is_refused() -> None:
    assert codes("hamn;BOSTAD AB;bolag;5569990012;;;;;;") == [
        (2, "name", "name-taken"),
        (2, "organisation number", "number-taken"),
    ]


def test_committees_share_the_number_of_their_municipality() -> None:
    assert (
        codes(
            "k;Kommunen;kommun;2120009994;;;;;;",
            "a;A-nämnden;nämnd;2120009994;;;;;;",
            "b;B-nämnden;nämnd;2120009994;;;;;;",
        )
        == []
    )


def test_nobody_whose_access_is_closed_is_appointed() -> None:
    closed = Known(
        {"bostad": BOSTAD}, {"vera@x.se": KnownPerson("vera@x.se", "Vera Berg", is_active=False)}
    )
    rows = "bostad;;;;;inköpare;;vera@x.se;2025-01-01;"
    assert codes(rows, known=closed) == [(2, "e-mail", "person-inactive")]
