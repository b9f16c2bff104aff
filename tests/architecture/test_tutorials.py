"""What the tutorials promise is what happens."""

import re
from pathlib import Path

import pytest
from pytest_django import Settings

from kornhamn.analytics.actions import refresh
from kornhamn.analytics.queries.follow_up import follow_up
from kornhamn.analytics.types import Selection
from kornhamn.jobs.commands import demo
from kornhamn.organisation.rules.register import read_register
from kornhamn.organisation.types import SYSTEM, Scope
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.loader import RulebookErrors, load_edition
from kornhamn.rulebook.types import Edition, Verdict

ROOT = Path(__file__).resolve().parents[2]
TUTORIALS = ROOT / "docs" / "tutorials"
CHANGE = (TUTORIALS / "change-a-clause.md").read_text(encoding="utf-8")
EDITION = ROOT / "src" / "rulebooks" / "purchasing-programme" / "strategisk-upphandling.toml"
CLAUSE = "competition.enough-tenders"


def changed(folder: Path, satisfied: str) -> Path:
    """Return the edition with the tutorial's clause satisfied by something else."""
    text = EDITION.read_text(encoding="utf-8")
    assert text.count('satisfied = "fewest_tenders >= 3"') == 1
    path = folder / "purchasing-programme" / EDITION.name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace("fewest_tenders >= 3", satisfied), encoding="utf-8")
    return path


def promised() -> list[tuple[int, int, int]]:
    """Return met, not met and unknown as the tutorial's tables have them."""
    rows = re.findall(rf"\| {re.escape(CLAUSE)} \| (\d+) \| (\d+) \| (\d+) \|", CHANGE)
    return [(int(met), int(not_met), int(unknown)) for met, not_met, unknown in rows]


def test_the_broken_clause_is_refused_in_the_very_words_of_the_tutorial(tmp_path: Path) -> None:
    with pytest.raises(RulebookErrors) as refused:
        load_edition(changed(tmp_path, "fewest_tender >= 2"), "purchasing-programme", FACTS)
    shown = re.search(r"^purchasing-programme/.+, line \d+: .+$", CHANGE, re.MULTILINE)
    assert shown is not None
    assert shown.group() in str(refused.value)


def test_the_register_of_the_first_hour_has_no_fault() -> None:
    register = read_register((TUTORIALS / "stockholm.csv").read_bytes())
    assert register.faults == ()
    assert len(register.authorities) == 14


@pytest.mark.slow
@pytest.mark.django_db
def test_the_changed_clause_moves_the_follow_up_as_the_tutorial_says(
    tmp_path: Path, settings: Settings
) -> None:
    settings.HOME, settings.SNAPSHOTS = tmp_path, tmp_path / "snapshots"
    demo._fill(600, 12)
    refresh(by=SYSTEM, at=demo._now())
    before = load_edition(EDITION, "purchasing-programme", FACTS)
    after = load_edition(changed(tmp_path, "fewest_tenders >= 2"), "purchasing-programme", FACTS)
    assert [counted(before), counted(after)] == promised()


def counted(edition: Edition) -> tuple[int, int, int]:
    figures = follow_up(Selection(edition.id), Scope(group=True), edition=edition)
    tally = next(each.tally for each in figures.clauses if each.clause.id == CLAUSE)
    met, not_met, unknown = (
        tally.of(verdict).cases for verdict in (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN)
    )
    return met, not_met, unknown
