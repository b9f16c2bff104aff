"""What the columns of one kind of file can be, and how files spell it.

A spelling further to the left counts more, where two columns claim a field.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

from kornhamn.files.tables.samples import Look

F = TypeVar("F", bound=StrEnum)
_WORD = re.compile(r"[a-z]+|\d+")


def words(name: str) -> tuple[str, ...]:
    """Return a column's name as it is compared: plain small letters and figures, word by word."""
    plain = unicodedata.normalize("NFKD", name.replace("\ufeff", "").casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(_WORD.findall(letters))


def joined(name: str) -> str:
    """Return a column's name as one plain word."""
    return "".join(words(name))


def no_fit(_field: StrEnum, _look: Look) -> float | None:
    """Say nothing of what values tell."""
    return None


def no_voice(_field: StrEnum, _look: Look) -> float:
    """Let values alone never name a column."""
    return 0.0


@dataclass(frozen=True)
class Vocabulary(Generic[F]):
    """The fields of a kind of file, their spellings and the shapes of their values.

    `fit` returns the share of a column's values that can be of a field, or None where any text can;
    `speaks` how much values alone tell of it, 0–1. Without them the shapes decide.
    """

    fields: type[F]
    spellings: Mapping[F, tuple[str, ...]]
    aside: tuple[str, ...] = ()  # known, and of no use: never proposed for anything
    amounts: tuple[F, ...] = ()
    days: tuple[F, ...] = ()
    shapes: Mapping[F, str] = field(default_factory=dict)  # of samples.SHAPES
    fit: Callable[[F, Look], float | None] = no_fit
    speaks: Callable[[F, Look], float] = no_voice

    @cached_property
    def _by_word(self) -> dict[str, tuple[F, int]]:
        return {
            joined(spelling): (one, rank)
            for one, spellings in self.spellings.items()
            for rank, spelling in enumerate((one.value, *spellings))
        }

    @cached_property
    def _aside(self) -> set[str]:
        return {joined(name) for name in self.aside}

    def known(self, name: str) -> tuple[F, int] | None:
        """Return the field that a column with exactly this name fills, and the spelling's rank."""
        return self._by_word.get(joined(name))

    def is_aside(self, name: str) -> bool:
        """Tell whether a column is known and of no use."""
        return joined(name) in self._aside

    def is_familiar(self, name: str) -> bool:
        """Tell whether a text is the name of a column that such files have."""
        plain = joined(name)
        return plain in self._by_word or plain in self._aside
