"""Swedish first: no text on a screen lacks its Swedish."""

from babel.messages.pofile import read_po

from tests.architecture.messages import LOCALE, messages, missing


def test_every_text_has_its_swedish() -> None:
    assert missing() == []


def test_the_search_finds_texts_in_code_and_in_templates() -> None:
    places = {where.split(":")[0].rsplit(".", 1)[1] for _, where in messages()}
    assert places >= {"py", "html"}


def test_every_catalogue_is_swedish_and_in_an_area() -> None:
    assert {path.parts[-3] for path in LOCALE.glob("*/*/LC_MESSAGES/django.po")} == {"sv"}


def test_a_text_has_the_same_swedish_in_every_area() -> None:
    swedish: dict[tuple[object, object], dict[object, str]] = {}
    for path in LOCALE.glob("*/sv/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="sv"):
                known = swedish.setdefault((message.context, message.id), {})
                known.setdefault(message.string, path.parts[-4])
    assert {text: found for text, found in swedish.items() if text[1] and len(found) > 1} == {}
