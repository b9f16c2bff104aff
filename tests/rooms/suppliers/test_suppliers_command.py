"""`kornhamn suppliers`: the same suppliers from a terminal."""

from datetime import datetime

import pytest
from typer.testing import CliRunner

from kornhamn.jobs.cli import build_app
from kornhamn.kernel.errors import DomainError
from kornhamn.suppliers.models import MatchCandidate, Supplier
from tests.rooms.suppliers.test_settling import settled

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> str:
    """Run the command and return what it prints."""
    words = ["suppliers", *map(str, arguments)]
    done = CliRunner().invoke(build_app(), words, env={"COLUMNS": "240"})
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


@pytest.fixture(autouse=True)
def known(at: datetime) -> None:
    settled(
        at,
        ("Ahlsell AB", "556012-9206"),
        ("ahlsell", "L17"),
        ("Anna Bergs Måleri", "700101-1234"),
    )


def test_what_is_not_there_is_said() -> None:
    supplier = Supplier.objects.get(name="ahlsell")
    assert "no supplier" in run("show", "00000000-0000-0000-0000-000000000001")
    with pytest.raises(DomainError):
        run("merge", supplier.id, supplier.id)


def test_suppliers_are_listed_shown_and_merged() -> None:
    assert "556012-9206" in run("list", "ahlsell")
    pair = MatchCandidate.objects.get()
    assert "1 questions wait" in run("queue")
    assert "is now part of Ahlsell AB" in run("merge", pair.first.id, pair.second.id)
    assert "0 questions wait" in run("queue")
    assert "L17" in run("show", pair.first.id)


def test_no_sole_trader_is_named() -> None:
    trader = Supplier.objects.get(kind="sole-trader")
    told = run("list") + run("show", trader.id)
    assert "Enskild firma" in told
    assert "Anna" not in told
    assert "1234" not in told
