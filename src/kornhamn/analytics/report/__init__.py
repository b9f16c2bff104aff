"""The yearly report to the executive board: one content, a PDF and a workbook of it."""
