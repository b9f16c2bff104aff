"""The words of the law room: kinds of money limits, and a limit with its source."""

from dataclasses import dataclass
from enum import StrEnum

from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.money import Money
from kornhamn.kernel.period import Period
from kornhamn.kernel.texts import Text


class LimitKind(StrEnum):
    """What a money limit decides; the names people read are in the rulebook's file."""

    GOODS_SERVICES = "goods-services"
    WORKS = "works"
    SOCIAL_SPECIAL_SERVICES = "social-special-services"
    UTILITIES_GOODS_SERVICES = "utilities-goods-services"
    DIRECT_AWARD = "direct-award"
    DIRECT_AWARD_SOCIAL_SPECIAL = "direct-award-social-special"
    DIRECT_AWARD_UTILITIES = "direct-award-utilities"
    DIRECT_AWARD_DOCUMENTATION = "direct-award-documentation"


@dataclass(frozen=True, slots=True)
class MoneyLimit:
    """A limit in SEK without VAT, or the honest answer that it is not known here.

    `amount_eur` is in whole euros. `verified` says that every figure given was read in
    `source`. `period` is None where no announcement covers the day. `entered` marks an amount
    that an administrator filled in. `remedy` is None when the amount is known.
    """

    kind: LimitKind
    name: Text
    period: Period | None
    amount: Money | None
    amount_eur: int | None
    verified: bool
    source: str
    published_at: str
    remedy: Text | None = None
    entered: bool = False

    @property
    def is_known(self) -> bool:
        """Tell whether there is an amount in kronor to compare with."""
        return self.amount is not None


class EnteredLimitWithoutSource(DomainError):  # noqa: N818 - named for what happened
    """An amount that nobody can check."""

    code = "limit.entered-without-source"
    message = N_("Say where the amount %(amount)s was published, so that others can check it.")


@dataclass(frozen=True, slots=True)
class EnteredLimit:
    """An amount in kronor that an administrator read in a source and filled in."""

    kind: LimitKind
    period: Period
    amount: Money
    source: str

    def __post_init__(self) -> None:
        """Refuse an amount without its source."""
        if not self.source.strip():
            raise EnteredLimitWithoutSource(amount=self.amount)
