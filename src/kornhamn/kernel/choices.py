"""The words of a StrEnum as the choices of a column."""

from enum import StrEnum


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """Return each word beside itself, in their order: what a column may hold."""
    return [(word.value, word.value) for word in words]
