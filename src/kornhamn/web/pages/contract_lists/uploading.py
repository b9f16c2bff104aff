"""Upload of a contract list: kept and looked at at once; nothing is taken in yet."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.contracts.actions import list_source_named, receive_list
from kornhamn.contracts.queries import LIST_TYPES, contract_list_sources
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.pages.contract_lists.listing import below
from kornhamn.web.requests import AppRequest, say
from kornhamn.web.source_upload import SourceFileForm, file_field


class ListForm(SourceFileForm):
    """A file and where it comes from."""

    permission = Permission.MANAGE_CONTRACTS
    unnamed = gettext_lazy("Choose where the list comes from, or give a new source a name.")
    list = file_field(
        gettext_lazy("File with a contract list"),
        gettext_lazy("Excel workbook (.xlsx), or CSV or other separated text."),
        LIST_TYPES,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, known=(one.name for one in contract_list_sources()), **kwargs)
        self.fields["source"].label = _("Where it comes from")
        self.fields["new_source"].label = _("The name of a new one")
        self.fields["new_source"].help_text = _(
            "Such as the contract database, or whose list it is."
        )
        self.fields["authority"].label = _("Whose contracts they are where the file does not say")


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: AppRequest) -> HttpResponse:
    """Take the file and lead to what its columns are thought to be."""
    form = ListForm(request=request)
    if form.is_valid():
        by, at, file = request.actor, request.at, form.cleaned_data["list"]
        try:
            source = list_source_named(form.source_name, authority=form.owner, by=by, at=at)
            load = receive_list(file, file.name, source=source, by=by, at=at)
        except DomainError as refused:
            form.add_error("list", say(refused))
        else:
            return redirect("contract-list", load.pk)
    page = {"form": form, "breadcrumbs": below((_("Load a contract list"), ""))}
    return render(request, "contract_lists/new.html", page)
