"""A simulation is saved with all it was counted from, shared, and counted again."""

import shutil
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

import polars as pl
import pytest
from django.conf import settings
from tests.rooms.analytics import generated
from tests.rooms.analytics.conftest import IN_FORCE, PROPOSED

from kornhamn.analytics import actions
from kornhamn.analytics.actions import portfolio
from kornhamn.analytics.opening import edition_named
from kornhamn.analytics.queries.saved import comparison_of, saved_simulation, saved_simulations
from kornhamn.analytics.queries.simulation import simulate
from kornhamn.analytics.types import (
    Comparison,
    NoSuchSimulationError,
    Part,
    SavedSimulation,
    Selection,
    SimulationWithoutNameError,
)
from kornhamn.audit.models import Entry
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import SYSTEM, Scope

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frame")]
ALL, COMPANIES = Scope(group=True), Scope(companies=True)
OWN = Scope(own=frozenset({generated.AUTHORITIES[8].id}))
CHOSEN = Selection(
    IN_FORCE,
    period=Period(date(2018, 1, 1), None),
    authorities=frozenset(a.id for a in generated.AUTHORITIES[5:]),
    part=Part.COMPANIES,
)


def save(at: datetime, *, scope: Scope = ALL, name: str = "Om förslaget hade gällt"):  # noqa: ANN201
    comparison = Comparison(edition_named(IN_FORCE), edition_named(PROPOSED), CHOSEN)
    return actions.save_simulation(comparison, name=name, scope=scope, by=SYSTEM, at=at)


def test_one_without_a_name_is_refused(at: datetime) -> None:
    with pytest.raises(SimulationWithoutNameError):
        save(at, name="  ")
    assert saved_simulations(ALL) == ()


def test_it_is_found_again_as_it_was_asked(at: datetime) -> None:
    saved = save(at)
    assert saved_simulations(ALL) == (saved,)
    assert saved_simulation(saved.id, ALL).selection == CHOSEN
    assert saved.is_reproducible
    assert Entry.objects.get(verb="simulation.saved").subject_id == str(saved.id)


def test_counted_again_it_gives_the_figures_it_was_saved_with(
    at: datetime, frame: pl.DataFrame
) -> None:
    saved = save(at)
    generated.make_current(settings.SNAPSHOTS / "another", frame.height, at=at)
    again = simulate(comparison_of(saved), saved.scope)
    assert saved.summary["cases"] == again.cases > 0
    assert saved.summary["changed"] == {"cases": again.changed.cases, "ore": again.changed.ore}


@pytest.mark.parametrize(
    ("counted_over", "reader", "may"),
    [
        (ALL, ALL, True),
        (ALL, COMPANIES, False),
        (ALL, OWN, False),
        (COMPANIES, ALL, True),
        (COMPANIES, COMPANIES, True),
        (COMPANIES, OWN, False),
        (OWN, OWN, True),
        (OWN, Scope(own=frozenset({uuid4()})), False),
        (OWN, ALL, True),
        (OWN, Scope(), False),
    ],
)
def test_only_those_who_see_all_of_it_may_see_it(
    counted_over: Scope, reader: Scope, may: bool, at: datetime  # noqa: FBT001
) -> None:  # fmt: skip
    saved: SavedSimulation = save(at, scope=counted_over)
    assert bool(saved_simulations(reader)) is may
    if not may:
        with pytest.raises(NoSuchSimulationError):
            saved_simulation(saved.id, reader)


def test_it_says_when_it_can_no_longer_be_counted_again(
    at: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save(at)
    shutil.copytree(settings.RULEBOOKS, tmp_path / "rulebooks")
    changed = tmp_path / "rulebooks" / "purchasing-programme" / f"{PROPOSED}.toml"
    changed.write_text(changed.read_text() + "\n# a word more\n")
    monkeypatch.setattr(settings, "RULEBOOKS", tmp_path / "rulebooks")
    found = saved_simulation(saved.id, ALL)
    assert found.is_kept
    assert not found.is_reproducible
    monkeypatch.setattr(settings, "SNAPSHOTS", tmp_path)
    lost = saved_simulation(saved.id, ALL)
    assert not lost.is_kept
    assert comparison_of(lost).snapshot is None


def test_a_snapshot_that_a_simulation_was_counted_from_is_kept(
    at: datetime, snapshots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save(at)
    monkeypatch.setattr(settings, "SNAPSHOTS", snapshots)
    monkeypatch.setattr(portfolio, "KEPT", 1)
    actions.refresh(by=SYSTEM, at=at)
    assert saved_simulation(saved.id, ALL).snapshot == saved.snapshot
