"""Upload of a contract list: kept and looked at at once; nothing is taken in yet."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.contracts.actions import list_source_named, receive_list
from kornhamn.contracts.queries import LIST_TYPES, contract_list_sources
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.queries import authorities_within, authority_of
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.pages.contract_lists.listing import below
from kornhamn.web.requests import AppRequest, say


class ListForm(forms.Form):
    """A file and where it comes from."""

    list = forms.FileField(
        label=gettext_lazy("File with a contract list"),
        help_text=gettext_lazy("Excel workbook (.xlsx), or CSV or other separated text."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(LIST_TYPES)}),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file.")},
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Where it comes from"),
        help_text=gettext_lazy("How its columns are read is remembered for the next file."),
        required=False,
    )
    new_source = forms.CharField(
        label=gettext_lazy("The name of a new one"),
        help_text=gettext_lazy("Such as the contract database, or whose list it is."),
        max_length=200,
        required=False,
    )
    authority = forms.ChoiceField(
        label=gettext_lazy("Whose contracts they are where the file does not say"),
        required=False,
    )

    def __init__(self, *args: Any, request: AppRequest, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        known = [(one.name, one.name) for one in contract_list_sources()]
        own = authorities_within(request.actor, Permission.MANAGE_CONTRACTS)
        self.fields["source"].choices = [("", _("A new one")), *known]  # type: ignore[attr-defined]
        self.fields["authority"].choices = [  # type: ignore[attr-defined]
            ("", _("The file says, or nobody")),
            *((str(one.pk), one.name) for one in own),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for a name where no source is chosen."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("source") and not given.get("new_source"):
            told = _("Choose where the list comes from, or give a new source a name.")
            self.add_error("new_source", told)
        return given


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: AppRequest) -> HttpResponse:
    """Take the file and lead to what its columns are thought to be."""
    if request.method == "POST":
        form = ListForm(request.POST, request.FILES, request=request)
    else:
        form = ListForm(request=request)
    if form.is_valid():
        given, file = form.cleaned_data, form.cleaned_data["list"]
        owner = authority_of(UUID(given["authority"])) if given["authority"] else None
        named = given["source"] or given["new_source"]
        try:
            source = list_source_named(named, authority=owner, by=request.actor, at=request.at)
            load = receive_list(file, file.name, source=source, by=request.actor, at=request.at)
        except DomainError as refused:
            form.add_error("list", say(refused))
        else:
            return redirect("contract-list", load.pk)
    page = {"form": form, "breadcrumbs": below((_("Load a contract list"), ""))}
    return render(request, "contract_lists/new.html", page)
