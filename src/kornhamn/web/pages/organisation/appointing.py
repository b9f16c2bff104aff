"""Appoint somebody, end an appointment: a form each."""

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

from kornhamn.kernel.errors import DomainError
from kornhamn.kernel.period import Period
from kornhamn.organisation.actions import NewAppointment, appoint, end_appointment
from kornhamn.organisation.permissions import ROLE_NAMES
from kornhamn.organisation.queries import appointment_of, overview
from kornhamn.organisation.types import Permission, Role
from kornhamn.web.access import requires
from kornhamn.web.choosing import choose
from kornhamn.web.figures_job import count_anew
from kornhamn.web.requests import AppRequest, say


class AppointForm(forms.Form):
    """Who is to hold which role, where and when."""

    authority = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The address the person signs in with."),
        max_length=254,
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Needed when the person is new here."),
        max_length=200,
        required=False,
    )
    first_day = forms.DateField(label=gettext_lazy("First day"))
    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Leave it empty while the end is not known."),
        required=False,
    )

    def __init__(self, *args: Any, request: AppRequest, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        own = [(str(one.id), one.name) for one in overview(request.on)]
        choose(self, "authority", [("", _("The whole group")), *own])
        choose(self, "role", [("", ""), *((role.value, _(ROLE_NAMES[role])) for role in Role)])

    def terms(self) -> NewAppointment:
        """Return what a form without errors asks for, or raise PeriodEndsBeforeItStarts."""
        said = self.cleaned_data
        return NewAppointment(
            role=Role(said["role"]),
            email=said["email"],
            name=said["name"],
            authority=UUID(said["authority"]) if said["authority"] else None,
            period=Period.inclusive(said["first_day"], said["last_day"]),
        )


class EndForm(forms.Form):
    """The last day of an appointment."""

    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("The role is held on that day too."),
    )


@requires(Permission.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def appoint_somebody(request: AppRequest) -> HttpResponse:
    """Appoint somebody to a role in an authority, or for the whole group."""
    initial = {
        "authority": request.GET.get("authority", ""),
        "role": request.GET.get("role", ""),
        "first_day": request.on,
    }
    form = AppointForm(request.POST or None, request=request, initial=initial)
    if form.is_valid():
        try:
            appointment = appoint(form.terms(), by=request.actor, at=request.at)
        except DomainError as error:
            form.add_error(None, say(error))
        else:
            count_anew()
            said = {"person": appointment.person.name, "role": _(ROLE_NAMES[form.terms().role])}
            messages.success(request, _("%(person)s is appointed: %(role)s.") % said)
            return _back(appointment.authority_id)
    trail = [(_("Organisation"), reverse("organisation")), (_("Appoint somebody"), "")]
    return render(request, "organisation/appoint.html", {"form": form, "breadcrumbs": trail})


@requires(Permission.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def end(request: AppRequest, appointment_id: UUID) -> HttpResponse:
    """End an appointment after a day."""
    appointment = appointment_of(appointment_id)
    if appointment is None:
        raise Http404
    form = EndForm(request.POST or None, initial={"last_day": request.on})
    if form.is_valid():
        last_day = form.cleaned_data["last_day"]
        try:
            end_appointment(appointment_id, last_day=last_day, by=request.actor, at=request.at)
        except DomainError as error:
            form.add_error("last_day", say(error))
        else:
            count_anew()
            said = {"person": appointment.person.name, "day": last_day.isoformat()}
            messages.success(request, _("The appointment of %(person)s ends on %(day)s.") % said)
            return _back(appointment.authority_id)
    context = {
        "form": form,
        "appointment": appointment,
        "role": _(ROLE_NAMES[Role(appointment.role)]),
        "breadcrumbs": [(_("Organisation"), reverse("organisation")), (_("End appointment"), "")],
    }
    return render(request, "organisation/end.html", context)


def _back(authority_id: UUID | None) -> HttpResponse:
    return redirect("authority", authority_id) if authority_id else redirect("organisation")
