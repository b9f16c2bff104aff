"""The cases file beside an edition: situations with the verdict a lawyer expects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from kornhamn.kernel.errors import N_, phrase
from kornhamn.kernel.texts import Text
from kornhamn.rulebook.literals import WrongLiteral, code, remedy, whole
from kornhamn.rulebook.toml_file import RulebookError, RulebookErrors, Table, TomlFile
from kornhamn.rulebook.types import (
    Clause,
    Edition,
    Fact,
    Facts,
    FactType,
    FactValue,
    Subject,
    Verdict,
)

_ANY = phrase("any subject")


@dataclass(frozen=True, slots=True)
class Situation:
    """One situation in the world of a clause; facts not given are missing, money is whole öre."""

    clause: str
    title: Text
    facts: Facts
    departed: bool
    verdict: Verdict
    missing: tuple[str, ...]
    line: int


def load_situations(
    path: Path, edition: Edition, vocabulary: Mapping[str, Fact]
) -> tuple[Situation, ...]:
    """Return the situations of a cases file, or raise RulebookErrors with every fault of it."""
    errors: list[RulebookError] = []
    whole_file = TomlFile.at(path, errors).table()
    clauses = {clause.id: clause for clause in edition.clauses}
    tables = whole_file.each("situation", N_("situation of %(name)s"), "clause")
    situations = tuple(_situation(table, clauses, vocabulary) for table in tables)
    whole_file.finish()
    if errors:
        raise RulebookErrors(errors)
    return situations


def _situation(
    table: Table, clauses: Mapping[str, Clause], vocabulary: Mapping[str, Fact]
) -> Situation:
    name = table.text("clause")
    clause = clauses.get(name)
    if name and clause is None:
        table.fault(
            phrase("There is no clause %(name)s in this edition.", name=name),
            N_("Correct it."),
            key="clause",
        )
    verdict = table.choice("verdict", Verdict)
    given = table.get("facts", dict, "{ fact = value }") if table.values.get("facts") else {}
    situation = Situation(
        clause=name,
        title=table.bilingual("title"),
        facts=_facts(table, given or {}, vocabulary, clause.subject if clause else None),
        departed=bool(table.get("departed", bool, "true", needed=False)),
        verdict=verdict,
        missing=_missing(table, verdict, vocabulary),
        line=table.line,
    )
    table.asked.add("facts")
    table.finish()
    return situation


def _missing(table: Table, verdict: Verdict, vocabulary: Mapping[str, Fact]) -> tuple[str, ...]:
    if verdict is not Verdict.UNKNOWN and "missing" not in table.values:
        return ()
    missing = table.words("missing")
    if verdict is not Verdict.UNKNOWN:
        problem = phrase("Nothing is missing when the verdict is %(verdict)s.", verdict=verdict)
        table.fault(problem, N_("Remove the key missing."), key="missing")
    for name in missing:
        if name not in vocabulary:
            table.fault(
                phrase("There is no fact %(name)s.", name=name),
                N_("Correct its name."),
                key="missing",
            )
    return missing


def _facts(
    table: Table,
    given: Mapping[str, object],
    vocabulary: Mapping[str, Fact],
    subject: Subject | None,
) -> Facts:
    facts: dict[str, FactValue] = {}
    for name, value in given.items():
        fact = vocabulary.get(name)
        if fact is None or (subject and fact.subject is not subject):
            problem = phrase(
                "There is no fact %(name)s of %(subject)s.",
                name=name,
                subject=subject or _ANY,
            )
            table.fault(problem, N_("Use a declared fact of the clause's subject."), key="facts")
            continue
        try:
            facts[name] = fact_value(value, fact)
        except WrongLiteral as error:
            table.fault(error.problem, error.remedy, key="facts")
    return facts


def fact_value(value: object, fact: Fact) -> FactValue:
    """Return a value written by a person as the fact holds it: kronor become öre.

    Raises WrongLiteral when it is not of the fact's type or no code of it.
    """
    match fact.type, value:
        case FactType.BOOLEAN, bool():
            return value
        case ((FactType.INTEGER | FactType.MONEY), (int() | Decimal())) if not isinstance(
            value, bool
        ):
            return whole(Decimal(value), fact)
        case FactType.DATE, date() if not isinstance(value, datetime):
            return value
        case FactType.TEXT, str():
            return value
        case FactType.CHOICE, str():
            return code(value, fact)
        case FactType.CHOICES, (list() | tuple()):
            return tuple(code(str(item), fact) for item in value)
        case _:
            pass
    problem = phrase(
        "%(fact)s is %(type)s, which %(value)s is not.",
        fact=fact.name,
        type=fact.type,
        value=repr(value),
    )
    raise WrongLiteral(problem, remedy(fact))
