"""One question as a form, with what the answer rests on."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kornhamn.kernel.cpv import Cpv, CpvMistyped, CpvNotReadable, CpvUnknown
from kornhamn.rulebook.types import Fact, FactType
from kornhamn.web.pages.answers.values import said, sentence
from kornhamn.web.requests import say

_ORE_IN_A_KRONA = 100
_MOST_KRONOR = 10**13


class AnswerForm(forms.Form):
    """One declared question, asked in its own type, and what the answer rests on."""

    def __init__(self, fact: Fact, data: Any = None, *, initial: Any = None) -> None:  # noqa: ANN401 - the framework's own
        super().__init__(data, initial=initial)
        self.fact = fact
        self.fields["value"] = _field(fact)
        self.fields["source"] = forms.CharField(
            label=_("What does the answer rest on?"),
            help_text=_("A document, a record or a decision that a colleague can find."),
            max_length=500,
        )

    def clean_value(self) -> Any:  # noqa: ANN401 - as the fact's type
        """Return the value in the fact's own type, money in whole öre."""
        value = self.cleaned_data["value"]
        if self.fact.type is FactType.BOOLEAN:
            return value == "yes"
        if self.fact.type is FactType.MONEY:
            return int(value * _ORE_IN_A_KRONA)
        if self.fact.type is FactType.CHOICES:
            return [] if NONE_OF_THEM in value else value
        return _cpv(value) if self.fact.name == "cpv" else value


NONE_OF_THEM = "none-of-them"


def _field(fact: Fact) -> forms.Field:
    """Return the control of the fact's type; the page's title is the question."""
    label = _("Your answer")
    choices = [(code, sentence(said(text))) for code, text in fact.choices.items()]
    several = [*choices, (NONE_OF_THEM, _("None of them"))]
    yes_or_no = [("yes", _("Yes")), ("no", _("No"))]
    radio = forms.RadioSelect
    makers: dict[FactType, Callable[[], forms.Field]] = {
        FactType.BOOLEAN: lambda: forms.ChoiceField(label=label, choices=yes_or_no, widget=radio),
        FactType.CHOICE: lambda: forms.ChoiceField(label=label, choices=choices, widget=radio),
        FactType.CHOICES: lambda: _SeveralField(label=label, choices=several),
        FactType.DATE: lambda: forms.DateField(label=label),
        FactType.MONEY: lambda: _kronor_field(label),
        FactType.INTEGER: lambda: forms.IntegerField(label=label, min_value=0, max_value=10**9),
        FactType.TEXT: lambda: forms.CharField(label=label, max_length=500),
    }
    return makers[fact.type]()


class _SeveralField(forms.MultipleChoiceField):
    """Any of the choices; that none of them holds is an answer of its own, never a blank."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: Any) -> None:  # noqa: ANN401
        """Refuse “none of them” together with any of them."""
        super().validate(value)
        if NONE_OF_THEM in value and len(value) > 1:
            raise forms.ValidationError(
                _("Either choose what holds, or “none of them”, but not both.")
            )


def _kronor_field(label: str) -> forms.Field:
    return forms.DecimalField(
        label=label,
        help_text=_("In kronor, without VAT."),
        min_value=Decimal(0),
        max_value=Decimal(_MOST_KRONOR),
        decimal_places=2,
    )


def _cpv(text: str) -> str:
    try:
        code = Cpv.parse(text)
    except (CpvNotReadable, CpvUnknown, CpvMistyped) as refused:
        raise forms.ValidationError(say(refused)) from refused
    if code is None:
        raise forms.ValidationError(_("Write the eight digits of the code."))
    return str(code)
