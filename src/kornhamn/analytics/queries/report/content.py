"""What the yearly report says: figures with sentences, the same for the PDF and the workbook.

The content is plain data. Its hash covers every figure and text, so that the same data under the
same edition can be shown to give the same report.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from kornhamn.analytics.queries.follow_up import by_authority, follow_up
from kornhamn.analytics.types import ClauseFigures, FollowUp, GoalFigures, Selection, Slice, Tally
from kornhamn.kernel.errors import N_
from kornhamn.kernel.money import Money, format_money
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import Scope
from kornhamn.rulebook.types import Force, Subject, Verdict

NO_BREAK_SPACE = "\u00a0"
VERDICTS: dict[Verdict, str] = {
    Verdict.MET: N_("Met"),
    Verdict.NOT_MET: N_("Not met"),
    Verdict.UNKNOWN: N_("Unknown"),
    Verdict.DEPARTED: N_("Departed from"),
    Verdict.NOT_APPLICABLE: N_("Not applicable"),
}
FORCES: dict[Force, str] = {
    Force.SHALL: N_("Shall"),
    Force.SHALL_UNLESS: N_("Shall, unless"),
    Force.STRIVE: N_("Strive"),
    Force.CONSIDER: N_("Consider"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a name, its qualifier, counts by verdict, and öre (None: no amount).

    `counts` follows the order of `VERDICTS`; `ore_not_met` is the value of the procurements
    whose verdict is not met.
    """

    name: str
    qualifier: str
    counts: tuple[int, ...]
    ore_not_met: int | None
    share_met: str
    share_unknown: str


