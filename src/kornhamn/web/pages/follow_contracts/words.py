"""Terms, checks, deviations and what follows from them, in words."""

from collections.abc import Mapping

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kornhamn.contracts.rules.risk import Risk
from kornhamn.contracts.types import (
    CheckAnswer,
    CheckState,
    ConsequenceKind,
    DeviationState,
    DeviationVerb,
    SanctionDecision,
    TermKind,
)
from kornhamn.rulebook.types import Edition
from kornhamn.web import formats

TERMS = {
    TermKind.ANTI_DISCRIMINATION_LAW: gettext_lazy("The laws against discrimination are followed"),
    TermKind.ANTI_DISCRIMINATION_CLAUSE: gettext_lazy("Clause against discrimination"),
    TermKind.COLLECTIVE_AGREEMENT_LEVEL: gettext_lazy("Conditions as in collective agreements"),
    TermKind.WORK_ENVIRONMENT: gettext_lazy("Work environment"),
    TermKind.PUBLIC_INSIGHT: gettext_lazy("Public insight"),
    TermKind.WHISTLEBLOWING: gettext_lazy("Whistleblowing"),
    TermKind.JOINT_FOLLOW_UP: gettext_lazy("Follow-up together with others"),
    TermKind.FUNDAMENTAL_RIGHTS: gettext_lazy("Fundamental rights"),
    TermKind.SUBCONTRACTOR_FLOW_DOWN: gettext_lazy("The same terms for subcontractors"),
    TermKind.STAFF_INFORMATION: gettext_lazy("Information to staff"),
    TermKind.PROACTIVE_SUPPLY_CHAIN: gettext_lazy("Work ahead of risks in the supply chain"),
    TermKind.ENVIRONMENT: gettext_lazy("Environment"),
    TermKind.QUALITY: gettext_lazy("Quality"),
    TermKind.DELIVERY: gettext_lazy("Delivery"),
    TermKind.PRICE: gettext_lazy("Price"),
    TermKind.OTHER: gettext_lazy("Other"),
}
PENALTIES = {
    ConsequenceKind.NONE: gettext_lazy("No penalty"),
    ConsequenceKind.FIXED: gettext_lazy("An amount each time"),
    ConsequenceKind.PER_DAY: gettext_lazy("An amount each day"),
    ConsequenceKind.PER_WEEK: gettext_lazy("An amount each week begun"),
    ConsequenceKind.SHARE: gettext_lazy("A share of the value concerned"),
    ConsequenceKind.SHARE_PER_WEEK: gettext_lazy("A share of the value each week begun"),
    ConsequenceKind.REDUCTION: gettext_lazy("A price reduction, as a share of the price"),
}
ANSWERS = {
    CheckAnswer.MET: gettext_lazy("Yes, as agreed"),
    CheckAnswer.PARTLY: gettext_lazy("Partly"),
    CheckAnswer.NOT_MET: gettext_lazy("Not as agreed"),
    CheckAnswer.NOT_SEEN: gettext_lazy("It could not be seen today"),
}
ANSWER_COLOURS = {
    CheckAnswer.MET: "success",
    CheckAnswer.PARTLY: "warning",
    CheckAnswer.NOT_MET: "danger",
    CheckAnswer.NOT_SEEN: "neutral",
}
CHECKS = {
    CheckState.PLANNED: gettext_lazy("To be done"),
    CheckState.DONE: gettext_lazy("Checked"),
    CheckState.SKIPPED: gettext_lazy("Left out"),
}
DEVIATIONS = {
    DeviationState.OPEN: gettext_lazy("Waits for the supplier"),
    DeviationState.ANSWERED: gettext_lazy("The supplier has answered"),
    DeviationState.ESCALATED: gettext_lazy("Escalated"),
    DeviationState.REMEDIED: gettext_lazy("Put right"),
    DeviationState.ACCEPTED: gettext_lazy("Accepted as it is"),
}
DEVIATION_COLOURS = {
    DeviationState.OPEN: "warning",
    DeviationState.ANSWERED: "info",
    DeviationState.ESCALATED: "danger",
    DeviationState.REMEDIED: "success",
    DeviationState.ACCEPTED: "neutral",
}
STEPS = {
    DeviationVerb.ANSWER: gettext_lazy("The supplier answers"),
    DeviationVerb.ESCALATE: gettext_lazy("Escalate"),
    DeviationVerb.REMEDY: gettext_lazy("It is put right"),
    DeviationVerb.ACCEPT: gettext_lazy("Accept it as it is"),
    DeviationVerb.POSTPONE: gettext_lazy("Give the supplier more time"),
}
SANCTIONS = {
    SanctionDecision.CLAIMED: gettext_lazy("Claimed"),
    SanctionDecision.WAIVED: gettext_lazy("Waived"),
}
RHYTHMS = {
    "": gettext_lazy("Not planned"),
    "0": gettext_lazy("Once"),
    "1": gettext_lazy("Every month"),
    "3": gettext_lazy("Every quarter"),
    "6": gettext_lazy("Every half year"),
    "12": gettext_lazy("Every year"),
}


def risk_in_words(risk: Risk) -> list[tuple[str, str]]:
    """Return each reason of a risk with its points, and why it weighs that much."""
    return [(_(part.reason), f"{part.points}: {_(part.why)}") for part in risk.parts]


def penalty_step(step: Mapping[str, object]) -> str:
    """Return one step of a counted penalty as a sentence; numbers are öre where they are money."""
    numbers = step["numbers"]
    assert isinstance(numbers, Mapping)  # noqa: S101 - as it was written
    said = {name: int(value) for name, value in numbers.items()}
    came_to = formats.kronor(int(str(step["ore"])))
    if step["what"] == "cap":
        return _("At most %(cap)s: %(sum)s") % {"cap": came_to, "sum": came_to}
    if step["what"] == "share":
        share = formats.percent(said["permille"] / 1000)
        value = formats.kronor(said["value"])
        return _("%(share)s of %(value)s = %(sum)s") % {
            "share": share, "value": value, "sum": came_to,
        }  # fmt: skip
    units = {"times": _("times"), "days": _("days"), "weeks": _("weeks begun")}
    return _("%(number)s %(unit)s × %(rate)s = %(sum)s") % {
        "number": said["number"],
        "unit": units[str(step["what"])],
        "rate": formats.kronor(said["rate"]),
        "sum": came_to,
    }


def clause_title(edition: Edition, clause_id: str) -> str:
    """Return a clause's title, or its id where the edition lacks it."""
    try:
        return edition.clause(clause_id).title.in_language(get_language() or "sv")
    except KeyError:
        return clause_id
