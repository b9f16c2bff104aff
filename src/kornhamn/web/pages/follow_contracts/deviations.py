"""A deviation: noted with a deadline, answered, put right or not; and what it costs."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kornhamn.contracts.actions import (
    counted_penalty,
    decide_sanction,
    follow_deviation,
    note_deviation,
)
from kornhamn.contracts.permissions import decides_sanctions, manages
from kornhamn.contracts.queries import Contract, check_of, deviation_of, edition_of, term_of
from kornhamn.contracts.types import (
    ConsequenceKind,
    DeviationState,
    DeviationVerb,
    Found,
    SanctionDecision,
    SanctionSaid,
    StepTaken,
    TermKind,
)
from kornhamn.contracts.workflow import allowed_steps
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.choosing import choose
from kornhamn.web.kronor_field import KronorField
from kornhamn.web.pages.contracts.frame import deeper, managed
from kornhamn.web.pages.follow_contracts.people import people_choices
from kornhamn.web.pages.follow_contracts.terms import penalty_in_words
from kornhamn.web.pages.follow_contracts.words import (
    DEVIATION_COLOURS,
    DEVIATIONS,
    SANCTIONS,
    STEPS,
    TERMS,
    clause_title,
    penalty_step,
)
from kornhamn.web.requests import AppRequest, say

_TIME_TO_REMEDY = timedelta(days=14)


class DeviationForm(forms.Form):
    """What is wrong, since when, and until when it is to be put right."""

    term = forms.ChoiceField(label=gettext_lazy("The term that is broken"), required=False)
    what = forms.CharField(
        label=gettext_lazy("What is wrong?"),
        help_text=gettext_lazy("So that the supplier can act on it: what, where, how it shows."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
    since = forms.DateField(label=gettext_lazy("Since which day"))
    remedy_by = forms.DateField(label=gettext_lazy("To be put right by"))
    owner = forms.ChoiceField(label=gettext_lazy("Who sees to it?"), required=False)

    def __init__(self, *args: Any, contract: Contract, on: date, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        terms = [
            (str(one.pk), f"{TERMS[TermKind(one.kind)]}: {one.text[:80]}")
            for one in contract.terms.all()
        ]
        choose(self, "term", [("", _("None that is written down")), *terms])
        choose(self, "owner", [("", _("The contract manager")), *people_choices(contract, on)])


class StepForm(forms.Form):
    """What happens next."""

    verb = forms.ChoiceField(label=gettext_lazy("What happens?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("What was said or done?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    remedy_by = forms.DateField(
        label=gettext_lazy("New last day to put it right"),
        help_text=gettext_lazy("Only if the supplier gets more time, or less."),
        required=False,
    )

    def __init__(self, *args: Any, state: DeviationState, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        choose(self, "verb", [(verb.value, STEPS[verb]) for verb in allowed_steps(state)])


class SanctionForm(forms.Form):
    """Claim what the term allows, or waive it, and why."""

    decision = forms.ChoiceField(
        label=gettext_lazy("What is decided?"),
        choices=(
            (SanctionDecision.CLAIMED.value, gettext_lazy("Claim the penalty")),
            (SanctionDecision.WAIVED.value, gettext_lazy("Waive it")),
        ),
        widget=forms.RadioSelect,
    )
    times = forms.IntegerField(
        label=gettext_lazy("How many times"), min_value=1, max_value=1000, initial=1, required=False
    )
    value = KronorField(
        label=gettext_lazy("The value concerned, in kronor"), required=False, max_length=40
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )

    def __init__(self, *args: Any, kind: ConsequenceKind, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        if kind is not ConsequenceKind.FIXED:
            del self.fields["times"]
        if not kind.is_share:
            del self.fields["value"]

    def said(self) -> SanctionSaid:
        """Return what a form without errors says."""
        given = self.cleaned_data
        decision = SanctionDecision(given["decision"])
        return SanctionSaid(decision, given["reason"], given.get("times") or 1, given.get("value"))


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_deviation(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Note a deviation from a contract."""
    contract = managed(request, contract_id)
    form = DeviationForm(
        request.POST or None, initial=_from(request), contract=contract, on=request.on
    )
    if form.is_valid():
        given, term = form.cleaned_data, form.cleaned_data["term"]
        found = Found(
            given["what"], given["since"], given["remedy_by"],
            owner=UUID(given["owner"]) if given["owner"] else None,
            term=UUID(term) if term else None, check=_check(request, contract.pk),
        )  # fmt: skip
        try:
            noted = note_deviation(contract, found, by=request.actor, at=request.at)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The deviation is noted."))
            return redirect("deviation", noted.pk)
    back = reverse("contract-follow-up", args=[contract.id])
    title = _("Note a deviation")
    page = {"form": form, "title": title, "button": _("Note it"), "back": back}
    trail = ((_("Follow-up"), back), (title, ""))
    return render(request, "contracts/deeper.html", deeper(page, contract, *trail))


