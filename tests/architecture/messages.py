"""Find every text on the screen, say which lack their Swedish, compile the catalogues."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from kornhamn.web.catalogues import LOCALE, compile_catalogues

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "kornhamn"
KEYWORDS = ("gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "_", "N_", "phrase")


def messages() -> Iterator[tuple[str, str]]:
    """Yield (message id, where) for every marked text in code and templates."""
    for texts, where in _marked():
        for message in texts:
            yield message, where


def plurals() -> Iterator[tuple[tuple[str, str], str]]:
    """Yield (singular and plural, where) for every text that is counted."""
    for texts, where in _marked():
        if len(texts) > 1:
            yield (texts[0], texts[1]), where


def _marked() -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the texts of each marked call, both forms of what is counted, and where it stands."""
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            text = path.read_text()
        elif path.suffix in {".html", ".txt", ".typ"} and "templates" in path.parts:
            text = templatize(path.read_text(), origin=str(path))
        else:
            continue
        for line, function, found, _comments in extract_python(
            io.BytesIO(text.encode()), KEYWORDS, (), {"encoding": "utf-8"}
        ):
            texts = found if isinstance(found, tuple) else (found,)
            kept = tuple(filter(None, texts if str(function).startswith("n") else texts[:1]))
            if kept:
                yield kept, f"{path.relative_to(ROOT)}:{line}"


def translated() -> dict[str, str]:
    """Return every translated message of all areas; plurals by their singular and plural."""
    known: dict[str, str] = {}
    for ids, texts in _entries():
        known |= dict.fromkeys(ids, texts[0])
    return known


def _entries() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the ids and the texts of every translated entry of all areas."""
    for path in sorted(LOCALE.glob("*/sv/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="sv"):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                texts = message.string if isinstance(message.string, tuple) else (message.string,)
                if all(texts) and not message.fuzzy:
                    yield ids, texts


def missing() -> list[str]:
    """Return the texts without a Swedish translation, with where each stands.

    What is counted is one entry with both its forms: two entries are never found together.
    """
    known, counted = translated(), {ids for ids, _texts in _entries() if len(ids) > 1}
    lacking = [(where, message) for message, where in messages() if message not in known]
    lacking += [(where, forms[0]) for forms, where in plurals() if forms not in counted]
    return sorted({f"{where}  {message!r}" for where, message in lacking})


if __name__ == "__main__":
    import django

    django.setup()
    lacking = missing()
    compile_catalogues()
    print("\n".join(lacking) or "Every text has its Swedish.")  # noqa: T201
    sys.exit(bool(lacking))
