"""The form of a departure from a clause."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class DepartureForm(forms.Form):
    """Why a clause is departed from, who decided it and when."""

    reason = forms.CharField(
        label=gettext_lazy("Why is the clause departed from?"),
        help_text=gettext_lazy("What stood in the way, and what is done instead."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Who decided it?"),
        help_text=gettext_lazy("The function or body, and the reference of the decision."),
        max_length=200,
    )
    decided_on = forms.DateField(label=gettext_lazy("On which day?"))

    def __init__(self, data: Any = None, *, on: date) -> None:  # noqa: ANN401
        super().__init__(data)
        self.on = on

    def clean_decided_on(self) -> date:
        """Refuse a decision that is not taken yet."""
        day: date = self.cleaned_data["decided_on"]
        if day > self.on:
            raise forms.ValidationError(_("That day has not come yet."))
        return day
