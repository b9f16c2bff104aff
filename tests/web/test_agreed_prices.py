"""Pages of agreed prices: loaded, written, compared with invoices, found by whoever buys."""

import re
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kornhamn.analytics.actions import refresh_loyalty, refresh_spend
from kornhamn.contracts.actions import register_contract
from kornhamn.contracts.models import AgreedPrice, Contract, PriceList
from kornhamn.contracts.types import NewContract, NewParty, PriceListState
from kornhamn.organisation.types import SYSTEM
from tests.made_ledgers import Line, load_lines, supplier_named
from tests.people import Group, People, sign_in

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
LIST = (
    "Art.nr;Benämning;Enhet;Avtalspris\n"
    "10-4;Kopieringspapper A4;kartong;189,50\n10-5;Kuvert C5;st;0,375\n10-6;Sudd;st;gratis\n"
)


@pytest.fixture
def contract(group: Group, settings: Settings, tmp_path: Path, people: People) -> Contract:
    settings.SNAPSHOTS, settings.LEDGERS = tmp_path / "snapshots", tmp_path / "ledgers"
    settings.LANGUAGE_CODE = "en"
    day = date(2026, 1, 15)
    load_lines(
        [
            Line(group.education, "Papper AB", 1895, on=day, item="10-4 Papper", quantity=10),
            Line(group.education, "Papper AB", 420, on=day, item="Kopieringspapper A4", quantity=2),
            Line(group.education, "Papper AB", 37.50, on=day, item="10-5", quantity=1),
            Line(group.care, "Papper AB", 500, on=day, item="10-4", quantity=1),
        ]
    )
    new = NewContract(
        reference="K1", title="Kontorsmaterial", authority=group.education.pk,
        first_day=date(2026, 1, 1), last_day=date(2028, 12, 31),
        parties=(NewParty(supplier_named("Papper AB").key),), prices="Fasta priser",
    )  # fmt: skip
    made = register_contract(new, by=SYSTEM, at=AT, on=ON)
    refresh_spend(by=SYSTEM, at=AT)
    refresh_loyalty(by=SYSTEM, at=AT)
    return made


@pytest.fixture
def manager(client: Client, contract: Contract, people: People) -> Client:
    return sign_in(client, people.responsible)


def text(answer: HttpResponse) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", unescape(words).replace("\u00a0", " "))


def uploaded(client: Client, contract: Contract, content: str = LIST) -> HttpResponse:
    given = {
        "supplier": str(supplier_named("Papper AB").key),
        "holds_from": "2026-01-01",
        "list": SimpleUploadedFile("prislista 2026.csv", content.encode()),
    }
    return client.post(reverse("add-price-list", args=[contract.id]), given)  # type: ignore[return-value]


def taken(client: Client, contract: Contract) -> PriceList:
    page = client.get(uploaded(client, contract).headers["Location"])
    found = PriceList.objects.get(state=PriceListState.MAPPING)
    answer = client.post(reverse("take-price-list", args=[found.pk]), page.context["form"].initial)
    assert answer.status_code == 302, text(answer)  # type: ignore[arg-type]
    refresh_loyalty(by=SYSTEM, at=AT)
    return PriceList.objects.get(pk=found.pk)


def test_a_list_is_uploaded_looked_at_and_taken_in(manager: Client, contract: Contract) -> None:
    empty = text(manager.get(reverse("contract-prices", args=[contract.id])))  # type: ignore[arg-type]
    assert "No price list yet" in empty
    assert "Fasta priser" in empty
    found = taken(manager, contract)
    page = text(manager.get(reverse("price-list", args=[found.pk])))  # type: ignore[arg-type]
    assert "Of 3 rows, 2 are prices and 1 are not." in page
    assert "gratis" in page
    assert "189.50 kr per kartong" in page
    assert "0.375 kr per st" in page
    file = manager.get(reverse("price-list-file", args=[found.pk]))
    assert b"".join(file.streaming_content) == LIST.encode()  # type: ignore[attr-defined]
    assert "attachment" in file.headers["Content-Disposition"]


def test_what_was_paid_stands_beside_the_price_and_leads_to_its_lines(
    manager: Client, contract: Contract
) -> None:
    taken(manager, contract)
    page = text(manager.get(reverse("contract-prices", args=[contract.id])))  # type: ignore[arg-type]
    assert "2 prices hold today." in page
    assert "Invoices for 2 315 kr name articles with a price: 41 kr is above" in page
    assert "1 line seems to count in another unit" in page  # a hundred envelopes as one
    price = AgreedPrice.objects.get(article="10-4")
    url = reverse("contract-price-lines", args=[contract.id])
    lines = text(manager.get(f"{url}?price={price.pk}"))  # type: ignore[arg-type]
    assert "Kopieringspapper A4: 189.50 kr per kartong" in lines
    assert " 210 kr " in lines  # paid for each
    assert "41 kr" in lines
    whole = text(manager.get(url))  # type: ignore[arg-type]
    assert "Another unit, it seems" in whole
    assert "500 kr" not in whole  # the care committee's own line
    csv = manager.get(f"{url}?format=csv").content.decode()
    assert len(csv.splitlines()) == 4
    for odd in ("x", "0", "99999999999999999999", "-1"):
        assert manager.get(f"{url}?price={odd}").status_code == 404


