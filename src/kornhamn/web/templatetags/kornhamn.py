"""Filters of every page: figures as Swedes write them, verdicts in words, where an error is."""

from datetime import date, datetime
from typing import Literal

from django import template
from django.forms import BoundField
from django.forms.utils import flatatt
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django_cotton.templatetags import Attrs

from kornhamn.kernel.money import Money
from kornhamn.kernel.texts import Text
from kornhamn.web import formats, marks, words

register = template.Library()

# An en dash where there is no figure (the empty text is a variable that is not there); a zero
# would be a figure.
NOTHING = "\u2013"


@register.filter
def kronor(ore: int | Money | Literal[""] | None) -> str:
    """Whole öre (or Money) as 1 234 567 kr."""
    return NOTHING if ore is None or ore == "" else formats.kronor(ore)


@register.filter
def kronor_short(ore: int | Money | Literal[""] | None) -> str:
    """Whole öre (or Money) as 12,5 mn kr."""
    return NOTHING if ore is None or ore == "" else formats.kronor_short(ore)


@register.filter
def number(value: formats.Number | Literal[""] | None, decimals: int = 0) -> str:
    """A number as 1 234 567, with that many decimals."""
    return NOTHING if value is None or value == "" else formats.number(value, decimals)


@register.filter
def percent(share: formats.Number | Literal[""] | None, decimals: int = 0) -> str:
    """A share between 0 and 1 as 12 %."""
    return NOTHING if share is None or share == "" else formats.percent(share, decimals)


@register.filter
def iso_date(value: date | datetime | None) -> str:
    """A date as 2026-03-09; a moment with its hour and minute."""
    return formats.iso_date(value) if value else NOTHING


register.filter("icon", marks.icon)
register.filter("verdict_mark", marks.verdict_mark)


@register.filter
def verdict_label(verdict: str) -> Promise | str:
    """The verdict in words, in the reader's language."""
    return words.VERDICT_LABELS.get(verdict, verdict)


@register.filter
def force_label(force: str) -> Promise | str:
    """How binding a clause is, in words."""
    return words.FORCE_LABELS.get(force, force)


@register.filter
def force_short_label(force: str) -> Promise | str:
    """How binding a clause is, in a word or two."""
    return words.FORCE_SHORT_LABELS.get(force, force)


@register.filter
def error_target(field: BoundField) -> str:
    """The id that a link in the error summary goes to: the field, or its first choice."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def text(both: Text) -> str:
    """A rulebook's text in the reader's language."""
    return both.in_language(get_language() or "sv")


@register.filter
def label(word: str) -> Promise | str:
    """A word of the rulebooks (addressee, phase, subject, change) in the reader's language."""
    return words.LABELS.get(word, word)


@register.filter
def attributes(attrs: Attrs) -> SafeString:
    """A component's remaining attributes, escaped, with a space before each.

    Cotton's own output trusts a value that begins and ends with a quotation mark.
    """
    return flatatt(attrs.attrs_dict())
