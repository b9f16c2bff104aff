"""The vocabulary as a page: every fact a clause may ask about."""

from collections.abc import Iterator

from kornhamn.jobs.reference.words import both, label, table
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Fact, Subject

HEAD = """\
# The facts

> Written by `kornhamn docs` from the [declared vocabulary](../../src/kornhamn/rulebook/facts).

A clause asks about declared facts and nothing else. A fact that nobody has answered is *unknown*,
never *no*. The question is put to a person when a clause lacks the fact. Texts are Swedish ·
English.

A predicate is a condition in SQL over these names. It may use `AND`, `OR`, `NOT`, `=`, `<>`, `<`,
`<=`, `>`, `>=`, `BETWEEN`, `IN`, `LIKE` and `list_contains(fact, 'code')`. Amounts are kronor,
days are `DATE '2026-03-09'`.

**Supplied by** says who is to know: *statistics* = the imported procurement statistics,
*organisation* = the group's register, *law* = money limits and other numbers of the law,
*programme* = its own file, *spend* = the supplier ledgers, *suppliers* and *contracts* = whoever
vets or manages them, *person* = somebody answers the question. Which facts the suite's own records
answer is told clause by clause in [What is still unknown](what-is-unknown.md).
"""


def facts_page() -> str:
    """Return the page of the vocabulary."""
    lines = [HEAD]
    for subject in Subject:
        facts = [fact for fact in FACTS.values() if fact.subject is subject]
        lines += [f"## {label(subject)}: {len(facts)} facts", ""]
        for fact in facts:
            lines += _fact(fact)
    return "\n".join(lines)


def _fact(fact: Fact) -> Iterator[str]:
    yield from (f"### `{fact.name}`", "", both(fact.label), "")
    unit = f" in {fact.unit}" if fact.unit else ""
    yield from (f"{fact.type}{unit}, supplied by {fact.supplied_by}", "")
    yield from (f"> {fact.question.sv}", ">", f"> *{fact.question.en}*", "")
    if fact.choices:
        rows = [(f"`{code}`", text.sv, text.en) for code, text in fact.choices.items()]
        yield from (*table(("code", "Svenska", "English"), rows), "")