def test_loyalty_says_which_contracts_cost_more_than_agreed(
    manager: Client, contract: Contract
) -> None:
    taken(manager, contract)
    page = text(manager.get(reverse("loyalty"), {"all": "1"}))  # type: ignore[arg-type]
    assert "Is the agreed price paid?" in page
    assert re.search(r"Kontorsmaterial : 41 kr", page)


def test_who_buys_finds_the_thing_and_its_price(
    manager: Client, client: Client, contract: Contract, people: People
) -> None:
    taken(manager, contract)
    buyer = sign_in(Client(), people.purchaser)
    found = text(buyer.get(reverse("call-off"), {"q": "kuvert c5"}))  # type: ignore[arg-type]
    assert "Kontorsmaterial" in found
    assert "Kuvert C5: 0.375 kr per st" in found
    assert "Kopieringspapper" not in found
    assert "No contract for that" in text(buyer.get(reverse("call-off"), {"q": "kuvert x9"}))  # type: ignore[arg-type]


def test_one_price_is_written_by_hand(manager: Client, contract: Contract) -> None:
    url = reverse("write-price", args=[contract.id])
    given = {
        "supplier": str(supplier_named("Papper AB").key), "holds_from": "2026-02-01",
        "name": "Konsult", "unit": "timme", "price": "950,50",
    }  # fmt: skip
    for price in ("inget", "0", "-4", "1e5", "99999999999"):
        assert manager.post(url, given | {"price": price}).status_code == 200
    outside = manager.post(url, given | {"holds_from": "2025-01-01"})
    assert "Prices hold from a day within" in text(outside)  # type: ignore[arg-type]
    assert not AgreedPrice.objects.exists()
    assert manager.post(url, given).status_code == 302
    page = text(manager.get(reverse("contract-prices", args=[contract.id])))  # type: ignore[arg-type]
    assert "950.50 kr per timme" in page
    assert "Written by hand" in page


def test_a_list_is_withdrawn_and_the_record_stays(manager: Client, contract: Contract) -> None:
    found = taken(manager, contract)
    assert manager.post(reverse("withdraw-price-list", args=[found.pk])).status_code == 302
    again = manager.post(reverse("withdraw-price-list", args=[found.pk]), follow=True)
    assert "somebody was there before you" in text(again)  # type: ignore[arg-type]
    page = text(manager.get(reverse("price-list", args=[found.pk])))  # type: ignore[arg-type]
    assert "The list is withdrawn" in page
    assert "No price holds today." in text(
        manager.get(reverse("contract-prices", args=[contract.id]))  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "empty"),
        ("Enhet;Moms\nst;25\n", "Say which column is"),
        ("Artikelnummer;Pris\nA;offert\n", "Not one of the 1 rows"),
    ],
)
def test_a_file_without_prices_is_sent_back_with_why(
    content: str, told: str, manager: Client, contract: Contract
) -> None:
    answer = uploaded(manager, contract, content)
    if answer.status_code == 302:
        page = manager.get(answer.headers["Location"])
        found = PriceList.objects.get()
        answer = manager.post(  # type: ignore[assignment]
            reverse("take-price-list", args=[found.pk]), page.context["form"].initial
        )
    assert told in text(answer)
    assert not AgreedPrice.objects.exists()


def test_others_see_no_price_list_and_readers_change_none(
    manager: Client, contract: Contract, people: People
) -> None:
    found = taken(manager, contract)
    stranger = sign_in(Client(), people.of_other_company)
    for name in ("price-list", "price-list-file"):
        assert stranger.get(reverse(name, args=[found.pk])).status_code == 404
    for name in ("contract-prices", "add-price-list", "write-price", "contract-price-lines"):
        assert stranger.get(reverse(name, args=[contract.id])).status_code == 404
    assert stranger.post(reverse("withdraw-price-list", args=[found.pk])).status_code == 404
    reader = sign_in(Client(), people.purchaser)
    shown = reader.get(reverse("contract-prices", args=[contract.id])).content.decode()
    assert "Kuvert C5" in shown
    assert reverse("add-price-list", args=[contract.id]) not in shown
    assert reader.post(reverse("withdraw-price-list", args=[found.pk])).status_code == 403
    found.refresh_from_db()
    assert found.state == PriceListState.AGREED
