"""Assess the grounds of exclusion about a supplier, one by one."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.organisation.types import Permission
from kornhamn.suppliers.actions import assess_exclusion
from kornhamn.suppliers.queries import Supplier, supplier_of
from kornhamn.suppliers.types import ExclusionGround
from kornhamn.web.access import requires
from kornhamn.web.pages.checks.words import GROUNDS
from kornhamn.web.pages.suppliers.words import name_of
from kornhamn.web.requests import AppRequest

_ANSWERS = (("no", gettext_lazy("Not there")), ("yes", gettext_lazy("There")))

_LEAD = gettext_lazy(
    "Look at each ground by itself. The answer is kept as a check with its day; where it says "
    "something new, whoever answers for a contract with the supplier gets an alarm."
)


class ExclusionForm(forms.Form):
    """Whether each ground is there, and on what that rests."""

    reason = forms.CharField(
        label=gettext_lazy("What did you look at, and why do you think so?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for ground in ExclusionGround:
            self.fields[ground.value] = forms.ChoiceField(
                label=GROUNDS[ground], choices=_ANSWERS, widget=forms.RadioSelect
            )
        self.order_fields([*(ground.value for ground in ExclusionGround), "reason"])


@requires(Permission.CHECK_SUPPLIERS)
@require_http_methods(["GET", "HEAD", "POST"])
def exclusion(request: AppRequest, supplier_id: UUID) -> HttpResponse:
    """Assess the grounds; nothing is filled in beforehand."""
    found = supplier_of(supplier_id)
    if found is None:
        raise Http404
    form = ExclusionForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        there = {ground: said[ground.value] == "yes" for ground in ExclusionGround}
        assess_exclusion(found, there, reason=said["reason"], by=request.actor, at=request.at)
        messages.success(request, _("The assessment is kept."))
        return redirect("supplier", found.id)
    title = _("Assess the grounds of exclusion")
    return render(
        request, "supply/form.html", page_under(found, title) | {"form": form, "lead": _LEAD}
    )


def page_under(found: Supplier, title: str) -> dict[str, object]:
    """Return a form's page below a supplier."""
    name, address = name_of(found, personal=False), reverse("supplier", args=[found.id])
    trail = [(_("Suppliers"), reverse("suppliers")), (name, address), (title, "")]
    return {"title": title, "kicker": name, "back": address, "breadcrumbs": trail}
