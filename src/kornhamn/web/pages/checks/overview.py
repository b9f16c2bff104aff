"""Where the checks of all suppliers stand, what changed, and what a person must assess."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kornhamn.organisation.types import Permission
from kornhamn.suppliers.queries import Check, check_counts, check_runs, news, remarks_to_assess
from kornhamn.suppliers.rules.showing import shown_name
from kornhamn.suppliers.types import CheckOutcome
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.checks.words import KINDS, OUTCOMES, kind_in_words, outcome_in_words, told
from kornhamn.web.pages.imports.words import moment
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Filter, Table

_NEWEST_RUNS = 10


def _name(check: Check) -> str:
    """Return the supplier's name; a sole trader is a pseudonym, on the page and in the file."""
    one = check.supplier
    return shown_name(one.name, one.kind, one.key, personal=False)


def _address(check: Check) -> str:
    return reverse("supplier-check", args=[check.pk])


TABLE = Table(
    columns=(
        Column("supplier.name", gettext_lazy("Supplier"), sort="supplier__name",
               url=_address, value=_name),
        Column("kind", gettext_lazy("Check"), sort="kind", value=kind_in_words),
        Column("outcome", gettext_lazy("The answer"), sort="outcome",
               value=outcome_in_words),
        Column("details", gettext_lazy("What the source says"), sort=False,
               value=lambda check: " ".join(told(check))),
        Column("first_asked_at", gettext_lazy("Since"), sort="first_asked_at",
               value=lambda check: moment(check.first_asked_at)),
        Column("last_asked_at", gettext_lazy("Last asked"), sort="last_asked_at",
               value=lambda check: moment(check.last_asked_at)),
    ),
    filters=(
        Filter("q", gettext_lazy("Search in names"), lookup="supplier__name__icontains"),
        Filter("kind", gettext_lazy("Check"), choices=tuple(KINDS.items())),
        Filter("outcome", gettext_lazy("The answer"), choices=tuple(OUTCOMES.items())),
    ),
    id="checks",
    page_size=50,
)  # fmt: skip


@requires(Permission.READ_SPEND)
@require_safe
def checks(request: AppRequest) -> HttpResponse:
    """Show the remarks that wait for somebody, or with ?view=news all that changed."""
    shows_news = request.GET.get("view") == "news"
    rows = news() if shows_news else remarks_to_assess()
    table = TABLE.bind(rows, request.GET, request.path)
    here = reverse("supplier-checks")
    page = {
        "table": table,
        "shows_news": shows_news,
        "tabs": [
            (_("Remarks to assess"), here, not shows_news),
            (_("What changed"), f"{here}?view=news", shows_news),
        ],
        "headings": [_("Check"), *(str(OUTCOMES[one]) for one in CheckOutcome), _("Never asked")],
        "counts": [
            [
                str(KINDS[one.kind]),
                *(formats.number(n) for n in (one.clear, one.remark, one.unknown, one.never)),
            ]
            for one in check_counts()
        ],
        "run_headings": _run_headings(),
        "runs": [
            [
                moment(run.asked_at),
                f"{run.source} {run.version}",
                *(formats.number(n) for n in (run.asked, run.remark, run.unknown, run.changed)),
            ]
            for run in check_runs()[:_NEWEST_RUNS]
        ],
        "breadcrumbs": [(_("Suppliers"), reverse("suppliers")), (_("Checks"), "")],
    }
    return download(table, "leverantorskontroller") or render(request, "checks/checks.html", page)


def _run_headings() -> list[str]:
    asked = [_("When"), _("Source"), _("Asked about")]
    return [*asked, _("Remarks"), _("Unknown"), _("Changed")]
