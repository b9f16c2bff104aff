"""What a breach of a term costs, counted step by step in whole öre."""

from datetime import timedelta

from kornhamn.contracts.types import Breach, Consequence, ConsequenceKind, Penalty, PenaltyStep
from kornhamn.kernel.errors import N_, DomainError

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


def penalty(consequence: Consequence, breach: Breach) -> Penalty:
    """Return what the breach costs, with each step; both days of the breach count."""
    if breach.last_day < breach.first_day:
        raise BreachBackwardsError
    first = _first_step(consequence, breach)
    steps = [first]
    if consequence.cap_ore is not None and first.ore > consequence.cap_ore:
        cap = consequence.cap_ore
        steps.append(PenaltyStep("cap", {"cap": cap}, cap))
    return Penalty(steps[-1].ore, tuple(steps))


def _first_step(said: Consequence, breach: Breach) -> PenaltyStep:
    days = (breach.last_day - breach.first_day + timedelta(days=1)).days
    if said.kind is ConsequenceKind.SHARE and said.permille is not None:
        if breach.value_ore is None:
            raise ValueMissingError
        ore = (breach.value_ore * said.permille + _WHOLE // 2) // _WHOLE
        return PenaltyStep("share", {"permille": said.permille, "value": breach.value_ore}, ore)
    if said.ore is None:
        raise NoPenaltyError
    counted = {
        ConsequenceKind.FIXED: ("times", breach.times),
        ConsequenceKind.PER_DAY: ("days", days),
        ConsequenceKind.PER_WEEK: ("weeks", -(-days // _WEEK)),
    }.get(said.kind)
    if counted is None:
        raise NoPenaltyError
    what, number = counted
    return PenaltyStep(what, {"number": number, "rate": said.ore}, number * said.ore)
