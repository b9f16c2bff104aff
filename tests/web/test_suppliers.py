"""The pages of suppliers: the list, one of them, the queue; and what only some may see."""

import io
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from kornhamn.audit.models import Entry
from kornhamn.organisation.models import Person
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.actions import import_statistics
from kornhamn.procurement.models import Procurement
from kornhamn.suppliers.models import MatchCandidate, MatchDecision, Spelling, Supplier
from tests.people import People, sign_in
from tests.rooms.suppliers.test_settling import settled
from tests.statistics_files import four_files

pytestmark = pytest.mark.django_db
NUMBER, NAME = "700101-1234", "Anna Bergs Måleri"
SECRETS = ("1234", "7001011234", NAME, "Anna")


@pytest.fixture
def known(at: datetime) -> None:
    """A company with two names, one that is likely the same, a sole trader, a mask."""
    settled(
        at,
        ("Ahlsell AB", "556012-9206", "Örebro", "5050-1055"),
        ("AHLSELL AKTIEBOLAG", ""),
        ("ahlsell", "L17"),
        (f"{NAME} {NUMBER}", f"19{NUMBER}", "Örebro", NUMBER),
        ("[ENSKILD FIRMA 3]",),
        ("Åkeriet i Hjo AB",),
        ("Öbergs Bygg AB",),
    )


def page(client: Client, who: Person, address: str) -> str:
    """Return a page as somebody sees it."""
    answer = sign_in(client, who).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def address_of(name: str) -> str:
    return reverse("supplier", args=[Supplier.objects.get(name__contains=name).id])


def post(client: Client, name: str, *args: object, **data: object) -> str:
    """Post an answer and return the page it leads to."""
    answer = client.post(reverse(name, args=args), data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_those_without_the_right_read_no_supplier(
    client: Client, people: People, known: None
) -> None:
    sign_in(client, people.nobody)
    for address in (reverse("suppliers"), address_of("Ahlsell"), reverse("supplier-queue")):
        assert client.get(address).status_code == 403
    sign_in(client, people.purchaser)
    assert client.get(reverse("supplier-queue")).status_code == 403


def test_only_those_who_settle_suppliers_decide(
    client: Client, people: People, known: None
) -> None:
    asked = MatchCandidate.objects.get(first__name__icontains="ahlsell")
    sign_in(client, people.purchaser)
    pair = (asked.first.id, asked.second.id)
    assert client.post(reverse("merge-suppliers", args=pair)).status_code == 403
    assert client.post(reverse("keep-apart", args=pair)).status_code == 403
    assert client.post(reverse("split-supplier", args=pair[:1])).status_code == 403
    assert client.get(reverse("merge-suppliers", args=pair)).status_code == 403
    assert not MatchDecision.objects.exists()


def test_the_list_is_in_swedish_order_and_narrows(
    client: Client, people: People, known: None
) -> None:
    everybody = page(client, people.purchaser, reverse("suppliers"))
    assert everybody.index("Åkeriet") < everybody.index("Öbergs")
    narrowed = page(client, people.purchaser, reverse("suppliers") + "?q=åke&kind=legal-person")
    assert "Åkeriet" in narrowed
    assert "Öbergs" not in narrowed


@pytest.mark.parametrize("number", ["5560129206", "556012-9206"])
def test_a_supplier_is_found_by_its_number(
    client: Client, people: People, known: None, number: str
) -> None:
    assert "Ahlsell AB" in page(client, people.purchaser, reverse("suppliers") + f"?q={number}")


def test_nobody_is_found_by_a_personal_number(client: Client, people: People, known: None) -> None:
    address = reverse("suppliers") + f"?q={NUMBER}"
    assert "Enskild firma" not in page(client, people.analyst, address)


@pytest.mark.parametrize("address", ["", "?q=enskild", "?kind=sole-trader"])
def test_a_sole_trader_is_a_pseudonym_to_most(
    client: Client, people: People, known: None, address: str
) -> None:
    shown = page(client, people.purchaser, reverse("suppliers") + address)
    assert f"Enskild firma {Supplier.objects.get(kind='sole-trader').key}" in shown
    assert not any(secret in shown for secret in SECRETS)


def test_searching_for_a_sole_trader_by_name_finds_nothing_without_the_right(
    client: Client, people: People, known: None
) -> None:
    address = reverse("suppliers") + "?q=bergs+måleri"
    assert "Enskild firma" not in page(client, people.purchaser, address)
    assert NAME in page(client, people.analyst, address)


def test_the_sole_traders_page_hides_and_shows_by_right(
    client: Client, people: People, known: None
) -> None:
    address = reverse("supplier", args=[Supplier.objects.get(kind="sole-trader").id])
    hidden = page(client, people.purchaser, address)
    assert not any(secret in hidden for secret in SECRETS)
    assert "skyddat" in hidden
    assert "700101-1234" in page(client, people.analyst, address)


@pytest.mark.parametrize("who", ["purchaser", "analyst", "auditor"])
def test_files_name_no_sole_trader_to_anybody(
    client: Client, people: People, known: None, who: str
) -> None:
    sign_in(client, getattr(people, who))
    csv = client.get(reverse("suppliers") + "?format=csv").content.decode("utf-8-sig")
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("suppliers") + "?format=xlsx").content)
    )
    cells = " ".join(str(cell.value) for row in book.active.iter_rows() for cell in row)
    for told in (csv, cells):
        assert "Enskild firma" in told
        assert not any(secret in told for secret in SECRETS)


