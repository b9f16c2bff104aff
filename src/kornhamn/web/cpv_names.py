"""CPV codes as a reader meets them: with their name, in the reader's language."""

from functools import lru_cache

from django.utils.translation import get_language

from kornhamn.kernel.cpv import Cpv, CpvUnknown


def cpv_name(code: str | None) -> str:
    """Return the published name of a code; the bare code where the vocabulary lacks it."""
    return _name(code, get_language() or "sv") if code else ""


@lru_cache(maxsize=4096)
def _name(code: str, language: str) -> str:
    try:
        return Cpv(code).name(language)
    except CpvUnknown:
        return code
