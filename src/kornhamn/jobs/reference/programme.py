"""One edition as a page: every clause with its predicates, plain words and judged situations."""

from collections.abc import Iterator, Mapping, Sequence

from kornhamn.jobs.reference.words import both, label, table
from kornhamn.rulebook.cases import Situation
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.loader import GoalKind
from kornhamn.rulebook.nodes import Constant
from kornhamn.rulebook.predicate import Predicate
from kornhamn.rulebook.types import Clause, Edition, Fact, FactType, FactValue

NOTICE = (
    "> Den här sidan skrivs av `kornhamn docs` ur [utgåvans fil]({folder}/{edition}.toml) och\n"
    "> [dess situationer]({folder}/{edition}.cases.toml). Ändra i dem, inte här.\n"
    ">\n"
    "> Written by `kornhamn docs` from the files of the edition; change them instead."
)
FOLDER = "../../../src/rulebooks/purchasing-programme"
_KINDS: dict[str, str] = {
    GoalKind.GUIDING: "inriktningsmål · guiding",
    GoalKind.PURCHASING: "mål för inköpen · of purchasing",
    GoalKind.WHOLE: "hela programmet · the whole programme",
}


def edition_page(edition: Edition, situations: Sequence[Situation]) -> str:
    """Return the page of an edition; Swedish first, English in italics."""
    by_clause: dict[str, list[Situation]] = {clause.id: [] for clause in edition.clauses}
    for situation in situations:
        by_clause[situation.clause].append(situation)
    lines = [
        *_head(edition),
        *_goals(edition),
        *_overview(edition, by_clause),
        "## Bestämmelserna · The clauses",
        "",
    ]
    for clause in edition.clauses:
        lines += _clause(clause, edition, by_clause[clause.id])
    return "\n".join(lines)


def _head(edition: Edition) -> Iterator[str]:
    yield from (f"# {edition.title.sv}", "", f"*{edition.title.en}*", "")
    yield from (NOTICE.format(folder=FOLDER, edition=edition.id), "")
    yield from (edition.summary.sv, "", f"*{edition.summary.en}*", "")
    yield from (f"Källa · Source: {edition.source}", "")


def _goals(edition: Edition) -> Iterator[str]:
    rows = [(f"`{goal.id}`", both(goal.title), _KINDS[goal.kind]) for goal in edition.goals]
    yield from ("## Målen · The goals", "")
    yield from (*table(("id", "Mål · Goal", "Slag · Kind"), rows), "")


def _overview(edition: Edition, situations: Mapping[str, Sequence[Situation]]) -> Iterator[str]:
    rows = [
        (
            f"[`{clause.id}`](#{anchor(clause)})",
            clause.title.sv,
            label(clause.force),
            ", ".join(label(who) for who in clause.addressees),
            str(len(situations[clause.id])),
        )
        for clause in edition.clauses
    ]
    heads = ("id", "Bestämmelse · Clause", "Kraft · Force", "Ansvarar · Answers", "Situationer")
    yield from (f"## Översikt · Overview: {len(rows)} bestämmelser", "", *table(heads, rows), "")


def anchor(clause: Clause) -> str:
    """Return the address of a clause within its page."""
    return clause.id.replace(".", "-")


def _clause(clause: Clause, edition: Edition, situations: Sequence[Situation]) -> Iterator[str]:
    yield from (f'<a id="{anchor(clause)}"></a>', "", f"### {clause.title.sv}", "")
    yield from (f"*{clause.title.en}* · `{clause.id}`", "")
    yield from (clause.statement.sv, "", f"*{clause.statement.en}*", "")
    yield from (*table(("", ""), _properties(clause, edition)), "")
    yield from _predicate("Gäller", "Applies", clause.applies)
    yield from _predicate("Uppfylls", "Met", clause.satisfied)
    yield from _guidance(clause)
    yield from _situations(situations)


def _properties(clause: Clause, edition: Edition) -> list[tuple[str, ...]]:
    goals = {goal.id: goal.title for goal in edition.goals}
    return [
        ("Rubrik i programmet · Heading cited", clause.heading),
        ("Kraft · Force", label(clause.force)),
        ("Ansvarar · Answers for it", ", ".join(label(who) for who in clause.addressees)),
        ("Bedöms på · Assessed on", label(clause.subject)),
        ("Skede · Phase", label(clause.phase)),
        ("Mål · Goal", both(goals[clause.goal])),
    ]


def _predicate(swedish: str, english: str, predicate: Predicate) -> Iterator[str]:
    when = ("", "") if isinstance(predicate.root, Constant) else (" när", " when")
    yield from (f"**{swedish}{when[0]}** {predicate.plain('sv')}.", "")
    yield from (f"*{english}{when[1]} {predicate.plain('en')}.*", "")
    yield from ("```sql", predicate.text.strip(), "```", "")


def _guidance(clause: Clause) -> Iterator[str]:
    guidance = clause.guidance
    yield from (f"**Tillämpning** {guidance.text.sv}", "")
    yield from (f"*Guidance: {guidance.text.en}*", "")
    yield (
        f"Version {guidance.version}, granskad · reviewed {guidance.reviewed_on.isoformat()}, "
        f"av · by {guidance.owner}; ny granskning inom · next review within "
        f"{guidance.review_within_months} månader · months."
    )
    yield ""


def _situations(situations: Sequence[Situation]) -> Iterator[str]:
    rows = [
        (
            f"{situation.title.sv}<br>*{situation.title.en}*",
            "<br>".join(_given(name, value) for name, value in situation.facts.items())
            or "inga · none",
            _outcome(situation),
        )
        for situation in situations
    ]
    heads = ("Situation", "Uppgifter · Facts", "Utfall · Verdict")
    yield from (*table(heads, rows), "")


def _outcome(situation: Situation) -> str:
    departed = "<br>beslutat avsteg · a departure is decided" if situation.departed else ""
    missing = "".join(f"<br>saknas · missing: `{name}`" for name in situation.missing)
    return f"**{label(situation.verdict)}**{departed}{missing}"


def _given(name: str, value: FactValue) -> str:
    fact = FACTS[name]
    return f"{fact.label.sv}: {_value(value, fact)} (`{name}`)"


def _value(value: FactValue, fact: Fact) -> str:
    match value:
        case bool():
            return "ja" if value else "nej"
        case int() if fact.type is FactType.MONEY:
            return f"{value // 100:,} kr".replace(",", " ")
        case list() | tuple():
            return ", ".join(_code(item, fact) for item in value) or "inget"
        case _:
            return _code(str(value), fact)


def _code(code: str, fact: Fact) -> str:
    return fact.choices[code].sv if code in fact.choices else code
