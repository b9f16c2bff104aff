"""The programme's figures as plain data for other programs: the same names, in the same order.

Amounts are kronor with two decimals, as text, so that nobody rounds them on the way.
"""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import polars as pl

from kornhamn.analytics.types import (
    ClauseFigures,
    ClauseShift,
    Count,
    FollowUp,
    Impact,
    Selection,
    SimulationResult,
    Tally,
)
from kornhamn.kernel.money import Money
from kornhamn.rulebook.types import Clause, Edition, Verdict

Row = dict[str, Any]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(data: object) -> str:
    """Write data as JSON."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_csv(rows: Sequence[Row]) -> str:
    """Write rows as CSV with their names first; nothing without rows."""
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _harmless(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def kronor(ore: int | None) -> str | None:
    """Write öre as kronor with two decimals."""
    return None if ore is None else f"{Money.from_ore(ore).kronor:.2f}"


def clauses(edition: Edition) -> list[Row]:
    """Return the clauses of an edition, a row each."""
    return [
        {
            "id": clause.id,
            "heading": clause.heading,
            "title_sv": clause.title.sv,
            "title_en": clause.title.en,
            "statement_sv": clause.statement.sv,
            "statement_en": clause.statement.en,
            "goal": clause.goal,
            "force": clause.force.value,
            "addressees": " ".join(clause.addressees),
            "subject": clause.subject.value,
            "phase": clause.phase.value,
            "applies": clause.applies.text,
            "satisfied": clause.satisfied.text,
        }
        for clause in edition.clauses
    ]


def follow_up(figures: FollowUp) -> Row:
    """Return a follow-up."""
    return {
        "edition": figures.edition.id,
        "edition_digest": figures.edition.digest,
        "snapshot_digest": figures.snapshot.digest,
        "selection": _selection(figures.selection),
        "cases": figures.cases,
        "kronor": kronor(figures.ore),
        "without_value": figures.without_value,
        "governed_by_other": figures.governed_by_other,
        "assessments": _tally(figures.tally),
        "share_unknown": figures.tally.share_unknown,
        "wanted": [
            {
                "fact": wanted.fact.name,
                "missing_in": wanted.missing_in,
                "alone": wanted.alone,
                "together": wanted.together,
            }
            for wanted in figures.wanted
        ],
        "clauses": [_about(f.clause) | {"verdicts": _tally(f.tally)} for f in figures.clauses],
    }


def figures(follow_up: FollowUp) -> list[Row]:
    """Return the figures of a follow-up, a row a clause."""
    return [_about(each.clause) | _flat(each) for each in follow_up.clauses]


def simulation(result: SimulationResult) -> Row:
    """Return what another edition would have meant."""
    before, after = result.comparison.before, result.comparison.after
    snapshot = result.comparison.snapshot
    return {
        "from": {"edition": before.id, "digest": before.digest},
        "to": {"edition": after.id, "digest": after.digest},
        "snapshot_digest": snapshot.digest if snapshot else None,
        "selection": _selection(result.comparison.selection),
        "cases": result.cases,
        "kronor": kronor(result.ore),
        "changed": _impact(result.changed),
        "newly_not_met": _impact(result.newly_not_met),
        "no_longer_not_met": _impact(result.no_longer_not_met),
        "newly_unknown": _impact(result.newly_unknown),
        "clauses": [_shift(shift) for shift in result.shifts if shift.changes],
    }


def changes(table: pl.DataFrame) -> list[Row]:
    """Return every changed verdict as a row."""
    return [
        {key: value for key, value in row.items() if key != "ore"} | {"kronor": kronor(row["ore"])}
        for row in table.iter_rows(named=True)
    ]


def _harmless(value: object) -> object:
    """Keep a spreadsheet from reading a text as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _about(clause: Clause) -> Row:
    return {
        "clause": clause.id,
        "goal": clause.goal,
        "force": clause.force.value,
        "subject": clause.subject.value,
    }


def _tally(tally: Tally) -> Row:
    return {verdict.value: _count(tally.of(verdict)) for verdict in Verdict}


def _count(count: Count) -> Row:
    return {
        "assessments": count.assessments,
        "cases": count.cases,
        "kronor": kronor(count.ore),
    }


def _flat(each: ClauseFigures) -> Row:
    row: Row = {}
    for verdict in Verdict:
        name = verdict.value.replace("-", "_")
        row[name] = each.tally.of(verdict).assessments
        row[f"{name}_kronor"] = kronor(each.tally.of(verdict).ore)
    return row


def _impact(impact: Impact) -> Row:
    return {"cases": impact.cases, "kronor": kronor(impact.ore)}


def _shift(shift: ClauseShift) -> Row:
    return {
        "clause": shift.clause_id,
        "changes": [
            {"from": t.before, "to": t.after, "cases": t.cases, "kronor": kronor(t.ore)}
            for t in shift.changes
        ],
    }


def _selection(selection: Selection) -> Row:
    period, chosen = selection.period, selection.authorities
    return {
        "from": str(period.start) if period else None,
        "to": str(period.last) if period and period.last else None,
        "authorities": None if chosen is None else sorted(map(str, chosen)),
        "buyers": sorted(selection.buyers),
        "part": selection.part,
    }
