"""Why category work is refused, and what the verbs refuse alike."""

from kornhamn.categories.tree import CategoryUnknown, tree
from kornhamn.kernel.errors import N_, DomainError


class DecisionKnownError(DomainError):
    """That decision is recorded."""

    code = "tree-decision.known"
    message = N_("The decision “%(reference)s” is already recorded.")


class DecisionInFutureError(DomainError):
    """A decision that nobody has taken yet."""

    code = "tree-decision.in-future"
    message = N_("The decision is dated %(on)s, which has not come yet.")


class InTeamAlreadyError(DomainError):
    """The person is in the team already."""

    code = "team.member-already"
    message = N_("%(name)s is already in the team: end that membership first.")


class MembershipNotBegunError(DomainError):
    """A membership that would end before it began."""

    code = "team.not-begun"
    message = N_("The membership began on %(first)s and cannot end before that.")


class StrategyIncompleteError(DomainError):
    """A strategy without all that it must build on."""

    code = "strategy.incomplete"
    message = N_("A strategy builds on four analyses and has goals: write what is missing.")


class StrategyWithoutActionError(DomainError):
    """A strategy that nobody is to do anything about."""

    code = "strategy.without-action"
    message = N_("A strategy needs at least one action with an owner and a day.")


class StrategyClosedError(DomainError):
    """A strategy that has been replaced."""

    code = "strategy.closed"
    message = N_("The strategy is replaced: its actions are history. Plan in the one in force.")


class WordsMissingError(DomainError):
    """A conclusion, a ground or a reference that nobody wrote."""

    code = "category.words-missing"
    message = N_("Write what it rests on: somebody will ask in a year.")


class ActionClosedError(DomainError):
    """An action that is done or dropped."""

    code = "strategy-action.closed"
    message = N_("The action is already closed.")


def refuse_unknown(code: str) -> None:
    """Refuse a code that is neither a group nor a category of the tree."""
    found = tree()
    if code not in found and all(group.code != code for group in found.groups):
        raise CategoryUnknown(code=code)


def words(text: str) -> str:
    """Return a text without blanks around it; raises WordsMissingError where nothing is left."""
    if not text.strip():
        raise WordsMissingError
    return text.strip()
