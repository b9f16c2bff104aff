"""A category's team: who is in it, from where, in which function; joined and left."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kornhamn.categories.actions import join_team, leave_team
from kornhamn.categories.queries import member_of, mix_of, team_of
from kornhamn.categories.types import NewMember, TeamFunction
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import may, require
from kornhamn.organisation.queries import active_person, authorities_within
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.category_names import category_names
from kornhamn.web.pages.categories.category import found_in_tree, trail_to
from kornhamn.web.pages.categories.words import FUNCTIONS, team_in_words
from kornhamn.web.requests import AppRequest, say


class MemberForm(forms.Form):
    """Who is to work in the team, for which authority, in which function."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("Of somebody who is registered in the organisation."),
    )
    authority = forms.ChoiceField(label=gettext_lazy("From which committee or company?"))
    function = forms.ChoiceField(
        label=gettext_lazy("In which function?"),
        choices=[(key.value, label) for key, label in FUNCTIONS.items()],
    )

    def __init__(self, *args: Any, request: AppRequest, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        everyone = authorities_within(request.actor, Permission.READ_ORGANISATION)
        field = self.fields["authority"]
        field.choices = [(str(one.pk), one.name) for one in everyone]  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        """Return the address of somebody who may sign in."""
        email: str = self.cleaned_data["email"]
        if active_person(email=email) is None:
            raise forms.ValidationError(
                _("Nobody with that address may sign in. Register the person first.")
            )
        return email

    def member(self, code: str) -> NewMember:
        """Return what a form without errors says."""
        said = self.cleaned_data
        person = active_person(email=said["email"])
        assert person is not None  # noqa: S101 - cleaned above
        function = TeamFunction(said["function"])
        return NewMember(code, person.pk, UUID(said["authority"]), function)


@requires(Permission.READ_SPEND)
@require_http_methods(["GET", "HEAD", "POST"])
def team_page(request: AppRequest, code: str) -> HttpResponse:
    """Show the team; those who work with categories let people in."""
    here = found_in_tree(code)
    form = MemberForm(request.POST or None, request=request)
    if request.method == "POST":
        require(request.actor, Permission.MANAGE_CATEGORIES)
        if form.is_valid():
            try:
                join_team(form.member(code), by=request.actor, at=request.at, on=request.on)
            except DomainError as refused:
                form.add_error("email", say(refused))
            else:
                messages.success(request, _("The person is in the team."))
                return redirect("category-team", code)
    team = list(team_of(code, on=request.on))
    page = {
        "here": here,
        "name": category_names().get(code, code),
        "sentence": team_in_words(mix_of(team)),
        "team": [(one, FUNCTIONS[TeamFunction(one.function)]) for one in team],
        "may_manage": may(request.actor, Permission.MANAGE_CATEGORIES),
        "form": form,
        "breadcrumbs": [*trail_to(here), (_("Team"), "")],
    }
    return render(request, "categories/team.html", page)


@requires(Permission.MANAGE_CATEGORIES)
@require_POST
def leave(request: AppRequest, member_id: UUID) -> HttpResponse:
    """Let somebody leave a team today."""
    member = member_of(member_id)
    if member is None:
        raise Http404
    leave_team(member, by=request.actor, at=request.at, on=request.on)
    messages.success(request, _("%(name)s has left the team.") % {"name": member.person.name})
    return redirect("category-team", member.category)