def test_the_page_tells_each_spelling_and_why_it_belongs(
    client: Client, people: People, known: None
) -> None:
    shown = page(client, people.purchaser, address_of("Ahlsell AB"))
    assert "556012-9206" in shown
    assert "AHLSELL AKTIEBOLAG" in shown
    assert "samma namn, hur det än skrivs" in shown
    assert "5050-1055" in shown


def test_a_pair_is_shown_with_reasons_and_merged_and_taken_back(
    client: Client, people: People, known: None
) -> None:
    shown = page(client, people.analyst, reverse("supplier-queue"))
    assert "Namnen är lika så när som på bolagsform och tecken" in shown
    asked = MatchCandidate.objects.get()
    after = post(client, "merge-suppliers", asked.first.id, asked.second.id)
    assert "slogs ihop med Ahlsell AB" in after
    assert "Ingen fråga väntar" in after
    gone = Supplier.objects.get(merged_into__isnull=False)
    assert client.get(reverse("supplier", args=[gone.id])).status_code == 302
    taken = post(client, "reverse-decision", MatchDecision.objects.get().pk)
    assert "Ångrat:" in taken
    assert not Supplier.objects.filter(merged_into__isnull=False).exists()


def test_what_cannot_be_done_is_said_and_nothing_is_lost(
    client: Client, people: People, known: None
) -> None:
    sign_in(client, people.analyst)
    ahlsell = Supplier.objects.get(organisation_number="5560129206")
    refused = post(client, "split-supplier", ahlsell.id, back=address_of("Ahlsell AB"))
    assert "Välj de skrivningar som är en annan leverantör" in refused
    assert ahlsell.spellings.count() == 2


def test_a_spelling_is_split_off_with_a_reason(client: Client, people: People, known: None) -> None:
    sign_in(client, people.analyst)
    here = address_of("Ahlsell AB")
    ahlsell = Supplier.objects.get(organisation_number="5560129206")
    key = Spelling.objects.get(name="AHLSELL AKTIEBOLAG").key
    shown = post(
        client, "split-supplier", ahlsell.id, spelling=key, reason="Annat bolag", back=here
    )
    assert "delades av från Ahlsell AB" in shown
    assert "Annat bolag" in shown


def test_one_that_no_rule_proposed_is_found_and_merged_with_a_reason(
    client: Client, people: People, known: None
) -> None:
    hjo = Supplier.objects.get(name__contains="Hjo")
    other = Supplier.objects.get(name__contains="Öbergs")
    search = reverse("find-same-supplier", args=[hjo.id])
    sign_in(client, people.purchaser)
    assert client.get(search).status_code == 403
    found = page(client, people.analyst, f"{search}?q=öbergs")
    assert reverse("merge-suppliers", args=[hjo.id, other.id]) in found
    assert "Ingen annan leverantör heter så" in page(client, people.analyst, f"{search}?q=hjo")
    assert NUMBER not in page(client, people.analyst, f"{search}?q=bergs")
    shown = post(
        client, "merge-suppliers", hjo.id, other.id, reason="Bytte namn", back=address_of("Hjo")
    )
    assert "Bytte namn" in shown
    gone = client.get(reverse("find-same-supplier", args=[other.id]))
    assert gone.status_code in {200, 302}
    assert client.get(reverse("find-same-supplier", args=[uuid4()])).status_code == 404


def test_answers_lead_nowhere_but_here(client: Client, people: People, known: None) -> None:
    sign_in(client, people.analyst)
    asked = MatchCandidate.objects.get()
    address = reverse("keep-apart", args=[asked.first.id, asked.second.id])
    answer = client.post(address, {"back": "https://elsewhere.example/"})
    assert answer["Location"] == reverse("supplier-queue")


def test_no_trail_names_a_sole_trader(client: Client, people: People, known: None) -> None:
    sign_in(client, people.analyst)
    trader = Supplier.objects.get(kind="sole-trader")
    other = Supplier.objects.get(name__contains="Öbergs")
    post(client, "merge-suppliers", trader.id, other.id)
    assert Entry.objects.filter(verb="supplier.merged").exists()
    trail = page(client, people.auditor, reverse("audit")) + str(list(Entry.objects.values()))
    assert not any(secret in trail for secret in SECRETS[1:3])


def test_a_winner_of_the_statistics_and_its_procurement_lead_to_each_other(
    client: Client, people: People, tmp_path: Path, at: datetime
) -> None:
    import_statistics(four_files(tmp_path), by=SYSTEM, at=at)
    supplier = Supplier.objects.exclude(size="").earliest("key")
    procurement = Procurement.objects.get()
    theirs = page(client, people.analyst, reverse("supplier", args=[supplier.id]))
    assert reverse("case", args=[procurement.pk]) in theirs
    assert "Den har vunnit en upphandling" in theirs
    case = page(client, people.analyst, reverse("case", args=[procurement.pk]))
    assert reverse("supplier", args=[supplier.id]) in case
