"""Which column of a file is what: the choices, what speaks for each, what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.files.tables.proposing import Certainty, Proposal

F = TypeVar("F", bound=StrEnum)
CERTAINTIES = {
    Certainty.SURE: (gettext_lazy("Sure"), "success"),
    Certainty.LIKELY: (gettext_lazy("Likely"), "info"),
    Certainty.GUESS: (gettext_lazy("A guess"), "warning"),
    Certainty.SAVED: (gettext_lazy("As last time"), "success"),
}


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column of the file with its samples, the choice of its field, and what speaks for it."""

    name: str
    samples: str
    control: forms.BoundField
    certainty: Any = ""
    colour: str = ""
    why: str = ""


class ColumnsForm(forms.Form):
    """The field of each column; no field twice."""

    words: Mapping[Any, str | Promise] = {}  # of each field

    def __init__(self, *args: Any, names: Sequence[str], **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        choices = [("", _("Not used")), *((one.value, word) for one, word in self.words.items())]
        self.columns = [f"column_{at}" for at in range(len(names))]
        for key, name in zip(self.columns, names, strict=True):
            self.fields[key] = forms.ChoiceField(
                label=_("What %(column)s is") % {"column": name},
                choices=choices,
                required=False,
                widget=forms.Select(attrs={"class": "kh-in-table"}),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a field that two columns claim."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [str(given[key]) for key in self.columns if given.get(key)]
        words = {one.value: word for one, word in self.words.items()}
        for field in sorted({one for one in chosen if chosen.count(one) > 1}):
            word = words[field]
            self.add_error(None, _("Two columns are “%(field)s”. Choose one.") % {"field": word})
        return given

    def chosen(self, fields: type[F]) -> dict[F, int]:
        """Return the column of each field that was chosen."""
        given = self.cleaned_data
        return {fields(given[key]): at for at, key in enumerate(self.columns) if given.get(key)}


def shown(
    names: Sequence[str], form: ColumnsForm, proposal: Proposal[F], why: Mapping[str, str | Promise]
) -> list[ColumnShown]:
    """Return every column with its choice and what speaks for it."""
    by_column = {one.column: one for one in proposal.proposed}
    found = []
    for at, name in enumerate(names):
        samples = " · ".join(proposal.looks[at].shown) or "–"
        control = form[f"column_{at}"]
        if said := by_column.get(at):
            word, colour = CERTAINTIES[said.certainty]
            reasons = ", ".join(str(why[one]) for one in said.reasons if one in why)
            found.append(ColumnShown(name, samples, control, word, colour, reasons))
        else:
            found.append(ColumnShown(name, samples, control))
    return found
