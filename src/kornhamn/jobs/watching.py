"""Checks through the contract's life: ask about those that are due, raise alarms of what is new."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from kornhamn.contracts.actions import raise_alarms
from kornhamn.contracts.queries import due_checks
from kornhamn.integrations.actions import (
    check_company_register,
    check_debts,
    check_sanctions,
    check_tax,
)
from kornhamn.integrations.business_register.client import BusinessRegisterClient
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.queries import check_runs
from kornhamn.suppliers.types import CheckKind

Asks = Callable[[], object]


class SourceFileGoneError(DomainError):
    """A file that the settings name, and that is not there."""

    code = "check.source-file-gone"
    message = N_("%(path)s is not there: the settings name it as what the suppliers are held to.")


def ask_and_raise(at: datetime) -> int:
    """Ask every source that is set up about what is due, and return how many alarms are new.

    A source that fails holds neither another nor an alarm back; the failure is told at the end.
    What has no source stands as due on the page of alarms until somebody has taken a file in.
    """
    raised: list[int] = []
    with ExitStack() as work:  # done from the last put in to the first, though some should fail
        work.callback(lambda: raised.append(raise_alarms(by=SYSTEM, at=at)))
        for ask in _askings(at):
            work.callback(ask)
    return raised[0]


def _askings(at: datetime) -> Iterator[Asks]:
    """Return how each source is asked of which something is due by its rhythm."""
    due = due_checks(timezone.localdate(at))  # noqa: TID251 - the edge
    kinds = {CheckKind(kind) for kind in due["kind"].unique()}
    if CheckKind.TAX in kinds and settings.BUSINESS_REGISTER_URL:
        suppliers = due.filter(due["kind"] == CheckKind.TAX.value)["supplier"]
        yield partial(_ask_register, set(suppliers), at)
    for kind, places, check in _files():
        if kind in kinds:
            yield partial(_ask_files, kind, places, partial(check, by=SYSTEM, at=at))


def _ask_register(suppliers: set[int], at: datetime) -> None:
    certificate, key = settings.BUSINESS_REGISTER_CERTIFICATE, settings.BUSINESS_REGISTER_KEY
    register = BusinessRegisterClient(settings.BUSINESS_REGISTER_URL, certificate, key)
    check_tax(register, by=SYSTEM, at=at, only=suppliers)


def _files() -> Iterator[tuple[CheckKind, list[Path], Callable[..., object]]]:
    """Return the checks whose source comes as files, where those are laid, and who reads them."""
    register, debts = settings.COMPANY_REGISTER_FILE, settings.DEBTS_FILE
    lists = [Path(each) for each in settings.SANCTIONS_LISTS]
    if register:
        path = Path(register)
        yield CheckKind.COMPANY_REGISTER, [path], partial(check_company_register, path)
    if lists:
        yield CheckKind.SANCTIONS, lists, partial(check_sanctions, lists)
    if debts:
        yield CheckKind.DEBTS, [Path(debts)], partial(check_debts, Path(debts))


def _ask_files(kind: CheckKind, places: list[Path], ask: Asks) -> None:
    """Ask files that are newer than the last asking: an old one tells nothing of today."""
    for path in places:
        if not path.is_file():
            raise SourceFileGoneError(path=path)
    latest = max(path.stat().st_mtime for path in places)
    last = check_runs().filter(kind=kind).first()
    if last is None or datetime.fromtimestamp(latest, UTC) > last.asked_at:
        ask()
