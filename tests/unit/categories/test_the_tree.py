"""The group's own tree: nothing of CPV without a category, and accounts that say what they are."""

from pathlib import Path

import pytest

from kornhamn.categories import queries
from kornhamn.kernel.cpv import all_codes
from kornhamn.rulebook.library import installed_rulebooks


def test_every_code_of_cpv_reaches_a_category() -> None:
    assert [code for code in all_codes() if queries.of_cpv(code) is None] == []


def test_the_tree_is_one_that_a_municipality_can_hold_in_its_head() -> None:
    groups = queries.tree().groups
    assert 12 <= len(groups) <= 18
    assert 60 <= sum(len(group.categories) for group in groups) <= 100


def test_a_category_lies_below_its_group_and_codes_come_in_order() -> None:
    for group in queries.tree().groups:
        codes = [category.code for category in group.categories]
        assert codes == sorted(codes)
        assert {category.group for category in group.categories} == {group.code}


def test_what_is_no_purchase_is_marked() -> None:
    marked = {c.code[:2] for c in queries.tree().categories() if not c.purchasable}
    assert marked == {"90"}


@pytest.mark.parametrize(
    ("cpv", "code"),
    [
        ("45000000", "1010"),
        ("45233120", "1020"),
        ("45231300", "1030"),
        ("15100000", "2220"),
        ("15000000", "2210"),
        ("85311100", "2410"),
        ("85147000", "2030"),
        ("79530000", "1870"),
        ("72000000", "1640"),
    ],
)
def test_the_longest_prefix_of_cpv_decides(cpv: str, code: str) -> None:
    found = queries.of_cpv(cpv)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("number", "text", "code"),
    [
        ("70518", "Resor utrike flyg anst klimavg", "2870"),
        ("74310", "Köp IT-tjänster enligt avtal", "1650"),
        ("64400", "Livsmedel", "2210"),
        ("45300", "Bidrag, förening kommunalförb", "9010"),
        ("45194", "Bidrag premier o stipendier", "9020"),
        ("76400", "Div skatter och offentliga avg", "9030"),
        ("62100", "El", "1410"),
        ("60100", "Lokal bostadshyror korttid", "1210"),
    ],
)
def test_an_account_decides_where_its_text_confirms_it(number: str, text: str, code: str) -> None:
    found = queries.of_account(number, text)
    assert found is not None
    assert (found.category.code, found.decisive) == (code, True)


@pytest.mark.parametrize(
    ("number", "text"), [("5010", "Lokalhyra"), ("6010", "Kataloger"), ("8999", "Årets resultat")]
)
def test_the_same_number_in_another_chart_of_accounts_says_nothing(number: str, text: str) -> None:
    assert queries.of_account(number, text) is None


def test_an_account_without_text_only_suggests() -> None:
    found = queries.of_account("64400")
    assert found is not None
    assert (found.category.code, found.decisive) == ("2210", False)


def test_an_account_that_its_text_speaks_against_falls_to_the_broader_one() -> None:
    found = queries.of_account("61704", "El-arbeten")
    assert found is not None
    assert (found.category.code, found.decisive, found.prefix) == ("1220", False, "61")


def test_a_short_word_counts_only_at_the_beginning_of_a_word() -> None:
    found = queries.of_account("6210", "Telekommunikation")  # holds “el”
    assert found is None or not found.decisive


def test_a_code_that_is_not_in_the_tree_is_refused_with_what_to_do() -> None:
    with pytest.raises(queries.CategoryUnknown, match=r"no category 4711\. Choose one of"):
        queries.category("4711")


def test_an_edited_file_is_seen_at_the_next_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "categories"
    folder.mkdir()
    for path in sorted((Path(installed_rulebooks()) / "categories").glob("*.toml")):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv("KORNHAMN_RULEBOOKS", str(tmp_path))
    assert queries.category("2210").name.sv == "Livsmedel, blandat sortiment"
    file = next(folder.glob("22-*"))
    file.write_text(file.read_text(encoding="utf-8").replace(", blandat sortiment", " och annat"))
    assert queries.category("2210").name.sv == "Livsmedel och annat"
