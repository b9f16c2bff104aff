"""From what the business register says to the answer of a tax check."""

from kornhamn.integrations.business_register.client import (
    BusinessRegister,
    BusinessRegisterError,
    RegisteredUnit,
)
from kornhamn.suppliers.types import Answer, CheckOutcome

REGISTERED = "1"
_ENDED = "9"
NOT_FOUND, NOT_ASKED = "not-in-the-register", "could-not-be-asked"


def answer(register: BusinessRegister, *, supplier: int, number: str) -> Answer:
    """Ask about one supplier; what could not be asked is unknown, with the reason."""
    try:
        unit = register.unit(number)
    except BusinessRegisterError as error:
        details = {"reason": NOT_ASKED, "told": str(error), "permanent": error.permanent}
        return Answer(supplier, CheckOutcome.UNKNOWN, details)
    if unit is None:
        return Answer(supplier, CheckOutcome.UNKNOWN, {"reason": NOT_FOUND})
    return Answer(supplier, _outcome(unit), _details(unit))


def _outcome(unit: RegisteredUnit) -> CheckOutcome:
    """No F-tax, or VAT or employer registration that has ended, makes a person look."""
    if unit.f_tax is None:
        return CheckOutcome.UNKNOWN
    ended = _ENDED in (unit.vat, unit.employer)
    return CheckOutcome.REMARK if unit.f_tax != REGISTERED or ended else CheckOutcome.CLEAR


def _details(unit: RegisteredUnit) -> dict[str, object]:
    told = {
        "name": unit.name,
        "f_tax": unit.f_tax,
        "vat": unit.vat,
        "employer": unit.employer,
        "legal_form": unit.legal_form,
        "employees": unit.employees,
        "status": unit.status,
    }
    return {name: value for name, value in told.items() if value}
