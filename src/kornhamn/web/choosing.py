"""What a form lets people choose among, known first when somebody asks for it."""

from collections.abc import Sequence
from typing import Any

from django import forms


def choose(form: forms.BaseForm, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """Give a field of choices what can be chosen by whoever asks."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared in the form
    field.choices = choices
