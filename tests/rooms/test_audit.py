"""The trail is append-only, and every tampering is found and named."""

from datetime import datetime

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from kornhamn.audit.actions import record, record_all
from kornhamn.audit.models import Entry, Head
from kornhamn.audit.queries import Fault, verify
from kornhamn.audit.types import Deed
from kornhamn.organisation.types import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def _trail(at: datetime) -> None:
    deeds = [Deed("test.done", "thing", str(number), {"å": number}) for number in range(1, 6)]
    record_all(deeds, by=SYSTEM, at=at)


def tamper(sql: str) -> None:
    """Change the trail the way a database owner could: with the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET verb = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "DELETE FROM audit_head",
    ],
)
@pytest.mark.usefixtures("_trail")
def test_the_database_itself_refuses_to_change_the_trail(sql: str) -> None:
    refused = pytest.raises((ProgrammingError, InternalError), match="append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.usefixtures("_trail")
def test_an_untouched_trail_verifies() -> None:
    verification = verify()
    assert verification.faults == ()
    assert verification.entries == 5


@pytest.mark.usefixtures("_trail")
def test_a_changed_entry_is_named() -> None:
    tamper("UPDATE audit_entry SET details = '{\"å\": 9}' WHERE number = 3")
    assert verify().faults == (Fault(3, "changed"),)


@pytest.mark.usefixtures("_trail")
def test_a_removed_entry_is_named() -> None:
    tamper("DELETE FROM audit_entry WHERE number = 2")
    assert Fault(2, "missing") in verify().faults


@pytest.mark.usefixtures("_trail")
def test_a_cut_off_tail_is_named() -> None:
    tamper("DELETE FROM audit_entry WHERE number > 3")
    assert verify().faults == (Fault(4, "tail-missing"), Fault(5, "tail-missing"))


@pytest.mark.usefixtures("_trail")
def test_two_entries_that_changed_places_are_named() -> None:
    tamper("UPDATE audit_entry SET number = 100 WHERE number = 2")
    tamper("UPDATE audit_entry SET number = 2 WHERE number = 4")
    tamper("UPDATE audit_entry SET number = 4 WHERE number = 100")
    assert {fault.number for fault in verify().faults} >= {2, 4}


@pytest.mark.usefixtures("_trail")
def test_a_rewritten_last_entry_is_found_by_the_head(at: datetime) -> None:
    Head.objects.update(hash="0" * 64)
    assert verify().faults == (Fault(5, "head-changed"),)


def test_entries_chain_across_transactions(at: datetime) -> None:
    record(Deed("a", "t", "1"), by=SYSTEM, at=at)
    record(Deed("b", "t", "1"), by=SYSTEM, at=at)
    first, second = Entry.objects.order_by("number")
    assert second.previous_hash == first.hash
