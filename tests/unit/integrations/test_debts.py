"""Public debts: an answer file is taken whole or refused at its first wrong row."""

from pathlib import Path

import pytest

from kornhamn.integrations.enforcement.answer_file import DebtFileRefused, answers, read_debts
from kornhamn.suppliers.types import CheckOutcome

HEADER = "organisationsnummer;allmanna_mal;enskilda_mal\n"


def kept(folder: Path, text: str) -> Path:
    path = folder / "svar.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("", 1),
        ("orgnr;skuld\n", 1),
        (HEADER + "556000-0167;0\n", 2),
        (HEADER + "556000-0167;0;0\n556000-0168;0;0\n", 3),
        (HEADER + "556000-0167;mycket;0\n", 2),
    ],
)
def test_a_wrong_file_is_refused_with_its_row(tmp_path: Path, text: str, row: int) -> None:
    with pytest.raises(DebtFileRefused, match=f"row {row}:"):
        read_debts(kept(tmp_path, text))


def test_debts_are_remarks_zeros_are_clear_and_no_row_is_unknown(tmp_path: Path) -> None:
    text = HEADER + "556000-0167;12 345,50;0\n556000-0175;0;0\n"
    file = read_debts(kept(tmp_path, text))
    found = answers([(1, "5560000167"), (2, "5560000175"), (3, "5560000183")], file.debts)
    assert [each.outcome for each in found] == [
        CheckOutcome.REMARK,
        CheckOutcome.CLEAR,
        CheckOutcome.UNKNOWN,
    ]
    assert found[0].details == {"public_ore": 1_234_550, "private_ore": 0}
