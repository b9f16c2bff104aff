"""Clauses on authorities and on the group: few enough to be found one by one."""

from collections.abc import Iterator, Mapping, Sequence

from kornhamn.analytics.book import Book
from kornhamn.analytics.choosing import chosen_authorities
from kornhamn.analytics.organisation_facts import without_ledgers
from kornhamn.analytics.tallying import subjects_tally
from kornhamn.analytics.types import AuthorityFinding, Selection, Tally
from kornhamn.analytics.types.ledgers import LedgerAnswers
from kornhamn.organisation.types import Scope
from kornhamn.rulebook.assess import assess
from kornhamn.rulebook.types import Edition, Finding, Subject, Verdict


def findings(book: Book, selection: Selection, scope: Scope) -> tuple[AuthorityFinding, ...]:
    """Return the findings on the selected authorities and, last, on the group.

    Of buyers outside the group nothing is known: their clauses are found unknown. The group's own
    clauses are shown to everybody who may follow up anything.
    """
    chosen = chosen_authorities(book.portfolio, selection, scope)
    found = [
        AuthorityFinding(authority, finding)
        for authority in chosen
        for finding in book.on_authorities.get(authority.code, ())
    ]
    found += (AuthorityFinding(None, finding) for finding in _of_outsiders(book, selection, scope))
    if scope:
        on_group = book.on_group
        if selection.buyers:
            on_group = assess(book.edition, {}, subject=Subject.GROUP)
        found += (AuthorityFinding(None, finding) for finding in on_group)
    return tuple(found)


def answered_by_ledgers(book: Book, selection: Selection, scope: Scope) -> LedgerAnswers:
    """Return how many assessments of the selected authorities the ledgers answer, and with what."""
    organisation = book.portfolio.organisation
    chosen = {each.code for each in chosen_authorities(book.portfolio, selection, scope)}
    facts = tuple(each for each in organisation.from_ledgers if each.authority in chosen)
    answered = 0
    for code in {each.authority for each in facts}:
        known = without_ledgers(organisation, code)
        before = assess(book.edition, known, subject=Subject.AUTHORITY)
        answered += sum(
            was.verdict is Verdict.UNKNOWN is not now.verdict
            for was, now in zip(before, book.on_authorities[code], strict=True)
            if selection.clause in (None, now.clause.id)
            and selection.goal in (None, now.clause.goal)
        )
    return LedgerAnswers(answered, facts)


def tallies(found: Sequence[AuthorityFinding], edition: Edition) -> Mapping[str, Tally]:
    """Return the tally of each clause that is not on cases."""
    verdicts: dict[str, list[Verdict]] = {
        clause.id: [] for clause in edition.clauses if clause.subject is not Subject.CASE
    }
    for each in found:
        verdicts[each.finding.clause.id].append(each.finding.verdict)
    return {clause: subjects_tally(of_it) for clause, of_it in verdicts.items()}


def _of_outsiders(book: Book, selection: Selection, scope: Scope) -> Iterator[Finding]:
    if not scope.group:
        return
    known = {authority.organisation_number for authority in book.portfolio.authorities}
    for _ in selection.buyers - known:
        yield from assess(book.edition, {}, subject=Subject.AUTHORITY)
