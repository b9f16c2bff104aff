"""The authorities and the group as they stand now, against the clauses that speak to them."""

from datetime import date

from django.conf import settings

from kornhamn.analytics.ledger_facts import facts_of_ledgers
from kornhamn.analytics.opening import edition_named
from kornhamn.analytics.organisation_facts import gather
from kornhamn.analytics.types import OrganisationFindings
from kornhamn.rulebook.assess import assess
from kornhamn.rulebook.library import programme
from kornhamn.rulebook.types import Subject


def organisation_findings(edition_id: str, *, on: date) -> tuple[OrganisationFindings, ...]:
    """Return the group first, then each authority that answers for clauses of its own, by code.

    The caller has seen to it which of them the reader may see.
    """
    edition = edition_named(edition_id)
    known = gather(programme(settings.RULEBOOKS), on=on, counted=facts_of_ledgers())
    of_group = assess(edition, known.group, subject=Subject.GROUP)
    found = [OrganisationFindings(None, known.group, of_group)]
    for one in known.answering:
        facts = known.facts[one.code]
        own = assess(edition, facts, subject=Subject.AUTHORITY)
        found.append(OrganisationFindings(one, facts, own))
    return tuple(found)
