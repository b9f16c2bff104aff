"""What was found of one subject, as its page shows it: phases, clauses, reasons, questions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kornhamn.procurement.queries.case_file import Departed, KnownFact
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Clause, Finding, Phase, Reason, Subject, Verdict
from kornhamn.web.pages.answers.questioned import Questioned
from kornhamn.web.pages.answers.values import (
    known_briefly,
    known_words,
    said,
    sentence,
    supplied_by,
)
from kornhamn.web.words import PHASE_LABELS

ORDER = (
    Verdict.UNKNOWN,
    Verdict.NOT_MET,
    Verdict.MET,
    Verdict.DEPARTED,
    Verdict.NOT_APPLICABLE,
)
PART_NAMES: Mapping[str, Promise] = {
    "applies": gettext_lazy("Does it apply?"),
    "satisfied": gettext_lazy("Is it met?"),
}


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact a condition read: what it is, what it was, where that was read."""

    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a clause, as it stood."""

    words: str
    value: bool | None
    facts: tuple[FactLine, ...]

    @property
    def state(self) -> str:
        """The condition's value as a word the page can mark."""
        return "unknown" if self.value is None else str(self.value).lower()


@dataclass(frozen=True, slots=True)
class Question:
    """A missing fact: the question, who supplies it, and how many clauses wait for it."""

    fact: str
    words: str
    supplied_by: Promise | str
    url: str
    clauses: int = 1


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question somebody has answered, with where to change or take back the answer."""

    words: str
    value: str
    source: str
    url: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause with its verdict and its reasons."""

    clause: Clause
    verdict: Verdict
    parts: tuple[tuple[Promise, tuple[Condition, ...]], ...]
    questions: tuple[Question, ...]
    departure: Departed | None
    depart_url: str
    withdraw_departure_url: str


@dataclass(frozen=True, slots=True)
class PhaseGroup:
    """A phase of the purchasing process with its clauses."""

    phase: Phase
    name: Promise
    lines: tuple[ClauseLine, ...]


def clause_lines(found: Questioned) -> list[ClauseLine]:
    """Return a line a finding, with each condition's facts and their sources."""
    return [_line(finding, found) for finding in found.findings]


def by_phase(lines: Iterable[ClauseLine]) -> list[PhaseGroup]:
    """Return the lines in the order of the purchasing process."""
    lines = list(lines)
    groups = [
        PhaseGroup(phase, PHASE_LABELS[phase], tuple(x for x in lines if x.clause.phase is phase))
        for phase in Phase
    ]
    return [group for group in groups if group.lines]


def missing_first(lines: Iterable[ClauseLine]) -> list[ClauseLine]:
    """Return the lines with what is unknown first, the one that lacks least on top."""
    return sorted(lines, key=lambda line: (ORDER.index(line.verdict), len(line.questions)))


def questions(lines: Iterable[ClauseLine], found: Questioned) -> list[Question]:
    """Return each missing fact once, the one that most clauses wait for first."""
    wanted = Counter(one.fact for line in lines for one in line.questions)
    return [_question(name, found, clauses) for name, clauses in wanted.most_common()]


def answer_lines(found: Questioned) -> list[AnswerLine]:
    """Return what people answered, in the order of the declared facts."""
    return [_answer_line(name, found) for name in FACTS if name in found.answers]


def verdict_counts(lines: Iterable[ClauseLine]) -> list[tuple[Verdict, int]]:
    """Return how many clauses there are of each verdict."""
    counted = Counter(line.verdict for line in lines)
    return [(verdict, counted[verdict]) for verdict in ORDER]


def _line(finding: Finding, found: Questioned) -> ClauseLine:
    clause = finding.clause
    places = [found.about.id, clause.id]
    departs = found.about.subject is Subject.CASE
    return ClauseLine(
        clause=clause,
        verdict=finding.verdict,
        parts=tuple(
            (name, conditions)
            for part, name in PART_NAMES.items()
            if (conditions := _conditions(finding.reasons, part, found.known))
        ),
        questions=tuple(_question(name, found) for name in finding.missing),
        departure=found.departures.get(clause.id),
        depart_url=reverse("depart", args=places) if departs else "",
        withdraw_departure_url=reverse("withdraw-departure", args=places) if departs else "",
    )


def _answer_line(name: str, found: Questioned) -> AnswerLine:
    fact = FACTS[name]
    value, source = known_words(fact, found.known.get(name))
    urls = found.answer_url(fact), found.withdraw_url(fact)
    return AnswerLine(said(fact.question), value, source, *urls)


def _conditions(
    reasons: Iterable[Reason], part: str, known: Mapping[str, KnownFact]
) -> tuple[Condition, ...]:
    return tuple(
        Condition(
            sentence(said(reason.words)),
            reason.value,
            tuple(_fact_line(name, known) for name in reason.facts),
        )
        for reason in reasons
        if reason.part == part
    )


def _fact_line(name: str, known: Mapping[str, KnownFact]) -> FactLine:
    fact = FACTS[name]
    value, source = known_briefly(fact, known.get(name))
    return FactLine(sentence(said(fact.label)), value, source)


def _question(name: str, found: Questioned, clauses: int = 1) -> Question:
    fact = FACTS[name]
    return Question(name, said(fact.question), supplied_by(fact), found.answer_url(fact), clauses)
