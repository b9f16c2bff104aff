"""Understood and refused: the one family of errors a person can act on."""

from collections.abc import Callable, Mapping
from typing import ClassVar

Translate = Callable[[str], str]


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a message for translation where the language is not yet known."""
    return message


class Phrase(str):
    """A text of ours with its holes filled in English, that can still be said in another language.

    Made by `phrase`; other phrases may stand in its holes, and are then said in that language too.
    """

    __slots__ = ("params", "template")
    template: str
    params: Mapping[str, object]

    def said(self, translate: Translate) -> str:
        """Return the text in the language that `translate` knows."""
        return translate(self.template) % said_all(self.params, translate)


def phrase(template: str, **params: object) -> Phrase:
    """Return a text with named holes filled; the name gettext tools look for."""
    made = Phrase(template % params)
    made.template, made.params = template, params
    return made


def said_all(params: Mapping[str, object], translate: Translate) -> dict[str, object]:
    """Return what stands in the holes, phrases and refusals in that language."""
    return {key: _said(value, translate) for key, value in params.items()}


def _said(value: object, translate: Translate) -> object:
    if isinstance(value, Phrase | DomainError):
        return value.said(translate)
    if isinstance(value, tuple):
        return "\n".join(str(_said(each, translate)) for each in value)
    return value


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
        super().__init__(self.said(str))

    def said(self, translate: Translate) -> str:
        """Return the message in the language that `translate` knows, its holes filled.

        A plain text in a hole is translated where it is one of ours, as the name of a role.
        """
        template = translate(self.message)
        if not self.params:
            return template
        plain = {
            key: translate(value) if type(value) is str and value else value
            for key, value in self.params.items()
        }
        return template % said_all(plain, translate)
