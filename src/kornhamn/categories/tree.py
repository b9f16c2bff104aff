"""The category tree of this installation; an edited file is seen at the next call. Pure."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from kornhamn.categories.tree_file import read_tree
from kornhamn.categories.types import AccountMeaning, Category, CategoryTree
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.rulebook.library import installed_rulebooks, stamp_of

__all__ = ["CategoryUnknown", "category", "of_account", "of_cpv", "tree"]

FOLDER = "categories"
T = TypeVar("T")
_WHOLE_WORD = 3  # shorter words count only at the beginning of a word


class CategoryUnknown(DomainError):  # noqa: N818 - named for what happened
    """A code that is not in the tree."""

    code = "category.unknown"
    message = N_("There is no category %(code)s. Choose one of the category tree.")


def tree() -> CategoryTree:
    """Return the whole tree, or raise RulebookErrors with every fault of its files."""
    return _read()[0]


def category(code: str) -> Category:
    """Return the category with a code, or raise CategoryUnknown."""
    found = _read()[1].get(code)
    if found is None:
        raise CategoryUnknown(code=code)
    return found


def of_cpv(cpv: str) -> Category | None:
    """Return the category that a CPV code belongs to, by its longest prefix there."""
    return next((c for _, c in _prefixed(_read()[2], cpv)), None)


def of_account(number: str, text: str = "") -> AccountMeaning | None:
    """Return what an account says, by its longest prefix that its text does not speak against.

    It decides where a word of its text confirms the number: municipal companies use another
    chart of accounts, in which 6010 is no rent. A number without text only suggests.
    """
    for prefix, (found, decides) in _prefixed(_read()[3], number.strip()):
        confirmed = decides and any(_stands_in(word, text) for word in found.words)
        if confirmed or not (decides and text.strip()):
            return AccountMeaning(found, confirmed, prefix)
    return None


def _stands_in(word: str, text: str) -> bool:
    begins = r"\b" if len(word) <= _WHOLE_WORD else ""
    return re.search(begins + re.escape(word), text, re.IGNORECASE) is not None


def _prefixed(found: Mapping[str, T], number: str) -> list[tuple[str, T]]:
    prefixes = (number[:length] for length in range(len(number), 0, -1))
    return [(prefix, found[prefix]) for prefix in prefixes if prefix in found]


_Index = tuple[
    CategoryTree, dict[str, Category], dict[str, Category], dict[str, tuple[Category, bool]]
]


def _read() -> _Index:
    folder = installed_rulebooks() / FOLDER
    return _loaded(folder, stamp_of(folder))


@lru_cache(maxsize=4)
def _loaded(folder: Path, _stamp: object) -> _Index:
    read = read_tree(folder)
    found = tuple(read.categories())
    return (
        read,
        {c.code: c for c in found},
        {prefix: c for c in found for prefix in c.cpv},
        {prefix: (c, True) for c in found for prefix in c.accounts}
        | {prefix: (c, False) for c in found for prefix in c.account_hints},
    )
