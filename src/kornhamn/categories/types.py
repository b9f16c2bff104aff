"""Words of the category tree: groups, the categories in them, and what an account says."""

from collections.abc import Iterator
from dataclasses import dataclass

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
