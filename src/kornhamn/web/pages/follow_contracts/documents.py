"""The documents of a contract: every version, with the digest that tells it apart."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kornhamn.contracts.actions import add_document
from kornhamn.contracts.queries import Contract, document_of
from kornhamn.files.documents import DOCUMENTS, examine_document
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.pages.contracts.frame import framed, opened
from kornhamn.web.requests import AppRequest, say


class DocumentForm(forms.Form):
    """A file to keep."""

    document = forms.FileField(
        label=gettext_lazy("Document"),
        help_text=gettext_lazy("The same name again is a new version; earlier ones stay."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(DOCUMENTS)}),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file.")},
    )


@requires(Permission.READ_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """List a contract's documents, and keep a new one."""
    found = opened(request, contract_id)
    page = framed(request, found, "contract-documents")
    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            _keep(form.cleaned_data["document"], found, request)
        except NotPermittedError:
            raise
        except DomainError as refused:
            form.add_error("document", say(refused))
        else:
            messages.success(request, _("The document is kept."))
            return redirect("contract-documents", found.id)
    page |= {"documents": found.documents.all(), "form": form if page["manages"] else None}
    return render(request, "follow_contracts/documents.html", page)


@requires(Permission.READ_CONTRACTS)
@require_safe
def document(request: AppRequest, document_id: UUID) -> FileResponse:
    """Hand a document out, always as a file to save."""
    found = document_of(document_id, request.actor)
    if found is None:
        raise Http404
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type="application/octet-stream",
    )


def _keep(upload: "UploadedFile[bytes]", contract: Contract, request: AppRequest) -> None:
    """Examine an uploaded file in a folder of its own, and keep it."""
    name = Path(upload.name or "").name[:255]
    with TemporaryDirectory(prefix="kornhamn-document-") as folder:
        ending = Path(name).suffix.casefold()
        path = Path(folder) / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}{ending}"
        with path.open("wb") as kept:
            for chunk in upload.chunks():
                kept.write(chunk)
        source = examine_document(path, name)
        add_document(contract, source, by=request.actor, at=request.at)
