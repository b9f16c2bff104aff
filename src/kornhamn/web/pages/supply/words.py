"""Subcontractors and risks of production in words."""

from babel import Locale
from django.utils.translation import get_language, gettext_lazy

from kornhamn.contracts.types import SubcontractorState
from kornhamn.suppliers.types import RiskArea, RiskLevel

CHAIN = {
    SubcontractorState.PROPOSED: gettext_lazy("Not decided yet"),
    SubcontractorState.APPROVED: gettext_lazy("Approved"),
    SubcontractorState.REFUSED: gettext_lazy("Refused"),
    SubcontractorState.REPLACED: gettext_lazy("Replaced or gone"),
}
CHAIN_COLOURS = {
    SubcontractorState.PROPOSED: "warning",
    SubcontractorState.APPROVED: "success",
    SubcontractorState.REFUSED: "danger",
    SubcontractorState.REPLACED: "neutral",
}
AREAS = {
    RiskArea.LABOUR: gettext_lazy("Working life (the ILO's core conventions)"),
    RiskArea.CHILDREN: gettext_lazy("Children (the UN convention)"),
    RiskArea.ENVIRONMENT: gettext_lazy("Environment"),
    RiskArea.CORRUPTION: gettext_lazy("Corruption"),
}
LEVELS = {
    RiskLevel.LOW: gettext_lazy("Low risk"),
    RiskLevel.MEDIUM: gettext_lazy("Some risk"),
    RiskLevel.HIGH: gettext_lazy("High risk"),
}
LEVEL_COLOURS = {
    RiskLevel.LOW: "success",
    RiskLevel.MEDIUM: "warning",
    RiskLevel.HIGH: "danger",
}


def country_in_words(code: str) -> str:
    """Return the name of a country in the reader's language; the code where nobody knows it."""
    names = Locale.parse(get_language() or "sv", sep="-").territories
    return str(names.get(code, code))
