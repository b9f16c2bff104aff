"""The queue of postings that somebody should look at, the most kronor in doubt first."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import polars as pl
from django.db.models import QuerySet

from kornhamn.organisation.permissions import scope_of
from kornhamn.organisation.types import Actor, Permission
from kornhamn.spend.classification import stored
from kornhamn.spend.classification.deciding import Rule, alternatives, hints_of
from kornhamn.spend.classification.explaining import words_that_weighed
from kornhamn.spend.classification.kronor import kronor_of_postings
from kornhamn.spend.classification.learning import Model
from kornhamn.spend.classification.postings import (
    OPEN,
    UNDECIDED,
    alike_rows,
    read_postings,
    with_words,
)
from kornhamn.spend.models import CategoryDecision, CategoryModel, CategoryRule, Posting
from kornhamn.spend.types import RuleConditions

PAGE = 10


@dataclass(frozen=True, slots=True)
class WaitingPosting:
    """A posting to decide on: what it says, what it costs, and what the model makes of it."""

    posting: int
    alike: tuple[int, ...]  # with it, those that differ by the supplier's spelling alone
    text: str
    account: str
    account_text: str
    supplier: int | None
    ore: int
    lines: int
    proposed: str  # blank where the model is too unsure
    confidence: float
    alternatives: tuple[tuple[str, float], ...]  # the likeliest categories, with how likely
    words: tuple[str, ...]  # those that weighed most for the likeliest
    hint: str  # what the account suggests, or blank


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """What waits in all, and the postings of one page."""

    waiting: int
    ore: int  # of all that waits, credits counted as they are
    decided: int  # postings that a person has decided
    page: tuple[WaitingPosting, ...]


def review_queue(actor: Actor, *, start: int = 0, most: int = PAGE) -> ReviewQueue:
    """Return what waits for this actor, ordered by kronor times the model's doubt."""
    kronor = kronor_of_postings(scope_of(actor, Permission.CLASSIFY))
    waiting = _alike_together(read_postings(OPEN).join(kronor, on="posting"))
    doubt = 1 - pl.col("confidence").fill_null(0.0)
    ordered = waiting.with_columns(in_doubt=pl.col("ore").abs() * doubt).sort(
        "in_doubt", "posting", descending=[True, False]
    )
    page = tuple(_with_reasons(ordered.slice(start, most)))
    decided = Posting.objects.filter(classified_by="person").exclude(category="").count()
    return ReviewQueue(waiting.height, int(waiting["ore"].sum()), decided, page)


def waiting_posting(actor: Actor, posting: int) -> WaitingPosting | None:
    """Return one posting, with those alike that wait too, if the actor may decide on it."""
    kronor = kronor_of_postings(scope_of(actor, Permission.CLASSIFY))
    found = alike_rows(posting).join(kronor, on="posting")
    if posting not in found["posting"]:
        return None
    return next(iter(_with_reasons(_alike_together(found))), None)


def _alike_together(postings: pl.DataFrame) -> pl.DataFrame:
    """Make one row of the postings that a person would decide alike, with their öre and lines."""
    whose = pl.coalesce("supplier", -pl.col("posting"))
    return (
        postings.sort(pl.col("ore").abs(), "posting", descending=[True, False])
        .group_by(whose.alias("whose"), "account", "text", maintain_order=True)
        .agg(
            pl.col("posting").alias("alike"),
            pl.exclude("posting", "ore", "lines").first(),
            pl.col("posting").first(),
            pl.sum("ore", "lines"),
        )
    )


def would_hold_for(actor: Actor, conditions: RuleConditions) -> tuple[int, int]:
    """Return how many postings that no person decided a rule would hold for, and their öre."""
    rule = Rule("", conditions.supplier, conditions.account_prefix, conditions.words)
    kronor = kronor_of_postings(scope_of(actor, Permission.CLASSIFY))
    held = read_postings(UNDECIDED).filter(rule.holds()).join(kronor, on="posting", how="left")
    return held.height, int(held["ore"].sum() or 0)


def latest_model() -> CategoryModel | None:
    """Return the model that proposes now, with its measures and what it learned from."""
    return stored.latest()


def model_history() -> QuerySet[CategoryModel]:
    """Return every model that was learned, the latest first."""
    return CategoryModel.objects.filter(learned_at__isnull=False)


def category_decisions() -> QuerySet[CategoryDecision]:
    """Return what people decided, the latest first."""
    return CategoryDecision.objects.order_by("-decided_at", "-id")


def category_decision(decision: UUID) -> CategoryDecision | None:
    """Return one decision, if it is there."""
    return CategoryDecision.objects.filter(pk=decision).first()


def category_rules() -> QuerySet[CategoryRule]:
    """Return the rules that hold, the newest first."""
    return CategoryRule.objects.select_related("supplier").order_by("-made_at", "id")


def undecided_since_learning() -> int:
    """Return how many decisions the model that proposes now has not learned from."""
    model = stored.latest()
    standing = CategoryDecision.objects.filter(undone_at__isnull=True)
    return (standing.filter(decided_at__gt=model.learned_at) if model else standing).count()


def _with_reasons(rows: pl.DataFrame) -> Iterable[WaitingPosting]:
    latest = stored.latest()
    usable = latest is not None and rows.height and stored.is_there(latest)
    model = stored.opened(latest) if latest and usable else None
    said, hints = with_words(rows)["words"].to_list(), hints_of(rows)
    likely = alternatives(model, said, hints) if model else [[] for _ in said]
    for row, text, hint, found in zip(rows.iter_rows(named=True), said, hints, likely, strict=True):
        yield WaitingPosting(
            posting=row["posting"],
            alike=tuple(row["alike"]),
            text=row["text"],
            account=row["account"],
            account_text=row["account_text"],
            supplier=row["supplier"],
            ore=row["ore"],
            lines=row["lines"],
            proposed=row["category"],
            confidence=row["confidence"] or 0.0,
            alternatives=tuple(found),
            words=_weighed(model, text, found),
            hint=hint[0] if hint else "",
        )


def _weighed(model: Model | None, text: str, found: list[tuple[str, float]]) -> tuple[str, ...]:
    return words_that_weighed(model, text, found[0][0]) if model and found else ()
