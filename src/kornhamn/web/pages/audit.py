"""The audit trail to read, and to prove."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kornhamn.audit.queries import Entry, Wanted, entries, entry_proof, verify
from kornhamn.kernel.swedish import sort_key
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.audit_words import VERBS, subject_words, verb_words
from kornhamn.web.requests import AppRequest

_MOST_OF_AN_ID = 36  # a UUID whole, the beginning of a hash
FAULTS = {
    "changed": gettext_lazy("Its content no longer gives its hash: somebody changed it."),
    "missing": gettext_lazy("It is gone."),
    "out-of-order": gettext_lazy(
        "It does not follow the entry before it: somebody moved or replaced entries."
    ),
    "tail-missing": gettext_lazy("It is gone from the end of the trail."),
    "head-changed": gettext_lazy("It is not the entry that the head of the trail names last."),
}


class WantedForm(forms.Form):
    """Which entries to show."""

    verb = forms.ChoiceField(label=gettext_lazy("What was done"), required=False)
    subject = forms.CharField(
        label=gettext_lazy("To what"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("type, id or both")}),
    )
    person = forms.CharField(label=gettext_lazy("By whom"), required=False)
    first_day = forms.DateField(label=gettext_lazy("First day"), required=False)
    last_day = forms.DateField(label=gettext_lazy("Last day"), required=False)
    before = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        verbs = sorted(((verb, str(words)) for verb, words in VERBS.items()), key=_by_words)
        field = self.fields["verb"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("All")), *verbs]

    def wanted(self) -> Wanted:
        """Return what a form without errors asks for; both days are included."""
        said = self.cleaned_data
        last = said["last_day"]
        return Wanted(
            verb=said["verb"],
            subject=said["subject"],
            person=said["person"],
            since=_midnight(said["first_day"]),
            until=_midnight(last + timedelta(days=1)) if last and last < date.max else None,
        )


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as the list shows it."""

    entry: Entry
    verb: str
    subject: str


@requires(Permission.READ_AUDIT_TRAIL)
def audit(request: AppRequest) -> HttpResponse:
    """List entries, the latest first, a page at a time by their numbers."""
    form = WantedForm(request.GET)
    page = entries(form.wanted(), before=form.cleaned_data["before"]) if form.is_valid() else None
    context = {
        "form": form,
        "page": page,
        "rows": [_row(found) for found in page.entries] if page else [],
        "older": _with_before(request.GET, page.older) if page and page.older else "",
        "is_later_page": bool(request.GET.get("before")),
        "newest": _with_before(request.GET, None),
        "is_filtered": any(request.GET.get(name) for name in form.fields if name != "before"),
        "breadcrumbs": [(_("Audit trail"), "")],
    }
    return render(request, "audit/audit.html", context)


@requires(Permission.READ_AUDIT_TRAIL)
def entry(request: AppRequest, number: int) -> HttpResponse:
    """Show one entry with everything it holds and its proof."""
    proof = entry_proof(number)
    if proof is None:
        raise Http404
    context = {
        "proof": proof,
        "entry": proof.entry,
        "verb": verb_words(proof.entry.verb),
        "details": [(key, _shown(value)) for key, value in sorted(proof.entry.details.items())],
        "breadcrumbs": [(_("Audit trail"), reverse("audit")), (str(number), "")],
    }
    return render(request, "audit/entry.html", context)


@requires(Permission.READ_AUDIT_TRAIL)
@require_POST
def verify_trail(request: AppRequest) -> HttpResponse:
    """Read the whole trail and say whether it is whole."""
    verification = verify()
    context = {
        "verification": verification,
        "faults": [(fault.number, FAULTS[fault.kind]) for fault in verification.faults],
        "breadcrumbs": [(_("Audit trail"), reverse("audit")), (_("Verification"), "")],
    }
    return render(request, "audit/verified.html", context)


def _row(found: Entry) -> EntryRow:
    plain = f"{found.subject_type} {found.subject_id[:_MOST_OF_AN_ID]}"
    subject = subject_words(found.details) or plain
    return EntryRow(found, verb_words(found.verb), subject)


def _by_words(verb: tuple[str, str]) -> tuple[str, str]:
    return sort_key(verb[1])


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None


def _with_before(params: QueryDict, before: int | None) -> str:
    changed = params.copy()
    changed.pop("before", None)
    if before is not None:
        changed["before"] = str(before)
    return f"{reverse('audit')}?{changed.urlencode()}"


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


urlpatterns = [
    path("audit/", audit, name="audit"),
    path("audit/verify/", verify_trail, name="verify-audit"),
    path("audit/<int:number>/", entry, name="audit-entry"),
]
