"""An open list holds what it says; what somebody states closes it."""

import pytest

from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.predicate import parse
from kornhamn.rulebook.types import OPEN, FactType, FactValue, Subject, completed_by


def test_no_declared_code_is_the_mark_of_an_open_list() -> None:
    lists = [fact for fact in FACTS.values() if fact.type is FactType.CHOICES]
    assert lists
    assert not any(OPEN in fact.choices for fact in lists)


def test_what_is_not_known_of_an_open_list_is_missing_and_only_that() -> None:
    owner = parse("list_contains(contract_records, 'owner')", FACTS, Subject.CASE)
    assert owner.missing({"contract_records": ["owner", OPEN]}) == ()
    assert owner.missing({"contract_records": ["resources", OPEN]}) == ("contract_records",)
    assert owner.missing({"contract_records": ["resources"]}) == ()


@pytest.mark.parametrize(
    ("recorded", "stated", "known"),
    [
        (None, None, None),
        (None, ("a",), ("a",)),
        (("a",), None, ("a",)),
        (("a",), ("b",), ("a",)),  # a whole record is not overruled
        (("a", OPEN), None, ("a", OPEN)),
        (("a", OPEN), ("b",), ("a", "b")),
        (("a", OPEN), (), ("a",)),
        (("a", OPEN), ["a", "b"], ("a", "b")),
        (True, False, True),
        (None, False, False),
        (0, 5, 0),
    ],
)
def test_records_win_and_a_statement_closes_what_they_leave_open(
    recorded: FactValue, stated: FactValue, known: FactValue
) -> None:
    assert completed_by(recorded, stated) == known
