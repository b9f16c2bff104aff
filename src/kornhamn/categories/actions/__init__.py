"""Verbs of category work."""

from kornhamn.categories.actions.follow_action import follow_action, plan_action
from kornhamn.categories.actions.man_team import join_team, leave_team
from kornhamn.categories.actions.move_strategy import decide_strategy, follow_up_strategy
from kornhamn.categories.actions.record_decision import record_tree_decision
from kornhamn.categories.actions.write_strategy import write_strategy

__all__ = [
    "decide_strategy",
    "follow_action",
    "follow_up_strategy",
    "join_team",
    "leave_team",
    "plan_action",
    "record_tree_decision",
    "write_strategy",
]
