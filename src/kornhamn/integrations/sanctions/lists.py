"""Sanctions lists as they are published: the EU's, the UN's and OFAC's own XML.

Sources: the EU's consolidated financial sanctions list (FSF, version 1.1, namespace
http://eu.europa.ec/fpi/fsd/export); the UN Security Council consolidated list; OFAC's SDN and
consolidated lists (sdnList). XML is hostile until proven otherwise: no entities, no document type,
no network, a limit to its size.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lxml import etree

from kornhamn.kernel.errors import N_, DomainError

MOST_BYTES = 512 * 1024**2


class ListName(StrEnum):
    """Whose list a party stands on."""

    EU = "eu"
    UN = "un"
    OFAC = "ofac"


@dataclass(frozen=True, slots=True)
class ListedParty:
    """A party on a list: its reference there and every name it goes by."""

    list_name: ListName
    reference: str
    names: tuple[str, ...]
    is_person: bool
    programme: str = ""


@dataclass(frozen=True, slots=True)
class SanctionsList:
    """One published list. `version` is the day it was made, as it says itself."""

    name: ListName
    version: str
    sha256: str
    parties: tuple[ListedParty, ...]


class SanctionsListRefused(DomainError):  # noqa: N818 - named for what happened
    """A file that is none of the lists."""

    code = "sanctions.file-refused"
    message = N_(
        "%(name)s is no sanctions list that can be read: %(problem)s Give the XML file that the "
        "EU, the UN or OFAC publishes, whole and unchanged."
    )


def read_list(path: Path) -> SanctionsList:
    """Return the list in a file, whichever of the three it is. Raises SanctionsListRefused."""
    if path.stat().st_size > MOST_BYTES:
        raise SanctionsListRefused(name=path.name, problem="it is far too large.")
    try:
        root = etree.parse(path, _parser()).getroot()
    except etree.XMLSyntaxError as error:
        problem = f"line {error.lineno or 1}: {error.msg}."
        raise SanctionsListRefused(name=path.name, problem=problem) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise SanctionsListRefused(name=path.name, problem="it declares a document type.")
    reader = _READERS.get(etree.QName(root).localname)
    if reader is None:
        problem = f"its first element is “{etree.QName(root).localname}”."
        raise SanctionsListRefused(name=path.name, problem=problem)
    name, version, parties = reader(root)
    found = tuple(party for party in parties if party.names)
    if not found:
        raise SanctionsListRefused(name=path.name, problem="nobody is on it.")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return SanctionsList(name, version, digest, found)


Read = tuple[ListName, str, Iterator[ListedParty]]


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )


def _eu(root: etree._Element) -> Read:
    def parties() -> Iterator[ListedParty]:
        for entity in root.iterfind("{*}sanctionEntity"):
            subject = entity.find("{*}subjectType")
            regulation = entity.find("{*}regulation")
            yield ListedParty(
                ListName.EU,
                entity.get("euReferenceNumber") or entity.get("logicalId") or "",
                _distinct(alias.get("wholeName", "") for alias in entity.iterfind("{*}nameAlias")),
                is_person=subject is not None and subject.get("code") == "person",
                programme="" if regulation is None else regulation.get("programme", ""),
            )

    return ListName.EU, root.get("generationDate", "")[:10], parties()


def _un(root: etree._Element) -> Read:
    def names(party: etree._Element, kind: str) -> Iterator[str]:
        parts = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
        yield " ".join(part for part in (_text(party, name) for name in parts) if part)
        for alias in party.iterfind(f"{kind}_ALIAS"):
            yield _text(alias, "ALIAS_NAME")

    def parties() -> Iterator[ListedParty]:
        for kind in ("INDIVIDUAL", "ENTITY"):
            for party in root.iter(kind):
                yield ListedParty(
                    ListName.UN,
                    _text(party, "REFERENCE_NUMBER") or _text(party, "DATAID"),
                    _distinct(names(party, kind)),
                    is_person=kind == "INDIVIDUAL",
                    programme=_text(party, "UN_LIST_TYPE"),
                )

    return ListName.UN, root.get("dateGenerated", "")[:10], parties()


def _ofac(root: etree._Element) -> Read:
    def names(entry: etree._Element) -> Iterator[str]:
        for one in (entry, *entry.iterfind("{*}akaList/{*}aka")):
            yield f"{_text(one, '{*}firstName')} {_text(one, '{*}lastName')}".strip()

    def parties() -> Iterator[ListedParty]:
        for entry in root.iterfind("{*}sdnEntry"):
            yield ListedParty(
                ListName.OFAC,
                _text(entry, "{*}uid"),
                _distinct(names(entry)),
                is_person=_text(entry, "{*}sdnType") == "Individual",
                programme=_text(entry, "{*}programList/{*}program"),
            )

    month, day, year = ([*_text(root, "{*}publshInformation/{*}Publish_Date").split("/"), "", ""])[
        :3
    ]
    return ListName.OFAC, f"{year}-{month}-{day}".strip("-"), parties()


_READERS: dict[str, Callable[[etree._Element], Read]] = {
    "export": _eu,
    "CONSOLIDATED_LIST": _un,
    "sdnList": _ofac,
}


def _text(element: etree._Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _distinct(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
