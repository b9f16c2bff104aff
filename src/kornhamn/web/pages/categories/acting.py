"""Plan an action of a strategy, and say what came of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.categories.actions import follow_action, plan_action
from kornhamn.categories.queries import Strategy, action_of, strategy_of, team_of
from kornhamn.categories.types import ActionOutcome, ActionState, NewAction
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.kronor_field import KronorField, written
from kornhamn.web.pages.categories.category import found_in_tree, trail_to
from kornhamn.web.pages.categories.words import OUTCOMES
from kornhamn.web.requests import AppRequest, say


class ActionForm(forms.Form):
    """What is to be done, by whom, by when, for what effect."""

    text = forms.CharField(label=gettext_lazy("What is to be done?"), max_length=500)
    owner = forms.ChoiceField(
        label=gettext_lazy("Who sees to it?"), help_text=gettext_lazy("One of the team.")
    )
    due_on = forms.DateField(label=gettext_lazy("By when?"))
    expected = KronorField(
        label=gettext_lazy("Expected saving in a year, in kronor"), required=False, max_length=40
    )

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]

    def action(self) -> NewAction:
        """Return what a form without errors says."""
        said = self.cleaned_data
        return NewAction(said["text"], UUID(said["owner"]), said["due_on"], said["expected"])


class OutcomeForm(forms.Form):
    """What came of an action."""

    state = forms.ChoiceField(
        label=gettext_lazy("Where does it stand?"),
        choices=[(key.value, label) for key, label in OUTCOMES.items()],
        widget=forms.RadioSelect,
    )
    followed = KronorField(
        label=gettext_lazy("Saving seen so far, in kronor a year"),
        required=False,
        max_length=40,
        any_sign=True,
    )
    how = forms.CharField(
        label=gettext_lazy("How was that counted?"),
        help_text=gettext_lazy("Which figures, before and after. If it is dropped: why."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def outcome(self) -> ActionOutcome:
        """Return what a form without errors says."""
        said = self.cleaned_data
        return ActionOutcome(ActionState(said["state"]), said["followed"], said["how"])


@requires(Permission.MANAGE_CATEGORIES)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: AppRequest, strategy_id: UUID) -> HttpResponse:
    """Plan an action of a strategy."""
    strategy = strategy_of(strategy_id, request.actor)
    if strategy is None:
        raise Http404
    team = team_of(strategy.category, on=request.on)
    owners = [(str(one.person_id), one.person.name) for one in team]
    form = ActionForm(request.POST or None, owners=owners)
    if form.is_valid():
        try:
            plan_action(strategy_id, form.action(), by=request.actor, at=request.at)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The action is planned."))
            return redirect("category-strategy", strategy_id)
    page = _page(strategy, form, _("Plan an action"))
    if not owners:
        page["warning"] = _("Nobody is in the category's team yet: an action needs an owner there.")
        page["warning_url"] = reverse("category-team", args=[strategy.category])
        page["warning_link"] = _("Make up the team")
    return render(request, "categories/form.html", page)


@requires(Permission.MANAGE_CATEGORIES)
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: AppRequest, action_id: UUID) -> HttpResponse:
    """Say what came of an action."""
    action = action_of(action_id, request.actor)
    if action is None:
        raise Http404
    before = {
        "state": action.state,
        "followed": written(action.followed_ore),
        "how": action.followed_how,
    }
    form = OutcomeForm(request.POST or None, initial=before)
    if form.is_valid():
        said = form.outcome()
        try:
            follow_action(action_id, said, by=request.actor, at=request.at, on=request.on)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("What came of the action is kept."))
            return redirect("category-strategy", action.strategy_id)
    return render(request, "categories/form.html", _page(action.strategy, form, action.text))


def _page(strategy: Strategy, form: forms.Form, title: str) -> dict[str, Any]:
    address = reverse("category-strategy", args=[strategy.pk])
    trail = [*trail_to(found_in_tree(strategy.category)), (strategy.title, address), (title, "")]
    return {"form": form, "title": title, "back": address, "breadcrumbs": trail}
