"""The answer of a simulation, as both the asked and the saved page show it."""

from typing import Any

from django.utils.translation import gettext as _

from kornhamn.analytics.types import Consequence, SimulationResult
from kornhamn.web.formats import number
from kornhamn.web.pages.follow_up.drawings import Drawing
from kornhamn.web.pages.simulations import lines
from kornhamn.web.pages.simulations.asked import Asked
from kornhamn.web.pages.simulations.lines import ClauseLine
from kornhamn.web.tables import BoundTable
from kornhamn.web.words import VERDICT_LABELS


def answer_context(
    asked: Asked, found: SimulationResult, tables: list[BoundTable]
) -> dict[str, Any]:
    """Return what the pages of an answer show."""
    clauses = lines.clause_lines(found, asked)
    drawing = lines.what_verdicts_become(clauses)
    return {
        "asked": asked,
        "found": found,
        "changed_url": asked.changes() if found.changed.cases else "",
        "consequences": _consequences(found, asked),
        "clauses": clauses,
        "silent": lines.silent_changes(found, asked),
        "rules_url": lines.rules_side_by_side(asked),
        "drawing": drawing,
        "drawn": _drawn(drawing, clauses),
        "tables": [(table, table.columns[0].label) for table in tables],
        "csv": _file(asked, "csv"),
        "excel": _file(asked, "xlsx"),
    }


def _consequences(found: SimulationResult, asked: Asked) -> list[dict[str, Any]]:
    told = (
        (Consequence.NEWLY_NOT_MET, _("Newly not met"), found.newly_not_met, "not-met"),
        (Consequence.NO_LONGER_NOT_MET, _("No longer not met"), found.no_longer_not_met, ""),
        (Consequence.NEWLY_UNKNOWN, _("Newly unknown"), found.newly_unknown, "unknown"),
    )
    return [
        {
            "label": label,
            "impact": impact,
            "verdict": verdict,
            "url": asked.changes(consequence=kind) if impact.cases else "",
        }
        for kind, label, impact, verdict in told
    ]


def _drawn(drawing: Drawing | None, clauses: list[ClauseLine]) -> dict[str, Any]:
    """Return the chart's figures as a table: every clause on procurements, not only the drawn."""
    if drawing is None:
        return {}
    return {
        "headings": [_("Clause"), *VERDICT_LABELS.values()],
        "rows": [
            [line.name, *map(number, lines.becoming(line).values())]
            for line in clauses
            if line.on_cases
        ],
    }


def _file(asked: Asked, form: str) -> str:
    own = asked.changes()
    return f"{own}{'&' if own[-1] != '?' else ''}format={form}"
