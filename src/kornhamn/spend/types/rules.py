"""When a person's rule about a category holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleConditions:
    """What a rule asks of a posting: what is None or blank is not asked about."""

    supplier: int | None = None  # its key
    account_prefix: str = ""
    words: str = ""  # all of them, anywhere in the texts of the line and its account
