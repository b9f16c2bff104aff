"""Tables of contracts: what was agreed, how it is followed up, what it taught."""

from kornhamn.contracts.models.call_offs import (
    CallOff,
    CallOffOffer,
    CallOffPart,
    CallOffRule,
    CallOffSkip,
)
from kornhamn.contracts.models.contract import (
    Contract,
    ContractDocument,
    ContractedSupplier,
    ContractOption,
    ContractQuerySet,
    ContractTerm,
    ContractUser,
)
from kornhamn.contracts.models.follow_up import (
    CLOSED,
    CheckEvidence,
    Deviation,
    DeviationStep,
    Sanction,
    TermCheck,
)
from kornhamn.contracts.models.implementation import FollowUpHours, ImplementationStep
from kornhamn.contracts.models.lists import (
    ContractListLoad,
    ContractListRow,
    ContractListSource,
)
from kornhamn.contracts.models.meetings import (
    AgreedAction,
    Lesson,
    LessonAnswer,
    SupplierMeeting,
)
from kornhamn.contracts.models.prices import AgreedPrice, PriceList
from kornhamn.contracts.models.supply_chain import (
    FlowConfirmation,
    Subcontractor,
    SupplierAlarm,
    TermFlow,
)

__all__ = [
    "CLOSED",
    "AgreedAction",
    "AgreedPrice",
    "CallOff",
    "CallOffOffer",
    "CallOffPart",
    "CallOffRule",
    "CallOffSkip",
    "CheckEvidence",
    "Contract",
    "ContractDocument",
    "ContractListLoad",
    "ContractListRow",
    "ContractListSource",
    "ContractOption",
    "ContractQuerySet",
    "ContractTerm",
    "ContractUser",
    "ContractedSupplier",
    "Deviation",
    "DeviationStep",
    "FlowConfirmation",
    "FollowUpHours",
    "ImplementationStep",
    "Lesson",
    "LessonAnswer",
    "PriceList",
    "Sanction",
    "Subcontractor",
    "SupplierAlarm",
    "SupplierMeeting",
    "TermCheck",
    "TermFlow",
]
