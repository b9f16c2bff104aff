"""From what the register says to the answer of a check."""

import polars as pl

from kornhamn.suppliers.types import Answer, CheckOutcome

# bankruptcy, liquidation, reconstruction, composition, resolution: a person must look
SERIOUS = frozenset({"KK", "LI", "FR", "AC", "RES"})
NOT_IN_THE_FILE = "not-in-the-file"  # associations and public bodies are in other registers


def answers(suppliers: pl.DataFrame, entries: pl.DataFrame) -> list[Answer]:
    """Return the answer for each supplier (columns key, organisation_number)."""
    joined = suppliers.join(
        entries, left_on="organisation_number", right_on="number", how="left", coalesce=False
    )
    return [_answer(row) for row in joined.iter_rows(named=True)]


def _answer(row: dict[str, object]) -> Answer:
    key = int(str(row["key"]))
    if row["number"] is None:
        return Answer(key, CheckOutcome.UNKNOWN, {"reason": NOT_IN_THE_FILE})
    begun = [str(code) for code in row["begun"] or ()]  # type: ignore[attr-defined]
    details = {
        "name": row["name"],
        "legal_form": row["legal_form"],
        "registered_on": row["registered_on"],
        "deregistered_on": row["deregistered_on"],
        "deregistration_reason": row["deregistration_reason"],
        "proceedings": begun,
    }
    told = {name: _plain(value) for name, value in details.items() if value not in (None, [], "")}
    remark = row["deregistered_on"] is not None or bool(SERIOUS & set(begun))
    return Answer(key, CheckOutcome.REMARK if remark else CheckOutcome.CLEAR, told)


def _plain(value: object) -> object:
    return value if isinstance(value, list) else str(value)
