"""Made-up call-offs: by rank and past somebody, by competition, by share, near a ceiling."""

from datetime import date, datetime, timedelta
from typing import Any

from kornhamn.contracts.actions import (
    ask_offers,
    call_off,
    cancel_call_off,
    choose_offer,
    note_offer,
)
from kornhamn.contracts.queries import Contract, lot_turn
from kornhamn.contracts.types import NewCallOff, Skip, SkipReason
from kornhamn.jobs.demo.contract_keeping import Desk
from kornhamn.jobs.demo.frameworks import (
    CONSULTANTS,
    ENGINEERS,
    FRAMEWORKS,
    FUEL,
    FURNITURE,
    SCHOOL_BUS,
    agree,
)
from kornhamn.jobs.demo.prices import agree_prices
from kornhamn.organisation.queries import active_person, actor_for

_DAY, _ORE = timedelta(days=1), 100
BUYERS = {
    "kommunstyrelsen": "ebba.noren@kornhamn.example",
    "hamn": "olga.petrova@kornhamn.example",
    "utbildning": "farid.haddad@kornhamn.example",
}


def keep_frameworks(*, at: datetime, on: date) -> int:
    """Make the framework agreements up with what was called off, once; return how many."""
    references = [told.reference for told in FRAMEWORKS]
    if Contract.objects.filter(reference__in=references).exists():
        return 0
    made = 0
    for told in FRAMEWORKS:
        person = active_person(email=BUYERS[told.owner])
        if person is None:
            continue
        desk = Desk(actor_for(person, on=on), at, on)
        if contract := agree(told, person, desk):
            _CALLED_OFF[told](contract, desk)
            agree_prices(contract, desk)
            made += 1
    return made


def _of(contract: Contract, what: str, desk: Desk, ago: int, **more: Any) -> NewCallOff:  # noqa: ANN401 - any field of a call-off
    """Return what is called off so many days ago for the contract's owner, two months later."""
    first = desk.on - ago * _DAY + 60 * _DAY
    return NewCallOff(contract.id, "", contract.authority_id, what, first, **more)


def _order(contract: Contract, what: str, kronor: int, ago: int, desk: Desk, **more: Any) -> Any:  # noqa: ANN401 - any field of a call-off
    new = _of(contract, what, desk, ago, ore=kronor * _ORE, **more)
    return call_off(new, by=desk.by, at=desk.before(ago), on=desk.on - ago * _DAY)


def _consultants(contract: Contract, desk: Desk) -> None:
    """By rank: the first in rank, then one where it had nobody, and one that was cancelled."""
    _order(contract, "Driftsättning av e-arkivet", 1_840_000, 190, desk)
    first = lot_turn(contract, "").candidates[0]
    said = "Svarade skriftligt att ingen projektledare är ledig före mars."
    skipped = (Skip(first.party, SkipReason.CANNOT_DELIVER, said),)
    _order(contract, "Projektledare till nytt diariesystem", 640_000, 75, desk, skips=skipped)
    third = _order(contract, "Utvecklare till bygglovens e-tjänst", 410_000, 40, desk)
    reason = "Projektet sköts upp till nästa år av nämnden."
    cancel_call_off(third.pk, reason=reason, by=desk.by, at=desk.before(31))


def _engineers(contract: Contract, desk: Desk) -> None:
    """By competition: one settled among all that were asked, and one that waits for offers."""
    asked = ask_offers(
        _of(contract, "Projektering av gång- och cykelväg vid Lillån", desk, 120),
        by=desk.by, at=desk.before(120), on=desk.on - 120 * _DAY,
    )  # fmt: skip
    offered = ((1_290_000, "Två medarbetare, klart på tio veckor."),
               (1_140_000, "Klart på tolv veckor, genomförandet bäst beskrivet."),
               (1_480_000, ""), (None, "Har inte personal ledig."))  # fmt: skip
    offers = list(asked.offers.all())
    for offer, (kronor, note) in zip(offers, offered, strict=True):
        _note(offer.pk, kronor, note, 100, desk)
    reason = "Lägst pris och högst poäng för genomförandet, enligt ramavtalets kriterier."
    choose_offer(asked.pk, offers[1].pk, reason=reason, by=desk.by, at=desk.before(92),
                 on=desk.on - 92 * _DAY)  # fmt: skip
    waiting = ask_offers(
        _of(contract, "Geoteknisk undersökning, Norra hamnen", desk, 9),
        by=desk.by, at=desk.before(9), on=desk.on - 9 * _DAY,
    )  # fmt: skip
    _note(waiting.offers.all()[0].pk, 385_000, "Kan börja om tre veckor.", 2, desk)


def _note(offer: int, kronor: int | None, note: str, ago: int, desk: Desk) -> None:
    ore = None if kronor is None else kronor * _ORE
    note_offer(offer, ore=ore, note=note, by=desk.by, at=desk.before(ago),
               on=desk.on - ago * _DAY)  # fmt: skip


def _furniture(contract: Contract, desk: Desk) -> None:
    """By rank, until little is left of the ceiling."""
    _order(contract, "Klassrumsmöbler, Hamnskolan", 1_120_000, 500, desk)
    _order(contract, "Elevstolar och bord, Kvarnbackens skola", 870_000, 260, desk)
    _order(contract, "Bibliotek och studiehall, Vretens skola", 655_000, 60, desk)


def _school_bus(contract: Contract, desk: Desk) -> None:
    """By agreed shares: the one furthest below its share has the next one."""
    _order(contract, "Skolskjuts hösttermin, norra kommundelen", 1_650_000, 110, desk)
    _order(contract, "Skolskjuts hösttermin, södra kommundelen", 1_420_000, 108, desk)
    _order(contract, "Resor till simhallen, årskurs 2–4", 310_000, 45, desk)


def _fuel(contract: Contract, desk: Desk) -> None:
    """From the one supplier there is."""
    _order(contract, "HVO100 till lotsbåtarna, andra halvåret", 180_000, 150, desk)


_CALLED_OFF = {
    CONSULTANTS: _consultants,
    ENGINEERS: _engineers,
    FURNITURE: _furniture,
    SCHOOL_BUS: _school_bus,
    FUEL: _fuel,
}
