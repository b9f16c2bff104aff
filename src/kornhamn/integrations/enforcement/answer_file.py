"""Public debts at the enforcement authority, as a file of answers.

A CSV in UTF-8 with `;` and the header organisationsnummer;allmanna_mal;enskilda_mal, amounts in
kronor: what the authority's extract for procurement says, one row a number asked about. A number
that was asked about and has no debts has zeros; one that is not in the file was not answered.
"""

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.money import Money, parse_amount
from kornhamn.kernel.organisation_number import OrganisationNumber
from kornhamn.suppliers.types import Answer, CheckOutcome

HEADER = ("organisationsnummer", "allmanna_mal", "enskilda_mal")
MOST_BYTES = 64 * 1024**2
NOT_ANSWERED = "not-in-the-file"


class DebtFileRefused(DomainError):  # noqa: N818 - named for what happened
    """A file of answers that cannot be read, with the row."""

    code = "debts.file-refused"
    message = N_(
        "%(name)s, row %(row)s: %(problem)s The file has the columns organisationsnummer, "
        "allmanna_mal and enskilda_mal with ; between them, amounts in kronor. Nothing was taken "
        "in."
    )


@dataclass(frozen=True, slots=True)
class Debt:
    """What a party owes in public cases (taxes and fees) and in private ones, in öre."""

    public_ore: int
    private_ore: int


@dataclass(frozen=True, slots=True)
class DebtFile:
    """The answers by organisation number, and which file they came in."""

    debts: dict[str, Debt]
    sha256: str


def read_debts(path: Path) -> DebtFile:
    """Return the debts in a file; the whole file is refused at the first row that is wrong."""
    if path.stat().st_size > MOST_BYTES:
        raise DebtFileRefused(name=path.name, row=1, problem="the file is far too large.")
    content = path.read_bytes()
    try:
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
        header = tuple(cell.strip().lower() for cell in next(rows, ()))
    except UnicodeDecodeError:
        raise DebtFileRefused(name=path.name, row=1, problem="it is not in UTF-8.") from None
    if header != HEADER:
        raise DebtFileRefused(name=path.name, row=1, problem="the header is another.")
    debts: dict[str, Debt] = {}
    for row, cells in enumerate(rows, start=2):
        if any(cells):
            number, debt = _read(path.name, row, cells)
            debts[number] = debt
    return DebtFile(debts, hashlib.sha256(content).hexdigest())


def answers(suppliers: list[tuple[int, str]], debts: dict[str, Debt]) -> list[Answer]:
    """Return the answer for each supplier (key, organisation number)."""
    return [_answer(key, debts.get(number)) for key, number in suppliers]


def _answer(key: int, debt: Debt | None) -> Answer:
    if debt is None:
        return Answer(key, CheckOutcome.UNKNOWN, {"reason": NOT_ANSWERED})
    owes = bool(debt.public_ore or debt.private_ore)
    details = {"public_ore": debt.public_ore, "private_ore": debt.private_ore}
    return Answer(key, CheckOutcome.REMARK if owes else CheckOutcome.CLEAR, details)


def _read(name: str, row: int, cells: list[str]) -> tuple[str, Debt]:
    if len(cells) != len(HEADER):
        problem = f"it has {len(cells)} columns, not {len(HEADER)}."
        raise DebtFileRefused(name=name, row=row, problem=problem)
    try:
        number = OrganisationNumber(cells[0])
        public, private = (_ore(cell) for cell in cells[1:])
    except DomainError as error:
        raise DebtFileRefused(name=name, row=row, problem=str(error)) from None
    return number, Debt(public, private)


def _ore(text: str) -> int:
    return Money(parse_amount(text)).ore
