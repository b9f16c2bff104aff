"""The figures of spend follow what people decide about suppliers and categories."""

from procrastinate.contrib.django import app as jobs
from procrastinate.types import JSONValue

from kornhamn.suppliers.queries import MatchDecision, spellings_concerned

JOB = "follow-keys"  # its name in jobs/tasks.py, which pages never import


def follow_decision(decision: MatchDecision) -> None:
    """Have the figures follow a decision about two suppliers, or that it was taken back."""
    _defer(spellings_concerned(decision), [])


def follow_postings(postings: list[int] | None) -> None:
    """Have the figures follow that some postings have other categories; None: any of them may."""
    _defer([], postings)


def _defer(spellings: list[int], postings: list[int] | None) -> None:
    said: dict[str, JSONValue] = {"spellings": [*spellings]}
    said["postings"] = None if postings is None else [*postings]
    jobs.configure_task(JOB, allow_unknown=True).defer(**said)
