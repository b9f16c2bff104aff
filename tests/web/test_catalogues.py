"""Translations are compiled without a moment in which a reader meets half a catalogue."""

from gettext import GNUTranslations
from pathlib import Path

import pytest

from kornhamn.web import catalogues
from kornhamn.web.catalogues import compile_catalogues

TEXT = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Yes"\nmsgstr "{}"\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "house/sv/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT.format("Ja"))
    return path


def swedish(source: Path) -> str:
    with source.with_suffix(".mo").open("rb") as file:
        return GNUTranslations(file).gettext("Yes")


def test_a_catalogue_is_compiled_and_nothing_is_left_beside_it(source: Path) -> None:
    assert compile_catalogues(source.parents[3]) == [source.with_suffix(".mo")]
    assert swedish(source) == "Ja"
    assert {path.name for path in source.parent.iterdir()} == {"django.po", "django.mo"}


def test_an_unchanged_catalogue_is_left_alone(source: Path) -> None:
    compile_catalogues(source.parents[3])
    before = source.with_suffix(".mo").stat()
    assert compile_catalogues(source.parents[3]) == []
    assert source.with_suffix(".mo").stat() == before


def test_somebody_reading_the_old_catalogue_keeps_all_of_it(source: Path) -> None:
    compile_catalogues(source.parents[3])
    with source.with_suffix(".mo").open("rb") as reading:
        source.write_text(TEXT.format("Javisst"))
        compile_catalogues(source.parents[3])
        assert GNUTranslations(reading).gettext("Yes") == "Ja"
    assert swedish(source) == "Javisst"


def test_a_catalogue_that_cannot_be_written_leaves_the_old_one(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    compile_catalogues(source.parents[3])
    source.write_text(TEXT.format("Javisst"))
    monkeypatch.setattr(catalogues.Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        compile_catalogues(source.parents[3])
    assert swedish(source) == "Ja"
    assert {path.name for path in source.parent.iterdir()} == {"django.po", "django.mo"}
