"""The queue: two suppliers side by side, why they may be one, and a person's answer."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kornhamn.organisation.types import Permission
from kornhamn.suppliers.queries import (
    MatchCandidate,
    Supplier,
    latest_decisions,
    open_questions,
    sees_persons,
    spellings_of,
)
from kornhamn.suppliers.types import SupplierKind
from kornhamn.web.access import requires
from kornhamn.web.pages.imports.words import moment
from kornhamn.web.pages.suppliers.listing import tabs
from kornhamn.web.pages.suppliers.words import (
    KINDS,
    SIZES,
    decision_words,
    name_of,
    number_of,
    spelling_texts,
    told_reasons,
)
from kornhamn.web.requests import AppRequest

_MOST_TEXTS = 6


@requires(Permission.SETTLE_SUPPLIERS)
@require_safe
def queue(request: AppRequest) -> HttpResponse:
    """Ask about the likeliest pair; `after` passes some over`about` asks of one supplier."""
    passed = _number(request.GET.get("after", ""))
    asked = open_questions()
    total = asked.count()
    passed = passed if passed < total else 0
    one = asked[passed : passed + 1].first() if total else None
    personal = sees_persons(request.actor)
    page = {
        "question": _question(one, personal=personal) if one else None,
        "total": total,
        "number": passed + 1,
        "next_url": f"{request.path}?after={passed + 1}" if passed + 1 < total else request.path,
        "here": f"{request.path}?after={passed}" if passed else request.path,
        "latest": [
            (one.pk, decision_words(one, personal=personal), one.decided_by_name,
             moment(one.decided_at))
            for one in latest_decisions()
        ],
        "tabs": tabs(request, "supplier-queue"),
        "breadcrumbs": [(_("Suppliers"), reverse("suppliers")), (_("The same supplier?"), "")],
    }  # fmt: skip
    return render(request, "suppliers/queue.html", page)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0  # noqa: PLR2004 - no row number is longer


def _question(asked: MatchCandidate, *, personal: bool) -> dict[str, Any]:
    reasons = told_reasons(asked.reasons)
    return {
        "first": asked.first,
        "second": asked.second,
        "score": asked.score,
        "for": [words for words, speaks_for in reasons if speaks_for],
        "against": [words for words, speaks_for in reasons if not speaks_for],
        "columns": [
            name_of(asked.first, personal=personal),
            name_of(asked.second, personal=personal),
        ],
        "rows": _side_by_side(asked.first, asked.second, personal=personal),
    }


def _side_by_side(
    first: Supplier, second: Supplier, *, personal: bool
) -> list[tuple[str, list[str], bool]]:
    """Return rows of what is known of both, differences marked."""
    one, other = (_known(supplier, personal=personal) for supplier in (first, second))
    return [
        (term, [one[term] or "–", other[term] or "–"], one[term] != other[term])
        for term in one
        if one[term] or other[term]
    ]


def _known(supplier: Supplier, *, personal: bool) -> dict[str, str]:
    of_person = supplier.kind == SupplierKind.SOLE_TRADER
    texts = [
        spelling_texts(row, of_person=of_person, personal=personal)
        for row in spellings_of(supplier)[:200]
    ]
    names, numbers, places, banks = (_some(column) for column in zip(*texts, strict=True))
    return {
        _("Names"): names,
        _("Number"): number_of(supplier) or numbers,
        _("Place"): places,
        _("Bank account"): banks,
        _("Kind"): str(KINDS[SupplierKind(supplier.kind)]),
        _("Size"): str(SIZES.get(supplier.size, "")),
    }


def _some(texts: tuple[str, ...]) -> str:
    """Return distinct texts in one line, not too many."""
    distinct = list(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))
    more = [_("and %(count)s more") % {"count": len(distinct) - _MOST_TEXTS}]
    return " · ".join(distinct[:_MOST_TEXTS] + (more if len(distinct) > _MOST_TEXTS else []))
