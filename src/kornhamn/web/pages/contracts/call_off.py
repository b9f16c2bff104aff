"""Can I just call off? Find the contract to buy a thing from, and how."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kornhamn.contracts.queries import AgreedPrice, Contract, catalogue, named_prices
from kornhamn.contracts.rules.distribution import method_without_rule
from kornhamn.contracts.types import CallOffMethod, Candidate
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.pages.contracts.words import category_choices, category_in_words, party_name
from kornhamn.web.price_words import price_in_words
from kornhamn.web.requests import AppRequest

_MOST = 30
_MOST_PRICES = 4  # of a contract
_MOST_LOOKED_AT = 500
_HOW = {
    CallOffMethod.SOLE: gettext_lazy("Order from %(names)s."),
    CallOffMethod.RANKING: gettext_lazy("Ask in order of rank: %(names)s."),
    CallOffMethod.COMPETITION: gettext_lazy("Renew the competition among %(names)s."),
    CallOffMethod.SHARE: gettext_lazy("By agreed shares between %(names)s: see whose turn it is."),
    CallOffMethod.PLACE: gettext_lazy("Each committee or company has its own of %(names)s."),
    CallOffMethod.ROTATION: gettext_lazy("In turn between %(names)s: see whose turn it is."),
}


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
    contracts = list(found[: _MOST + 1])
    priced = _priced(contracts, lowered, request.on)
    hits = [_hit(contract, priced[contract.pk]) for contract in contracts]
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


def _priced(
    contracts: Sequence[Contract], words: Sequence[str], on: date
) -> Mapping[int, list[AgreedPrice]]:
    """Return the prices with most of the words, a few a contract."""
    found: defaultdict[int, list[AgreedPrice]] = defaultdict(list)
    if not words:
        return found
    for price in _best(named_prices(on, words).filter(price_list__contract__in=contracts), words):
        if len(found[price.price_list.contract_id]) < _MOST_PRICES:
            found[price.price_list.contract_id].append(price)
    return found


def _best(prices: QuerySet[AgreedPrice], words: Sequence[str]) -> list[AgreedPrice]:
    """Return the prices that have as many of the words as any, by name."""
    told = [(sum(word in f"{p.name} {p.article}".casefold() for word in words), p)
            for p in prices.order_by("name", "pk")[:_MOST_LOOKED_AT]]  # fmt: skip
    most = max((hits for hits, _price in told), default=0)
    return [price for hits, price in told if hits == most]


def _hit(contract: Contract, priced: Sequence[AgreedPrice]) -> dict[str, object]:
    """Return a contract with how one buys from it, and at what price."""
    last = contract.last_day
    until = formats.iso_date(last) if last else _("until further notice")
    return {
        "title": contract.title,
        "url": reverse("order-call-off", args=[contract.id]),
        "how": _how(contract),
        "prices": _prices(contract, priced) or [contract.prices],
        "until": _("Valid to %(until)s") % {"until": until} if last else until,
        "category": category_in_words(contract.category),
        "reference": contract.reference,
    }


def _prices(contract: Contract, priced: Sequence[AgreedPrice]) -> list[str]:
    """Return what things cost, and from whom where more than one sells them."""
    names = {party.supplier_id: party_name(party.supplier) for party in contract.parties.all()}
    if len(names) == 1:
        return [price_in_words(price) for price in priced]
    return [
        f"{price_in_words(price)} ({names[price.price_list.supplier_id]})"
        for price in priced
        if price.price_list.supplier_id in names
    ]


def _how(contract: Contract) -> str:
    """Return from whom one buys and in which order, in a sentence; lots are told on their page."""
    parties = sorted(contract.parties.all(), key=lambda p: (p.lot, p.rank or 0, p.pk))
    if len({party.lot for party in parties}) > 1:
        names = ", ".join(dict.fromkeys(party_name(party.supplier) for party in parties))
        return _("In lots, from %(names)s: see which.") % {"names": names}
    known = [Candidate(party.pk, party_name(party.supplier), party.rank) for party in parties]
    rules = list(contract.call_off_rules.all())
    method = CallOffMethod(rules[0].method) if rules else method_without_rule(known)
    ranked = method is CallOffMethod.RANKING
    names = ", ".join(f"{one.rank}. {one.name}" if ranked else one.name for one in known)
    return str(_HOW[method]) % {"names": names}
