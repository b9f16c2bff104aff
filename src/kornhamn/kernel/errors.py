"""Understood and refused: the one family of errors a person can act on."""

from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a message for translation where the language is not yet known."""
    return message


class DomainError(Exception):
    """A request that was understood and refused, with a stable code and a remedy.

    `message` is the English text with named holes; screens translate it by that very text and
    fill the holes from `params`. Subclasses set `code` and `message` beside the function that
    raises them.
    """

    code: ClassVar[str] = "refused"
    message: ClassVar[str] = N_("That could not be done.")

    def __init__(self, **params: object) -> None:
        self.params = params
        super().__init__(self.message % params if params else self.message)
