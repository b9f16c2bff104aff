"""A form's field for an amount, written as people write it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kornhamn.kernel.errors import DomainError
from kornhamn.kernel.money import Money, parse_amount
from kornhamn.web import formats
from kornhamn.web.requests import say


class KronorField(forms.CharField):
    """Kronor in, whole öre out; None where nothing is written. More than nothing, or `any_sign`."""

    def __init__(self, *, any_sign: bool = False, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(**kwargs)
        self.any_sign = any_sign

    def clean(self, value: object) -> int | None:
        """Return the amount in whole öre, or say what cannot be read."""
        text = super().clean(value)
        if not text:
            return None
        try:
            ore = Money(parse_amount(text)).ore
        except DomainError as refused:
            raise forms.ValidationError(say(refused)) from None
        if ore <= 0 and not self.any_sign:
            raise forms.ValidationError(_("Write an amount that is more than nothing."))
        return ore


def written(ore: int | None) -> str:
    """Return an amount as such a field shows it, to the öre; blank for none."""
    return "" if ore is None else formats.kronor(ore).removesuffix("kr").strip()
