"""What may be answered and departed from, decided without the database."""

from collections.abc import Callable, Mapping
from datetime import date

from kornhamn.kernel.errors import N_, DomainError
from kornhamn.rulebook.types import Clause, Edition, Fact, FactType, Subject

Answer = bool | int | str | list[str]  # as the database keeps it: JSON
NOT_ASKED_OF_PEOPLE = frozenset({"law", "organisation", "programme"})


class FactNotAsked(DomainError):  # noqa: N818 - named for what happened
    """A name that is no fact of what is asked about, or one that the suite itself supplies."""

    code = "fact.not-asked"
    message = N_("“%(fact)s” is not a question that people answer here.")


class FactRecorded(DomainError):  # noqa: N818
    """An import already says it."""

    code = "fact.recorded"
    message = N_(
        "The imported statistics already say it. If they are wrong, correct the notice: the next "
        "import brings the correction."
    )


class AnswerNotUnderstood(DomainError):  # noqa: N818
    """A value that is not of the fact's declared type."""

    code = "fact.answer-not-understood"
    message = N_("“%(value)s” does not answer the question. Choose or write one of: %(expected)s.")


class SourceMissing(DomainError):  # noqa: N818
    """An answer that nobody can check."""

    code = "fact.source-missing"
    message = N_("Say what the answer rests on, so that others can check it.")


class NothingToWithdraw(DomainError):  # noqa: N818
    """There is no such answer or departure."""

    code = "withdraw.nothing"
    message = N_("It is not there any longer: somebody withdrew it before you.")


class ClauseNotInEdition(DomainError):  # noqa: N818
    """The edition that governs the procurement has no such clause on procurements."""

    code = "departure.no-such-clause"
    message = N_("The edition that governs the procurement has no clause “%(clause)s”.")


class DepartureNotAllowed(DomainError):  # noqa: N818
    """A clause that must hold without exception."""

    code = "departure.not-allowed"
    message = N_(
        "“%(clause)s” says shall, without exception: nobody may depart from it. Only the council "
        "can change the clause, in a new edition of the programme."
    )


class DepartureIncomplete(DomainError):  # noqa: N818
    """A departure without its reason or its decider."""

    code = "departure.incomplete"
    message = N_("Write both why the clause is departed from and who decided it.")


class DecidedInTheFuture(DomainError):  # noqa: N818
    """A decision that is not taken yet."""

    code = "departure.decided-in-the-future"
    message = N_("The day of the decision, %(day)s, has not come yet.")


class DepartureAlreadyRecorded(DomainError):  # noqa: N818
    """One departure a clause and procurement."""

    code = "departure.already-recorded"
    message = N_("A departure from the clause is already recorded. Withdraw it to record another.")


def is_asked_of_people(fact: Fact, subject: Subject) -> bool:
    """Tell whether people answer the fact for that kind of subject."""
    return fact.subject is subject and fact.supplied_by not in NOT_ASKED_OF_PEOPLE


def fact_asked(name: str, vocabulary: Mapping[str, Fact], subject: Subject) -> Fact:
    """Return the fact of that name, or raise FactNotAsked."""
    fact = vocabulary.get(name)
    if fact is None or not is_asked_of_people(fact, subject):
        raise FactNotAsked(fact=name)
    return fact


def as_answer(fact: Fact, value: object) -> Answer:
    """Return the value as the database keeps it, money in öre, or raise AnswerNotUnderstood."""
    answer = _READERS[fact.type](fact, value)
    if answer is None:
        expected = ", ".join(fact.choices) or fact.type.value
        raise AnswerNotUnderstood(value=value, expected=expected)
    return answer


def clause_to_depart_from(edition: Edition, clause_id: str, *, title: str = "") -> Clause:
    """Return the clause, or refuse: no such clause on procurements, or one without exception."""
    clauses = {clause.id: clause for clause in edition.clauses_on(Subject.CASE)}
    if clause_id not in clauses:
        raise ClauseNotInEdition(clause=clause_id)
    clause = clauses[clause_id]
    if not clause.force.may_be_departed_from:
        raise DepartureNotAllowed(clause=title or clause.title.sv)
    return clause


def check_departure(reason: str, decided_by: str, *, decided_on: date, on: date) -> None:
    """Refuse a departure without reason or decider, or decided after `on`."""
    if not reason.strip() or not decided_by.strip():
        raise DepartureIncomplete
    if decided_on > on:
        raise DecidedInTheFuture(day=decided_on.isoformat())


def _boolean(fact: Fact, value: object) -> Answer | None:
    del fact
    return value if isinstance(value, bool) else None


def _whole_number(fact: Fact, value: object) -> Answer | None:
    del fact
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and value >= 0 else None  # type: ignore[operator,return-value]


def _day(fact: Fact, value: object) -> Answer | None:
    del fact
    return value.isoformat() if isinstance(value, date) else None


def _text(fact: Fact, value: object) -> Answer | None:
    del fact
    return value.strip() or None if isinstance(value, str) else None


def _choice(fact: Fact, value: object) -> Answer | None:
    return value if isinstance(value, str) and value in fact.choices else None


def _choices(fact: Fact, value: object) -> Answer | None:
    """An empty list is an answer too: none of them."""
    if not isinstance(value, list | tuple) or not set(value) <= set(fact.choices):
        return None
    return [code for code in fact.choices if code in value]


_READERS: Mapping[FactType, Callable[[Fact, object], Answer | None]] = {
    FactType.BOOLEAN: _boolean,
    FactType.INTEGER: _whole_number,
    FactType.MONEY: _whole_number,
    FactType.DATE: _day,
    FactType.TEXT: _text,
    FactType.CHOICE: _choice,
    FactType.CHOICES: _choices,
}
