"""What the spend explorer is asked over: read from the address, written back to it, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.queries import spend
from kornhamn.analytics.types import AuthorityInfo, Part
from kornhamn.analytics.types.spend import UNKNOWN, SpendSelection
from kornhamn.categories.queries import tree
from kornhamn.kernel.swedish import sort_key
from kornhamn.organisation.types import Scope
from kornhamn.web.category_names import category_names
from kornhamn.web.choosing import choose

PARTS: Mapping[Part, Promise] = {
    Part.MUNICIPALITY: gettext_lazy("The municipality with its committees"),
    Part.COMPANIES: gettext_lazy("The companies"),
}
BEFORE, YEAR_BEFORE, NOTHING = "before", "year", "nothing"
_MONTHS_SHOWN_FIRST = 12


def category_name(code: str, names: Mapping[str, str]) -> str:
    """Return what a category is called: the code where the tree lacks it."""
    return names.get(code, code) if code and code != UNKNOWN else _("Without category")


class QuickSelect(forms.Select):
    """A list of hundreds of choices written in one go."""

    def render(
        self,
        name: str,
        value: Any,  # noqa: ANN401 - as the framework declares it
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ANN401, ARG002 - as the framework declares it
    ) -> SafeString:
        """Return the list in HTML, the chosen value marked."""
        chosen = str(value or "")
        own = flatatt(self.build_attrs(self.attrs, attrs) | {"name": name})
        groups = "".join(_group(label, inside, chosen) for label, inside in self.choices)
        return mark_safe(f"<select{own}>{groups}</select>")  # noqa: S308 - every part is escaped


def _group(label: Any, inside: Any, chosen: str) -> str:  # noqa: ANN401 - a choice or a group
    if isinstance(inside, list | tuple):
        options = "".join(_option(value, text, chosen) for value, text in inside)
        return f'<optgroup label="{escape(label)}">{options}</optgroup>'
    return _option(label, inside, chosen)


def _option(value: Any, text: Any, chosen: str) -> str:  # noqa: ANN401 - of any type
    mark = " selected" if str(value) == chosen else ""
    return f'<option value="{escape(value)}"{mark}>{escape(text)}</option>'


class SelectionForm(forms.Form):
    """Which purchases, and what to set beside them. Everything may be left open."""

    first = forms.ChoiceField(
        label=gettext_lazy("From and with"), required=False, widget=QuickSelect
    )
    last = forms.ChoiceField(label=gettext_lazy("To and with"), required=False, widget=QuickSelect)
    authority = forms.ChoiceField(
        label=gettext_lazy("Committee or company"), required=False, widget=QuickSelect
    )
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False, widget=QuickSelect)
    beside = forms.ChoiceField(
        label=gettext_lazy("Compare with"), required=False, widget=QuickSelect
    )

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        authorities: Sequence[AuthorityInfo],
        months: Sequence[str],
        scope: Scope,
    ) -> None:
        super().__init__(data)
        self.names = {str(one.id): one.name for one in authorities}
        self.categories = category_names()
        self.scope = scope
        latest_first = [(month, month) for month in reversed(months)]
        choose(self, "first", [("", _("All months")), *latest_first])
        choose(self, "last", [("", _("All months")), *latest_first])
        choose(self, "authority", self._authority_choices())
        choose(self, "category", _category_choices(self.categories))
        choose(self, "beside", self._beside_choices())

    def clean(self) -> dict[str, Any]:
        """Refuse a period without months."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last month is before the first. Change one of them."))
        return cleaned

    def selection(self) -> SpendSelection:
        """Return the selection of a form without errors."""
        chosen = self.cleaned_data
        authority = chosen["authority"]
        return SpendSelection(
            first=chosen["first"] or None,
            last=chosen["last"] or None,
            authorities=frozenset({UUID(authority)}) if authority in self.names else None,
            part=Part(authority) if authority in set(Part) else None,
            category=chosen["category"] or None,
            unmatched=authority == UNKNOWN,
        )

    def other(self, selection: SpendSelection) -> SpendSelection | None:
        """Return what to set beside a selection: another period, or another authority."""
        beside = self.cleaned_data["beside"] or BEFORE
        if beside in self.names:
            return selection.narrowed(authorities=frozenset({UUID(beside)}), part=None)
        if beside == NOTHING:
            return None
        return _year_before(selection) if beside == YEAR_BEFORE else spend.preceding(selection)

    def other_words(self, selection: SpendSelection | None) -> str:
        """Return what is set beside, in words."""
        if selection is None:
            return ""
        if self.cleaned_data["beside"] in self.names:
            return self.names[self.cleaned_data["beside"]]
        return period_words(selection)

    @property
    def everything(self) -> str:
        """What a selection of everything holds, in words: what the reader may see."""
        if self.scope.group:
            return _("The whole group")
        names = list(self.names.values())
        return names[0] if len(names) == 1 else _("All that you may see")

    def _authority_choices(self) -> list[tuple[str, Any]]:
        parts = [*PARTS.items()] if self.scope.group else []
        unmatched = [(UNKNOWN, _("Matched to none"))] if self.scope.group else []
        return [("", self.everything), *parts, *_by_name(self.names.items()), *unmatched]

    def _beside_choices(self) -> list[tuple[str, Any]]:
        periods: list[tuple[str, Any]] = [
            ("", _("The period before")),
            (YEAR_BEFORE, _("The same months a year earlier")),
            (NOTHING, _("Nothing")),
        ]
        return [*periods, *_by_name(self.names.items())]


