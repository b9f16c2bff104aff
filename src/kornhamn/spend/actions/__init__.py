"""What people and jobs do with ledgers and the categories of their postings."""

from kornhamn.spend.actions.classify_postings import Classified, classify_postings
from kornhamn.spend.actions.decide_categories import (
    DecisionUndone,
    PostingUnknown,
    RuleConditions,
    RuleSaysNothing,
    RuleThere,
    accept_category,
    make_rule,
    remove_rule,
    undo_decision,
)
from kornhamn.spend.actions.learn_categories import learn_categories

__all__ = [
    "Classified",
    "DecisionUndone",
    "PostingUnknown",
    "RuleConditions",
    "RuleSaysNothing",
    "RuleThere",
    "accept_category",
    "classify_postings",
    "learn_categories",
    "make_rule",
    "remove_rule",
    "undo_decision",
]
