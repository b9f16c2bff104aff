"""The yearly report to the executive board: one content, a PDF and a workbook of it."""

from kornhamn.analytics.queries.report.content import Content, yearly_report
from kornhamn.analytics.queries.report.files import ReportFile, ReportForm, report_file

__all__ = ["Content", "ReportFile", "ReportForm", "report_file", "yearly_report"]
