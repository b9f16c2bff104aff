"""Questions about saved simulations: who may see them, and how to run one again."""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings

from kornhamn.analytics import snapshot
from kornhamn.analytics.models import Simulation
from kornhamn.analytics.opening import edition_named, info
from kornhamn.analytics.types import (
    Comparison,
    NoSuchEditionError,
    NoSuchSimulationError,
    Part,
    SavedSimulation,
    Selection,
)
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import Scope


def saved_simulations(scope: Scope) -> tuple[SavedSimulation, ...]:
    """Return the simulations the reader may see, the newest first."""
    rows = Simulation.objects.select_related("snapshot").order_by("-made_at")
    return tuple(_saved(row) for row in rows if _reaches(scope, row.reach))


def saved_simulation(simulation_id: UUID, scope: Scope) -> SavedSimulation:
    """Return one, or raise NoSuchSimulationError: also for one the reader may not see."""
    row = Simulation.objects.select_related("snapshot").filter(pk=simulation_id).first()
    if row is None or not _reaches(scope, row.reach):
        raise NoSuchSimulationError
    return _saved(row)


def comparison_of(saved: SavedSimulation) -> Comparison:
    """Return what to simulate to count it again: on the snapshot of that day while it is kept."""
    return Comparison(
        edition_named(saved.from_edition),
        edition_named(saved.to_edition),
        saved.selection,
        saved.snapshot if saved.is_kept else None,
    )


def written_scope(scope: Scope) -> dict[str, object]:
    """Return a scope as JSON."""
    own = sorted(str(authority) for authority in scope.own)
    return {"group": scope.group, "companies": scope.companies, "own": own}


def written_selection(selection: Selection) -> dict[str, object]:
    """Return a selection as JSON, but for its edition and its period."""
    chosen = selection.authorities
    return {
        "authorities": None if chosen is None else sorted(str(each) for each in chosen),
        "part": selection.part,
        "cpv_division": selection.cpv_division,
        "buyers": sorted(selection.buyers),
        "only_governed": selection.only_governed,
    }


def _saved(row: Simulation) -> SavedSimulation:
    is_kept = (settings.SNAPSHOTS / row.snapshot.folder / snapshot.ORGANISATION).exists()
    return SavedSimulation(
        id=row.pk,
        name=row.name,
        from_edition=row.from_edition,
        to_edition=row.to_edition,
        selection=_selection(row),
        scope=_scope(row.reach),
        made_by=row.made_by_name,
        made_at=row.made_at,
        snapshot=info(row.snapshot),
        from_digest=row.from_digest,
        to_digest=row.to_digest,
        summary=row.summary,
        is_kept=is_kept,
        is_reproducible=is_kept and _read_as_then(row),
    )


def _read_as_then(row: Simulation) -> bool:
    """Tell whether both editions still read as when it was saved."""
    try:
        digests = [edition_named(each).digest for each in (row.from_edition, row.to_edition)]
    except NoSuchEditionError:
        return False
    return digests == [row.from_digest, row.to_digest]


def _selection(row: Simulation) -> Selection:
    chosen = row.selection
    authorities = chosen["authorities"]
    return Selection(
        edition=row.from_edition,
        period=Period(row.period.lower, row.period.upper) if row.period else None,
        authorities=None if authorities is None else frozenset(map(UUID, authorities)),
        part=Part(chosen["part"]) if chosen["part"] else None,
        cpv_division=chosen["cpv_division"],
        buyers=frozenset(chosen["buyers"]),
        only_governed=chosen["only_governed"],
    )


def _scope(reach: Mapping[str, object]) -> Scope:
    own = reach["own"]
    assert isinstance(own, list)  # noqa: S101 - as written_scope wrote it
    return Scope(bool(reach["group"]), bool(reach["companies"]), frozenset(map(UUID, own)))


def _reaches(scope: Scope, reach: Mapping[str, object]) -> bool:
    """Tell whether a reader sees all that a simulation was counted over."""
    counted = _scope(reach)
    if scope.group:
        return True
    if counted.group or (counted.companies and not scope.companies):
        return False
    return counted.own <= scope.own
