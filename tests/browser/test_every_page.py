"""Every page is within reach of everybody: by axe, on a phone, in the dark, in both languages."""

import re
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve

from kornhamn.organisation.models import Person
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.actions import import_statistics
from tests.browser.conftest import PHONE, WIDE, NewVisitor
from tests.browser.managed import ways_in
from tests.browser.visitor import Visitor
from tests.browser.world import (
    ADMINISTRATOR,
    ANALYST,
    AT,
    AUDITOR,
    GROUP_BOARD,
    PURCHASER,
    RESPONSIBLE,
    Files,
    person_named,
)

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]

NOBODY = ""
WALKERS = (NOBODY, ANALYST, RESPONSIBLE, PURCHASER, GROUP_BOARD, AUDITOR, ADMINISTRATOR)
# Each page is seen in a look and its opposite: in both themes, languages and sizes.
LOOKS = {
    "light, Swedish, wide": (WIDE, {"color_scheme": "light", "locale": "sv-SE"}),
    "dark, English, phone": (PHONE, {"color_scheme": "dark", "locale": "en-GB"}),
    "light, English, wide": (WIDE, {"color_scheme": "light", "locale": "en-GB"}),
    "dark, Swedish, phone": (PHONE, {"color_scheme": "dark", "locale": "sv-SE"}),
}
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
NO_PAGES = {  # addresses that show nothing of their own
    "sign-in-begin", "sign-in-demo", "openid_connect_callback", "sign-out", "set-theme",
    "set-language", "continue-import", "verify-audit", "withdraw-answer", "withdraw-departure",
    "merge-suppliers", "keep-apart", "split-supplier", "reverse-decision",
    "withdraw-authority-answer", "withdraw-group-answer", "close-access", "open-access",
    "decide-category", "undo-category", "remove-category-rule", "spend-view-save",
    "accept-mapping", "place-units", "drop-term", "put-off-check", "sanction", "agreed-done",
    "spread-checks", "evidence", "document", "contract-calendar-file", "follow-up-hours",
    "usual-steps", "implementation-step", "answer-lesson", "leave-category-team",
    "map-contract-list", "terms-complete", "cancel-call-off", "price-list-file", "take-price-list",
    "withdraw-price-list",
}  # fmt: skip
STARTS = ("/", "/components/", "/components/?form-name=&show=errors", "/simulations/result/")
FORKS = {"start", "case", "cases", "authority", "organisation", "imports", "audit", "limits"}
MOST_WALKED = 160  # pages a walker opens while looking for ways on


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and somebody who may open it."""

    path: str
    walker: str


@pytest.fixture(scope="module")
def places(lived_in: str) -> list[Place]:
    """One address of every page and view, found by following links as several people."""
    found: dict[tuple[str, ...], Place] = {}
    for walker in WALKERS:
        for path in _walked(walker, set(found)):
            found.setdefault(_kind(path), Place(path, walker))
    return list(found.values())


@pytest.fixture(scope="module")
def lived_in(site: str, files: Files, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The suite when somebody has saved a simulation and imported a correction."""
    client = Client()
    client.force_login(person_named(ANALYST))
    saved = client.post("/simulations/result/", {"name": "Inför budgeten"})
    assert saved["Location"].startswith("/simulations/")
    corrected = tmp_path_factory.mktemp("corrected") / "procurements.csv"
    first = files.statistics[0].read_text("utf-8")
    corrected.write_text(first.replace("Livsmedel", "Livsmedel och drycker"), "utf-8")
    import_statistics([corrected], by=SYSTEM, at=AT + timedelta(days=1))
    return site


def test_the_walk_reaches_every_page_there_is(places: list[Place]) -> None:
    reached = {resolve(urlsplit(place.path).path).url_name for place in places}
    named = {pattern.name for pattern in get_resolver().url_patterns[0].url_patterns}
    assert not named - NO_PAGES - reached, sorted(named - NO_PAGES - reached)


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_accessible(places: list[Place], visitor: NewVisitor, look: str) -> None:
    size, ways = LOOKS[look]
    own = places[list(LOOKS).index(look) // 2 :: 2]
    faults = []
    for walker in dict.fromkeys(place.walker for place in own):
        me = visitor(size, **ways)
        if walker:
            _be(me, person_named(walker))
        for place in own:
            if place.walker == walker:
                faults += _faults(me, place)
    assert not faults, "\n".join(faults)


def _faults(me: Visitor, place: Place) -> list[str]:
    """Return what is wrong with a page: axe's findings, complaints, too wide."""
    me.complaints.clear()
    answer = me.go(place.path)
    faults = [] if answer and answer.ok else [f"answers {answer and answer.status}"]
    faults += me.complaints
    if me.is_wider_than_the_screen():
        faults.append("scrolls sideways")
    for violation in Axe().run(me.page, options=WCAG).response["violations"]:
        nodes = violation["nodes"]
        first = f"{nodes[0]['target']} {nodes[0]['html'][:160]}"
        faults.append(f"{violation['id']} ×{len(nodes)}: {violation['help']}: {first}")
    return [f"{place.path} as {place.walker or 'nobody'}: {fault}" for fault in faults]


def _be(me: Visitor, person: Person) -> None:
    """Sign in without the page for it, which has a journey of its own."""
    client = Client()
    client.force_login(person)
    session = client.cookies["sessionid"].value
    me.page.context.add_cookies([{"name": "sessionid", "value": session, "url": me.address}])


def _walked(walker: str, known: set[tuple[str, ...]]) -> list[str]:
    """Return the addresses of pages that somebody reaches, one of each kind not yet known.

    Pages that show more ways on to some than to others are opened by everybody.
    """
    client = Client(headers={"accept-language": "sv"})
    if walker:
        client.force_login(person_named(walker))
    starts = [*STARTS, *(ways_in() if walker else ())]
    waiting, pages = deque(starts), list[str]()
    seen = set(map(_kind, starts)) | {kind for kind in known if kind[0] not in FORKS}
    while waiting and len(pages) < MOST_WALKED:
        path = waiting.popleft()
        answer = client.get(path)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            answer.close()
            continue
        pages.append(path)
        for link in re.findall(r'href="(/[^"#]*)', answer.content.decode()):
            address = unescape(link)
            if _is_ours(address) and _kind(address) not in seen:
                seen.add(_kind(address))
                waiting.append(address)
    return pages


def _is_ours(address: str) -> bool:
    try:
        resolve(urlsplit(address).path)
    except Resolver404:
        return False
    return "format=" not in address


def _kind(address: str) -> tuple[str, ...]:
    """Two addresses of a kind show the same page: alike but for what it is about."""
    parts = urlsplit(address)
    views = [value for key, value in parse_qsl(parts.query) if key in {"view", "tab", "show"}]
    return (str(resolve(parts.path).url_name), *sorted(views))
