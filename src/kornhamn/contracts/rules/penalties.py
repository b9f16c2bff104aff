"""What a breach of a term costs, counted step by step in whole öre."""

from datetime import timedelta

from kornhamn.contracts.types import Breach, Consequence, ConsequenceKind, Penalty, PenaltyStep
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.money import LARGEST_KRONOR, ORE_IN_A_KRONA

_MOST_ORE = int(LARGEST_KRONOR) * ORE_IN_A_KRONA
_WEEK = 7
_WHOLE = 1000  # per mille of a whole


class NoPenaltyError(DomainError):
    """A term without a penalty."""

    code = "penalty.none"
    message = N_("The term says nothing of what a breach costs: write it in the term first.")


class ValueMissingError(DomainError):
    """A share of a value that nobody has given."""

    code = "penalty.value-missing"
    message = N_("The penalty is a share of what was concerned: give its value in kronor.")


class BreachBackwardsError(DomainError):
    """A breach that ended before it began."""

    code = "penalty.breach-backwards"
    message = N_("The last day of the breach comes before its first: change one of them.")


class PenaltyTooLargeError(DomainError):
    """A penalty that no column of money holds."""

    code = "penalty.too-large"
    message = N_("The penalty comes to more than can be counted. Look at the term and at the days.")


def penalty(consequence: Consequence, breach: Breach) -> Penalty:
    """Return what the breach costs, with each step; both days of the breach count."""
    if breach.last_day < breach.first_day:
        raise BreachBackwardsError
    steps = _steps(consequence, breach)
    if any(step.ore >= _MOST_ORE for step in steps):
        raise PenaltyTooLargeError
    if consequence.cap_ore is not None and steps[-1].ore > consequence.cap_ore:
        cap = consequence.cap_ore
        steps.append(PenaltyStep("cap", {"cap": cap}, cap))
    return Penalty(steps[-1].ore, tuple(steps))


def _steps(said: Consequence, breach: Breach) -> list[PenaltyStep]:
    days = (breach.last_day - breach.first_day + timedelta(days=1)).days
    weeks = -(-days // _WEEK)
    if said.kind.is_share:
        share = _share(said, breach)
        if said.kind is not ConsequenceKind.SHARE_PER_WEEK:
            return [share]
        return [share, _times("weeks", weeks, share.ore)]
    counted = {
        ConsequenceKind.FIXED: ("times", breach.times),
        ConsequenceKind.PER_DAY: ("days", days),
        ConsequenceKind.PER_WEEK: ("weeks", weeks),
    }.get(said.kind)
    if counted is None or said.ore is None:
        raise NoPenaltyError
    return [_times(*counted, said.ore)]


def _share(said: Consequence, breach: Breach) -> PenaltyStep:
    """Count a share of the value, rounded to the nearest whole öre."""
    if said.permille is None:
        raise NoPenaltyError
    if breach.value_ore is None:
        raise ValueMissingError
    ore = (breach.value_ore * said.permille + _WHOLE // 2) // _WHOLE
    return PenaltyStep("share", {"permille": said.permille, "value": breach.value_ore}, ore)


def _times(what: str, number: int, rate: int) -> PenaltyStep:
    return PenaltyStep(what, {"number": number, "rate": rate}, number * rate)
