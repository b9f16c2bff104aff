"""What follows when ledgers or procurements came or went, or what they mean is decided."""

from collections.abc import Collection
from functools import partial

from django.utils import timezone

from kornhamn.analytics.actions import (
    refresh,
    refresh_indicators,
    refresh_loyalty,
    refresh_spend_delta,
)
from kornhamn.organisation.types import SYSTEM
from kornhamn.spend.actions import classify_postings
from kornhamn.spend.queries import active_loads
from kornhamn.suppliers.actions import settle_spellings


def follow_loads() -> None:
    """Do the whole chain; each part is whole by itself, and the next run goes on from there."""
    everything = partial(refresh_spend_delta, spellings=None, postings=None)
    for follow in (
        settle_spellings,
        classify_postings,
        everything,
        refresh_loyalty,
        refresh_indicators,
        refresh,
    ):
        follow(by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge


def follow_statistics() -> None:
    """Count the figures anew after procurements came: whoever won one sells within the process."""
    if active_loads():
        follow_loads()
    else:
        refresh(by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge


def follow_keys(spellings: Collection[int] | None, postings: Collection[int] | None) -> None:
    """Count the figures of spend anew after these keys came to mean something else; None: any."""
    refresh_spend_delta(
        spellings=spellings,
        postings=postings,
        by=SYSTEM,
        at=timezone.now(),  # noqa: TID251 - the edge
    )
    refresh_loyalty(by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge
