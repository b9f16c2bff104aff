"""The words a verdict, a force and an appearance have on screen: one place, so they never differ."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kornhamn.rulebook.types import Force, Verdict

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
