"""Import of a register in two steps: see exactly what would change, then let it happen."""

import base64
import hashlib
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from kornhamn.organisation.actions import import_register
from kornhamn.organisation.queries import preview_register
from kornhamn.organisation.rules.register_faults import Fault, RegisterRefused, RegisterTooLarge
from kornhamn.organisation.rules.register_file import COLUMNS, MOST_MEGABYTES
from kornhamn.organisation.rules.register_plan import Change, Plan
from kornhamn.organisation.types import Permission
from kornhamn.procurement.actions import link_procurements
from kornhamn.web.access import requires
from kornhamn.web.figures_job import count_anew
from kornhamn.web.pages.organisation.register_words import change_row, column_words, fault_row
from kornhamn.web.requests import AppRequest, say

_AN_HOUR = 60 * 60
_MEGABYTE = 1024 * 1024


class RegisterForm(forms.Form):
    """The file to look at."""

    file = forms.FileField(
        label=gettext_lazy("Register of the group"),
        help_text=gettext_lazy("A CSV file, with semicolons or commas between the columns."),
        allow_empty_file=True,  # refused later, in words that help
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A file on its way through the browser, signed; and the plan that was shown."""

    content: bytes
    shown: str  # digest of the plan


@requires(Permission.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def import_organisation(request: AppRequest) -> HttpResponse:
    """Take a register file, show what it would change, and import it when that is confirmed."""
    if "confirmed" in request.POST:
        return _confirmed(request)
    form = RegisterForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            content = _content(form.cleaned_data["file"])
            return _preview(request, content)
        except RegisterRefused as refused:
            form.add_error("file", say(refused))
    trail = [*_trail(), (_("Import the group"), "")]
    context = {
        "form": form,
        "columns": [column_words(column) for column in COLUMNS],
        "breadcrumbs": trail,
    }
    return render(request, "organisation/import.html", context)


def _content(file: "UploadedFile[bytes]") -> bytes:
    if file.size and file.size > MOST_MEGABYTES * _MEGABYTE:
        raise RegisterTooLarge(most=MOST_MEGABYTES)
    content: bytes = file.read()
    return content


def _preview(request: AppRequest, content: bytes, *, has_moved: bool = False) -> HttpResponse:
    plan = preview_register(content, by=request.actor)
    context = {
        "changes": [change_row(change) for change in plan.changes],
        "faults": [fault_row(fault) for fault in plan.faults],
        "unchanged": plan.unchanged,
        "kept": "" if plan.faults else _keep(request, Kept(content, _digest(plan))),
        "has_moved": has_moved,
        "breadcrumbs": [*_trail(), (_("What would change"), "")],
    }
    return render(request, "organisation/import_preview.html", context)


def _confirmed(request: AppRequest) -> HttpResponse:
    kept = _take_back(request)
    if kept is None:
        messages.warning(request, _("The preview is too old: choose the file again."))
        return redirect("import-organisation")
    if _digest(preview_register(kept.content, by=request.actor)) != kept.shown:
        return _preview(request, kept.content, has_moved=True)
    plan = import_register(kept.content, by=request.actor, at=request.at)
    link_procurements(by=request.actor, at=request.at)
    count_anew()
    done = ngettext("%(count)s change was made.", "%(count)s changes were made.", len(plan.changes))
    messages.success(request, done % {"count": len(plan.changes)})
    return redirect("organisation")


def _digest(plan: Plan) -> str:
    said: tuple[tuple[Change, ...], tuple[Fault, ...]] = (plan.changes, plan.faults)
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _keep(request: AppRequest, kept: Kept) -> str:
    """Return the file signed for this person alone, so that the browser cannot change it."""
    text = base64.b64encode(kept.content).decode()
    return signing.dumps([text, kept.shown], salt=_salt(request), compress=True)


def _take_back(request: AppRequest) -> Kept | None:
    try:
        text, shown = signing.loads(
            request.POST["confirmed"], salt=_salt(request), max_age=_AN_HOUR
        )
    except signing.BadSignature:
        return None
    return Kept(base64.b64decode(text), shown)


def _salt(request: AppRequest) -> str:
    return f"register of {request.actor.id}"


def _trail() -> list[tuple[str, str]]:
    return [(_("Organisation"), reverse("organisation"))]
