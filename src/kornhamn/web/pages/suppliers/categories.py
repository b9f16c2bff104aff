"""Names of categories in the reader's language."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kornhamn.analytics.types.spend import UNKNOWN
from kornhamn.categories.queries import CategoryUnknown, category


def category_name(code: str) -> str:
    """Return a category's name; a code that the tree no longer has stands as it is."""
    if not code or code == UNKNOWN:
        return _("no category")
    try:
        names = category(code).name
    except CategoryUnknown:
        return code
    return names.en if get_language() == "en" else names.sv
