"""What was done to a contract and to all that belongs to it."""

from django.db.models import Model

from kornhamn.audit.queries import Done, done_to_each
from kornhamn.contracts.models import (
    AgreedAction,
    CallOff,
    Contract,
    ContractDocument,
    ContractOption,
    ContractTerm,
    Deviation,
    Lesson,
    Sanction,
    Subcontractor,
    SupplierAlarm,
    SupplierMeeting,
    TermCheck,
)

# what belongs to a contract: its name in the trail, its table, and the way to its contract
_BELONGING: tuple[tuple[str, type[Model], str], ...] = (
    ("alarm", SupplierAlarm, "contract"),
    ("call-off", CallOff, "contract"),
    ("option", ContractOption, "contract"),
    ("subcontractor", Subcontractor, "contract"),
    ("term", ContractTerm, "contract"),
    ("document", ContractDocument, "contract"),
    ("check", TermCheck, "term__contract"),
    ("deviation", Deviation, "contract"),
    ("sanction", Sanction, "deviation__contract"),
    ("meeting", SupplierMeeting, "contract"),
    ("agreed-action", AgreedAction, "meeting__contract"),
    ("lesson", Lesson, "contract"),
)


def deeds_of(contract: Contract) -> tuple[Done, ...]:
    """Return what was done to a contract and to all that belongs to it, the latest first."""
    subjects = {name: _ids(table, way, contract) for name, table, way in _BELONGING}
    return done_to_each({"contract": [str(contract.pk)]} | subjects)


def _ids(table: type[Model], way: str, contract: Contract) -> list[str]:
    rows = table._default_manager.filter(**{way: contract})  # noqa: SLF001 - the framework's own name
    return [str(pk) for pk in rows.values_list("pk", flat=True)]
