"""One supplier: who it is, what it is called, what was bought from it, what it won."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kornhamn.contracts.queries import alarms_of, contracts_with
from kornhamn.contracts.types import ContractState
from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Permission
from kornhamn.procurement.queries.won import won_by
from kornhamn.suppliers.queries import (
    Supplier,
    checks_of,
    decisions_about,
    questions_about,
    sees_persons,
    spellings_of,
    supplier_of,
)
from kornhamn.suppliers.types import CheckOutcome, SettledBy, SupplierKind
from kornhamn.web.access import requires
from kornhamn.web.pages.checks.words import COLOURS, kind_in_words, outcome_in_words
from kornhamn.web.pages.contracts.words import COLOURS as COLOURS_OF_STATES
from kornhamn.web.pages.contracts.words import state_in_words
from kornhamn.web.pages.imports.words import moment
from kornhamn.web.pages.suppliers.alarms import alarm_rows
from kornhamn.web.pages.suppliers.figures import bought_from
from kornhamn.web.pages.suppliers.words import (
    KINDS,
    ORIGINS,
    SIZES,
    WHY,
    decision_words,
    name_of,
    number_of,
    spelling_texts,
)
from kornhamn.web.requests import AppRequest

_MOST_SPELLINGS, _MOST_ALARMS = 300, 20


@requires(Permission.READ_SPEND)
@require_safe
def supplier(request: AppRequest, supplier_id: UUID) -> HttpResponse:
    """Show a supplier; one that has been merged leads to what it is part of."""
    found = supplier_of(supplier_id)
    if found is None:
        raise Http404(str(supplier_id))
    if found.id != supplier_id:
        return redirect("supplier", found.id)
    return render(request, "suppliers/supplier.html", page_of(found, request))


def page_of(found: Supplier, request: AppRequest) -> dict[str, Any]:
    """Return what the supplier's page shows this reader."""
    personal = sees_persons(request.actor)
    name = name_of(found, personal=personal)
    bought = bought_from(found.id, request)
    spellings = list(spellings_of(found)[: _MOST_SPELLINGS + 1])
    may_settle = may(request.actor, Permission.SETTLE_SUPPLIERS)
    return {
        "supplier": found,
        "name": name,
        "facts": _facts(found, personal=personal),
        "is_protected": found.kind == SupplierKind.SOLE_TRADER and not personal,
        "is_masked": found.kind == SupplierKind.MASKED,
        "bought": bought,
        "contracts": _contracts(found, request),
        "alarms": _alarms(found, request),
        "won": won_by(found.key, request.actor),
        "spellings": _spellings(found, spellings[:_MOST_SPELLINGS], personal=personal),
        "has_more_spellings": len(spellings) > _MOST_SPELLINGS,
        "may_settle": may_settle,
        "may_check": may(request.actor, Permission.CHECK_SUPPLIERS),
        "may_split": may_settle and len(spellings) > 1,
        "questions": questions_about(found).count() if may_settle else 0,
        "decisions": _decisions(found, personal=personal),
        "checks": [
            (kind_in_words(one), outcome_in_words(one), COLOURS[CheckOutcome(one.outcome)], one.pk)
            for one in checks_of(found)
            if one.is_current
        ],
        "breadcrumbs": [(_("Suppliers"), reverse("suppliers")), (name, "")],
    }


def _contracts(found: Supplier, request: AppRequest) -> list[tuple[Any, str, str]]:
    """Return the contracts with a supplier that the reader may read, living ones first."""
    if not may(request.actor, Permission.READ_CONTRACTS):
        return []
    return [
        (one, state_in_words(one), COLOURS_OF_STATES[ContractState(one.state)])
        for one in contracts_with(found.key, request.actor)
    ]


def _alarms(found: Supplier, request: AppRequest) -> list[dict[str, Any]]:
    """Return what checks of a supplier led to, under the contracts the reader may read."""
    if not may(request.actor, Permission.READ_CONTRACTS):
        return []
    return alarm_rows(alarms_of(found.key, request.actor)[:_MOST_ALARMS], request)


def _facts(found: Supplier, *, personal: bool) -> list[tuple[str, str]]:
    number = number_of(found)
    if found.kind == SupplierKind.SOLE_TRADER:
        number = _personal_numbers(found) if personal else _("protected")
    facts = [
        (_("Organisation number or the like"), number),
        (_("Kind"), str(KINDS[SupplierKind(found.kind)])),
        (_("Legal form"), found.legal_form),
        (_("Size"), str(SIZES.get(found.size, ""))),
        (_("Industry"), found.industry),
        (_("Corporate group"), found.corporate_group),
        (_("Country"), found.country),
    ]
    return [(term, text) for term, text in facts if text]


def _personal_numbers(found: Supplier) -> str:
    numbers = found.spellings.filter(number_kind="personal").values_list("number", flat=True)
    return ", ".join(f"{number[:6]}-{number[6:]}" for number in sorted(set(numbers)))


def _spellings(found: Supplier, rows: list[Any], *, personal: bool) -> list[dict[str, Any]]:
    of_person = found.kind == SupplierKind.SOLE_TRADER
    return [
        {
            "key": row.key,
            "texts": spelling_texts(row, of_person=of_person, personal=personal),
            "origin": ORIGINS.get(row.origin, row.origin),
            "why": WHY.get(SettledBy(row.settled_by), "") if row.settled_by else "",
        }
        for row in rows
    ]


def _decisions(found: Supplier, *, personal: bool) -> list[dict[str, Any]]:
    return [
        {
            "id": one.pk,
            "text": decision_words(one, personal=personal),
            "reason": one.reason,
            "at": moment(one.decided_at),
            "by": one.decided_by_name,
            "reversed": f"{moment(one.reversed_at)}, {one.reversed_by_name}"
            if one.reversed_at
            else "",
        }
        for one in decisions_about(found)[:50]
    ]
