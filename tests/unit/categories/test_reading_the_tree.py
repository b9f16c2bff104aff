"""A file of the tree that cannot be trusted is refused with file, line and remedy."""

from importlib.resources import files
from pathlib import Path

import pytest

from kornhamn.categories.tree_file import read_tree
from kornhamn.rulebook.toml_file import RulebookErrors

REAL = Path(str(files("rulebooks"))) / "categories"
FOOD = "22-livsmedel-och-maltider.toml"


def refused(tmp_path: Path, old: str, new: str) -> str:
    folder = tmp_path / "categories"
    folder.mkdir()
    for path in REAL.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        if path.name == FOOD:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / path.name).write_text(text, encoding="utf-8")
    with pytest.raises(RulebookErrors) as error:
        read_tree(folder)
    return str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('code = "22"', 'code = "food"', "line 1: The code “food” is not two digits. Write code"),
        ('code = "2220"', 'code = "222"', "category 222: The code “222” is not four digits"),
        ('code = "2220"', 'code = "2420"', "does not begin with the group's, 22. Write 22 and"),
        ('code = "2220"', 'code = "2210"', "2210 already stands in categories/22-livsmedel"),
        ('cpv = ["033"', 'cpv = ["45"', "45 already stands in categories/10-bygg"),
        ('cpv = ["15"', 'cpv = ["150"', "No category takes CPV division 15 (Livsmedel"),
        ('cpv = ["15"', 'cpv = ["15", "17"', "No CPV code begins with 17. Look the code up"),
        ('cpv = ["15"', 'cpv = ["15", "x"', "“x” in cpv is no number. Write digits alone."),
        ('accounts = ["644"]', 'accounts = ["745"]', "745 already stands in"),
        ('words = ["livsmed"]', "", "Accounts decide nothing without words that confirm them"),
        ("words =", 'word = "x"\nwords =', "The key word is not known. Known here: account_hints"),
        ('cpv = ["032", "153"]', "", "category 2230: Nothing leads to the category. Add cpv"),
        ('en = "Meat', 'de = "Fleisch', "needs Swedish and English, and nothing else"),
        ('code = "22"', 'code = "24"', "24 already stands in categories/22-livsmedel"),
        ('code = "22"', "code = ", "The TOML cannot be read"),
        ('name = { sv = "Livsmedel och', 'namn = { sv = "Livsmedel och', "key name is missing"),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_to_do(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert told in refused(tmp_path, old, new)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    said = refused(tmp_path, 'cpv = ["033", "151"', 'cpv = ["15x", "17"')
    assert said.count("line") == 2


def test_a_folder_without_a_tree_says_so(tmp_path: Path) -> None:
    with pytest.raises(RulebookErrors, match="There is no category tree here"):
        read_tree(tmp_path)
