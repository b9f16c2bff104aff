"""Categories as a reader meets them: by name, in the reader's language."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.utils.translation import get_language

from kornhamn.categories.queries import tree
from kornhamn.categories.types import CategoryTree
from kornhamn.web.cpv_names import cpv_name


def category_names() -> Mapping[str, str]:
    """Return what every group and category is called, by code, in the order of the tree."""
    return _named(tree(), get_language() or "sv")


def category_name(code: str, *, blank: str) -> str:
    """Return what a code is called: itself where the tree lacks it, `blank` for no code."""
    return category_names().get(code, code) if code else blank


def grouped_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return every category below its group, for a field to choose from."""
    names = category_names()
    return [
        (names[group.code], [(one.code, names[one.code]) for one in group.categories])
        for group in tree().groups
    ]


def cpv_words(prefixes: Iterable[str]) -> list[tuple[str, str]]:
    """Return prefixes of CPV with the names of the codes they stand for."""
    return [(prefix, cpv_name(prefix.ljust(8, "0"))) for prefix in prefixes]


@lru_cache(maxsize=8)
def _named(read: CategoryTree, language: str) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for group in read.groups:
        names[group.code] = group.name.in_language(language)
        names |= {one.code: one.name.in_language(language) for one in group.categories}
    return names
