"""Categories as a reader meets them: by name, in the reader's language."""

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kornhamn.categories.queries import CategoryUnknown, category, tree
from kornhamn.web.cpv_names import cpv_name


def category_name(code: str) -> str:
    """Return a category's or group's name; the bare code where the tree no longer has it."""
    if not code:
        return _("Unknown")
    for group in tree().groups:
        if group.code == code:
            return group.name.in_language(_language())
    try:
        return category(code).name.in_language(_language())
    except CategoryUnknown:
        return code


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return every category below its group, for a field to choose from."""
    language = _language()
    return [
        (
            group.name.in_language(language),
            [(c.code, c.name.in_language(language)) for c in group.categories],
        )
        for group in tree().groups
    ]


def cpv_words(prefixes: Iterable[str]) -> list[tuple[str, str]]:
    """Return prefixes of CPV with the names of the codes they stand for."""
    return [(prefix, cpv_name(prefix.ljust(8, "0"))) for prefix in prefixes]


def _language() -> str:
    return get_language() or "sv"
