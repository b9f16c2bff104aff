"""Reads the files of the category tree; every fault names its file, its line and its remedy."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from kornhamn.categories.types import Category, CategoryGroup, CategoryTree
from kornhamn.kernel.cpv import Cpv, CpvLevel, all_codes
from kornhamn.kernel.errors import N_, phrase
from kornhamn.rulebook.toml_file import RulebookError, RulebookErrors, Table, TomlFile

_GROUP_CODE, _CATEGORY_CODE = re.compile(r"[0-9]{2}"), re.compile(r"[0-9]{4}")
_LISTS = ("cpv", "accounts", "account_hints")
_Taken = dict[tuple[str, str], str]  # kind and number → the place that has it


def read_tree(folder: Path) -> CategoryTree:
    """Return the tree of a folder, one file a group; raise RulebookErrors with every fault."""
    errors: list[RulebookError] = []
    taken: _Taken = {}
    paths = sorted(folder.glob("*.toml"))
    groups = [_group(TomlFile.at(path, errors).table(), taken) for path in paths]
    if not paths:
        fault = N_("There is no category tree here.")
        errors.append(
            RulebookError(folder.name, 1, problem=fault, remedy=N_("Add a .toml file a group."))
        )
    if not errors:
        _refuse_holes(folder, groups, taken, errors)
    if errors:
        raise RulebookErrors(errors)
    return CategoryTree(tuple(sorted(groups, key=lambda group: group.code)))


def _group(table: Table, taken: _Taken) -> CategoryGroup:
    code = _code(table, _GROUP_CODE, '"24"', N_("two digits"))
    table.where = phrase("group %(name)s", name=code)
    _claim(table, "group", code, "code", taken)
    name, about = table.bilingual("name"), table.bilingual("about")
    purchasable = table.get("purchasable", bool, "false", needed=False) is not False
    rows = list(table.each("category", N_("category %(name)s"), "code"))
    categories = [_category(row, code, taken, purchasable=purchasable) for row in rows]
    table.finish()
    return CategoryGroup(
        code, name, about, purchasable, tuple(sorted(categories, key=lambda c: c.code))
    )


def _category(table: Table, group: str, taken: _Taken, *, purchasable: bool) -> Category:
    code = _code(table, _CATEGORY_CODE, f'"{group}10"', N_("four digits"))
    if code and not code.startswith(group):
        problem = phrase("The code does not begin with the group's, %(group)s.", group=group)
        remedy = phrase("Write %(group)s and two digits, or move it.", group=group)
        table.fault(problem, remedy, key="code")
    _claim(table, "code", code, "code", taken)
    lists = {key: _prefixes(table, key, taken) for key in _LISTS}
    words = _texts(table, "words")
    if not any(lists.values()):
        way_out = N_('Add cpv = ["…"] or accounts = ["…"].')
        table.fault(N_("Nothing leads to the category."), way_out)
    if lists["accounts"] and not words:
        bare = N_("Accounts decide nothing without words that confirm them.")
        table.fault(bare, N_('Add words = ["…"], or use account_hints.'), key="accounts")
    category = Category(code, table.bilingual("name"), purchasable, **lists, words=words)
    table.finish()
    return category


def _code(table: Table, pattern: re.Pattern[str], form: str, digits: str) -> str:
    code = table.text("code", form)
    if code and not pattern.fullmatch(code):
        problem = phrase("The code “%(code)s” is not %(digits)s.", code=code, digits=phrase(digits))
        table.fault(problem, phrase("Write code = %(form)s.", form=form), key="code")
    return code


def _texts(table: Table, key: str) -> tuple[str, ...]:
    table.asked.add(key)
    return table.words(key) if key in table.values else ()


def _prefixes(table: Table, key: str, taken: _Taken) -> tuple[str, ...]:
    """Return the prefixes of a list, each a number that no other category has in that list."""
    prefixes = _texts(table, key)
    for prefix in prefixes:
        if not prefix.isdecimal():
            problem = phrase("“%(value)s” in %(key)s is no number.", value=prefix, key=key)
            table.fault(problem, N_("Write digits alone."), key=key)
        elif key == "cpv" and prefix not in _cpv_prefixes():
            problem = phrase("No CPV code begins with %(value)s.", value=prefix)
            table.fault(problem, N_("Look the code up, and leave out zeros at the end."), key=key)
        else:
            _claim(table, "cpv" if key == "cpv" else "account", prefix, key, taken)
    return prefixes


def _claim(table: Table, kind: str, value: str, key: str, taken: _Taken) -> None:
    """Note who has a number, and a fault when somebody else had it first."""
    if (kind, value) in taken:
        place = taken[kind, value]
        problem = phrase("%(value)s already stands in %(place)s.", value=value, place=place)
        table.fault(problem, N_("Leave it in one place, or write a longer number."), key=key)
    taken.setdefault((kind, value), f"{table.file.name}:{table.line_of(key)}")


def _refuse_holes(
    folder: Path,
    groups: Sequence[CategoryGroup],
    taken: _Taken,
    errors: list[RulebookError],
) -> None:
    """Note each CPV division that reaches no category."""
    if not any(group.categories for group in groups):
        return
    for division in _divisions():
        if ("cpv", division[:2]) not in taken:
            code, name = division[:2], division.name("sv")
            problem = phrase(
                "No category takes CPV division %(code)s (%(name)s).", code=code, name=name
            )
            remedy = phrase(
                "Add %(code)s to the cpv of the category that takes the rest of it.", code=code
            )
            errors.append(RulebookError(folder.name, 1, problem=problem, remedy=remedy))


def _divisions() -> Iterable[Cpv]:
    return (code for code in all_codes() if code.level is CpvLevel.DIVISION)


@cache
def _cpv_prefixes() -> frozenset[str]:
    return frozenset(code[:length] for code in all_codes() for length in range(2, 9))
