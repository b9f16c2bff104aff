"""How much may still be called off: a framework agreement ends where its ceiling does.

The Court of Justice in C-23/20 (Simonsen & Weel): when the most that was announced is called off,
the framework agreement has no more effect. What goes beyond is a change of the contract.
"""

from kornhamn.contracts.types import Ceiling, CeilingState

WARNS_AT_PERCENT = 80
_WHOLE = 100


def standing(ceiling: Ceiling, *, adding_ore: int = 0) -> CeilingState:
    """Return where a contract stands once so many öre more are called off."""
    if ceiling.ceiling_ore is None:
        return CeilingState.NONE
    used = ceiling.used_ore + adding_ore
    if used > ceiling.ceiling_ore:
        return CeilingState.OVER
    if used * _WHOLE >= ceiling.ceiling_ore * WARNS_AT_PERCENT:
        return CeilingState.NEAR
    return CeilingState.ROOM
