"""CPV codes as a reader meets them: by name, in the reader's language."""

from collections.abc import Mapping
from functools import cache, lru_cache

from django.utils.translation import get_language

from kornhamn.kernel.cpv import Cpv, CpvLevel, CpvUnknown, all_codes


def cpv_name(code: str | None) -> str:
    """Return the published name of a code; the bare code where the vocabulary lacks it."""
    return _name(code, get_language() or "sv") if code else ""


def divisions() -> Mapping[str, str]:
    """Return the broadest codes as two digits, with their names."""
    return _divisions(get_language() or "sv")


@lru_cache(maxsize=4096)
def _name(code: str, language: str) -> str:
    try:
        return Cpv(code).name(language)
    except CpvUnknown:
        return code


@cache
def _divisions(language: str) -> Mapping[str, str]:
    return {
        code[:2]: code.name(language) for code in all_codes() if code.level is CpvLevel.DIVISION
    }
