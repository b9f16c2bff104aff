"""The form of an answer: why, what it rests on, what will be done, by when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_LONGEST = 4000


class FlagAnswerForm(forms.Form):
    """A reasoned answer to the figure that was shown."""

    value = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why is it so?"),
        help_text=_("The question accuses nobody. Say what lies behind the figure."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=_LONGEST,
    )
    rests_on = forms.CharField(
        label=_("What does the answer rest on?"),
        help_text=_("A document, a record or a decision that a colleague can find."),
        max_length=500,
    )
    measure = forms.CharField(
        label=_("What will be done?"),
        help_text=_("That nothing will be done is an answer too, with the reason above."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_LONGEST,
    )
    done_by = forms.DateField(label=_("By which day?"), required=False)

    def __init__(self, data: Any = None, *, value: int) -> None:  # noqa: ANN401 - the framework's own
        super().__init__(data, initial={"value": value})
