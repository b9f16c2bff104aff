"""Words of Swedish titles, and the words that compounds are made of."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_COMPOUND, _SHORTEST_LAST, _SHORTEST_FIRST = 8, 4, 3
_ENDINGS = ("", "a", "e", "ar", "er", "or")  # gata in “gatubelysning”, skola in “skolskjuts”


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without figures."""
    return _WORD.findall(text.lower())


class Compounds:
    """Splits compounds into words that stand by themselves somewhere in the texts it was given."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._seen = Counter(word for text in texts for word in words_of(text))
        self._split: dict[str, tuple[str, ...]] = {}

    def __call__(self, text: str) -> list[str]:
        """Return the words of a text, each followed by its parts and their parts."""
        found: list[str] = []
        for word in words_of(text):
            found.append(word)
            for part in self.parts(word):
                found += [part, *self.parts(part)]
        return found

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the two words that a compound is made of, or nothing."""
        if word not in self._split:
            splits = [split for at in self._places(word) for split in self._halves(word, at)]
            self._split[word] = max(splits, key=self._weaker, default=())
        return self._split[word]

    @staticmethod
    def _places(word: str) -> Sequence[int]:
        if len(word) < _SHORTEST_COMPOUND:
            return ()
        return range(_SHORTEST_LAST, len(word) - _SHORTEST_LAST + 1)

    def _halves(self, word: str, at: int) -> Iterable[tuple[str, ...]]:
        last = word[at:]
        if last not in self._seen:
            return
        firsts = (word[:at], word[: at - 1]) if word[at - 1] == "s" else (word[:at],)
        for first in firsts:
            if len(first) >= _SHORTEST_FIRST and self._stands_alone(first):
                yield first, last

    def _stands_alone(self, first: str) -> bool:
        return any(first + ending in self._seen for ending in _ENDINGS)

    def _weaker(self, split: tuple[str, ...]) -> int:
        """Return how often the rarer of the two words was seen, at least once each."""
        return min(max(self._seen[word], 1) for word in split)