@dataclass(frozen=True, slots=True)
class Section:
    """A goal of the programme, with a sentence and its clauses."""

    title: str
    sentence: str
    counts: tuple[int, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """One authority: its procurements, their value, and how it went."""

    name: str
    cases: int
    ore: int
    counts: tuple[int, ...]
    share_met: str
    share_unknown: str


@dataclass(frozen=True, slots=True)
class Content:
    """The whole report, in one language."""

    language: str
    title: str
    subtitle: str
    edition: str
    period: str
    summary: tuple[str, ...]
    cases: int
    ore: int
    counts: tuple[int, ...]
    ore_by_verdict: tuple[int, ...]
    sections: tuple[Section, ...]
    authorities: tuple[AuthorityRow, ...]
    wanted: tuple[tuple[str, int, int], ...]  # question, answered alone, answered together
    method: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    labels: dict[str, str] = field(default_factory=dict)
    hash: str = ""


def yearly_report(selection: Selection, scope: Scope, *, whose: str, language: str) -> Content:
    """Return the report over a selection, in "sv" or "en"; `whose` names the group or the part."""
    with override(language):
        figures = follow_up(selection, scope)
        content = _content(figures, by_authority(selection, scope), whose, language)
    return replace(content, hash=content_hash(content))


def content_hash(content: Content) -> str:
    """Return SHA-256 (hex) over everything the report says."""
    plain = asdict(replace(content, hash=""))
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _content(
    figures: FollowUp, authorities: tuple[Slice, ...], whose: str, language: str
) -> Content:
    return Content(
        language=language,
        title=_("The purchasing programme followed up"),
        subtitle=whose,
        edition=figures.edition.title.in_language(language),
        period=_period(figures.selection.period),
        summary=_summary(figures),
        cases=figures.cases,
        ore=figures.ore,
        counts=_counts(figures.tally),
        ore_by_verdict=tuple(figures.tally.of(verdict).ore or 0 for verdict in VERDICTS),
        sections=tuple(_section(goal, language) for goal in figures.goals),
        authorities=tuple(_authority(part) for part in authorities),
        wanted=tuple(
            (wanted.fact.question.in_language(language), wanted.alone, wanted.together)
            for wanted in figures.wanted
        ),
        method=_method(figures),
        sources=(
            (_("Edition"), f"{figures.edition.id} · {figures.edition.digest}"),
            (_("Data"), figures.snapshot.digest),
        ),
        labels=_labels(),
    )


def _summary(figures: FollowUp) -> tuple[str, ...]:
    tally = figures.tally
    sentences = [
        _(
            "The report covers %(cases)s procurements with a contracted value of %(kronor)s in all."
        ) % {"cases": number(figures.cases), "kronor": kronor(figures.ore)},
        _(
            "Of %(relevant)s assessments of a clause on a procurement where the clause applied or "
            "may have applied, the answer is known in %(known)s and unknown in %(unknown)s "
            "(%(share)s)."
        ) % {
            "relevant": number(tally.relevant),
            "known": number(tally.answered),
            "unknown": number(tally.unknown.assessments),
            "share": percent(tally.share_unknown),
        },
        _("Where the answer is known, the clause was met in %(share)s: %(met)s met, %(not_met)s not met, %(departed)s departed from with a recorded reason.") % {  # noqa: E501 - one sentence
            "share": percent(tally.share_met),
            "met": number(tally.met.assessments),
            "not_met": number(tally.not_met.assessments),
            "departed": number(tally.departed.assessments),
        },
    ]  # fmt: skip
    if figures.wanted:
        sentences.append(
            _("Answers to %(facts)s questions would turn %(turned)s unknowns into answers.")
            % {"facts": len(figures.wanted), "turned": number(figures.wanted[-1].together)}
        )
    return tuple(sentences)


def _section(goal: GoalFigures, language: str) -> Section:
    return Section(
        title=goal.goal.title.in_language(language),
        sentence=_(
            "%(clauses)s clauses serve this goal. Of the known answers %(met)s were met; "
            "%(unknown)s of the assessments are unknown."
        )
        % {
            "clauses": len(goal.clauses),
            "met": percent(goal.tally.share_met),
            "unknown": percent(goal.tally.share_unknown),
        },
        counts=_counts(goal.tally),
        rows=tuple(_row(figures, language) for figures in goal.clauses),
    )


def _row(figures: ClauseFigures, language: str) -> Row:
    clause, tally = figures.clause, figures.tally
    name = clause.title.in_language(language)
    if clause.subject is not Subject.CASE:
        name = _("%(clause)s (assessed on the organisation)") % {"clause": name}
    return Row(
        name=name,
        qualifier=_(FORCES[clause.force]),
        counts=_counts(tally),
        ore_not_met=tally.not_met.ore,
        share_met=percent(tally.share_met),
        share_unknown=percent(tally.share_unknown),
    )


def _authority(part: Slice) -> AuthorityRow:
    return AuthorityRow(
        name=part.name,
        cases=part.cases,
        ore=part.ore,
        counts=_counts(part.tally),
        share_met=percent(part.tally.share_met),
        share_unknown=percent(part.tally.share_unknown),
    )


def _method(figures: FollowUp) -> tuple[str, ...]:
    lines = [
        _(
            "Each clause was assessed on each procurement published in the period, by the rule "
            "that stands in the edition. A fact that nobody has given makes the answer unknown; "
            "it is never counted as no."
        ),
        _(
            "Shares: met out of met, not met and departed from; unknown out of all assessments "
            "except those where the clause did not apply."
        ),
        ngettext(
            "%(n)s procurement has no known value and adds nothing to the amounts.",
            "%(n)s procurements have no known value and add nothing to the amounts.",
            figures.without_value,
        )
        % {"n": number(figures.without_value)},
    ]
    if figures.governed_by_other:
        lines.append(
            ngettext(
                "%(n)s procurement was opened under another edition than the one used here.",
                "%(n)s procurements were opened under another edition than the one used here.",
                figures.governed_by_other,
            )
            % {"n": number(figures.governed_by_other)}
        )
    return tuple(lines)


def _labels() -> dict[str, str]:
    return {
        "summary": _("In short"),
        "goals": _("Goal by goal"),
        "authorities": _("Committees and companies"),
        "wanted": _("What we most need to know"),
        "method": _("How it was counted"),
        "clause": _("Clause"),
        "force": _("How binding"),
        "authority": _("Authority"),
        "cases": _("Procurements"),
        "value": _("Value"),
        "not_met_value": _("Value, not met"),
        "share_met": _("Met, of known"),
        "share_unknown": _("Unknown"),
        "question": _("Question"),
        "alone": _("Answers alone"),
        "together": _("Answers together with those above"),
        "hash": _("Hash of this report"),
        "reproducible": _(
            "The same data and the same edition give the same report, byte for byte. The hash "
            "covers every figure and text in it."
        ),
        "edition": _("Edition"),
        "period": _("Period"),
        "assessments": _("Assessments"),
        "page": _("Page"),
        **{verdict.value: _(label) for verdict, label in VERDICTS.items()},
    }


def _period(period: Period | None) -> str:
    if period is None:
        return _("All years")
    return f"{period.start} – {period.last}" if period.last else f"{period.start} –"


def _counts(tally: Tally) -> tuple[int, ...]:
    return tuple(tally.of(verdict).assessments for verdict in VERDICTS)


def number(value: int) -> str:
    """Write a whole number with spaces that do not break."""
    return f"{value:,}".replace(",", NO_BREAK_SPACE)


def kronor(ore: int) -> str:
    """Write öre as kronor, öre only where there are any."""
    return format_money(Money.from_ore(ore))


def percent(share: float | None) -> str:
    """Write a share as whole per cent, or a dash where nothing could be counted."""
    return "–" if share is None else f"{share * 100:.0f}{NO_BREAK_SPACE}%"
