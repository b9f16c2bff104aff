"""The Swedish alphabet's order, for names in tables."""

import unicodedata

# After z come å, ä, ö; the neighbours' letters are filed with them (Svenska skrivregler).
_LAST_LETTERS = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})


def sort_key(text: str) -> tuple[str, str]:
    """Return the key that sorts texts as a Swedish register does.

    Capitals and accents count only between otherwise equal texts; aa is two a, and w is a
    letter of its own after v.
    """
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", composed.casefold().translate(_LAST_LETTERS))
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(letters.split()), composed
