"""From whom one calls off: the same facts give the same answer, and the answer has its reason."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from kornhamn.contracts.types import CallOffMethod, Candidate, Turn, TurnReason

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known when the turn is settled: who buys, who is skipped, who had the last one."""

    authority: UUID | None = None
    skipped: Collection[int] = field(default_factory=frozenset)
    last: int | None = None  # the party of the latest call-off


def in_order(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates by rank, those without one last, then as they were entered."""
    return sorted(candidates, key=lambda each: (each.rank is None, each.rank or 0, each.party))


def turn_of(method: CallOffMethod, candidates: Sequence[Candidate], known: Circumstances) -> Turn:
    """Return whose turn it is by a method, and why."""
    if method is CallOffMethod.COMPETITION:
        return Turn(None, TurnReason.ALL_COMPETE)
    left = [each for each in in_order(candidates) if each.party not in known.skipped]
    if not left:
        return Turn(None, TurnReason.NOBODY_LEFT)
    return _METHODS[method](left, known)


def _sole(left: list[Candidate], _known: Circumstances) -> Turn:
    return Turn(left[0].party, TurnReason.ONLY_ONE)


def _ranking(left: list[Candidate], known: Circumstances) -> Turn:
    reason = TurnReason.NEXT_IN_RANK if known.skipped else TurnReason.FIRST_IN_RANK
    return Turn(left[0].party, reason)


def _share(left: list[Candidate], _known: Circumstances) -> Turn:
    """The one furthest below its share in öre; before the first call-off, the largest share."""
    total = sum(each.called_ore for each in left) or 1

    def lacking(each: Candidate) -> int:
        return (each.percent or 0) * total - each.called_ore * _WHOLE

    return Turn(max(left, key=lacking).party, TurnReason.BELOW_ITS_SHARE)


def _place(left: list[Candidate], known: Circumstances) -> Turn:
    found = next((each for each in left if known.authority in each.places), None)
    if found is None:
        return Turn(None, TurnReason.NO_PLACE)
    return Turn(found.party, TurnReason.OF_THE_PLACE)


def _rotation(left: list[Candidate], known: Circumstances) -> Turn:
    """The one after the latest; from the beginning where that was the last, or is gone."""
    order = [each.party for each in left]
    place = order.index(known.last) + 1 if known.last in order else 0
    return Turn(order[place % len(order)], TurnReason.NEXT_IN_ROTATION)


_METHODS: dict[CallOffMethod, Callable[[list[Candidate], Circumstances], Turn]] = {
    CallOffMethod.SOLE: _sole,
    CallOffMethod.RANKING: _ranking,
    CallOffMethod.SHARE: _share,
    CallOffMethod.PLACE: _place,
    CallOffMethod.ROTATION: _rotation,
}


def method_without_rule(candidates: Sequence[Candidate]) -> CallOffMethod:
    """Return how a lot is called off from where nobody has said: by its suppliers alone."""
    if len(candidates) == 1:
        return CallOffMethod.SOLE
    if candidates and all(each.rank for each in candidates):
        return CallOffMethod.RANKING
    return CallOffMethod.COMPETITION
