"""Write a strategy, have it decided, follow it up."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.categories.actions import decide_strategy, follow_up_strategy, write_strategy
from kornhamn.categories.queries import Strategy, current_strategy, draft_of, strategy_of
from kornhamn.categories.types import StrategyTexts
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.pages.categories.category import found_in_tree, trail_to
from kornhamn.web.pages.categories.words import TEXTS
from kornhamn.web.requests import AppRequest, say

_AREA = {"rows": 5}


class StrategyForm(forms.Form):
    """What the strategy says. Everything but its name may wait."""

    title = forms.CharField(label=gettext_lazy("Name of the strategy"), max_length=250)
    needs = forms.CharField(
        label=TEXTS["needs"],
        help_text=gettext_lazy("What is needed, by whom, and how the need is changing."),
        widget=forms.Textarea(attrs=_AREA), required=False,
    )  # fmt: skip
    spend_pattern = forms.CharField(
        label=TEXTS["spend_pattern"],
        help_text=gettext_lazy("What is bought today, from whom, how, and at what price."),
        widget=forms.Textarea(attrs=_AREA), required=False,
    )  # fmt: skip
    market = forms.CharField(
        label=TEXTS["market"],
        help_text=gettext_lazy("Which suppliers there are, how they compete, what is coming."),
        widget=forms.Textarea(attrs=_AREA), required=False,
    )  # fmt: skip
    business = forms.CharField(
        label=TEXTS["business"],
        help_text=gettext_lazy("How suppliers earn their money, and what drives their costs."),
        widget=forms.Textarea(attrs=_AREA), required=False,
    )  # fmt: skip
    goals = forms.CharField(
        label=TEXTS["goals"],
        help_text=gettext_lazy("What is to be true when the strategy is followed up."),
        widget=forms.Textarea(attrs=_AREA), required=False,
    )  # fmt: skip


class StrategyDecisionForm(forms.Form):
    """Who decided the strategy, and when."""

    decision = forms.CharField(
        label=gettext_lazy("Who decided, and where does it stand?"), max_length=200
    )
    decided_on = forms.DateField(label=gettext_lazy("Day of the decision"))


class FollowUpForm(forms.Form):
    """What the follow-up concluded."""

    conclusion = forms.CharField(
        label=gettext_lazy("What does the follow-up show?"),
        help_text=gettext_lazy("Which goals are reached, which are not and why, what comes next."),
        widget=forms.Textarea(attrs=_AREA),
        max_length=5000,
    )


@requires(Permission.MANAGE_CATEGORIES)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: AppRequest, code: str) -> HttpResponse:
    """Write the draft of a category's strategy; a new one begins from the one in force."""
    here = found_in_tree(code)
    before = draft_of(code) or current_strategy([code])
    form = StrategyForm(request.POST or None, initial=_said(before))
    if form.is_valid():
        texts = StrategyTexts(**form.cleaned_data)
        draft = write_strategy(code, texts, by=request.actor, at=request.at)
        messages.success(request, _("The draft is kept."))
        return redirect("category-strategy", draft.pk)
    trail = [*trail_to(here), (_("Write a strategy"), "")]
    page = {"form": form, "title": _("Write a strategy"), "back": reverse("category", args=[code])}
    return render(request, "categories/form.html", page | {"breadcrumbs": trail})


@requires(Permission.DECIDE_CATEGORIES)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: AppRequest, strategy_id: UUID) -> HttpResponse:
    """Record that a draft was decided."""
    strategy = _found(request, strategy_id)
    form = StrategyDecisionForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            decide_strategy(strategy_id, **said, by=request.actor, at=request.at, on=request.on)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The strategy holds from now on."))
            return redirect("category-strategy", strategy_id)
    return _shown(request, strategy, form, _("Record the decision"))


@requires(Permission.MANAGE_CATEGORIES)
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: AppRequest, strategy_id: UUID) -> HttpResponse:
    """Write what a follow-up of the strategy concluded."""
    strategy = _found(request, strategy_id)
    form = FollowUpForm(request.POST or None, initial={"conclusion": strategy.conclusion})
    if form.is_valid():
        said = form.cleaned_data
        try:
            follow_up_strategy(strategy_id, **said, by=request.actor, at=request.at, on=request.on)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The follow-up is kept."))
            return redirect("category-strategy", strategy_id)
    return _shown(request, strategy, form, _("Follow the strategy up"))


def _found(request: AppRequest, strategy_id: UUID) -> Strategy:
    found = strategy_of(strategy_id, request.actor)
    if found is None:
        raise Http404
    return found


def _shown(request: AppRequest, strategy: Strategy, form: forms.Form, title: str) -> HttpResponse:
    address = reverse("category-strategy", args=[strategy.pk])
    trail = [*trail_to(found_in_tree(strategy.category)), (strategy.title, address), (title, "")]
    page = {"form": form, "title": title, "back": address, "breadcrumbs": trail}
    return render(request, "categories/form.html", page)


def _said(strategy: Strategy | None) -> dict[str, str]:
    names = ("title", *TEXTS)
    return {name: getattr(strategy, name) for name in names} if strategy else {}
