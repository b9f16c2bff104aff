"""One answer about a supplier, and what a person makes of it."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import may, require
from kornhamn.organisation.types import Permission
from kornhamn.suppliers.actions import assess_remark
from kornhamn.suppliers.queries import Check, check_with_history, sees_persons
from kornhamn.suppliers.rules.showing import shown_name
from kornhamn.suppliers.types import CheckOutcome
from kornhamn.web.access import requires
from kornhamn.web.pages.checks.words import COLOURS, kind_in_words, outcome_in_words, told
from kornhamn.web.pages.imports.words import moment
from kornhamn.web.requests import AppRequest, say


class AssessmentForm(forms.Form):
    """What the remark means."""

    assessment = forms.CharField(
        label=gettext_lazy("What does the remark mean?"),
        help_text=gettext_lazy(
            "What you looked at, and what follows from it. A new answer from the source asks anew."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


@requires(Permission.READ_SPEND)
@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: AppRequest, check_id: int) -> HttpResponse:
    """Show an answer with those before it; take an assessment of a remark."""
    check, history = check_with_history(check_id)
    if check is None:
        raise Http404
    form = AssessmentForm(request.POST or None, initial={"assessment": check.assessment})
    if request.method == "POST":
        require(request.actor, Permission.CHECK_SUPPLIERS)
        if form.is_valid() and _assessed(request, check, form):
            messages.success(request, _("The assessment is kept."))
            return redirect("supplier-check", check_id)
    title = _("%(check)s: %(supplier)s") % {
        "check": kind_in_words(check),
        "supplier": _name(check, personal=sees_persons(request.actor)),
    }
    page = {
        "check": check,
        "title": title,
        "told": told(check),
        "outcome": outcome_in_words(check),
        "colour": COLOURS[CheckOutcome(check.outcome)],
        "facts": _facts(check),
        "form": form,
        "may_assess": check.is_current
        and check.outcome == CheckOutcome.REMARK
        and may(request.actor, Permission.CHECK_SUPPLIERS),
        "history_headings": [_("From"), _("To"), _("The answer"), _("What the source says")],
        "history": [
            [
                moment(one.first_asked_at),
                moment(one.last_asked_at),
                outcome_in_words(one),
                " ".join(told(one)),
            ]
            for one in history
        ],
        "breadcrumbs": [
            (_("Suppliers"), reverse("suppliers")),
            (_("Checks"), reverse("supplier-checks")),
            (title, ""),
        ],
    }
    return render(request, "checks/check.html", page)


def _assessed(request: AppRequest, check: Check, form: AssessmentForm) -> bool:
    try:
        assess_remark(
            check.pk,
            assessment=form.cleaned_data["assessment"],
            by=request.actor,
            at=request.at,
        )
    except DomainError as refused:
        form.add_error("assessment", say(refused))
        return False
    return True


def _name(check: Check, *, personal: bool) -> str:
    one = check.supplier
    return shown_name(one.name, one.kind, one.key, personal=personal)


def _facts(check: Check) -> list[tuple[str, str]]:
    run = check.last_run
    facts = [
        (_("Source"), f"{run.source} {run.version}".strip()),
        (_("Answered so since"), moment(check.first_asked_at)),
        (_("Last asked"), moment(check.last_asked_at)),
    ]
    if check.assessed_at:
        facts.append((_("Assessed"), f"{moment(check.assessed_at)}, {check.assessed_by_name}"))
    return facts
