"""Verbs of the group that a person would put in minutes."""

from kornhamn.organisation.actions.appointments import NewAppointment, appoint, end_appointment
from kornhamn.organisation.actions.limits import enter_limit
from kornhamn.organisation.actions.people import close_access, open_access, record_sign_in
from kornhamn.organisation.actions.register import import_register

__all__ = [
    "NewAppointment",
    "appoint",
    "close_access",
    "end_appointment",
    "enter_limit",
    "import_register",
    "open_access",
    "record_sign_in",
]
