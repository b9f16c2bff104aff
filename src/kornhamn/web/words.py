"""The words verdicts and forces have on screen: in one place, so that they never differ."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kornhamn.rulebook.comparison import Change
from kornhamn.rulebook.types import Addressee, Force, Phase, Subject, Verdict

VERDICT_LABELS: dict[str, Promise] = {
    Verdict.MET: _("Met"),
    Verdict.NOT_MET: _("Not met"),
    Verdict.UNKNOWN: _("Unknown"),
    Verdict.NOT_APPLICABLE: _("Not applicable"),
    Verdict.DEPARTED: _("Departed from"),
}

FORCE_LABELS: dict[str, Promise] = {
    Force.SHALL: _("Shall"),
    Force.SHALL_UNLESS: _("Shall, unless a departure is decided"),
    Force.STRIVE: _("Shall strive for"),
    Force.CONSIDER: _("Shall consider"),
}

FORCE_SHORT_LABELS: dict[str, Promise] = {
    Force.SHALL: _("Shall"),
    Force.SHALL_UNLESS: _("Shall, unless"),
    Force.STRIVE: _("Strive"),
    Force.CONSIDER: _("Consider"),
}

ADDRESSEE_LABELS: dict[str, Promise] = {
    Addressee.AUTHORITY: _("Each committee and company"),
    Addressee.EXECUTIVE_BOARD: _("The executive board"),
    Addressee.EXECUTIVE_OFFICE: _("The executive office"),
    Addressee.COUNCIL: _("The council"),
    Addressee.GROUP_BOARD: _("The group board of the companies"),
}

PHASE_LABELS: dict[str, Promise] = {
    Phase.ANALYSE_PLAN: _("Analyse and plan"),
    Phase.PROCURE: _("Procure"),
    Phase.CALL_OFF: _("Call off"),
    Phase.MANAGE_CONTRACT: _("Manage the contract"),
    Phase.GOVERN: _("Govern and support"),
}

SUBJECT_LABELS: dict[str, Promise] = {
    Subject.CASE: _("Each procurement"),
    Subject.AUTHORITY: _("Each authority"),
    Subject.GROUP: _("The group"),
}

CHANGE_LABELS: dict[str, Promise] = {
    Change.NEW: _("New"),
    Change.GONE: _("Gone"),
    Change.CHANGED: _("Changed"),
    Change.SAME: _("The same"),
}

PART_LABELS: dict[str, Promise] = {
    "statement": _("What it says"),
    "force": _("How binding"),
    "addressees": _("Who answers"),
    "phase": _("Phase"),
    "applies": _("Applies when"),
    "satisfied": _("Is met when"),
    "heading": _("Heading in the document"),
}

LABELS: dict[str, Promise] = {
    **ADDRESSEE_LABELS,
    **PHASE_LABELS,
    **SUBJECT_LABELS,
    **CHANGE_LABELS,
}
