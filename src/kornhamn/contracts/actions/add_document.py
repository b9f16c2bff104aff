"""Verb: add a document to a contract, or a new version of one."""

from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.db.models import Max

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import Contract, ContractDocument
from kornhamn.contracts.permissions import require_manages
from kornhamn.files.examining import Source
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.types import Actor


class DocumentThereError(DomainError):
    """The very same content, again."""

    code = "document.there"
    message = N_("The contract already has that document, byte for byte, as “%(name)s”.")


@transaction.atomic
def add_document(
    contract: Contract, source: Source, *, by: Actor, at: datetime
) -> ContractDocument:
    """Keep an examined file; the same name again is the next version of it."""
    require_manages(by, contract)
    locked = Contract.objects.select_for_update().get(pk=contract.pk)
    if same := locked.documents.filter(sha256=source.sha256).first():
        raise DocumentThereError(name=same.name)
    latest = locked.documents.filter(name=source.name).aggregate(Max("version"))["version__max"]
    kept = ContractDocument(
        contract=locked,
        name=source.name,
        version=(latest or 0) + 1,
        sha256=source.sha256,
        size=source.size,
        added_at=at,
        added_by_name=by.name,
    )
    with source.path.open("rb") as content:
        kept.file.save(f"{kept.pk}{source.path.suffix.casefold()}", File(content), save=False)
    kept.save()
    details = {"contract": locked.pk, "name": kept.name, "sha256": kept.sha256}
    record(Deed("document.added", "document", str(kept.pk), details), by=by, at=at)
    return kept
