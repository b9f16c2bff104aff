"""A contract's chain of subcontractors, and the terms that must bind them too."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kornhamn.contracts.actions import (
    confirm_flow,
    decide_subcontractor,
    let_flow,
    register_subcontractor,
)
from kornhamn.contracts.permissions import manages
from kornhamn.contracts.queries import (
    LIVING_CHAIN,
    Contract,
    Flow,
    Subcontractor,
    chain_of,
    contract_of,
    flowing_terms,
    flows_among,
    flows_to,
    subcontractor_of,
    term_of,
)
from kornhamn.contracts.types import NewSubcontractor, SubcontractorState, TermKind
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Permission
from kornhamn.suppliers.queries import checks_of, suppliers_meant
from kornhamn.suppliers.types import CheckOutcome
from kornhamn.web.access import requires
from kornhamn.web.pages.checks.words import COLOURS, kind_in_words, outcome_in_words
from kornhamn.web.pages.contracts.frame import deeper, framed, managed, opened
from kornhamn.web.pages.follow_contracts.words import TERMS
from kornhamn.web.pages.supply.words import CHAIN, CHAIN_COLOURS
from kornhamn.web.requests import AppRequest, say


class SubcontractorForm(forms.Form):
    """Who works for whom, with what."""

    works_for = forms.ChoiceField(label=gettext_lazy("Works for"))
    supplier = forms.CharField(
        label=gettext_lazy("Subcontractor"),
        help_text=gettext_lazy("Organisation number or name."),
        max_length=250,
    )
    role = forms.CharField(label=gettext_lazy("What does it do?"), max_length=250)
    percent = forms.IntegerField(
        label=gettext_lazy("Share of the delivery, in per cent"),
        required=False, min_value=1, max_value=100,
    )  # fmt: skip

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        self.fields["works_for"].choices = places  # type: ignore[attr-defined]

    def clean_supplier(self) -> int:
        """Return the key of the one supplier that is meant."""
        return suppliers_meant_one(self.cleaned_data["supplier"])

    def terms(self, contract: Contract) -> NewSubcontractor:
        """Return what a form without errors says."""
        said = self.cleaned_data
        party, _dot, above = said["works_for"].partition(".")
        return NewSubcontractor(
            contract.id, int(party), said["supplier"], said["role"],
            UUID(above) if above else None, said["percent"],
        )  # fmt: skip


class DecisionForm(forms.Form):
    """What is decided about a subcontractor, and why."""

    state = forms.ChoiceField(
        label=gettext_lazy("What is decided?"),
        choices=[(k.value, v) for k, v in CHAIN.items() if k is not SubcontractorState.PROPOSED],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class EvidenceForm(forms.Form):
    """What shows that the term binds the subcontractor."""

    evidence = forms.CharField(
        label=gettext_lazy("What shows that the term binds it?"),
        help_text=gettext_lazy("The contract between the two, its paragraph, and when you saw it."),
        max_length=500,
    )


class FlowForm(forms.Form):
    """How deep a term goes."""

    deepest = forms.IntegerField(
        label=gettext_lazy("Down to which tier?"),
        help_text=gettext_lazy("Leave it empty for the whole chain."),
        required=False, min_value=1, max_value=9,
    )  # fmt: skip


def suppliers_meant_one(text: str) -> int:
    """Return the key of the supplier a text means, or say that none or several are called so."""
    meant = suppliers_meant([text])[text]
    if len(meant) != 1:
        told = (
            _("No supplier is called “%(text)s”: write its organisation number.")
            if not meant
            else _("“%(text)s” can be several suppliers: write its organisation number.")
        )
        raise forms.ValidationError(told, params={"text": text})
    return meant[0].key


@requires(Permission.READ_CONTRACTS)
@require_safe
def chain(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Show the chain, tier by tier, with checks and what is confirmed to flow down."""
    found = opened(request, contract_id)
    terms = flowing_terms(found)
    rows = [_row(one, flows_among(one, terms)) for one in chain_of(found)]
    page = framed(request, found, "contract-chain") | {
        "rows": [row for row in rows if row["lives"]],
        "sentence": _sentence([row for row in rows if row["lives"]]),
        "gone": [row for row in rows if not row["lives"]],
        "terms": [_term(term) for term in found.terms.select_related("flow")],
    }
    return render(request, "supply/chain.html", page)


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Register a subcontractor in its place."""
    found = managed(request, contract_id)
    form = SubcontractorForm(request.POST or None, places=_places(found))
    if form.is_valid():
        said = form.terms(found)
        try:
            register_subcontractor(said, by=request.actor, at=request.at, on=request.on)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The subcontractor is registered."))
            return redirect("contract-chain", contract_id)
    return _form(request, found, form, _("Register a subcontractor"))


@requires(Permission.READ_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def subcontractor(request: AppRequest, subcontractor_id: UUID) -> HttpResponse:
    """Show a subcontractor; decide about it, and see which terms bind it."""
    one = _found(request, subcontractor_id)
    may_manage = manages(request.actor, one.contract)
    form, flows = DecisionForm(request.POST or None), flows_to(one)
    if request.method == "POST":
        if not may_manage:
            raise Http404
        if form.is_valid():
            state = SubcontractorState(form.cleaned_data["state"])
            reason = form.cleaned_data["reason"]
            decide_subcontractor(one.pk, state, reason=reason, by=request.actor, at=request.at)
            messages.success(request, _("The decision is kept, with its reason."))
            return redirect("contract-chain", one.contract.id)
    page = {
        "one": one,
        "row": _row(one, flows),
        "sees_checks": may(request.actor, Permission.READ_SPEND),
        "checks": [
            (kind_in_words(c), outcome_in_words(c), COLOURS[CheckOutcome(c.outcome)], c.pk)
            for c in checks_of(one.supplier)
            if c.is_current
        ],
        "flows": [(TERMS[TermKind(f.term.kind)], f) for f in flows],
        "manages": may_manage,
        "form": form,
    }
    back = (_("Subcontractors"), reverse("contract-chain", args=[one.contract.id]))
    page = deeper(page, one.contract, back, (one.supplier.name, ""))
    return render(request, "supply/subcontractor.html", page)


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: AppRequest, subcontractor_id: UUID, term_id: UUID) -> HttpResponse:
    """Keep the evidence that a term binds a subcontractor."""
    one = _found(request, subcontractor_id)
    flows = {each.term.pk: each.term for each in flows_to(one)}
    if term_id not in flows or not manages(request.actor, one.contract):
        raise Http404
    form = EvidenceForm(request.POST or None)
    if form.is_valid():
        evidence = form.cleaned_data["evidence"]
        confirm_flow(one, flows[term_id], evidence=evidence, by=request.actor,
                     at=request.at, on=request.on)  # fmt: skip
        messages.success(request, _("The evidence is kept."))
        return redirect("subcontractor", one.pk)
    return _form(request, one.contract, form, _("A term binds %(name)s") % {"name": one.supplier})


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def flow(request: AppRequest, term_id: UUID) -> HttpResponse:
    """Say that a term must bind subcontractors too, and how deep."""
    term = term_of(term_id, request.actor)
    if term is None or not manages(request.actor, term.contract):
        raise Http404
    form = FlowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        let_flow(term, **form.cleaned_data, by=request.actor, at=request.at)
        messages.success(request, _("The term must flow down the chain."))
        return redirect("contract-chain", term.contract.id)
    return _form(request, term.contract, form, _("Let the term flow down"))


def _found(request: AppRequest, subcontractor_id: UUID) -> Subcontractor:
    one = subcontractor_of(subcontractor_id, request.actor)
    if one is None:
        raise Http404
    return one


def _form(request: AppRequest, found: Contract, form: forms.Form, title: str) -> HttpResponse:
    back = reverse("contract-chain", args=[found.id])
    page = {"form": form, "title": title, "back": back, "kicker": found.title}
    full = contract_of(found.id, request.actor) or found
    page = deeper(page, full, (_("Subcontractors"), back), (title, ""))
    return render(request, "supply/form.html", page)


def _places(found: Contract) -> list[tuple[str, str]]:
    """Return where a subcontractor may stand: under a supplier of the contract, or another."""
    parties = [(str(party.pk), party.supplier.name) for party in found.parties.all()]
    below = [
        (f"{one.party_id}.{one.pk}", "– " * one.tier + one.supplier.name)
        for one in chain_of(found).filter(state__in=LIVING_CHAIN)
    ]
    return parties + below


def _row(one: Subcontractor, flows: list[Flow]) -> dict[str, Any]:
    lacking = sum(not each.evidence for each in flows)
    return {
        "one": one,
        "url": reverse("subcontractor", args=[one.pk]),
        "works_for": one.above.supplier.name if one.above else one.party.supplier.name,
        "state": CHAIN[SubcontractorState(one.state)],
        "colour": CHAIN_COLOURS[SubcontractorState(one.state)],
        "lives": one.state in LIVING_CHAIN,
        "asked": len(flows),
        "lacking": lacking,
    }


def _sentence(rows: list[dict[str, Any]]) -> str:
    """Return how long the chain is and what in it waits, in sentences."""
    if not rows:
        return ""
    tiers = max(row["one"].tier for row in rows)
    told = ngettext(
        "%(n)s subcontractor in %(tiers)s tiers.", "%(n)s subcontractors in %(tiers)s tiers.",
        len(rows),
    ) % {"n": len(rows), "tiers": tiers}  # fmt: skip
    waiting = sum(row["one"].state == SubcontractorState.PROPOSED for row in rows)
    lacking = sum(row["lacking"] for row in rows)
    if waiting:
        told += " " + _("%(n)s not decided about.") % {"n": waiting}
    if lacking:
        told += " " + _("%(n)s terms not confirmed to bind: ask for evidence.") % {"n": lacking}
    return told


def _term(term: Any) -> dict[str, Any]:  # noqa: ANN401 - a term with its flow, if any
    flowing = getattr(term, "flow", None)
    return {
        "name": term.text or TERMS[TermKind(term.kind)],
        "url": reverse("term-flow", args=[term.pk]),
        "flows": flowing is not None,
        "deepest": flowing.deepest if flowing else None,
    }
