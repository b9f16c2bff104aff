"""Texts in the two languages of the suite."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    sv: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the text in `language`; anything but English gives Swedish."""
        return self.en if language.startswith("en") else self.sv
