"""Sorting as a Swedish register does."""

import unicodedata

import pytest

from kornhamn.kernel.swedish import sort_key


@pytest.mark.parametrize(
    "in_order",
    [
        ["Zinkgruvan", "Ådalen", "Åmål", "Älmhult", "Öckerö", "Örebro"],
        ["Aasa", "Abborre", "Åsa"],  # aa is two a in Swedish, unlike Danish
        ["Ide", "Idé", "Ider"],  # an accent counts only between equals
        ["Vik", "Wall", "Xenia"],
        ["Muller", "Myller", "Müller", "Myra"],
        ["Ängel", "Ærø", "Öland", "Øresund"],
        ["2 kap", "Abc"],
        ["stad nord", "stad  syd", "stadion"],
    ],
)
def test_names_come_in_swedish_order(in_order: list[str]) -> None:
    out_of_order = in_order[::-1]
    assert sorted(out_of_order, key=sort_key) == in_order


def test_a_letter_typed_in_two_parts_is_the_same_letter() -> None:
    assert sort_key(unicodedata.normalize("NFD", "Åre")) == sort_key("Åre")
