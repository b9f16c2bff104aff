"""An action of a strategy as a row."""

from datetime import date

from kornhamn.categories.queries import StrategyAction
from kornhamn.categories.types import ActionState
from kornhamn.web.pages.categories.words import OUTCOMES


def action_row(action: StrategyAction, on: date) -> dict[str, object]:
    """Return an action ready to write."""
    is_open = action.state == ActionState.OPEN
    return {
        "action": action,
        "outcome": OUTCOMES[ActionState(action.state)],
        "colour": "success" if action.state == ActionState.DONE else "neutral",
        "is_late": is_open and action.due_on < on,
    }
