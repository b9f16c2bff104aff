"""Verbs of contracts."""

from kornhamn.contracts.actions.accept_list import accept_list
from kornhamn.contracts.actions.add_document import add_document
from kornhamn.contracts.actions.answer_lesson import answer_lesson
from kornhamn.contracts.actions.call_off import call_off, cancel_call_off
from kornhamn.contracts.actions.chain import (
    confirm_flow,
    decide_subcontractor,
    let_flow,
    register_subcontractor,
)
from kornhamn.contracts.actions.change_contract import change_contract
from kornhamn.contracts.actions.compete import ask_offers, choose_offer, note_offer
from kornhamn.contracts.actions.decide_option import decline_option, lapse_options, use_option
from kornhamn.contracts.actions.distribute import distribute
from kornhamn.contracts.actions.do_checks import assign_check, do_check, move_checks, skip_check
from kornhamn.contracts.actions.end_contract import name_successor, terminate_contract
from kornhamn.contracts.actions.follow_deviations import (
    counted_penalty,
    decide_sanction,
    follow_deviation,
    note_deviation,
)
from kornhamn.contracts.actions.follow_time import follow_time
from kornhamn.contracts.actions.implement import (
    NewStep,
    UsualStep,
    drop_step,
    finish_step,
    plan_step,
    plan_usual_steps,
)
from kornhamn.contracts.actions.load_list import load_list
from kornhamn.contracts.actions.meet_suppliers import (
    Agreed,
    call_meeting,
    finish_agreed,
    keep_minutes,
    write_lesson,
)
from kornhamn.contracts.actions.price_lists import (
    Priced,
    change_prices,
    look_at_price_list,
    receive_price_list,
    take_prices,
    withdraw_price_list,
)
from kornhamn.contracts.actions.receive_list import (
    list_source_named,
    look_at_list,
    receive_list,
)
from kornhamn.contracts.actions.register_contract import register_contract
from kornhamn.contracts.actions.set_hours import set_follow_up_hours
from kornhamn.contracts.actions.undo_list import ListUndone, undo_list, what_undoing_does
from kornhamn.contracts.actions.watch_suppliers import (
    answer_alarm,
    close_alarm,
    raise_alarms,
)
from kornhamn.contracts.actions.write_terms import (
    change_term,
    plan_all_checks,
    remove_term,
    say_terms_complete,
    write_term,
)
from kornhamn.contracts.lists.refusals import ListRunning

__all__ = [
    "Agreed",
    "ListRunning",
    "ListUndone",
    "NewStep",
    "Priced",
    "UsualStep",
    "accept_list",
    "add_document",
    "answer_alarm",
    "answer_lesson",
    "ask_offers",
    "assign_check",
    "call_meeting",
    "call_off",
    "cancel_call_off",
    "change_contract",
    "change_prices",
    "change_term",
    "choose_offer",
    "close_alarm",
    "confirm_flow",
    "counted_penalty",
    "decide_sanction",
    "decide_subcontractor",
    "decline_option",
    "distribute",
    "do_check",
    "drop_step",
    "finish_agreed",
    "finish_step",
    "follow_deviation",
    "follow_time",
    "keep_minutes",
    "lapse_options",
    "let_flow",
    "list_source_named",
    "load_list",
    "look_at_list",
    "look_at_price_list",
    "move_checks",
    "name_successor",
    "note_deviation",
    "note_offer",
    "plan_all_checks",
    "plan_step",
    "plan_usual_steps",
    "raise_alarms",
    "receive_list",
    "receive_price_list",
    "register_contract",
    "register_subcontractor",
    "remove_term",
    "say_terms_complete",
    "set_follow_up_hours",
    "skip_check",
    "take_prices",
    "terminate_contract",
    "undo_list",
    "use_option",
    "what_undoing_does",
    "withdraw_price_list",
    "write_lesson",
    "write_term",
]
