"""What questions are put about, as every page of questions and answers needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from kornhamn.procurement.queries.answers import Answered
from kornhamn.procurement.queries.case_file import Departed, KnownFact
from kornhamn.procurement.rules import is_asked_of_people
from kornhamn.procurement.types import About
from kornhamn.rulebook.types import Edition, Fact, Finding, Subject

_ASKING = {
    Subject.CASE: "answer",
    Subject.AUTHORITY: "answer-authority",
    Subject.GROUP: "answer-group",
}
_WITHDRAWING = {
    Subject.CASE: "withdraw-answer",
    Subject.AUTHORITY: "withdraw-authority-answer",
    Subject.GROUP: "withdraw-group-answer",
}


@dataclass(frozen=True, slots=True)
class Questioned:
    """One procurement, one authority or the group: what is known of it and what was found."""

    about: About
    name: str
    url: str  # of its own page
    trail: tuple[tuple[str, str], ...]  # the breadcrumbs above that page
    edition: Edition
    findings: tuple[Finding, ...]
    known: Mapping[str, KnownFact]
    answers: Mapping[str, Answered]
    departures: Mapping[str, Departed] = field(default_factory=dict)

    @property
    def breadcrumbs(self) -> list[tuple[str, str]]:
        """The way down to a page below its own."""
        return [*self.trail, (self.name, self.url)]

    def asks(self, fact: Fact) -> bool:
        """Tell whether people answer the fact here."""
        return is_asked_of_people(fact, self.about.subject)

    def answer_url(self, fact: Fact) -> str:
        """Return where the fact is answered, or nothing where people do not answer it."""
        return self._address(_ASKING, fact) if self.asks(fact) else ""

    def withdraw_url(self, fact: Fact) -> str:
        """Return where the answer is taken back."""
        return self._address(_WITHDRAWING, fact)

    def _address(self, routes: Mapping[Subject, str], fact: Fact) -> str:
        places = [self.about.id] if self.about.id else []
        return reverse(routes[self.about.subject], args=[*places, fact.name])
