"""A simulation as its pages know it: what is compared, over what, and where its rows are."""

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from kornhamn.analytics.queries.snapshots import authorities
from kornhamn.analytics.types import Comparison, Consequence, Transition
from kornhamn.organisation.types import Scope
from kornhamn.rulebook.types import Verdict
from kornhamn.web.pages.follow_up.selection import described, is_draft, parameters, said

NO_CLAUSE = "no-clause"  # a verdict's place in an address where the edition lacks the clause


@dataclass(frozen=True)
class Asked:
    """A comparison over a scope; a saved one has its own address, another is told by its own."""

    comparison: Comparison
    scope: Scope
    saved: UUID | None = None

    @property
    def editions(self) -> list[tuple[str, bool]]:
        """The names of the two editions, each with whether it is a draft."""
        both = (self.comparison.before, self.comparison.after)
        return [(said(edition.title), is_draft(edition)) for edition in both]

    @cached_property
    def words(self) -> list[str]:
        """Which procurements, a phrase each."""
        names = {str(one.id): one.name for one in authorities(self.scope)}
        return described(self.comparison.selection, names)

    @property
    def result(self) -> str:
        """The address of the figures."""
        return reverse("simulation", args=[self.saved]) if self.saved else self._link("result")

    def changes(
        self,
        *,
        clause: str = "",
        move: Transition | None = None,
        consequence: Consequence | None = None,
    ) -> str:
        """Return the address of the procurements that change: all, or one number's."""
        chosen = {"clause": clause, "consequence": consequence or ""}
        if move:
            chosen |= {"was": move.before or NO_CLAUSE, "becomes": move.after or NO_CLAUSE}
        if self.saved:
            query = urlencode({key: value for key, value in chosen.items() if value})
            return f"{reverse('simulation-changes', args=[self.saved])}?{query}"
        return self._link("result-changes", **chosen)

    def narrowed(self, **changes: object) -> str:
        """Return the address of the figures for fewer procurements; a saved one stays whole."""
        if self.saved:
            return ""
        selection = self.comparison.selection.narrowed(**changes)
        return replace(self, comparison=replace(self.comparison, selection=selection)).result

    def _link(self, page: str, **more: str) -> str:
        own = parameters(self.comparison.selection)
        own.pop("edition", None)
        given = {key: value for key, value in more.items() if value}
        editions = {"before": self.comparison.before.id, "after": self.comparison.after.id}
        return f"{reverse(f'simulation-{page}')}?{urlencode(editions | own | given)}"


def verdict_at(place: str) -> Verdict | None:
    """Return the verdict that a place in an address names; None where the clause is absent."""
    return None if place == NO_CLAUSE else Verdict(place)
