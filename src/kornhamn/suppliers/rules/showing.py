"""What is shown of a supplier, and of whom only to those with the right."""

from kornhamn.kernel.given_number import without_personal_numbers
from kornhamn.suppliers.types import NumberKind, SupplierKind

PSEUDONYM = "Enskild firma %s"
# the legal forms of the procurement statistics that are the civil society's (co-operatives are not:
# most ekonomiska föreningar trade for their members)
CIVIL_SOCIETY_FORMS = (
    "Ideella föreningar",
    "Registrerade trossamfund",
    "Övriga stiftelser och fonder",
)
CIVIL_SOCIETY_NUMBERS = "8"  # how the numbers of associations and foundations begin


def shown_name(name: str, kind: str, key: int, *, personal: bool) -> str:
    """Return the supplier's name, or a sole trader's pseudonym for those without the right."""
    if kind == SupplierKind.SOLE_TRADER.value and not personal:
        return PSEUDONYM % key
    return name if personal else without_personal_numbers(name)


def shown_number(number: str, kind: str, *, personal: bool) -> str:
    """Return a number as people write it; a personal number only to those with the right."""
    if kind == NumberKind.PERSONAL.value and not personal:
        return ""
    ten = kind in {NumberKind.ORGANISATION.value, NumberKind.PERSONAL.value}
    return f"{number[:6]}-{number[6:]}" if ten and number else number


def shown_text(text: str, *, personal: bool) -> str:
    """Return what a source wrote; personal numbers in it are masked for those without the right."""
    return text if personal else without_personal_numbers(text)
