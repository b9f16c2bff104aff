"""One check, at the place where it is done: what is promised, what was seen, a photo of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kornhamn.contracts.actions import do_check, move_checks, skip_check
from kornhamn.contracts.permissions import manages
from kornhamn.contracts.queries import check_of, evidence_of
from kornhamn.contracts.types import CheckAnswer, CheckDone, CheckState, TermKind
from kornhamn.files.pictures import Picture, picture
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.pages.contracts.frame import deeper
from kornhamn.web.pages.follow_contracts.words import ANSWER_COLOURS, ANSWERS, CHECKS, TERMS
from kornhamn.web.requests import AppRequest, say

_MOST_PICTURES = 10


class CheckForm(forms.Form):
    """What was seen."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Is it as promised?"),
        choices=[(answer.value, words) for answer, words in ANSWERS.items()],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("What did you see?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=4000,
    )
    photo = forms.FileField(
        label=gettext_lazy("Photo"),
        help_text=gettext_lazy(
            "Kept without place and time of the camera. No faces or names of people, please."
        ),
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp", "capture": "environment"}
        ),
        required=False,
        allow_empty_file=True,
    )


class SkipForm(forms.Form):
    """Another day, or why the check is left out."""

    day = forms.DateField(label=gettext_lazy("Do it another day"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Or leave it out: why?"), required=False, max_length=2000
    )


@requires(Permission.READ_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: AppRequest, check_id: UUID) -> HttpResponse:
    """Show a check to do, and keep what was seen; done, it shows that."""
    found = check_of(check_id, request.actor)
    if found is None:
        raise Http404
    form = CheckForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _may_do(request, found):
        try:
            taken = _pictures(request.FILES)
            said = CheckDone(CheckAnswer(form.cleaned_data["answer"]), form.cleaned_data["note"])
            do_check(check_id, said, taken, by=request.actor, at=request.at)
        except DomainError as refused:
            form.add_error("photo" if refused.code.startswith("file.") else "note", say(refused))
        else:
            messages.success(request, _("Kept. Thank you."))
            return redirect("check", check_id)
    return render(request, "follow_contracts/check.html", _page(request, found, form))


@requires(Permission.READ_CONTRACTS)
@require_POST
def put_off(request: AppRequest, check_id: UUID) -> HttpResponse:
    """Move a check to another day, or leave it out with a reason."""
    found = check_of(check_id, request.actor)
    if found is None or not _may_do(request, found):
        raise Http404
    form = SkipForm(request.POST)
    try:
        if not form.is_valid():
            told = (str(one) for errors in form.errors.values() for one in errors)
            messages.error(request, " ".join(told))
        elif day := form.cleaned_data["day"]:
            move_checks({check_id: day}, by=request.actor, at=request.at, on=request.on)
            messages.success(request, _("The check is moved."))
        else:
            reason = form.cleaned_data["reason"]
            skip_check(check_id, reason=reason, by=request.actor, at=request.at)
            messages.success(request, _("The check is left out, with its reason."))
    except DomainError as refused:
        messages.error(request, say(refused))
    return redirect("check", check_id)


@requires(Permission.READ_CONTRACTS)
@require_safe
def evidence(request: AppRequest, evidence_id: UUID) -> FileResponse:
    """Show a photo from a check."""
    found = evidence_of(evidence_id, request.actor)
    if found is None:
        raise Http404
    return FileResponse(found.file.open("rb"), content_type="image/jpeg", filename=found.name)


def _page(request: AppRequest, found: Any, form: CheckForm) -> dict[str, Any]:  # noqa: ANN401 - a TermCheck
    contract, waits = found.term.contract, found.state == CheckState.PLANNED
    about = TERMS[TermKind(found.term.kind)]
    is_done = found.state == CheckState.DONE
    deviation = reverse("new-deviation", args=[contract.id])
    page = {
        "check": found,
        "about": about,
        "form": form if waits and _may_do(request, found) else None,
        "skip_form": SkipForm(),
        "word": ANSWERS[CheckAnswer(found.answer)] if is_done else CHECKS[CheckState(found.state)],
        "colour": ANSWER_COLOURS[CheckAnswer(found.answer)] if is_done else "neutral",
        "fell_short": is_done and found.answer in {CheckAnswer.PARTLY, CheckAnswer.NOT_MET},
        "manages": manages(request.actor, contract),
        "deviation_url": f"{deviation}?term={found.term_id}&check={found.pk}",
        "late": waits and found.due_on < request.on,
    }
    back = reverse("contract-follow-up", args=[contract.id])
    return deeper(page, contract, (_("Follow-up"), back), (str(about), ""))


def _may_do(request: AppRequest, found: Any) -> bool:  # noqa: ANN401 - a TermCheck
    return str(found.assigned_id) == request.actor.id or manages(request.actor, found.term.contract)


def _pictures(files: "MultiValueDict[str, UploadedFile[bytes]]") -> list[Picture]:
    given = files.getlist("photo")[:_MOST_PICTURES]
    return [picture(file, file.name or "photo") for file in given]  # type: ignore[arg-type] # a file to read
