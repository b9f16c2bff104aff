"""The terms of a contract: what binds, which clause asks for it, how it is followed up."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kornhamn.contracts.actions import (
    change_term,
    remove_term,
    say_terms_complete,
    write_term,
)
from kornhamn.contracts.permissions import manages
from kornhamn.contracts.queries import AskedTerm, Contract, asked_terms, edition_of, term_of
from kornhamn.contracts.types import Consequence, ConsequenceKind, TermKind, TermSaid
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.rulebook.types import Clause, Edition, Verdict
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.choosing import choose
from kornhamn.web.kronor_field import KronorField, written
from kornhamn.web.pages.contracts.frame import deeper, framed, managed, opened
from kornhamn.web.pages.follow_contracts.words import (
    PENALTIES,
    RHYTHMS,
    TERMS,
    clause_title,
)
from kornhamn.web.requests import AppRequest, say

_HOUR, _PERMILLE = 60, 10  # minutes in an hour; per mille in a per cent


class TermForm(forms.Form):
    """A term, its clause, its checks and its price."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is about"))
    text = forms.CharField(
        label=gettext_lazy("What the supplier has promised"),
        help_text=gettext_lazy("In the contract's own words, with its paragraph."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    clause = forms.ChoiceField(
        label=gettext_lazy("The clause of the programme that asks for it"), required=False
    )
    followed_by = forms.CharField(
        label=gettext_lazy("How it is seen that it is kept"),
        help_text=gettext_lazy("What is looked at, where, and what counts as evidence."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
    )
    every_months = forms.ChoiceField(
        label=gettext_lazy("How often it is checked"), choices=list(RHYTHMS.items()), required=False
    )
    first_check_on = forms.DateField(label=gettext_lazy("Day of the first check"), required=False)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes that a check takes"), min_value=5, max_value=4800, initial=_HOUR
    )
    consequence = forms.CharField(
        label=gettext_lazy("What the contract says of a breach"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
    )
    penalty_kind = forms.ChoiceField(
        label=gettext_lazy("Penalty"), choices=[(k.value, v) for k, v in PENALTIES.items()]
    )
    penalty_amount = KronorField(
        label=gettext_lazy("Kronor a time, a day or a week"), required=False, max_length=40
    )
    penalty_percent = forms.DecimalField(
        label=gettext_lazy("Per cent of the value"), required=False, min_value=0, max_value=100,
        decimal_places=1, localize=True,
    )  # fmt: skip
    penalty_cap = KronorField(
        label=gettext_lazy("At most, in kronor"), required=False, max_length=40
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        language = get_language() or "sv"
        choose(self, "kind", [(kind.value, str(words)) for kind, words in TERMS.items()])
        clauses = [(one.id, one.title.in_language(language)) for one in edition.clauses]
        choose(self, "clause", [("", _("None")), *clauses])

    def said(self) -> TermSaid:
        """Return what a form without errors says."""
        said = self.cleaned_data
        percent = said["penalty_percent"]
        return TermSaid(
            kind=TermKind(said["kind"]),
            text=said["text"],
            clause=said["clause"],
            followed_by=said["followed_by"],
            every_months=int(said["every_months"]) if said["every_months"] else None,
            first_check_on=said["first_check_on"],
            minutes=said["minutes"],
            consequence=said["consequence"],
            penalty=Consequence(
                ConsequenceKind(said["penalty_kind"]),
                said["penalty_amount"],
                None if percent is None else int(percent * _PERMILLE),
                said["penalty_cap"],
            ),
        )


@requires(Permission.READ_CONTRACTS)
@require_safe
def terms(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Show what binds the parties, and what the programme asks for that is not written down."""
    found = opened(request, contract_id)
    edition = edition_of(found)
    written = list(found.terms.all())
    kinds = {term.kind for term in written}
    page = framed(request, found, "contract-terms") | {
        "edition": edition,
        "terms": [_shown(term, edition) for term in written],
        "asked": [
            line for asked in asked_terms(found, request.actor) for line in _lacking(asked, kinds)
        ],
    }
    return render(request, "follow_contracts/terms.html", page)


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_term(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Write a term down."""
    found = managed(request, contract_id)
    asked = {"kind": request.GET.get("kind", ""), "clause": request.GET.get("clause", "")}
    form = TermForm(request.POST or None, edition=edition_of(found), initial=asked)
    if form.is_valid():
        try:
            write_term(found, form.said(), by=request.actor, at=request.at, on=request.on)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The term is written down, and its checks are planned."))
            return redirect("contract-terms", found.id)
    return _form(request, form, found, _("Write a term down"))


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_term(request: AppRequest, term_id: UUID) -> HttpResponse:
    """Change what a term says."""
    term = term_of(term_id, request.actor)
    if term is None or not manages(request.actor, term.contract):
        raise Http404
    edition = edition_of(term.contract)
    form = TermForm(request.POST or None, edition=edition, initial=_initial(term))
    if form.is_valid():
        try:
            change_term(term_id, form.said(), by=request.actor, at=request.at, on=request.on)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The term is changed."))
            return redirect("contract-terms", term.contract.id)
    return _form(request, form, term.contract, _("Change a term"))


@requires(Permission.MANAGE_CONTRACTS)
@require_POST
def drop_term(request: AppRequest, term_id: UUID) -> HttpResponse:
    """Take away a term that nobody has followed up."""
    term = term_of(term_id, request.actor)
    if term is None or not manages(request.actor, term.contract):
        raise Http404
    try:
        remove_term(term_id, by=request.actor, at=request.at)
    except DomainError as refused:
        messages.error(request, say(refused))
    else:
        messages.success(request, _("The term is taken away."))
    return redirect("contract-terms", term.contract.id)


def _lacking(asked: AskedTerm, kinds: set[str]) -> list[tuple[str, str, Clause, str]]:
    """Return the kinds that a clause asks for, or may, and that no term is of."""
    if asked.finding.verdict not in {Verdict.NOT_MET, Verdict.UNKNOWN}:
        return []
    clause, verdict = asked.finding.clause, asked.finding.verdict
    return [
        (str(TERMS[kind]), kind.value, clause, verdict.value)
        for kind in asked.kinds
        if kind.value not in kinds
    ]


@requires(Permission.MANAGE_CONTRACTS)
@require_POST
def complete(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Say that all terms are written down, or take it back."""
    found = managed(request, contract_id)
    said = request.POST.get("complete") == "1"
    say_terms_complete(found, complete=said, by=request.actor, at=request.at)
    told = _("Now the terms answer the programme.") if said else _("The terms are not complete.")
    messages.success(request, told)
    return redirect("contract-terms", found.id)


def _shown(term: Any, edition: Edition) -> dict[str, Any]:  # noqa: ANN401 - a ContractTerm
    known = any(clause.id == term.clause for clause in edition.clauses)
    rhythm = "" if term.every_months is None else str(term.every_months)
    return {
        "term": term,
        "kind": TERMS[TermKind(term.kind)],
        "clause": clause_title(edition, term.clause) if term.clause else "",
        "clause_url": reverse("clause", args=[edition.id, term.clause]) if known else "",
        "rhythm": RHYTHMS.get(rhythm, _("Every %(n)s months") % {"n": rhythm}),
        "penalty": penalty_in_words(term.penalty),
    }


def penalty_in_words(penalty: Consequence) -> str:
    """Return what a breach costs as the term says it; nothing where it says nothing."""
    if penalty.kind is ConsequenceKind.NONE:
        return ""
    if penalty.kind.is_share:
        how_much = formats.percent((penalty.permille or 0) / 1000)
    else:
        how_much = formats.kronor(penalty.ore or 0)
    told = f"{PENALTIES[penalty.kind]}: {how_much}"
    if penalty.cap_ore is None:
        return told
    return _("%(penalty)s, at most %(cap)s") % {
        "penalty": told, "cap": formats.kronor(penalty.cap_ore),
    }  # fmt: skip


def _initial(term: Any) -> dict[str, Any]:  # noqa: ANN401 - a ContractTerm
    names = ("kind", "text", "clause", "followed_by", "first_check_on", "minutes", "consequence")
    penalty: Consequence = term.penalty
    return {name: getattr(term, name) for name in names} | {
        "every_months": "" if term.every_months is None else str(term.every_months),
        "penalty_kind": penalty.kind.value,
        "penalty_amount": written(penalty.ore),
        "penalty_percent": None if penalty.permille is None else penalty.permille / _PERMILLE,
        "penalty_cap": written(penalty.cap_ore),
    }


def _form(request: AppRequest, form: TermForm, found: Contract, title: str) -> HttpResponse:
    back = reverse("contract-terms", args=[found.id])
    page = {"form": form, "title": title, "button": _("Save"), "back": back}
    return render(
        request, "contracts/deeper.html", deeper(page, found, (_("Terms"), back), (title, ""))
    )
