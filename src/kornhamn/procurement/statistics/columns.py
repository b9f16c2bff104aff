"""The declared table: each column of the four files, the field it fills, how it is read.

The same table gives a fact its provenance: the column it was read from.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from kornhamn.procurement.statistics.readings import (
    Reader,
    Value,
    buyer_number,
    count,
    cpv,
    day,
    kronor,
    word_of,
    yes_or_no,
)
from kornhamn.procurement.types import FileKind, Kind, LegalBasis, Procedure, SupplierSize

MASKED_NAME = "Personuppgift"  # how the publisher masks the name of a natural person
KRONOR = pl.Decimal(17, 2)


class Need(StrEnum):
    """What a row needs of a column to be taken in."""

    NOTHING = "nothing"  # a bad value is left out
    NOT_BAD = "not-bad"  # blank is unknown, bad rejects the row
    VALUE = "value"  # blank or bad rejects the row


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file. Without a reader it is text of at most `longest` characters."""

    header: str
    field: str
    reader: Reader | None = None
    dtype: pl.DataType = dataclasses.field(default_factory=pl.String)
    longest: int = 0
    need: Need = Need.NOTHING
    may_be_absent: bool = False
    words: Mapping[str, Value] = dataclasses.field(default_factory=dict)

    def as_written(self) -> dict[str, str]:
        """Return the file's word for each value, as the database writes the value in text."""
        if self.dtype == pl.Boolean and not self.words:
            return {"true": "True", "false": "False"}
        return {str(value).lower(): word for word, value in self.words.items()}


def _text(header: str, name: str, longest: int, need: Need = Need.NOTHING) -> Column:
    return Column(header, name, longest=longest, need=need)


def _flag(header: str, name: str) -> Column:
    return Column(header, name, yes_or_no, pl.Boolean())


def _words(header: str, name: str, words: Mapping[str, Value]) -> Column:
    dtype = pl.Boolean() if True in words.values() else pl.String()
    return Column(header, name, word_of(words), dtype, words=words)


KEYS = (
    Column(
        "Organisationsnummer för köpare", "buyer_number", buyer_number, longest=20, need=Need.VALUE
    ),
    _text("Upphandlings-ID", "reference", 60, Need.VALUE),
)

STATED = (
    _text("Namn för köpare", "buyer_name", 250),
    _text("Sektor för köpare", "buyer_sector", 60),
    _text("Delsektor för köpare", "buyer_subsector", 60),
    _text("Upphandlingens titel", "title", 5000),
    Column("Publiceringsdatum", "published_on", day, pl.Date()),
    _words(
        "Upphandlingsslag",
        "kind",
        {"Varor": Kind.GOODS, "Tjänster": Kind.SERVICES, "Byggentreprenader": Kind.WORKS},
    ),
    Column("Huvudsaklig CPV-kod", "cpv", cpv),
    _words(
        "Rättslig grund",
        "legal_basis",
        {
            "Direktiv 2014/24/EU": LegalBasis.CLASSIC,
            "Direktiv 2014/25/EU": LegalBasis.UTILITIES,
            "Direktiv 2014/23/EU": LegalBasis.CONCESSIONS,
            "Direktiv 2009/81/EG": LegalBasis.DEFENCE,
        },
    ),
    _words(
        "Förfarande",
        "procedure",
        {
            "Öppet förfarande": Procedure.OPEN,
            "Förenklat förfarande": Procedure.SIMPLIFIED,
            "Urvalsförfarande": Procedure.SELECTIVE,  # LOU ch. 19, below the threshold
            "Selektivt förfarande": Procedure.RESTRICTED,  # LOU ch. 6, above it
            "Förhandlat förfarande med föregående annonsering": Procedure.NEGOTIATED_WITH_NOTICE,
            "Konkurrenspräglad dialog": Procedure.COMPETITIVE_DIALOGUE,
            "Annat förfarande": Procedure.OTHER,
        },
    ),
    _flag("Direktivstyrd", "above_eu_threshold"),
    _words("Typ av avtal", "is_framework_agreement", {"Ramavtal": True, "Kontrakt": False}),
    _flag("Dynamiskt inköpssystem", "is_dynamic_purchasing_system"),
    _flag("Elektronisk auktion", "is_electronic_auction"),
    _flag("Anbudsområden", "divided_into_lots"),
    _flag("Samordnad upphandling", "joint_procurement"),
    _flag("Miljömässigt hållbar upphandling", "environmental_requirements"),
    _flag("Socialt hållbar upphandling", "social_requirements"),
    _flag("Innovationsupphandling", "innovation_procurement"),
    _flag("Reserverad upphandling", "reserved_procurement"),
    _flag("Reserverat genomförande", "reserved_performance"),
    _flag("Överprövad", "review_applied_for"),
    _text("Annonsdatabas", "notice_database", 60),
)

_LOT = _text("Anbudsområdes-ID", "lot", 120, Need.VALUE)
TENDERS = Column("Antal anbud, Summa", "tenders", count, pl.Int64(), need=Need.NOT_BAD)
CONTRACTS = Column(
    "Antal kontrakterade anbud*, Summa", "contracts", count, pl.Int64(), need=Need.NOT_BAD
)
CONTRACTED_VALUE = Column(
    "Kontrakterat värde, Summa", "contracted_value", kronor, KRONOR, need=Need.NOT_BAD
)
SUPPLIER = (
    _text("Namn för leverantör", "supplier_name", 250, Need.VALUE),
    _text("Sektor för leverantör", "supplier_sector", 60),
    _words(
        "Företagsstorlek för leverantör",
        "supplier_size",
        {
            "Mikroföretag": SupplierSize.MICRO,
            "Små företag": SupplierSize.SMALL,
            "Medelstora företag": SupplierSize.MEDIUM,
            "Stora företag": SupplierSize.LARGE,
        },
    ),
    _text("Juridisk form för leverantör", "supplier_legal_form", 120),
    # the finest level: the labels of the main groups are wrong in places
    Column("SNI-Detaljgrupp för leverantör", "supplier_industry", longest=200, may_be_absent=True),
)

# which kind a file is, by the one column of figures that only that kind has
MEASURES: dict[FileKind, Column] = {
    FileKind.PROCUREMENTS: Column(
        "Antal upphandlingar, Summa", "procurements", count, pl.Int64(), need=Need.NOT_BAD
    ),
    FileKind.TENDERS: TENDERS,
    FileKind.WINNERS: CONTRACTS,
    FileKind.VALUES: CONTRACTED_VALUE,
}
_OWN: dict[FileKind, tuple[Column, ...]] = {
    FileKind.PROCUREMENTS: (),
    FileKind.TENDERS: (_LOT,),
    FileKind.WINNERS: (_LOT, *SUPPLIER),
    FileKind.VALUES: (),
}
KEY_FIELDS = tuple(column.field for column in KEYS)
STATED_FIELDS = (*(column.field for column in STATED), CONTRACTED_VALUE.field)
SUPPLIER_FIELDS = tuple(column.field for column in SUPPLIER)
BY_FIELD: dict[str, Column] = {
    column.field: column for column in (*KEYS, *STATED, _LOT, *SUPPLIER, *MEASURES.values())
}


def columns_of(kind: FileKind) -> tuple[Column, ...]:
    """Return the columns that are read of a kind of file, its figure last."""
    return (*KEYS, *STATED, *_OWN[kind], MEASURES[kind])


def plain(header: str) -> str:
    """Return a header as it is compared: without case, asterisks and double spaces."""
    return " ".join(header.replace("*", "").split()).casefold()
