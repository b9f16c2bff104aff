"""Files from a source that is remembered: the form, the job that takes one in, why one was stopped.

A page names the file's field and says its own words; what is asked is the same everywhere.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django import app as jobs
from procrastinate.types import JSONValue

from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.queries import Authority, authorities_within, authority_of
from kornhamn.organisation.types import Permission
from kornhamn.web.requests import AppRequest, say

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words


def file_field(label: "Words", help_text: "Words", types: Iterable[str]) -> forms.FileField:
    """Return a field for a file of certain types; an empty one is refused by whoever reads it."""
    return forms.FileField(
        label=label,
        help_text=help_text,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(types)}),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file.")},
    )


class SourceFileForm(forms.Form):
    """A file, the source it comes from, and whose it is where the file does not say."""

    permission: ClassVar[Permission]  # over the authorities that may be chosen
    unnamed: ClassVar["Words"]  # what is said where no source is chosen

    source = forms.ChoiceField(
        help_text=gettext_lazy("How its columns are read is remembered for the next file."),
        required=False,
    )
    new_source = forms.CharField(max_length=200, required=False)
    authority = forms.ChoiceField(required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - the framework's
        request: AppRequest,
        known: Iterable[str],
        **kwargs: Any,  # noqa: ANN401 - the framework's
    ) -> None:
        if request.method == "POST":
            args = (request.POST, request.FILES)
        super().__init__(*args, **kwargs)
        self.order_fields([next(reversed(self.fields))])  # the page's own: the file comes first
        own = authorities_within(request.actor, self.permission)
        sources = [("", _("A new one")), *((name, name) for name in known)]
        owners = [("", _("The file says, or nobody")), *((str(one.pk), one.name) for one in own)]
        self.fields["source"].choices = sources  # type: ignore[attr-defined]
        self.fields["authority"].choices = owners  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for a name where no source is chosen."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("source") and not given.get("new_source"):
            self.add_error("new_source", self.unnamed)
        return given

    @property
    def source_name(self) -> str:
        """The name of the source that was chosen, or of the new one."""
        return str(self.cleaned_data["source"] or self.cleaned_data["new_source"])

    @property
    def owner(self) -> Authority | None:
        """Whose the rows are where the file does not say."""
        chosen = self.cleaned_data["authority"]
        return authority_of(UUID(chosen)) if chosen else None


def start_job(name: str, load_id: UUID, request: AppRequest, **more: JSONValue) -> None:
    """Put a load in the queue, to be taken in as the person who asks."""
    job = jobs.configure_task(name, allow_unknown=True)
    job.defer(load_id=str(load_id), person_id=request.actor.id, **more)


def stopped(kept: Mapping[str, Any]) -> dict[str, str] | None:
    """Return why a load was stopped, as it was kept, in the reader's language; None: it was not."""
    if not kept:
        return None
    error = DomainError(**kept["params"])
    error.message = kept["message"]  # type: ignore[misc]  # this one's own words
    return {"text": say(error), "code": kept["code"]}
