"""What is still unknown, as a page: for each clause the facts that no record answers, and why."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kornhamn.analytics.queries.supply import SUPPLY, Supplied, Why, asked_by, supplied
from kornhamn.jobs.reference.words import both, table
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Clause, Edition, Instrument

HEAD = """\
# What is still unknown, and why

> Written by `kornhamn docs` from the clauses and from the parts of the suite that answer facts.

A clause is *unknown* for a procurement, an authority or the group when a fact it needs is.
A fact can be unknown for four reasons:

- **not recorded**: a part of the suite answers it wherever it has the record; load the record,
  and it is answered;
- **partly recorded**: a list of which the suite shows what it holds and never claims the rest.
  What is not there is unknown, not *no*, until somebody answers the question;
- **asked**: no record holds it, so a person answers;
- **nobody**: a register should tell, and none is connected. Until then a person may answer.
"""
WORDS = {
    Why.NOT_RECORDED: "not recorded",
    Why.OPEN_LIST: "partly recorded",
    Why.ASKED: "asked",
    Why.NOBODY: "nobody",
}


def unknown_page(instrument: Instrument) -> str:
    """Return the page: which part answers which facts, then every clause of each edition."""
    lines = [HEAD, "## Who answers what", ""]
    told = [(room, ", ".join(f"`{name}`" for name in names)) for room, names in SUPPLY.items()]
    lines += [*table(("part of the suite", "facts"), told), ""]
    lines += [*_unanswered(), ""]
    for edition in instrument.editions:
        lines += _edition(edition)
    return "\n".join(lines)


def _unanswered() -> Iterator[str]:
    for why in (Why.NOBODY, Why.ASKED):
        names = [name for name in FACTS if supplied(name).why is why]
        yield f"{WORDS[why].capitalize()} ({len(names)}): {', '.join(f'`{n}`' for n in names)}."
        yield ""


def _edition(edition: Edition) -> Iterator[str]:
    asking = [(clause, asked_by(clause)) for clause in edition.clauses]
    yield from (f"## {both(edition.title)}", "", _counted([facts for _, facts in asking]), "")
    rows = [_row(clause, facts) for clause, facts in asking if facts]
    yield from (*table(("clause", "answered by the suite", "what still takes a person"), rows), "")


def _counted(asking: Sequence[Sequence[Supplied]]) -> str:
    """Return how many clauses the suite's records can answer, whole or in part."""
    takes = Counter(_takes(facts) for facts in asking)
    return (
        f"Of {len(asking)} clauses, {takes['records']} can be answered by records alone, "
        f"{takes['both']} by records and a person together, and {takes['person']} by a person."
    )


def _takes(facts: Sequence[Supplied]) -> str:
    by_records = [each for each in facts if each.by]
    if len(by_records) == len(facts):
        return "records"
    return "both" if by_records else "person"


def _row(clause: Clause, facts: Sequence[Supplied]) -> tuple[str, str, str]:
    answered = [f"`{each.fact.name}` ({each.by})" for each in facts if each.by]
    left = [
        f"`{each.fact.name}` ({WORDS[each.why]})"
        for each in facts
        if each.why is not Why.NOT_RECORDED
    ]
    return f"`{clause.id}`", ", ".join(answered) or "–", ", ".join(left) or "–"
