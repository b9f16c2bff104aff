"""Subcontractors, alarms and risks of production in words."""

from django.utils.translation import gettext_lazy

from kornhamn.contracts.types import AlarmState, SubcontractorState
from kornhamn.suppliers.types import RiskArea, RiskLevel

ALARMS = {
    AlarmState.OPEN: gettext_lazy("Waits for an answer"),
    AlarmState.ACTING: gettext_lazy("Being acted on"),
    AlarmState.SETTLED: gettext_lazy("Settled"),
}
ALARM_COLOURS = {
    AlarmState.OPEN: "danger",
    AlarmState.ACTING: "warning",
    AlarmState.SETTLED: "success",
}
CHAIN = {
    SubcontractorState.PROPOSED: gettext_lazy("Proposed"),
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
