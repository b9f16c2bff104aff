"""What follows when ledgers came or went: suppliers settled, lines classified, figures counted."""

from django.utils import timezone

from kornhamn.analytics.actions import refresh, refresh_indicators, refresh_spend
from kornhamn.organisation.types import SYSTEM
from kornhamn.spend.actions import classify_postings
from kornhamn.suppliers.actions import settle_spellings


def follow_loads() -> None:
    """Do the whole chain; each part is whole by itself, and the next run goes on from there."""
    for follow in (settle_spellings, classify_postings, refresh_spend, refresh_indicators, refresh):
        follow(by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge
