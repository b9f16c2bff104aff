"""What a category's page holds beside the spend: decisions, team, strategy and contracts."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kornhamn.categories.queries import (
    current_strategy,
    draft_of,
    mix_of,
    sees_drafts,
    standing_of,
    team_of,
)
from kornhamn.categories.types import GROUP_DIGITS
from kornhamn.contracts.queries import Contract, contract_list, lessons_in, open_alarms_about
from kornhamn.contracts.types import ContractState
from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Permission
from kornhamn.suppliers.queries import current_risks
from kornhamn.web import formats
from kornhamn.web.category_names import category_names
from kornhamn.web.pages.categories.strategy_rows import action_rows
from kornhamn.web.pages.categories.words import (
    standing_in_words,
    strategy_in_words,
    team_in_words,
)
from kornhamn.web.pages.contracts.words import suppliers_in_words
from kornhamn.web.pages.suppliers.alarms import alarm_rows
from kornhamn.web.pages.supply.production import risk_row
from kornhamn.web.requests import AppRequest

_MOST = 12


def one_screen(request: AppRequest, code: str) -> dict[str, Any]:
    """Return the sentences and the parts of a category's page beside its figures."""
    above = code[:GROUP_DIGITS]
    strategy = current_strategy((code, above))
    team_code = strategy.category if strategy else code
    team = list(team_of(code, on=request.on)) or list(team_of(above, on=request.on))
    contracts = _contracts(request, code)
    sentences = [
        (standing_in_words(standing_of(code)), ""),
        (strategy_in_words(strategy), "#strategy"),
        (team_in_words(mix_of(team)), reverse("category-team", args=[code])),
    ]
    if contracts is not None:
        sentences.append((_contracts_in_words(contracts), "#agreed"))
    waiting = alarm_rows(open_alarms_about([c.pk for c in contracts or []], request.actor), request)
    if waiting:
        sentences.append((_alarms_in_words(len(waiting)), "#alarms"))
    manages = may(request.actor, Permission.MANAGE_CATEGORIES)
    return {
        "sentences": sentences,
        "strategy": strategy,
        "strategy_is_of_group": strategy is not None and team_code != code,
        "strategy_actions": action_rows(strategy.actions.all(), request.on) if strategy else [],
        "draft": draft_of(code) if sees_drafts(request.actor) else None,
        "contracts": [_row(one) for one in contracts or []][:_MOST],
        "more_contracts": max(len(contracts or []) - _MOST, 0),
        "alarms": waiting[:_MOST],
        "risks": [risk_row(one) for one in current_risks([*_codes(code), above])],
        "lessons": lessons_in(_codes(code), most=_MOST),
        "may_manage": manages,
    }


def _contracts(request: AppRequest, code: str) -> list[Contract] | None:
    """Return the category's running contracts, the first to end first; None to who may not read."""
    if not may(request.actor, Permission.READ_CONTRACTS):
        return None
    running = contract_list(request.actor).filter(state=ContractState.IN_FORCE)
    own = running.filter(Q(category__startswith=code) | Q(category=code[:GROUP_DIGITS]))
    return list(own.order_by("period__endswith", "title"))


def _codes(code: str) -> list[str]:
    """Return a code with those below it."""
    return [one for one in category_names() if one.startswith(code)]


def _contracts_in_words(contracts: list[Contract]) -> str:
    if not contracts:
        return _("No contract that you may read is for it.")
    text = ngettext(
        "%(n)s contract is in force.", "%(n)s contracts are in force.", len(contracts)
    ) % {"n": len(contracts)}
    last = contracts[0].last_day
    if last is None:
        return text
    return f"{text} " + _("The first to end is %(title)s, %(last)s.") % {
        "title": contracts[0].title,
        "last": formats.iso_date(last),
    }


def _alarms_in_words(number: int) -> str:
    return ngettext(
        "%(n)s alarm about its suppliers is not settled.",
        "%(n)s alarms about its suppliers are not settled.",
        number,
    ) % {"n": number}


def _row(contract: Contract) -> dict[str, str]:
    last = contract.last_day
    return {
        "title": contract.title,
        "url": reverse("contract", args=[contract.id]),
        "suppliers": suppliers_in_words(contract),
        "owner": contract.authority.name,
        "last": formats.iso_date(last) if last else _("until further notice"),
    }
