"""A model small enough to learn in a moment: the broad labels of CPV alone."""

import pytest

from kornhamn.kernel import cpv
from kornhamn.spend.classification import evidence

_BROAD = 4  # digits


@pytest.fixture
def few_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the model learn divisions, groups and classes of CPV, and not the thousands below."""
    broad = tuple(code for code in cpv.all_codes() if not code[_BROAD:].strip("0"))
    monkeypatch.setattr(evidence, "all_codes", lambda: broad)
