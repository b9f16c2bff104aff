"""Files of procurement statistics made for tests: a few rows, changed where a test needs it."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from kornhamn.procurement.statistics.columns import MEASURES, columns_of
from kornhamn.procurement.types import FileKind

Row = dict[str, str]

BUYER, REFERENCE = "Organisationsnummer för köpare", "Upphandlings-ID"
VALUE = "Kontrakterat värde, Summa"
TENDERS = "Antal anbud, Summa"
TITLE, PUBLISHED = "Upphandlingens titel", "Publiceringsdatum"
AGREEMENT, CPV, LOT = "Typ av avtal", "Huvudsaklig CPV-kod", "Anbudsområdes-ID"
SUPPLIER, SIZE = "Namn för leverantör", "Företagsstorlek för leverantör"
GREEN = "Miljömässigt hållbar upphandling"

_COMMON: Row = {
    "Namn för köpare": "KORNHAMNS KOMMUN",
    BUYER: "2120009994",
    "Sektor för köpare": "Kommun",
    "Delsektor för köpare": "Kommun",
    TITLE: "Städtjänster i skolor",
    PUBLISHED: "2021-03-01",
    "Upphandlingsslag": "Tjänster",
    CPV: "90910000 Städtjänster",
    "Rättslig grund": "Direktiv 2014/24/EU",
    "Förfarande": "Öppet förfarande",
    "Direktivstyrd": "True",
    AGREEMENT: "Kontrakt",
    "Dynamiskt inköpssystem": "False",
    "Elektronisk auktion": "False",
    "Anbudsområden": "False",
    "Samordnad upphandling": "False",
    GREEN: "",
    "Socialt hållbar upphandling": "true",
    "Innovationsupphandling": "",
    "Reserverad upphandling": "FALSE",
    "Reserverat genomförande": "False",
    "Överprövad": "False",
    "Annonsdatabas": "Mercell Annonsdatabas",
    REFERENCE: "KH1",
}
_OWN: dict[FileKind, Row] = {
    FileKind.PROCUREMENTS: {"Antal upphandlingar, Summa": "1"},
    FileKind.TENDERS: {LOT: "L1", TENDERS: "3"},
    FileKind.WINNERS: {
        LOT: "L1",
        SUPPLIER: "Städ AB",
        "Sektor för leverantör": "Privat",
        SIZE: "Små företag",
        "Juridisk form för leverantör": "Övriga aktiebolag",
        "SNI-Detaljgrupp för leverantör": "81210 Lokalvårdare",
        "Antal kontrakterade anbud*, Summa": "1",
    },
    FileKind.VALUES: {VALUE: "1500000"},
}


def row(kind: FileKind, changes: Mapping[str, str] | None = None) -> Row:
    """Return a good row of a kind of file, with some cells changed."""
    return {**_COMMON, **_OWN[kind], **(changes or {})}


def header(kind: FileKind) -> list[str]:
    """Return the column names of a kind of file, with some that nobody asks for."""
    return ["År", *(column.header for column in columns_of(kind)), "CPV-Huvudgrupp"]


def write_csv(
    path: Path,
    rows: Sequence[Row],
    *,
    columns: Sequence[str] | None = None,
    delimiter: str = ";",
    encoding: str = "utf-8-sig",
    line_end: str = "\n",
) -> Path:
    """Write rows as a CSV file; the columns are those of the first row's kind."""
    names = columns or header(_kind(rows[0]))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator=line_end)
        writer.writerow(names)
        writer.writerows([one.get(name, "") for name in names] for one in rows)
    return path


def write_xlsx(path: Path, rows: Sequence[Row], *, above: int = 0, sheet_before: str = "") -> Path:
    """Write rows as a workbook, with empty rows above or another sheet first."""
    names = header(_kind(rows[0]))
    with xlsxwriter.Workbook(path) as book:
        if sheet_before:
            book.add_worksheet(sheet_before).write_row(0, 0, ["Om statistiken"])
        sheet = book.add_worksheet("Blad")
        sheet.write_row(above, 0, names)
        for number, one in enumerate(rows, start=above + 1):
            sheet.write_row(number, 0, [one.get(name) or None for name in names])
    return path


def four_files(folder: Path) -> list[Path]:
    """Write one procurement's four files as CSV."""
    return [write_csv(folder / f"{kind}.csv", [row(kind)]) for kind in FileKind]


def _kind(one: Row) -> FileKind:
    return next(kind for kind, measure in MEASURES.items() if measure.header in one)
