"""Making a rule of a posting: for its supplier, its account, its words, or some of them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import scope_of
from kornhamn.organisation.types import Permission
from kornhamn.spend.actions import make_rule
from kornhamn.spend.queries import WaitingPosting, waiting_posting, would_hold_for
from kornhamn.spend.types import RuleConditions
from kornhamn.web.access import requires
from kornhamn.web.category_names import grouped_choices
from kornhamn.web.pages.categories.tabs import tabs
from kornhamn.web.pages.classification.queue import queue_item, supplier_names
from kornhamn.web.requests import AppRequest, say
from kornhamn.web.spend_job import follow_postings


class RuleForm(forms.Form):
    """When the rule holds, and the category it gives."""

    supplier = forms.BooleanField(label=gettext_lazy("Only this supplier"), required=False)
    account_prefix = forms.CharField(
        label=gettext_lazy("The account begins with"),
        help_text=gettext_lazy("Leave it empty for any account."),
        required=False,
        max_length=20,
    )
    words = forms.CharField(
        label=gettext_lazy("The text holds all the words"),
        help_text=gettext_lazy("Leave it empty for any text."),
        required=False,
        max_length=120,
    )
    category = forms.ChoiceField(label=gettext_lazy("Category"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's own
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = grouped_choices()  # type: ignore[attr-defined]


@requires(Permission.CLASSIFY)
@require_http_methods(["GET", "POST"])
def rule_page(request: AppRequest, posting: int) -> HttpResponse:
    """Ask when the rule is to hold, tell how much it would decide, and make it."""
    waiting = waiting_posting(request.actor, posting)
    if waiting is None:
        raise Http404
    form = RuleForm(request.POST or None, initial=_initial(waiting))
    told: dict[str, object] = {}
    if form.is_valid():
        conditions = _conditions(form.cleaned_data, waiting)
        if "count" in request.POST:
            number, ore = would_hold_for(request.actor, conditions)
            told = {"counted": True, "number": number, "ore": ore}
        elif answer := _made(request, form, conditions):
            return answer
    context = {
        "form": form,
        "item": queue_item(waiting, supplier_names()),
        "may_make": scope_of(request.actor, Permission.CLASSIFY).group,
        "tabs": tabs(request, "classification"),
        "breadcrumbs": [
            (_("Spend"), reverse("spend")),
            (_("Category tree"), reverse("categories")),
            (_("To decide on"), reverse("classification")),
            (_("Make a rule"), ""),
        ],
        **told,
    }
    return render(request, "classification/rule.html", context)


def _made(request: AppRequest, form: RuleForm, conditions: RuleConditions) -> HttpResponse | None:
    category = form.cleaned_data["category"]
    try:
        make_rule(conditions, category, by=request.actor, at=request.at)
    except DomainError as error:
        form.add_error(None, say(error))
        return None
    follow_postings(None)
    messages.success(request, _("The rule holds from now on, and for what was loaded before."))
    return redirect("classification")


def _conditions(said: dict[str, Any], waiting: WaitingPosting) -> RuleConditions:
    return RuleConditions(
        supplier=waiting.supplier if said["supplier"] else None,
        account_prefix=said["account_prefix"].strip(),
        words=said["words"],
    )


def _initial(waiting: WaitingPosting) -> dict[str, object]:
    likeliest = waiting.alternatives[0][0] if waiting.alternatives else ""
    return {
        "supplier": waiting.supplier is not None,
        "account_prefix": waiting.account,
        "words": "",
        "category": waiting.proposed or likeliest,
    }
