"""Questions about indicators: what each one is."""

from collections.abc import Mapping
from pathlib import Path

from kornhamn.analytics.indicators.declared import indicators
from kornhamn.analytics.indicators.examples import rows_of
from kornhamn.analytics.types.indicators import Indicator

_EXAMPLE_TABLES = ("lines", "suppliers", "wins", "lots", "limits", "expected")


def declared_indicators(rulebooks: Path) -> Mapping[str, Indicator]:
    """Return the indicators by id; RulebookErrors where a file of theirs does not load."""
    return indicators(rulebooks)


def example_rows(indicator: Indicator) -> Mapping[str, list[list[str]]]:
    """Return the tables of an indicator's example by name, the headings first."""
    tables = {name: getattr(indicator.example, name) for name in _EXAMPLE_TABLES}
    return {name: rows_of(text) for name, text in tables.items() if text}
