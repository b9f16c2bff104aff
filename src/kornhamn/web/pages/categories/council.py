"""What the council decided about the category tree: shown on the tree, recorded here."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.categories.actions import record_tree_decision
from kornhamn.categories.queries import latest_decision
from kornhamn.categories.types import NewTreeDecision
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.category_names import category_names
from kornhamn.web.requests import AppRequest, say


class DecisionForm(forms.Form):
    """The council's decision on the tree as it stands."""

    reference = forms.CharField(
        label=gettext_lazy("Which decision?"),
        help_text=gettext_lazy("As it is found in the minutes: “The council 2026-02-16 § 14”."),
        max_length=200,
    )
    decided_on = forms.DateField(label=gettext_lazy("Day of the decision"))
    prioritised = forms.CharField(
        label=gettext_lazy("Prioritised categories"),
        help_text=gettext_lazy(
            "Codes of groups or categories, with blanks between: 16 2210. The others are fixed, "
            "without priority."
        ),
        required=False,
        max_length=2000,
    )

    def clean_prioritised(self) -> tuple[str, ...]:
        """Return the codes, each in the tree."""
        codes = tuple(self.cleaned_data["prioritised"].replace(",", " ").split())
        unknown = [code for code in codes if code not in category_names()]
        if unknown:
            raise forms.ValidationError(
                _("The tree has no %(codes)s. Look the codes up in the tree."),
                params={"codes": ", ".join(unknown)},
            )
        return codes


@requires(Permission.DECIDE_CATEGORIES)
@require_http_methods(["GET", "HEAD", "POST"])
def record_decision(request: AppRequest) -> HttpResponse:
    """Take down what the council decided."""
    latest = latest_decision()
    before = " ".join(row.category for row in latest.prioritised.all()) if latest else ""
    form = DecisionForm(request.POST or None, initial={"prioritised": before})
    if form.is_valid():
        new = NewTreeDecision(**form.cleaned_data)
        try:
            record_tree_decision(new, by=request.actor, at=request.at, on=request.on)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The decision is recorded."))
            return redirect("categories")
    trail = [
        (_("Spend"), reverse("spend")),
        (_("Category tree"), reverse("categories")),
        (_("Decision of the council"), ""),
    ]
    return render(request, "categories/council.html", {"form": form, "breadcrumbs": trail})
