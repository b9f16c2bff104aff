"""What to simulate: two editions and which procurements, as a form, an address and words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.queries.snapshots import authorities, current_snapshot
from kornhamn.analytics.types import AuthorityInfo, Comparison, Part, Selection
from kornhamn.organisation.permissions import may, scope_of
from kornhamn.organisation.types import Permission, Scope
from kornhamn.rulebook.types import Edition
from kornhamn.web.access import View
from kornhamn.web.choosing import choose
from kornhamn.web.cpv_names import divisions
from kornhamn.web.pages.follow_up.selection import (
    PARTS,
    by_name,
    default_edition,
    edition_choices,
    instrument,
    period_between,
)
from kornhamn.web.pages.simulations.asked import Asked
from kornhamn.web.requests import AppRequest

P = ParamSpec("P")
AskedView = Callable[Concatenate[AppRequest, Asked, P], HttpResponse]


class SimulationForm(forms.Form):
    """Two editions, and which procurements; everything but the editions may be left open."""

    before = forms.ChoiceField(label=gettext_lazy("From edition"))
    after = forms.ChoiceField(label=gettext_lazy("To edition"))
    first = forms.DateField(label=gettext_lazy("Published from"), required=False)
    last = forms.DateField(label=gettext_lazy("Published to"), required=False)
    part = forms.ChoiceField(label=gettext_lazy("Part of the group"), required=False)
    authority = forms.ChoiceField(label=gettext_lazy("Committee or company"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)

    def __init__(
        self, data: Mapping[str, Any], *, authorities: Sequence[AuthorityInfo], on: date
    ) -> None:
        super().__init__(data)
        names = {str(one.id): one.name for one in authorities}
        choose(self, "before", edition_choices(on))
        choose(self, "after", edition_choices(on))
        choose(self, "part", [("", _("The whole group")), *PARTS.items()])
        choose(self, "authority", [("", _("All")), *by_name(names)])
        choose(self, "category", [("", _("All")), *by_name(divisions())])

    def clean(self) -> dict[str, Any]:
        """Refuse an edition against itself, and a period without days."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first. Change one of them."))
        if cleaned.get("before") and cleaned.get("before") == cleaned.get("after"):
            self.add_error("after", _("That is the same edition twice. Choose another."))
        return cleaned

    def comparison(self) -> Comparison:
        """Return what a form without errors asks."""
        chosen = self.cleaned_data
        authority = chosen["authority"]
        selection = Selection(
            edition=chosen["before"],
            period=period_between(chosen["first"], chosen["last"]),
            authorities=frozenset({UUID(authority)}) if authority else None,
            part=Part(chosen["part"]) if chosen["part"] else None,
            cpv_division=chosen["category"] or None,
        )
        own = instrument()
        return Comparison(own.edition(chosen["before"]), own.edition(chosen["after"]), selection)


def with_question(view: AskedView[P]) -> View[P]:
    """Give the view what the address asks; ask again where that cannot be understood.

    Goes under `requires(Permission.SIMULATE)`.
    """

    @wraps(view)
    def opened(request: AppRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if current_snapshot() is None:
            return nothing_yet(request)
        form = question_form(request)
        if not form.is_valid():
            context = {"form": form, "breadcrumbs": [(_("Simulations"), reverse("simulations"))]}
            return render(request, "simulations/choose_again.html", context, status=400)
        return view(request, Asked(form.comparison(), scope(request)), *args, **kwargs)

    return opened


def nothing_yet(request: AppRequest) -> HttpResponse:
    """Teach where no procurement has been imported."""
    may_import = may(request.actor, Permission.IMPORT_STATISTICS)
    return render(request, "simulations/nothing_yet.html", {"may_import": may_import})


def question_form(request: AppRequest) -> SimulationForm:
    """Return the form filled from the address: from the edition in force where none is named."""
    data: QueryDict = request.GET.copy()
    if not data.get("before"):
        data["before"] = default_edition(request.on).id
    if not data.get("after"):
        data["after"] = _another(str(data["before"])).id
    return SimulationForm(data, authorities=authorities(scope(request)), on=request.on)


def scope(request: AppRequest) -> Scope:
    """Return the authorities over which the reader may simulate."""
    return scope_of(request.actor, Permission.SIMULATE)


def _another(edition: str) -> Edition:
    """Return a draft other than the edition, or any other edition."""
    own = instrument()
    others = [one for one in (*own.drafts, *own.editions) if one.id != edition]
    return (others or list(own.editions))[0]
