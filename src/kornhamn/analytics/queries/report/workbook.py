"""The yearly report as a workbook, the same bytes for the same content."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kornhamn.analytics.queries.report.content import VERDICTS, Content

NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
FORMULA_SIGNS = ("=", "+", "-", "@")
Cell = str | int | float | None
_ORE = 100


def render_workbook(content: Content) -> bytes:
    """Return the report as the bytes of an xlsx file; amounts in kronor with two decimals."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"title": content.title, "author": "Kornhamn", "created": NO_MOMENT})
        writer = _Writer(book, content)
        writer.summary()
        writer.clauses()
        writer.authorities()
        writer.wanted()
    return out.getvalue()


class _Writer:
    """Writes the sheets of one content."""

    def __init__(self, book: xlsxwriter.Workbook, content: Content) -> None:
        self.book = book
        self.content = content
        self.bold: Format = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.wrap: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.money: Format = book.add_format({"num_format": "#,##0.00", "valign": "top"})
        self.count: Format = book.add_format({"num_format": "#,##0", "valign": "top"})

    def summary(self) -> None:
        """Write the sentences, the totals and how it was counted."""
        content, labels = self.content, self.content.labels
        sheet = self._sheet(labels["summary"], (34, 26, 26))
        rows: list[tuple[Cell, ...]] = [
            (content.title, content.subtitle),
            (labels["edition"], content.edition),
            (labels["period"], content.period),
            (labels["cases"], content.cases),
            (labels["value"], content.ore / _ORE),
            *((verdict_label, count, ore / _ORE) for verdict_label, count, ore in zip(
                self._verdict_labels(), content.counts, content.ore_by_verdict, strict=True)),
        ]  # fmt: skip
        texts = [*content.summary, *content.method, labels["reproducible"]]
        rows += [(text,) for text in texts]
        rows += [*content.sources, (labels["hash"], content.hash)]
        for number, row in enumerate(rows):
            self._row(sheet, number, row)

    def clauses(self) -> None:
        """Write one row a clause."""
        labels = self.content.labels
        head = (labels["goals"], labels["clause"], labels["force"], *self._verdict_labels(),
                labels["share_met"], labels["share_unknown"], labels["not_met_value"])  # fmt: skip
        rows: list[tuple[Cell, ...]] = [
            (section.title, row.name, row.qualifier, *row.counts, row.share_met, row.share_unknown,
             None if row.ore_not_met is None else row.ore_not_met / _ORE)
            for section in self.content.sections for row in section.rows
        ]  # fmt: skip
        self._table(labels["clause"], head, rows, (34, 44, 16))

    def authorities(self) -> None:
        """Write one row an authority."""
        labels = self.content.labels
        head = (labels["authority"], labels["cases"], labels["value"], *self._verdict_labels(),
                labels["share_met"], labels["share_unknown"])  # fmt: skip
        rows: list[tuple[Cell, ...]] = [
            (row.name, row.cases, row.ore / _ORE, *row.counts, row.share_met, row.share_unknown)
            for row in self.content.authorities
        ]
        self._table(labels["authorities"], head, rows, (40, 14, 18))

    def wanted(self) -> None:
        """Write the facts that would answer most."""
        labels = self.content.labels
        head = (labels["question"], labels["alone"], labels["together"])
        self._table(labels["wanted"], head, list(self.content.wanted), (70, 16, 16))

    def _table(
        self, name: str, head: Sequence[Cell], rows: Sequence[Sequence[Cell]], widths: Sequence[int]
    ) -> None:
        sheet = self._sheet(name, widths)
        for column, text in enumerate(head):
            sheet.write_string(0, column, str(text), self.bold)
        sheet.freeze_panes(1, 1)
        for number, row in enumerate(rows, start=1):
            self._row(sheet, number, row)
        sheet.autofilter(0, 0, max(1, len(rows)), len(head) - 1)

    def _sheet(self, name: str, widths: Sequence[int]) -> Worksheet:
        sheet = self.book.add_worksheet(name[:31])
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def _row(self, sheet: Worksheet, number: int, row: Sequence[Cell]) -> None:
        for column, value in enumerate(row):
            if isinstance(value, float):
                sheet.write_number(number, column, value, self.money)
            elif isinstance(value, int):
                sheet.write_number(number, column, value, self.count)
            elif value is not None:
                sheet.write_string(number, column, _harmless(value), self.wrap)

    def _verdict_labels(self) -> list[str]:
        return [self.content.labels[verdict.value] for verdict in VERDICTS]


def _harmless(text: str) -> str:
    """Keep a cell from being taken for a formula when the sheet is saved as text."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
