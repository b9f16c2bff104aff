"""Verbs of contracts."""

from kornhamn.contracts.actions.decide_option import decline_option, lapse_options, use_option
from kornhamn.contracts.actions.end_contract import name_successor, terminate_contract
from kornhamn.contracts.actions.follow_time import follow_time
from kornhamn.contracts.actions.register_contract import register_contract

__all__ = [
    "decline_option",
    "follow_time",
    "lapse_options",
    "name_successor",
    "register_contract",
    "terminate_contract",
    "use_option",
]
