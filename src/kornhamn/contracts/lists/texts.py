"""Yes and no, kinds of contracts, and lists of buyers, as people write them."""

import re

_EVERYBODY = re.compile(
    r"all[ae]?|samtliga.*|hela (?:kommun)?koncernen|koncernen"
    r"|(?:alla|hela) .*(?:bolag|nämnder|koncern).*"
    r"|kommunkoncernen|all|everybody|kommunen och bolagen|koncerngemensamt"
)
_YES = re.compile(r"ja|yes|j|y|x|1|sant|true|.*\bram.*|framework.*")
_NO = re.compile(
    r"|nej|no|n|0|falskt|false|-|direktupphandling|direktavtal|kontrakt|avtal|enskilt avtal"
    r"|engångsköp|köpeavtal|leveransavtal|tjänsteavtal|hyresavtal|licensavtal|contract"
)
_BETWEEN = re.compile(r"[;,/\n|]|\boch\b|\band\b")


def framework_of(text: str) -> bool | None:
    """Tell whether a text says a framework agreement; None where it says neither."""
    written = " ".join(text.casefold().split())
    if _YES.fullmatch(written):
        return True
    return False if _NO.fullmatch(written) else None


def is_everybody(text: str) -> bool:
    """Tell whether a text means every authority of the group."""
    return _EVERYBODY.fullmatch(" ".join(text.casefold().split())) is not None


def listed_names(text: str) -> list[str]:
    """Return the names in a list of buyers."""
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]
