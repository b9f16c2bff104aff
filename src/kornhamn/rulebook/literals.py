"""Fixed values of a predicate, checked against the type of the fact they stand beside."""

import difflib
import re
from datetime import date
from decimal import Decimal

from sqlglot import exp

from kornhamn.kernel.errors import N_, phrase
from kornhamn.rulebook.nodes import Literal
from kornhamn.rulebook.types import Fact, FactType

_LARGEST = 2**63 - 1
_NUMBER = re.compile(r"\d+(\.\d+)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_REMEDIES = {
    FactType.BOOLEAN: N_("Write TRUE or FALSE."),
    FactType.INTEGER: N_("Write a whole number."),
    FactType.MONEY: N_("Write an amount in kronor, as 700000 or 0.50."),
    FactType.DATE: N_("Write DATE '2021-12-31'."),
    FactType.TEXT: N_("Write text in 'single quotes'."),
    FactType.CHOICE: N_("Write one of the fact's codes in 'single quotes'."),
    FactType.CHOICES: N_("Write one of the fact's codes in 'single quotes'."),
}


class NotALiteral(Exception):  # noqa: N818 - a question answered, not a failure
    """The expression is no fixed value of the type asked for."""


class WrongLiteral(Exception):  # noqa: N818 - the parser turns it into its own error
    """A value of the right kind that the fact cannot have."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(problem)


def remedy(fact: Fact) -> str:
    """Return how a value of the fact is written."""
    return _REMEDIES[fact.type]


def value(node: exp.Expr, fact: Fact) -> Literal:
    """Return the value of a literal for the fact: money as whole öre, dates as dates."""
    match fact.type:
        case FactType.INTEGER | FactType.MONEY:
            return whole(_number(node), fact)
        case FactType.DATE:
            return _date(node)
        case FactType.TEXT:
            return _text(node)
        case FactType.CHOICE | FactType.CHOICES:
            return code(_text(node), fact)
        case FactType.BOOLEAN:
            raise NotALiteral


def whole(number: Decimal, fact: Fact) -> int:
    """Return a number as the fact holds it: kronor become öre; no other fractions."""
    if fact.type is FactType.MONEY:
        number *= 100
    if number != number.to_integral_value():
        problem: str = phrase(
            "%(fact)s is %(type)s and holds no such fraction.", fact=fact.name, type=fact.type
        )
        raise WrongLiteral(problem, remedy(fact))
    if abs(number) > _LARGEST:
        problem = N_("The number is too large.")
        raise WrongLiteral(problem, N_("Use a smaller number."))
    return int(number)


def code(text: str, fact: Fact) -> str:
    """Return the text if it is one of the fact's declared choices."""
    if text in fact.choices:
        return text
    near = difflib.get_close_matches(text, fact.choices, n=1)
    known = ", ".join(fact.choices)
    hint = (
        phrase("Did you mean '%(near)s'?", near=near[0])
        if near
        else phrase("Its codes are: %(known)s.", known=known)
    )
    problem = phrase("%(fact)s has no code '%(text)s'.", fact=fact.name, text=text)
    raise WrongLiteral(problem, hint)


def _number(node: exp.Expr) -> Decimal:
    if isinstance(node, exp.Neg):
        return -_number(node.this)
    if not isinstance(node, exp.Literal) or node.is_string:
        raise NotALiteral
    if not _NUMBER.fullmatch(node.name):
        problem = phrase("%(name)s is no plain number.", name=node.name)
        raise WrongLiteral(problem, N_("Write digits, as 700000 or 0.50."))
    return Decimal(node.name)


def _date(node: exp.Expr) -> date:
    if not isinstance(node, exp.Cast) or not node.to.is_type("date"):
        raise NotALiteral
    text = _text(node.this)
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    problem = phrase("'%(text)s' is no day.", text=text)
    raise WrongLiteral(problem, N_("Write it as DATE '2021-12-31'."))


def _text(node: exp.Expr) -> str:
    if not isinstance(node, exp.Literal) or not node.is_string:
        raise NotALiteral
    return node.name