@requires(Permission.READ_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def deviation(request: AppRequest, deviation_id: UUID) -> HttpResponse:
    """Show a deviation, and take it a step further."""
    found = deviation_of(deviation_id, request.actor)
    if found is None:
        raise Http404
    form = StepForm(request.POST or None, state=DeviationState(found.state))
    if form.is_valid() and manages(request.actor, found.contract):
        said = form.cleaned_data
        taken = StepTaken(DeviationVerb(said["verb"]), said["text"], said["remedy_by"])
        try:
            follow_deviation(deviation_id, taken, by=request.actor, at=request.at, on=request.on)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The step is kept."))
            return redirect("deviation", deviation_id)
    return render(request, "follow_contracts/deviation.html", _page(request, found, form))


@requires(Permission.DECIDE_SANCTIONS)
@require_POST
def sanction(request: AppRequest, deviation_id: UUID) -> HttpResponse:
    """Decide on the penalty that the term allows."""
    found = deviation_of(deviation_id, request.actor)
    if found is None or found.term is None or not decides_sanctions(request.actor, found.contract):
        raise Http404
    form = SanctionForm(request.POST, kind=found.term.penalty.kind)
    if form.is_valid():
        said = form.said()
        try:
            decide_sanction(deviation_id, said, by=request.actor, at=request.at, on=request.on)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The decision on the penalty is kept, with its reason."))
            return redirect("deviation", deviation_id)
    step_form = StepForm(state=DeviationState(found.state))
    page = _page(request, found, step_form) | {"sanction_form": form}
    return render(request, "follow_contracts/deviation.html", page)


def _page(request: AppRequest, found: Any, form: StepForm) -> dict[str, Any]:  # noqa: ANN401 - a Deviation
    contract, may = found.contract, manages(request.actor, found.contract)
    edition, term, decided = edition_of(contract), found.term, getattr(found, "sanction", None)
    page: dict[str, Any] = {
        "deviation": found,
        "word": DEVIATIONS[DeviationState(found.state)],
        "colour": DEVIATION_COLOURS[DeviationState(found.state)],
        "late": not found.is_closed and found.remedy_by < request.on,
        "form": form if may and not found.is_closed else None,
        "steps": [(STEPS[DeviationVerb(step.verb)], step) for step in found.steps.all()],
        "term": term,
        "about": TERMS[TermKind(term.kind)] if term else "",
        "clause": clause_title(edition, term.clause) if term and term.clause else "",
        "clause_url": reverse("clause", args=[edition.id, term.clause])
        if term and any(one.id == term.clause for one in edition.clauses)
        else "",
        "penalty": penalty_in_words(term.penalty) if term else "",
        "decided": decided,
        "decided_word": SANCTIONS[SanctionDecision(decided.decision)] if decided else "",
        "computed": [penalty_step(step) for step in decided.computation] if decided else [],
    }
    if term and term.penalty.kind is not ConsequenceKind.NONE and may and not decided:
        page |= _to_decide(request, found)
    back = reverse("contract-follow-up", args=[contract.id])
    return deeper(page, contract, (_("Follow-up"), back), (_("Deviation"), ""))


def _to_decide(request: AppRequest, found: Any) -> dict[str, Any]:  # noqa: ANN401 - a Deviation
    """Return the form of a sanction, with what it comes to as far as that is known."""
    kind = found.term.penalty.kind
    asked = SanctionSaid(SanctionDecision.CLAIMED, "")
    try:
        counted = counted_penalty(found, asked, on=request.on)
    except DomainError:  # its value is not given yet
        computed, comes_to = [], ""
    else:
        computed = [
            penalty_step({"what": step.what, "numbers": step.numbers, "ore": step.ore})
            for step in counted.steps
        ]
        comes_to = formats.kronor(counted.ore)
    return {
        "to_decide": True,
        "sanction_form": SanctionForm(kind=kind)
        if decides_sanctions(request.actor, found.contract)
        else None,
        "computed": computed,
        "comes_to": comes_to,
    }


def _from(request: AppRequest) -> dict[str, Any]:
    """Return what is known before anybody writes: the term, and what was seen at a check."""
    known: dict[str, Any] = {
        "term": request.GET.get("term", ""),
        "since": request.on,
        "remedy_by": request.on + _TIME_TO_REMEDY,
    }
    found = _id(request.GET.get("check", ""))
    check = check_of(found, request.actor) if found else None
    if check and check.done_at:
        known |= {"what": check.note, "since": timezone.localtime(check.done_at).date()}
    term = _id(known["term"])
    if term and term_of(term, request.actor) is None:
        known["term"] = ""
    return known


def _check(request: AppRequest, contract: int) -> UUID | None:
    found = _id(request.GET.get("check", ""))
    check = check_of(found, request.actor) if found else None
    return check.pk if check and check.term.contract_id == contract else None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
