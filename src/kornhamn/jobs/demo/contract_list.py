"""A made-up contract list in somebody else's columns, with the truth beside each row.

    rows = contract_list(5_000, buyers=…, sellers=…)

What lists are like: dates in many shapes, options in words, ceilings in millions, lots of one
contract on rows of their own, the same row twice, and rows that no one could take for a contract.
"""

import csv
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

HEADER = (
    "Lnr", "Dnr", "Avtalets namn", "Nämnd/bolag", "Motpart", "Orgnr", "Delområde", "Rang",
    "Gäller fr.o.m.", "Gäller t.o.m.", "Förlängning", "Uppsägningstid", "Takvolym", "CPV",
    "Avtalstyp", "Avropsberättigade", "Avtalsansvarig", "Prisjustering", "Kommentar",
)  # fmt: skip
_SHAPES = ("%Y-%m-%d", "%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%Y-%m-%d 00:00:00")
_MONTHS = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
_TRUE_OPTIONS = ("1+1 år", "2 x 12 mån", "12 månader", "Option 1 år", "Nej", "", "-")
_DOUBTFUL_OPTIONS = ("max 2 år", "enligt avtal", "ja")
_KINDS = ("Ramavtal", "Ramavtal, rangordnat", "Kontrakt", "Direktavtal", "")
_DAY = timedelta(days=1)
_UNKNOWN_MANAGER = 17
_FOR_EVERYBODY = 0.75  # share of the contracts under which all may buy


@dataclass(frozen=True, slots=True)
class Seller:
    """A supplier as the list writes it, and the CPV code of what it sells."""

    name: str
    number: str
    cpv: str
    what: str = "Avtal"  # what is bought from it


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row's cells, and what an import must make of it."""

    cells: tuple[str, ...]
    outcome: str  # loaded, joined or refused
    code: str = ""  # why it is refused
    contract: str = ""  # what tells the contract: owner and reference


@dataclass(slots=True)
class _Hand:
    """Whoever keeps the list: one row after the other, from one seed."""

    chance: random.Random
    buyers: Sequence[str]
    sellers: Sequence[Seller]
    first_year: int
    number: int = 0
    made: list[ListRow] = field(default_factory=list)


def contract_list(
    rows: int,
    *,
    buyers: Sequence[str],
    sellers: Sequence[Seller],
    first_year: int = 2021,
    traps: bool = True,
    seed: int = 2026,
) -> list[ListRow]:
    """Return that many rows; without traps every one can be a contract."""
    hand = _Hand(random.Random(seed), buyers, sellers, first_year)  # noqa: S311 - made-up data
    while len(hand.made) < rows:
        hand.number += 1
        hand.made.extend(_contract(hand))
        if traps and hand.number % 11 == 0:
            hand.made.append(_trap(hand))
    return hand.made[:rows]


def write_list(rows: Iterable[ListRow], path: Path) -> None:
    """Write a list as a municipality exports it: semicolons, Windows' letters, a title above."""
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(["Avtalsförteckning, uttag ur avtalsdatabasen"])
        writer.writerow(HEADER)
        writer.writerows(row.cells for row in rows)


def _contract(hand: _Hand) -> Iterator[ListRow]:
    """Yield the rows of one contract: one, or one a lot and party."""
    chance, number = hand.chance, hand.number
    buyer, seller = chance.choice(hand.buyers), hand.sellers[number % len(hand.sellers)]
    start = date(hand.first_year + chance.randrange(5), chance.randrange(1, 13), 1)
    years = chance.choice((2, 3, 4))
    end = date(start.year + years, start.month, 1) - _DAY
    reference = f"{buyer[:3].upper()} {start.year}/{number:04d}"
    parties = chance.choice((1, 1, 1, 2, 3)) if number % 4 == 0 else 1
    is_framework = parties > 1
    for place in range(parties):
        party = hand.sellers[(number + place) % len(hand.sellers)]
        cells = {
            "Lnr": str(number),
            "Dnr": reference,
            "Avtalets namn": f"{seller.what}, {seller.name}"[:120],
            "Nämnd/bolag": buyer,
            "Motpart": party.name,
            "Orgnr": _number(party.number, chance),
            "Delområde": "" if parties == 1 else f"Område {place // 2 + 1}",
            "Rang": str(place % 2 + 1) if is_framework else "",
            "Gäller fr.o.m.": _written(start, chance),
            "Gäller t.o.m.": _end(end, number, chance),
            "Förlängning": _option(number, chance),
            "Uppsägningstid": chance.choice(("3 mån", "6 månader", "", "")),
            "Takvolym": _ceiling(chance),
            "CPV": seller.cpv,
            "Avtalstyp": "Ramavtal" if is_framework else chance.choice(_KINDS),
            "Avropsberättigade": "Samtliga" if chance.random() < _FOR_EVERYBODY else "",
            "Avtalsansvarig": "Sven Okänd" if number % _UNKNOWN_MANAGER == 0 else "",
            "Prisjustering": chance.choice(("KPI, oktober", "")),
            "Kommentar": "",
        }
        yield ListRow(
            tuple(cells[name] for name in HEADER),
            "joined" if place else "loaded",
            contract=f"{buyer}\n{reference}",
        )


def _end(end: date, number: int, chance: random.Random) -> str:
    if number % 23 == 0:
        return chance.choice(("tillsvidare", "Tills vidare", "t.v.", "9999-12-31"))
    return _written(end, chance)


def _written(day: date, chance: random.Random) -> str:
    if chance.random() < 0.05:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return day.strftime(chance.choice(_SHAPES))


def _option(number: int, chance: random.Random) -> str:
    return chance.choice(_DOUBTFUL_OPTIONS if number % 13 == 0 else _TRUE_OPTIONS)


def _ceiling(chance: random.Random) -> str:
    kronor = chance.randrange(1, 400) * 50_000
    written = (
        f"{kronor:,}".replace(",", " "),
        f"{kronor / 1_000_000:.2f}".replace(".", ",") + " Mkr",
        f"{kronor // 1000} tkr",
        f"{kronor} kr",
        "",
        "ej fastställt",
    )
    return chance.choice(written)


def _number(number: str, chance: random.Random) -> str:
    if len(number) != 10 or chance.random() < 0.1:
        return number if len(number) == 10 else ""
    return chance.choice((number, f"{number[:6]}-{number[6:]}", f"16{number}"))


def _trap(hand: _Hand) -> ListRow:
    """Return a row that no import can take for a new contract, or that is there already."""
    before = next(row for row in reversed(hand.made) if row.outcome == "loaded")
    cells = dict(zip(HEADER, before.cells, strict=True))
    kind = hand.number // 11 % 7
    if kind == 0:
        return ListRow(before.cells, "joined", contract=before.contract)  # the same row again
    changes, code = (
        ({"Motpart": "", "Orgnr": ""}, "row.no-supplier"),
        ({"Gäller fr.o.m.": "våren"}, "value.not-a-date"),
        ({"Gäller t.o.m.": "enligt överenskommelse"}, "value.not-a-date"),
        ({"Gäller fr.o.m.": "2026-02-30"}, "value.not-a-date"),
        ({"Gäller t.o.m.": "2001-01-01"}, "period.ends-before-it-starts"),
        ({"Nämnd/bolag": "Trafiknämnden i Annanstad"}, "authority.unknown"),
    )[kind - 1]
    trapped = {**cells, **changes, "Dnr": f"X {hand.number}"}
    return ListRow(tuple(trapped[name] for name in HEADER), "refused", code)
