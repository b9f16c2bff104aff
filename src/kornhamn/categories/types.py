"""Words of categories: the tree, what an account says, teams, strategies and their actions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from kornhamn.kernel.texts import Text

GROUP_DIGITS = 2  # the first digits of a category's code are its group's


@dataclass(frozen=True, slots=True)
class Category:
    """What the group buys of one kind, and what of CPV and of the chart of accounts is that.

    `words` are the beginnings and parts of words that confirm an account: the same number means
    something else in another chart of accounts. `purchasable` is false for what is no purchase.
    """

    code: str
    name: Text
    purchasable: bool
    cpv: tuple[str, ...] = ()  # prefixes
    accounts: tuple[str, ...] = ()  # prefixes that decide, where a word confirms them
    account_hints: tuple[str, ...] = ()  # prefixes that only suggest
    words: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The code of the group that the category is in."""
        return self.code[:GROUP_DIGITS]


@dataclass(frozen=True, slots=True)
class CategoryGroup:
    """Some categories that belong together, in the order of their codes."""

    code: str
    name: Text
    about: Text
    purchasable: bool
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class CategoryTree:
    """The whole tree, as the group decided it."""

    groups: tuple[CategoryGroup, ...]

    def categories(self) -> Iterator[Category]:
        """Yield every category in the order of the codes."""
        for group in self.groups:
            yield from group.categories

    def __contains__(self, code: object) -> bool:
        return any(category.code == code for category in self.categories())


@dataclass(frozen=True, slots=True)
class AccountMeaning:
    """What an account says of the category: it decides, or only suggests."""

    category: Category
    decisive: bool
    prefix: str  # the part of the account's number that said so


class TeamFunction(StrEnum):
    """What somebody brings to a category team."""

    LEAD = "lead"
    BUYER = "buyer"
    BUSINESS = "business"  # knows what the thing is used for
    CONTRACT_MANAGER = "contract-manager"
    ANALYST = "analyst"
    SPECIALIST = "specialist"  # environment, law, IT …


class StrategyState(StrEnum):
    """Where a category strategy stands."""

    DRAFT = "draft"
    DECIDED = "decided"
    FOLLOWED_UP = "followed-up"
    REPLACED = "replaced"


class StrategyVerb(StrEnum):
    """What moves a strategy from one state to another."""

    DECIDE = "decide"
    FOLLOW_UP = "follow-up"
    REPLACE = "replace"


class ActionState(StrEnum):
    """What became of an action of a strategy."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class CategoryStanding(StrEnum):
    """What the council decided about a category, in the words of the fact `category_status`."""

    NONE = "none"
    FIXED = "fixed"
    PRIORITISED = "prioritised"


@dataclass(frozen=True, slots=True)
class NewTreeDecision:
    """A decision of the council on the category tree: its day, its place in the minutes."""

    decided_on: date
    reference: str
    prioritised: tuple[str, ...] = ()  # codes of groups and categories


@dataclass(frozen=True, slots=True)
class StrategyTexts:
    """What a strategy says: four analyses and the goals that follow from them."""

    title: str
    needs: str = ""
    spend_pattern: str = ""
    market: str = ""
    business: str = ""
    goals: str = ""


@dataclass(frozen=True, slots=True)
class NewAction:
    """An action of a strategy: what, who, by when, and what it is to save in a year (öre)."""

    text: str
    owner: UUID
    due_on: date
    expected_ore: int | None = None


@dataclass(frozen=True, slots=True)
class ActionOutcome:
    """Where an action stands, what it saves in a year (öre), and how that was counted."""

    state: ActionState
    ore: int | None
    how: str


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody who is to work in a category's team, for an authority, in a function."""

    category: str
    person: UUID
    authority: UUID
    function: TeamFunction
