"""Can I just call off? Find the contract to buy a thing from, and how."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kornhamn.contracts.queries import Contract, catalogue
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.pages.contracts.words import category_choices, category_in_words, party_name
from kornhamn.web.requests import AppRequest

_MOST = 30


@requires(Permission.READ_CONTRACTS)
@require_safe
def call_off(request: AppRequest) -> HttpResponse:
    """Show the contracts that the reader's authorities can buy from, found by words."""
    words = request.GET.get("q", "").strip()
    lowered = words.casefold().split()
    codes = [
        code
        for code, name in category_choices()
        if any(word in name.casefold() for word in lowered)
    ]
    found = catalogue(request.actor, on=request.on, words=words, categories=codes)
    hits = [_hit(contract) for contract in found[: _MOST + 1]]
    page = {
        "words": words,
        "hits": hits[:_MOST],
        "has_more": len(hits) > _MOST,
        "breadcrumbs": [
            (_("Contracts"), reverse("contracts")),
            (_("Can I just call off?"), ""),
        ],
    }
    return render(request, "contracts/call_off.html", page)


def _hit(contract: Contract) -> dict[str, object]:
    """Return a contract with how one buys from it."""
    parties = sorted(contract.parties.all(), key=lambda p: (p.lot, p.rank or 0, p.pk))
    ranked = [party for party in parties if party.rank]
    name = {party.pk: party_name(party.supplier) for party in parties}
    if len(parties) == 1:
        how = _("Order from %(supplier)s.") % {"supplier": name[parties[0].pk]}
    elif ranked:
        names = ", ".join(f"{party.rank}. {name[party.pk]}" for party in ranked)
        how = _("Ask in order of rank: %(names)s.") % {"names": names}
    else:
        names = ", ".join(name.values())
        how = _("Renew the competition among %(names)s.") % {"names": names}
    last = contract.last_day
    until = formats.iso_date(last) if last else _("until further notice")
    return {
        "title": contract.title,
        "url": reverse("order-call-off", args=[contract.id]),
        "how": how,
        "prices": contract.prices,
        "until": _("Valid to %(until)s") % {"until": until} if last else until,
        "category": category_in_words(contract.category),
        "reference": contract.reference,
    }
