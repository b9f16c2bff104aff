"""What people and jobs do with ledgers and the categories of their postings."""

from kornhamn.spend.actions.accept_mapping import accept_mapping
from kornhamn.spend.actions.classify_postings import Classified, classify_postings
from kornhamn.spend.actions.decide_categories import (
    DecisionUndone,
    PostingUnknown,
    RuleSaysNothing,
    RuleThere,
    accept_category,
    make_rule,
    remove_rule,
    undo_decision,
)
from kornhamn.spend.actions.learn_categories import learn_categories
from kornhamn.spend.actions.load_ledger import load_ledger
from kornhamn.spend.actions.place_units import place_unit, place_units
from kornhamn.spend.actions.receive_file import Upload, look_again, receive_file, source_named
from kornhamn.spend.actions.undo_load import undo_load
from kornhamn.spend.ledger.refusals import LoadedBefore, LoadRunning

__all__ = [
    "Classified",
    "DecisionUndone",
    "LoadRunning",
    "LoadedBefore",
    "PostingUnknown",
    "RuleSaysNothing",
    "RuleThere",
    "Upload",
    "accept_category",
    "accept_mapping",
    "classify_postings",
    "learn_categories",
    "load_ledger",
    "look_again",
    "make_rule",
    "place_unit",
    "place_units",
    "receive_file",
    "remove_rule",
    "source_named",
    "undo_decision",
    "undo_load",
]
