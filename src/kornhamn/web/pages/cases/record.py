"""The record of a procurement as terms and values, lots as lines, files as lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.procurement.queries.case_file import CaseFile, FileRecord, LotRecord
from kornhamn.rulebook.facts import FACTS
from kornhamn.web import formats
from kornhamn.web.cpv_names import cpv_name
from kornhamn.web.pages.answers.values import said, sentence

SIZES: Mapping[str, Promise] = {
    "micro": gettext_lazy("micro company"),
    "small": gettext_lazy("small company"),
    "medium": gettext_lazy("medium-sized company"),
    "large": gettext_lazy("large company"),
}
FILE_NAMES: Mapping[str, Promise] = {
    "procurements": gettext_lazy("Procurements with notice"),
    "tenders": gettext_lazy("Tenders"),
    "winners": gettext_lazy("Contracted tenders"),
    "values": gettext_lazy("Contracted value"),
}
_ORE_IN_A_KRONA = 100


@dataclass(frozen=True, slots=True)
class Winner:
    """A supplier that won in a lot."""

    name: str
    size: str
    supplier_id: UUID | None


@dataclass(frozen=True, slots=True)
class LotLine:
    """One lot with its tenders and winners."""

    reference: str
    tenders: int | None
    winners: tuple[Winner, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One file that speaks of the procurement."""

    kind: Promise | str
    file: str
    rows: str


@dataclass(frozen=True, slots=True)
class Record:
    """The header of the page, and what stands at its foot."""

    buyer: str
    ore: int | None
    facts: list[tuple[str, str]]
    lots: list[LotLine]
    sources: list[SourceLine]


def record_of(case: CaseFile) -> Record:
    """Return the record as the page shows it."""
    own = case.procurement
    value = own.contracted_value
    return Record(
        buyer=own.authority.name if own.authority else own.buyer_name,
        ore=None if value is None else int(value * _ORE_IN_A_KRONA),
        facts=[(term, text) for term, text in _facts(case) if text],
        lots=[_lot_line(lot) for lot in case.lots],
        sources=[_source_line(file) for file in case.files],
    )


def _facts(case: CaseFile) -> list[tuple[str, str]]:
    own = case.procurement
    number = own.authority.organisation_number if own.authority else own.buyer_number
    return [
        (_("Organisation number"), f"{number[:6]}-{number[6:]}"),
        (_("Reference"), own.reference),
        (_("Published"), formats.iso_date(own.published_on) if own.published_on else ""),
        (_("Category"), f"{cpv_name(own.cpv)} ({own.cpv})" if own.cpv else ""),
        (_("What is bought"), _choice("kind", own.kind)),
        (_("Procedure"), _choice("procedure", own.procedure)),
        (_("Legal basis"), _choice("legal_basis", own.legal_basis)),
        (_("Notice database"), own.notice_database),
    ]


def _choice(fact: str, code: str | None) -> str:
    return sentence(said(FACTS[fact].choices[code])) if code else ""


def _lot_line(lot: LotRecord) -> LotLine:
    winners = tuple(
        Winner(
            won.supplier or _("a natural person"),
            str(SIZES.get(won.size or "", "")),
            won.supplier_id,
        )
        for won in lot.winners
    )
    return LotLine(lot.reference, lot.tenders, winners)


def _source_line(file: FileRecord) -> SourceLine:
    rows = ", ".join(str(row) for row in file.rows)
    return SourceLine(FILE_NAMES.get(file.kind, file.kind), file.name, rows)
