"""The made-up group: its authorities, its people and who holds which role."""

import csv
import io
from dataclasses import dataclass

from stdnum import luhn

MUNICIPALITY = "Kornhamns kommun"
_COMMITTEES = (
    ("kommunstyrelsen", "Kommunstyrelsen"),
    ("utbildning", "Utbildningsnämnden"),
    ("aldre", "Äldrenämnden"),
    ("social", "Socialnämnden"),
    ("trafik", "Trafiknämnden"),
    ("miljo", "Miljö- och hälsoskyddsnämnden"),
    ("kultur", "Kulturnämnden"),
)
_COMPANIES = (
    ("stadshus", "Kornhamns Stadshus AB"),
    ("bostader", "Kornhamns Bostäder AB"),
    ("vatten", "Kornhamns Vatten och Avfall AB"),
    ("hamn", "Kornhamns Hamn AB"),
    ("skolfastigheter", "Kornhamns Skolfastigheter AB"),
)
_FIRST, _LAST = "2020-01-01", ""
ANALYST, BOARD, AUDITOR, ADMINISTRATOR = (
    ("Astrid Lind", "astrid.lind"),
    ("Bo Sjögren", "bo.sjogren"),
    ("Cecilia Åkesson", "cecilia.akesson"),
    ("David Öberg", "david.oberg"),
)
_RESPONSIBLE = (
    "Ebba Norén", "Farid Haddad", "Gunilla Ström", "Hanna Ekdahl", "Ivar Berg", "Johanna Alm",
    "Karim Saleh", "Lena Fors", "Maja Wik", "Nils Ahl", "Olga Petrova", "Per Hägg",
)  # fmt: skip
_HEADERS = (
    "kod", "namn", "slag", "organisationsnummer", "andra namn", "roll", "person", "e-post",
    "från", "till",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemoAuthority:
    """One authority of the made-up group."""

    code: str
    name: str
    kind: str  # kommun, nämnd or bolag
    number: str

    @property
    def buyer_name(self) -> str:
        """The name as the statistics spell it: capitals, committees behind the municipality."""
        if self.kind == "nämnd":
            return f"{MUNICIPALITY.upper()}, {self.name.upper()}"
        return self.name.upper()


def organisation_number(serial: int) -> str:
    """Return a valid number in a range no real company has reached."""
    return _with_check_digit(f"5599{serial:05d}")


def authorities(count: int = 12) -> list[DemoAuthority]:
    """Return the municipality and `count` authorities: the named ones first, then numbered ones."""
    number = _with_check_digit("212999001")
    committees = [DemoAuthority(code, name, "nämnd", number) for code, name in _COMMITTEES]
    companies = [
        DemoAuthority(code, name, "bolag", organisation_number(serial))
        for serial, (code, name) in enumerate(_COMPANIES, start=1)
    ]
    extra = [
        DemoAuthority(f"bolag-{n}", f"Kornhamns Bolag {n} AB", "bolag", organisation_number(n))
        for n in range(len(_COMPANIES) + 1, count - len(_COMMITTEES) + 1)
    ]
    group = [DemoAuthority("kommunen", MUNICIPALITY, "kommun", number)]
    return group + (committees + companies + extra)[:count]


def organisation_csv(count: int = 12) -> str:
    """Return the group as `kornhamn organisation import` reads it, with two vacancies."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(_HEADERS)
    for position, authority in enumerate(authorities(count)):
        writer.writerows(_authority_rows(position, authority))
    for (name, address), role in (
        (ANALYST, "group-analyst"),
        (BOARD, "group-board"),
        (AUDITOR, "auditor"),
        (ADMINISTRATOR, "administrator"),
    ):
        writer.writerow(["", "", "", "", "", role, name, _email(address), _FIRST, _LAST])
    return out.getvalue()


def _authority_rows(position: int, authority: DemoAuthority) -> list[list[str]]:
    row = [authority.code, authority.name, authority.kind, authority.number, authority.buyer_name]
    if authority.kind == "kommun" or position >= len(_RESPONSIBLE):
        return [[*row, "", "", "", "", ""]]
    if authority.code == "kultur":  # a vacancy since the summer
        ended = ["purchasing-responsible", "Karim Saleh", _email("karim.saleh"), _FIRST]
        return [[*row, *ended, "2026-07-01"]]
    name = _RESPONSIBLE[position - 1]
    address = _email(name.lower().replace(" ", ".").translate(str.maketrans("åäöé", "aaoe")))
    rows = [[*row, "purchasing-responsible", name, address, _FIRST, _LAST]]
    if position % 3:
        rows.append([*row, "coordinator", name, address, _FIRST, _LAST])
    if authority.code in {"utbildning", "hamn"}:
        purchaser = ("Rut Hjelm", "rut.hjelm") if authority.code == "utbildning" else (
            "Sten Ask", "sten.ask")  # fmt: skip
        rows.append([*row, "purchaser", purchaser[0], _email(purchaser[1]), _FIRST, _LAST])
        rows.append([*row, "contract-manager", name, address, _FIRST, _LAST])
    return rows


def _email(address: str) -> str:
    return f"{address}@kornhamn.example"


def _with_check_digit(nine: str) -> str:
    return nine + luhn.calc_check_digit(nine)
