"""The yearly report to the executive board: choose, read the sentences, take the files."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from kornhamn.analytics.actions import note_report
from kornhamn.analytics.queries.report import Content, ReportForm, yearly_report
from kornhamn.organisation.permissions import scope_of
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.pages.follow_up.opening import page_context, with_choice
from kornhamn.web.pages.follow_up.selection import Choice
from kornhamn.web.requests import AppRequest


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REPORT)
@with_choice
def report(request: AppRequest, choice: Choice) -> HttpResponse:
    """Show what the report will say; give it as a file when asked by a form."""
    content = _content(request, choice)
    if request.method == "POST" and request.POST.get("form") in set(ReportForm):
        return _file(request, content, ReportForm(request.POST["form"]))
    return render(
        request,
        "reports/report.html",
        page_context(request, choice)
        | {
            "content": content,
            "forms": [(ReportForm.PDF, "PDF"), (ReportForm.XLSX, "Excel")],
            "breadcrumbs": [(gettext("Reports"), reverse("reports"))],
        },
    )


def _content(request: AppRequest, choice: Choice) -> Content:
    whose = ", ".join(word for word in choice.words[1:]) or gettext("The whole group")
    scope = scope_of(request.actor, Permission.REPORT)
    return yearly_report(choice.selection, scope, whose=whose, language=get_language() or "sv")


def _file(request: AppRequest, content: Content, form: ReportForm) -> HttpResponse:
    made = note_report(content, form, by=request.actor, at=request.at)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.data, content_type=made.content_type, headers=headers)


urlpatterns: list[URLPattern] = [path("reports/", report, name="reports")]
