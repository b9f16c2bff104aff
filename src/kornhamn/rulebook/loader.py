"""From an instrument's folder to its editions: everything wrong is told at once, with its line."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from kornhamn.kernel.errors import N_, phrase
from kornhamn.rulebook.predicate import Predicate, PredicateError, parse
from kornhamn.rulebook.toml_file import RulebookError, RulebookErrors, Table, TomlFile
from kornhamn.rulebook.types import (
    Addressee,
    Adoption,
    Clause,
    Edition,
    Fact,
    Force,
    Goal,
    Guidance,
    Instrument,
    Phase,
    Subject,
)

__all__ = ["RulebookError", "RulebookErrors", "load_edition", "load_instrument"]

Vocabulary = Mapping[str, Fact]
_CALLED = {"goal": N_("goal %(name)s"), "clause": N_("clause %(name)s")}


class GoalKind(StrEnum):
    """Goals that guide the whole city, goals of its purchases, and what steers the programme."""

    GUIDING = "guiding"
    PURCHASING = "purchasing"
    WHOLE = "whole"  # no goal of its own: the organisation, and the programme itself


def load_instrument(folder: Path, vocabulary: Vocabulary) -> Instrument:
    """Return the instrument in a folder, or raise RulebookErrors with every fault of its files."""
    errors: list[RulebookError] = []
    table = TomlFile.at(folder / "instrument.toml", errors).table()
    names = table.words("editions")
    editions = tuple(_edition(folder, name, table, vocabulary) for name in dict.fromkeys(names))
    instrument = Instrument(
        id=table.text("id"),
        title=table.bilingual("title"),
        editions=editions,
        adoptions=_adoptions(folder / "adoptions.toml", names, errors),
    )
    table.finish()
    if errors:
        raise RulebookErrors(errors)
    return instrument


def load_edition(path: Path, instrument: str, vocabulary: Vocabulary) -> Edition:
    """Return the edition in one file, or raise RulebookErrors with every fault of it."""
    errors: list[RulebookError] = []
    edition = _read_edition(TomlFile.at(path, errors), instrument, vocabulary)
    if errors:
        raise RulebookErrors(errors)
    return edition


def _edition(folder: Path, name: str, instrument: Table, vocabulary: Vocabulary) -> Edition:
    file = TomlFile.at(folder / f"{name}.toml", instrument.file.errors)
    edition = _read_edition(file, str(instrument.values.get("id", "")), vocabulary)
    if edition.id and edition.id != name:
        problem = phrase(
            "The edition calls itself %(edition)s but its file is %(name)s.toml.",
            edition=edition.id,
            name=name,
        )
        Table(file, {}).fault(problem, N_("Give both the same name."))
    return edition


def _read_edition(file: TomlFile, instrument: str, vocabulary: Vocabulary) -> Edition:
    whole = file.table()
    head = whole.inner("edition")
    goals = tuple(_goal(table) for table in whole.each("goal", _CALLED["goal"], "id"))
    _check_unique(whole, "goal")
    edition = Edition(
        id=head.text("id"),
        instrument=instrument,
        title=head.bilingual("title"),
        summary=head.bilingual("summary"),
        source=head.text("source"),
        goals=goals,
        clauses=tuple(
            _clause(table, {goal.id for goal in goals}, vocabulary)
            for table in whole.each("clause", _CALLED["clause"], "id")
        ),
        digest=hashlib.sha256(file.text.encode()).hexdigest(),
    )
    _check_unique(whole, "clause")
    head.finish()
    whole.finish()
    return edition


def _check_unique(whole: Table, kind: str) -> None:
    first: dict[str, int] = {}
    for table in whole.each(kind, _CALLED[kind], "id", needed=False):
        name = str(table.values.get("id", ""))
        if name in first:
            problem = phrase(
                "The id %(name)s is used on line %(line)s already.", name=name, line=first[name]
            )
            table.fault(problem, N_("Give each its own id."), key="id")
        first.setdefault(name, table.line_of("id"))


def _goal(table: Table) -> Goal:
    kind = table.choice("kind", GoalKind)
    goal = Goal(id=table.text("id"), title=table.bilingual("title"), kind=str(kind))
    table.finish()
    return goal


def _clause(table: Table, goals: set[str], vocabulary: Vocabulary) -> Clause:
    subject = table.choice("subject", Subject)
    addressees = table.words("addressees")
    clause = Clause(
        id=table.text("id"),
        heading=table.text("heading"),
        title=table.bilingual("title"),
        statement=table.bilingual("statement"),
        goal=_known_goal(table, goals),
        addressees=tuple(table.one_of(who, Addressee, key="addressees") for who in addressees),
        subject=subject,
        phase=table.choice("phase", Phase),
        force=table.choice("force", Force),
        applies=_predicate(table, "applies", vocabulary, subject),
        satisfied=_predicate(table, "satisfied", vocabulary, subject),
        guidance=_guidance(table.inner("guidance")),
    )
    table.finish()
    return clause


def _known_goal(table: Table, goals: set[str]) -> str:
    goal = table.text("goal")
    if goal and goal not in goals:
        remedy = phrase("Use one of: %(known)s.", known=", ".join(sorted(goals)))
        table.fault(phrase("There is no goal %(goal)s.", goal=goal), remedy, key="goal")
    return goal


def _predicate(table: Table, key: str, vocabulary: Vocabulary, subject: Subject) -> Predicate:
    text = table.text(key, phrase('"a condition in SQL", or "TRUE"'))
    try:
        return parse(text or "TRUE", vocabulary, subject)
    except PredicateError as error:
        problem = phrase(
            "%(key)s, column %(column)s: %(problem)s",
            key=key,
            column=error.column,
            problem=error.problem,
        )
        down = error.line - 1 + table.begins_below(key)
        table.fault(problem, error.remedy, key=key, down=down)
        return parse("TRUE", vocabulary, subject)


def _guidance(table: Table) -> Guidance:
    guidance = Guidance(
        text=table.bilingual("text"),
        owner=table.text("owner"),
        version=table.whole("version"),
        reviewed_on=table.day("reviewed_on"),
        review_within_months=table.whole("review_within_months"),
    )
    table.finish()
    return guidance


def _adoptions(
    path: Path, editions: tuple[str, ...], errors: list[RulebookError]
) -> tuple[Adoption, ...]:
    """Return the adoptions in order of day; without the file every edition is a draft."""
    if not path.exists():
        return ()
    whole = TomlFile.at(path, errors).table()
    tables = list(whole.each("adoption", N_("adoption of %(name)s"), "edition", needed=False))
    whole.finish()
    before = len(errors)
    read = sorted(
        ((_adoption(table, editions), table) for table in tables),
        key=lambda pair: pair[0].valid_from,
    )
    if len(errors) == before:  # a date that cannot be read would only seem to leave gaps
        _check_sequence(read)
    return tuple(adoption for adoption, _ in read)


def _check_sequence(read: list[tuple[Adoption, Table]]) -> None:
    """Note each day from the first adoption on that has two editions or none."""
    for (earlier, _), (later, table) in pairwise(read):
        _check_meeting(earlier, later, table)
    if read and read[-1][0].valid_to is not None:
        problem = N_(
            "The last adoption ends and none follows, so that no edition would be in force."
        )
        read[-1][1].fault(problem, N_("Remove valid_to, or add what follows."), key="valid_to")


def _adoption(table: Table, editions: tuple[str, ...]) -> Adoption:
    ends = "valid_to" in table.values
    adoption = Adoption(
        edition=table.text("edition"),
        valid_from=table.day("valid_from"),
        valid_to=table.day("valid_to") if ends else None,
        decision=table.text("decision", phrase('"the reference of the council\'s decision"')),
    )
    table.asked.add("valid_to")
    table.finish()
    if adoption.edition and adoption.edition not in editions:
        remedy = phrase("Use one of: %(known)s.", known=", ".join(editions))
        table.fault(
            phrase("There is no edition %(edition)s.", edition=adoption.edition),
            remedy,
            key="edition",
        )
    if adoption.valid_to is not None and adoption.valid_to <= adoption.valid_from:
        problem = N_("The period ends before it starts.")
        table.fault(problem, N_("Let valid_to be a day after valid_from."), key="valid_to")
    return adoption


def _check_meeting(earlier: Adoption, later: Adoption, table: Table) -> None:
    starts = later.valid_from
    remedy = phrase(
        "Let valid_to of %(edition)s be %(starts)s.", edition=earlier.edition, starts=starts
    )
    if earlier.valid_to is None or earlier.valid_to > starts:
        problem = phrase(
            "On %(starts)s two editions would be in force: %(edition)s has not ended.",
            starts=starts,
            edition=earlier.edition,
        )
        table.fault(problem, remedy, key="valid_from")
    elif earlier.valid_to < starts:
        problem = phrase(
            "From %(ends)s to %(starts)s no edition would be in force.",
            ends=earlier.valid_to,
            starts=starts,
        )
        table.fault(problem, remedy, key="valid_from")
