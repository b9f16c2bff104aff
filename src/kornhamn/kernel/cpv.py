"""CPV 2008, the EU's vocabulary of what is bought (Regulation (EC) No 213/2008)."""

import gzip
import re
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple, Self

from kornhamn.kernel.errors import N_, DomainError

NOT_GIVEN = "00000000"

_CODE = re.compile(r"(?P<code>\d{8})(?:-(?P<check>\d))?(?:\W.*)?", re.ASCII | re.DOTALL)
_DIVISION_DIGITS = 2


class CpvNotReadable(DomainError):  # noqa: N818 - named for what happened
    """A text that does not begin with a code."""

    code = "cpv.not-readable"
    message = N_(
        "“%(value)s” is not a CPV code: it begins with eight digits, such as 79624000-4. "
        "A spreadsheet may have dropped a zero at the start."
    )


class CpvUnknown(DomainError):  # noqa: N818 - named for what happened
    """Eight digits that are not in the vocabulary."""

    code = "cpv.unknown"
    message = N_(
        "%(value)s is not a code of CPV 2008. Look it up by name, or use the broader code above it."
    )


class CpvMistyped(DomainError):  # noqa: N818 - named for what happened
    """A code whose check digit is another."""

    code = "cpv.mistyped"
    message = N_(
        "%(value)s has the wrong check digit: %(expected)s is “%(name)s”. "
        "If that is not what you mean, one of the eight digits is wrong."
    )


class CpvLevel(StrEnum):
    """How far down the tree a code is."""

    DIVISION = "division"
    GROUP = "group"
    CLASS = "class"
    CATEGORY = "category"
    SUBCATEGORY = "subcategory"


class _Entry(NamedTuple):
    check: str
    sv: str
    en: str


class Cpv(str):
    """A code that is in CPV 2008: eight digits, sorted and stored as text."""

    __slots__ = ()

    def __new__(cls, code: str) -> Self:
        """Take the eight digits; raise CpvUnknown when the vocabulary lacks them."""
        if code not in _vocabulary():
            raise CpvUnknown(value=code)
        return super().__new__(cls, code)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read "79624000", "79624000-4" or "79624000 Förmedling av vårdpersonal".

        An empty text and 00000000 are no code: the answer is None. Raises CpvNotReadable,
        CpvUnknown and, where a check digit is given, CpvMistyped. The name is not compared.
        """
        text = text.strip()
        if not text:
            return None
        match = _CODE.fullmatch(text)
        if not match:
            raise CpvNotReadable(value=text)
        if match["code"] == NOT_GIVEN:
            return None
        cpv = cls(match["code"])
        if match["check"] not in (None, cpv.check_digit):
            given = f"{match['code']}-{match['check']}"
            raise CpvMistyped(value=given, expected=cpv.with_check_digit, name=cpv.name("sv"))
        return cpv

    @property
    def check_digit(self) -> str:
        """The ninth digit as published; no single formula gives them all."""
        return _entry(self).check

    @property
    def with_check_digit(self) -> str:
        """The code as notices print it: 79624000-4."""
        return f"{self}-{self.check_digit}"

    @property
    def level(self) -> CpvLevel:
        """Division, group, class, category or, below, subcategory."""
        depth = min(len(_significant(self)) - _DIVISION_DIGITS, len(CpvLevel) - 1)
        return list(CpvLevel)[depth]

    @property
    def parent(self) -> "Cpv | None":
        """The nearest broader code; a division has none. A few codes skip a level."""
        digits = _significant(self)
        for length in range(len(digits) - 1, _DIVISION_DIGITS - 1, -1):
            broader = digits[:length].ljust(8, "0")
            if broader in _vocabulary():
                return Cpv(broader)
        return None

    @property
    def division(self) -> "Cpv":
        """The broadest code above this one, or itself."""
        return Cpv(self[:_DIVISION_DIGITS].ljust(8, "0"))

    @property
    def ancestors(self) -> "tuple[Cpv, ...]":
        """The broader codes, division first, without the code itself."""
        parent = self.parent
        return () if parent is None else (*parent.ancestors, parent)

    def name(self, language: str = "sv") -> str:
        """Return the published name; anything but English gives Swedish."""
        entry = _entry(self)
        return entry.en if language.startswith("en") else entry.sv


def all_codes() -> tuple[Cpv, ...]:
    """Return every code of the vocabulary in order."""
    return tuple(Cpv(code) for code in _vocabulary())


def _significant(code: str) -> str:
    return code.rstrip("0").ljust(_DIVISION_DIGITS, "0")


def _entry(code: str) -> _Entry:
    return _Entry(*_vocabulary()[code].split("\t"))


@cache
def _vocabulary() -> dict[str, str]:
    """Read the file once: code to the rest of its line, which is split only when asked for.

    See data/README.md for where the file comes from.
    """
    packed = files("kornhamn.kernel").joinpath("data/cpv.tsv.gz").read_bytes()
    return {line[:8]: line[9:] for line in gzip.decompress(packed).decode().split("\n")}
