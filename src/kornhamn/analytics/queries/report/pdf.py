"""The yearly report as a tagged PDF (PDF/UA-1), the same bytes for the same content."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from kornhamn.analytics.queries.report.content import VERDICTS, Content, kronor, number

TEMPLATE = Path(__file__).with_name("yearly.typ")
NO_MOMENT = 0  # the report says which data it was made from; when it was printed says nothing


@cache
def _fonts() -> typst.Fonts:
    """The typesetter's own typefaces, so that every machine sets the same page."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def render_pdf(content: Content) -> bytes:
    """Return the report as PDF bytes."""
    return typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"content": json.dumps(_typeset(content), ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=NO_MOMENT,
        format="pdf",
    )


def _typeset(content: Content) -> dict[str, object]:
    """Return the content with its figures written as the page shows them."""
    plain = asdict(content)
    plain["verdicts"] = [verdict.value for verdict in VERDICTS]
    plain["ore"] = kronor(content.ore)
    plain["cases"] = number(content.cases)
    plain["ore_by_verdict"] = [kronor(ore) for ore in content.ore_by_verdict]
    for section in plain["sections"]:
        for row in section["rows"]:
            row["ore_not_met"] = "–" if row["ore_not_met"] is None else kronor(row["ore_not_met"])
    for row in plain["authorities"]:
        row["cases"], row["ore"] = number(row["cases"]), kronor(row["ore"])
    return plain
