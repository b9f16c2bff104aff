"""A form's field for an amount, written as people write it."""

from django import forms

from kornhamn.kernel.errors import DomainError
from kornhamn.kernel.money import Money, parse_amount
from kornhamn.web.requests import say


class KronorField(forms.CharField):
    """Kronor in, whole öre out; None where nothing is written."""

    def clean(self, value: object) -> int | None:
        """Return the amount in whole öre, or say what cannot be read."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return Money(parse_amount(text)).ore
        except DomainError as refused:
            raise forms.ValidationError(say(refused)) from None
