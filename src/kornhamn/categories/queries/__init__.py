"""Questions about categories: the tree, what the council decided, teams and strategies."""

from kornhamn.categories.models import Strategy, StrategyAction, TeamMember, TreeDecision
from kornhamn.categories.queries.decided import (
    Standing,
    decisions,
    fingerprint,
    latest_decision,
    standing_of,
)
from kornhamn.categories.queries.facts import SUPPLIED as CATEGORY_FACTS
from kornhamn.categories.queries.facts import category_facts
from kornhamn.categories.queries.strategies import (
    action_of,
    current_strategies,
    current_strategy,
    draft_of,
    sees_drafts,
    strategies_of,
    strategy_of,
    waiting_actions,
)
from kornhamn.categories.queries.teams import TeamMix, member_of, mix_of, team_of
from kornhamn.categories.tree import CategoryUnknown, category, of_account, of_cpv, tree

__all__ = [
    "CATEGORY_FACTS",
    "CategoryUnknown",
    "Standing",
    "Strategy",
    "StrategyAction",
    "TeamMember",
    "TeamMix",
    "TreeDecision",
    "action_of",
    "category",
    "category_facts",
    "current_strategies",
    "current_strategy",
    "decisions",
    "draft_of",
    "fingerprint",
    "latest_decision",
    "member_of",
    "mix_of",
    "of_account",
    "of_cpv",
    "sees_drafts",
    "standing_of",
    "strategies_of",
    "strategy_of",
    "team_of",
    "tree",
    "waiting_actions",
]
