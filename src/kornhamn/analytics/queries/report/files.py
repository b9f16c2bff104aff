"""The yearly report as a file."""

from dataclasses import dataclass
from enum import StrEnum

from kornhamn.analytics.queries.report.content import Content
from kornhamn.analytics.queries.report.pdf import render_pdf
from kornhamn.analytics.queries.report.workbook import render_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReportForm(StrEnum):
    """The two forms a report comes in."""

    PDF = "pdf"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report as a file."""

    name: str
    content_type: str
    data: bytes


def report_file(content: Content, form: ReportForm) -> ReportFile:
    """Return the report in that form; its name holds the start of its hash."""
    name = f"programme-{content.hash[:12]}.{form}"
    if form is ReportForm.PDF:
        return ReportFile(name, "application/pdf", render_pdf(content))
    return ReportFile(name, XLSX, render_workbook(content))
