"""The moment at which the journeys' world was brought in."""

from datetime import UTC, datetime

AT = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
