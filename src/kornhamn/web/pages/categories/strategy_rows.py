"""An action of a strategy as a row."""

from collections.abc import Iterable
from datetime import date

from kornhamn.categories.queries import StrategyAction
from kornhamn.categories.types import ActionState
from kornhamn.web.pages.categories.words import OUTCOMES


def action_rows(actions: Iterable[StrategyAction], on: date) -> list[dict[str, object]]:
    """Return actions ready to write: what goes on first, then what is done, then what is not."""
    order = [each.value for each in ActionState]
    ranked = sorted(actions, key=lambda one: (order.index(one.state), one.due_on))
    return [action_row(one, on) for one in ranked]


def action_row(action: StrategyAction, on: date) -> dict[str, object]:
    """Return an action ready to write."""
    is_open = action.state == ActionState.OPEN
    return {
        "action": action,
        "outcome": OUTCOMES[ActionState(action.state)],
        "colour": "success" if action.state == ActionState.DONE else "neutral",
        "is_late": is_open and action.due_on < on,
    }
