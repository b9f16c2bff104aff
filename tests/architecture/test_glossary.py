"""One word, one row: every table, StrEnum and type of a room has its word in the glossary."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "kornhamn"
GLOSSARY = ROOT / "docs" / "GLOSSARY.md"
ROW = re.compile(
    r"^\| (?P<word>[^|]+) \| (?P<swedish>[^|]+) \| (?P<meaning>[^|]+) \| (?P<code>`[^|]+`) \|$"
)
CODE = re.compile(r"^`(?P<room>[a-z]+)\.(?P<name>[A-Za-z]+)`$")


def rows() -> list[dict[str, str]]:
    """Return the rows that name something in the code."""
    found = map(ROW.match, GLOSSARY.read_text(encoding="utf-8").splitlines())
    return [row.groupdict() for row in found if row]


def classes() -> Iterator[tuple[str, Path, ast.ClassDef]]:
    """Yield (room, file, class) for every public class of the code."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield path.relative_to(SOURCE).parts[0], path, node


def words_of_the_code() -> set[str]:
    """Return room.Class of every table, every StrEnum and every dataclass of a types file."""
    tables = {
        f"{model.__module__.split('.')[1]}.{model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("kornhamn.")
    }
    others = {
        f"{room}.{node.name}"
        for room, path, node in classes()
        if _is_enum(node) or (_is_dataclass(node) and _of_types(path))
    }
    return tables | others


def _is_enum(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases)


def _is_dataclass(node: ast.ClassDef) -> bool:
    return any("dataclass" in ast.unparse(decorator) for decorator in node.decorator_list)


def _of_types(path: Path) -> bool:
    return path.name == "types.py" or path.parent.name == "types"


def _twice(words: list[str]) -> list[str]:
    return sorted(word for word, times in Counter(words).items() if times > 1)


def test_every_word_of_the_code_has_a_row() -> None:
    assert sorted(words_of_the_code() - {row["code"].strip("`") for row in rows()}) == []


def test_every_row_names_a_class_that_exists() -> None:
    exist = {f"{room}.{node.name}" for room, _, node in classes()}
    assert [row["code"] for row in rows() if row["code"].strip("`") not in exist] == []


def test_every_code_name_is_a_room_and_a_class() -> None:
    assert [row["code"] for row in rows() if not CODE.match(row["code"])] == []


def test_no_word_stands_for_two_things() -> None:
    assert _twice([row["word"].lower() for row in rows()]) == []


def test_no_swedish_word_stands_for_two_things() -> None:
    assert _twice([row["swedish"].lower() for row in rows()]) == []


def test_nothing_in_the_code_has_two_words() -> None:
    assert _twice([row["code"] for row in rows()]) == []


def test_the_words_stand_in_the_order_of_the_alphabet() -> None:
    words = [row["word"].lower() for row in rows()]
    assert words == sorted(words)


def test_the_search_finds_tables_enums_and_types() -> None:
    assert words_of_the_code() >= {"organisation.Authority", "organisation.Role", "rulebook.Clause"}
