"""Which category a posting has, as columns for the figures."""

import pytest

from kornhamn.spend.queries import CATEGORY_OF_POSTING, category_of_posting
from kornhamn.spend.types import ClassifiedBy
from tests.rooms.spend.postings import posting

pytestmark = pytest.mark.django_db


def test_without_postings_the_columns_are_there_and_empty() -> None:
    found = category_of_posting()
    assert found.schema == CATEGORY_OF_POSTING
    assert found.height == 0


def test_a_posting_without_category_is_left_out() -> None:
    posting("Möte")
    posting("Läst", by=ClassifiedBy.MODEL)
    assert category_of_posting().height == 0


def test_each_posting_tells_who_said_so_and_how_sure_the_model_was() -> None:
    first = posting("Mjölk, “eko”\noch bröd", category="2240", by=ClassifiedBy.PERSON)
    second = posting("Resor", category="2870", by=ClassifiedBy.MODEL)
    assert category_of_posting().rows() == [
        (first.key, "2240", "person", None),
        (second.key, "2870", "model", 0.5),
    ]
