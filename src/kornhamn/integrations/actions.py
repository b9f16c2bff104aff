"""Verbs: ask a source about the group's suppliers, and record what it answers."""

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from kornhamn.integrations.business_register.answers import answer
from kornhamn.integrations.business_register.client import BusinessRegister
from kornhamn.integrations.company_register import answers as company_register
from kornhamn.integrations.company_register.bulk_file import entries
from kornhamn.integrations.enforcement import answer_file
from kornhamn.integrations.sanctions.lists import read_list
from kornhamn.integrations.sanctions.screening import screen
from kornhamn.organisation.types import Actor
from kornhamn.suppliers.actions import record_answers
from kornhamn.suppliers.queries import CheckRun, numbered_suppliers, supplier_names
from kornhamn.suppliers.types import CheckKind, CheckSource


def check_company_register(path: Path, *, by: Actor, at: datetime) -> CheckRun:
    """Look every numbered supplier up in the company register's bulk file."""
    suppliers = numbered_suppliers()
    found = entries(path, suppliers["organisation_number"])
    source = CheckSource(
        CheckKind.COMPANY_REGISTER, "Bolagsverket", version=path.name[:60], sha256=found.sha256
    )
    return record_answers(company_register.answers(suppliers, found.frame), source, by=by, at=at)


def check_sanctions(paths: Sequence[Path], *, by: Actor, at: datetime) -> CheckRun:
    """Hold every supplier's names against sanctions lists, all of them in one asking."""
    lists = [read_list(path) for path in paths]
    version = ", ".join(f"{each.name.value} {each.version}" for each in lists)
    digests = lists[0].sha256 if len(lists) == 1 else ""
    source = CheckSource(CheckKind.SANCTIONS, "EU, FN, OFAC", version=version[:60], sha256=digests)
    return record_answers(screen(supplier_names(), lists), source, by=by, at=at)


def check_tax(
    register: BusinessRegister, *, by: Actor, at: datetime, only: Collection[int] | None = None
) -> CheckRun:
    """Ask the business register about numbered suppliers' tax registrations; all, or only some."""
    suppliers = numbered_suppliers().iter_rows()
    answers = [
        answer(register, supplier=key, number=number)
        for key, number in suppliers
        if only is None or key in only
    ]
    source = CheckSource(CheckKind.TAX, "SCB, Företagsregistret", version=f"{at:%Y-%m-%d}")
    return record_answers(answers, source, by=by, at=at)


def check_debts(path: Path, *, by: Actor, at: datetime) -> CheckRun:
    """Take in the enforcement authority's answers about debts."""
    file = answer_file.read_debts(path)
    suppliers = [(key, number) for key, number in numbered_suppliers().iter_rows()]
    source = CheckSource(CheckKind.DEBTS, "Kronofogden", version=path.name[:60], sha256=file.sha256)
    return record_answers(answer_file.answers(suppliers, file.debts), source, by=by, at=at)
