"""One load: its mapping, how far it has come, or what became of every row and öre."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from kornhamn.kernel.money import Money
from kornhamn.organisation.types import Permission
from kornhamn.spend.queries import Field, LedgerLoad, load_with, remarks_of, state_now, units_of
from kornhamn.spend.types import LoadState
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.imports.words import moment
from kornhamn.web.pages.ledgers import mapping
from kornhamn.web.pages.ledgers.beside import beside
from kornhamn.web.pages.ledgers.units import UnitsForm
from kornhamn.web.pages.ledgers.words import FIELDS, STATES, reason, refusal
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Filter, Table

MOST_REMARKS = 20_000  # on a page and in its files; the load counts them all
REMARKS = Table(
    columns=(
        Column("row", gettext_lazy("Row"), kind="number", sort="row"),
        Column("column", gettext_lazy("Column"), sort="column"),
        Column("value", gettext_lazy("Value"), sort="value"),
        Column("code", gettext_lazy("Why"), value=lambda one: reason(one["code"])),
        Column("refused", gettext_lazy("What was done"), value=lambda one: _done(one["refused"])),
    ),
    filters=(
        Filter("refused", gettext_lazy("What was done"),
               choices=(("True", gettext_lazy("The row was not taken in")),
                        ("False", gettext_lazy("Taken in, though doubtful")))),
        Filter("value", gettext_lazy("Search in values")),
    ),
    id="remarks",
    first_column_is_header=False,
)  # fmt: skip


@requires(Permission.LOAD_LEDGERS)
@require_safe
def load(request: AppRequest, load_id: UUID) -> HttpResponse:
    """Show where a load stands; once it is loaded, its report."""
    found = _found(load_id)
    state = state_now(found)
    is_open = state in {LoadState.WAITING, LoadState.RUNNING}
    if "HX-Request" in request.headers and not is_open:
        return HttpResponseClientRefresh()  # the progress asked, and there is none any more
    if state is LoadState.MAPPING:
        return mapping.show(request, found)
    remarks = remarks_of(found).head(MOST_REMARKS).to_dicts()
    table = REMARKS.bind(remarks, request.GET, request.path)
    page = {
        "load": found,
        "state": state,
        "state_word": STATES[state],
        "is_open": is_open,
        "refusal": refusal(found),
        "table": table,
        "most_remarks": MOST_REMARKS,
        "breadcrumbs": [(_("Ledgers"), reverse("ledgers")), (found.file_name, "")],
        **(_report(found) if state in {LoadState.LOADED, LoadState.UNDONE} else {}),
    }
    return download(table, "anmarkningar") or render(request, "ledgers/load.html", page)


def _found(load_id: UUID) -> LedgerLoad:
    try:
        return load_with(load_id)
    except LedgerLoad.DoesNotExist:
        raise Http404 from None


def _report(found: LedgerLoad) -> dict[str, Any]:
    units = units_of(found)
    return {
        "headings": ["", _("In the file"), _("Taken in"), _("Not taken in")],
        "counts": [
            [_("Rows"), *(formats.number(n) for n in _of(found, "rows"))],
            [_("Kronor"), *(_exactly(n) for n in _of(found, "ore"))],
        ],
        "own_totals": [_exactly(ore) for ore in found.format.get("own_totals", [])],
        "beside": beside(found),
        "reading": _reading(found),
        "came": moment(found.finished_at),
        "units": units,
        "units_form": UnitsForm(units=units),
        "unplaced": sum(one.unit.authority is None for one in units),
    }


def _of(found: LedgerLoad, what: str) -> list[int]:
    return [getattr(found, f"{what}_{part}") for part in ("read", "taken", "refused")]


def _exactly(ore: int) -> str:
    return str(Money.from_ore(ore))


def _reading(found: LedgerLoad) -> list[tuple[str, str]]:
    """Return what each column was read as, and how the file was written."""
    columns = found.mapping.get("columns", {})
    told = [(name, str(FIELDS[Field(field)])) for field, name in columns.items()]
    written = [
        str(found.format[key]) for key in ("encoding", "line_end", "sheet") if key in found.format
    ]
    return [*told, (_("The file itself"), " · ".join(written))]


def _done(refused: bool) -> str:  # noqa: FBT001 - a cell's value
    return _("The row was not taken in") if refused else _("Taken in, though doubtful")