@dataclass(frozen=True, slots=True)
class Choice:
    """A form without errors, the selection it makes and the one beside it."""

    form: SelectionForm
    selection: SpendSelection
    other: SpendSelection | None
    supplier_name: str = ""

    @property
    def words(self) -> list[str]:
        """What was chosen, a phrase each."""
        return described(self.selection, self.form, supplier=self.supplier_name)

    @property
    def beside(self) -> str:
        """What is set beside, in words."""
        return self.form.other_words(self.other)


def form_data(params: QueryDict, months: Sequence[str]) -> QueryDict:
    """Return the address's parameters, over the latest twelve months where no period is named."""
    data = params.copy()
    if months and not any(data.get(key) for key in ("first", "last", "all")):
        data["first"], data["last"] = months[-_MONTHS_SHOWN_FIRST:][0], months[-1]
    return data


def parameters(selection: SpendSelection) -> dict[str, str]:
    """Return the selection as an address holds it: the same address, the same figures."""
    authority = str(min(selection.authorities)) if selection.authorities else ""
    chosen = {
        "first": selection.first or "",
        "last": selection.last or "",
        "all": "" if selection.first or selection.last else "1",
        "authority": UNKNOWN if selection.unmatched else (selection.part or authority),
        "category": selection.category or "",
        "supplier": str(selection.supplier or ""),
    }
    return {key: str(value) for key, value in chosen.items() if value}


def link(name: str, selection: SpendSelection, *args: str, **more: str) -> str:
    """Return the address of a page of the explorer over a selection."""
    query = parameters(selection) | {key: value for key, value in more.items() if value}
    return f"{_address(name, args)}?{urlencode(query)}"


@lru_cache(maxsize=64)
def _address(name: str, args: tuple[str, ...]) -> str:
    """Return a page's address without a query: hundreds of links on a page lead to a few pages."""
    return reverse(name, args=args)


def described(selection: SpendSelection, form: SelectionForm, *, supplier: str = "") -> list[str]:
    """Return what the selection narrows down to, a phrase each."""
    phrases = [period_words(selection), who(selection, form)]
    if selection.category:
        phrases.append(category_name(selection.category, form.categories))
    return [*phrases, supplier] if supplier else phrases


def who(selection: SpendSelection, form: SelectionForm) -> str:
    """Return whose purchases they are."""
    if selection.unmatched:
        return _("Units matched to no committee or company")
    if selection.part:
        return str(PARTS[selection.part])
    if selection.authorities:
        return ", ".join(form.names.get(str(one), str(one)) for one in selection.authorities)
    return form.everything


def period_words(selection: SpendSelection) -> str:
    """Return the months, in words."""
    first, last = selection.first, selection.last
    if not first and not last:
        return _("All months")
    if first == last:
        return str(first)
    if not first:
        return _("to %(last)s") % {"last": last}
    if not last:
        return _("from %(first)s") % {"first": first}
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def _year_before(selection: SpendSelection) -> SpendSelection | None:
    if not selection.first or not selection.last:
        return None
    first, last = (f"{int(one[:4]) - 1:04d}{one[4:]}" for one in (selection.first, selection.last))
    return selection.narrowed(first=first, last=last)


def _category_choices(names: Mapping[str, str]) -> list[tuple[str, Any]]:
    groups = [
        (
            group.code,
            [
                (group.code, _("All of %(group)s") % {"group": names[group.code]}),
                *((one.code, names[one.code]) for one in group.categories),
            ],
        )
        for group in tree().groups
    ]
    named: list[tuple[str, Any]] = [(names[code], choices) for code, choices in groups]
    return [("", _("All")), (UNKNOWN, _("Without category")), *named]


def _by_name(names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(names, key=lambda pair: sort_key(pair[1]))
