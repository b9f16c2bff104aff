"""publiccode.yml keeps the rules of the standard (version 0.5.0, yml.publiccode.tools)."""

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from kornhamn.config.settings import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
MANDATORY = {
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
}
OPTIONAL = {
    "applicationSuite",
    "landingURL",
    "isBasedOn",
    "softwareVersion",
    "releaseDate",
    "logo",
    "categories",
    "usedBy",
    "fundedBy",
    "roadmap",
    "organisation",
    "intendedAudience",
    "dependsOn",
}
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {
    "standalone/mobile",
    "standalone/iot",
    "standalone/desktop",
    "standalone/web",
    "standalone/backend",
    "standalone/other",
    "addon",
    "library",
    "configurationFiles",
}
MAINTENANCE = {"internal", "contract", "community", "none"}
# of the standard's lists of categories and scopes, those that a purchasing suite could claim
CATEGORIES = {
    "procurement",
    "compliance-management",
    "regulations-and-directives",
    "data-analytics",
    "data-visualization",
    "business-intelligence",
    "business-process-management",
    "financial-reporting",
    "workflow-management",
}
SCOPES = {
    "local-authorities",
    "government",
    "finance-and-economic-development",
    "infrastructures",
    "society",
    "welfare",
}
LANGUAGE_TAG = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
Document = dict[str, Any]


def faults(document: Document) -> Iterator[str]:
    """Yield every breach of the standard's rules, by the key where it stands."""
    yield from (f"{key} is missing" for key in MANDATORY - document.keys())
    yield from (f"{key} is no key" for key in document.keys() - MANDATORY - OPTIONAL)
    address = urlsplit(str(document.get("url", "")))
    if address.scheme not in {"https", "http"} or not address.hostname:
        yield "url is no address of a repository"
    if document.get("developmentStatus") not in STATUSES:
        yield "developmentStatus is no status"
    if document.get("softwareType") not in TYPES:
        yield "softwareType is no type"
    if not document.get("platforms"):
        yield "platforms is empty"
    yield from (f"categories: {name}" for name in set(document["categories"]) - CATEGORIES)
    audience = document["intendedAudience"]
    yield from (f"scope: {name}" for name in set(audience["scope"]) - SCOPES)
    countries = audience["countries"]
    yield from (f"countries: {code}" for code in countries if not re.match("^[A-Z]{2}$", code))
    logo = Path(document["logo"])
    if logo.suffix not in {".svg", ".svgz", ".png"} or not (ROOT / logo).is_file():
        yield "logo is no picture of this repository"
    yield from _described(document.get("description", {}))
    yield from _maintained(document.get("maintenance", {}))
    yield from _localised(document.get("localisation", {}))


def _described(description: Document) -> Iterator[str]:
    if not description:
        yield "description is in no language"
    for language, texts in description.items():
        if not LANGUAGE_TAG.match(language):
            yield f"description/{language} is no language tag"
        short, long = texts.get("shortDescription", ""), texts.get("longDescription", "")
        if not 0 < len(short) <= 150 or "\n" in short.strip():
            yield f"description/{language}/shortDescription is not one line of 150 characters"
        if not 150 <= len(long) <= 10_000:
            yield f"description/{language}/longDescription is not of 150 to 10 000 characters"
        if not texts.get("features"):
            yield f"description/{language}/features is empty"


def _maintained(maintenance: Document) -> Iterator[str]:
    kind = maintenance.get("type")
    if kind not in MAINTENANCE:
        yield "maintenance/type is no type"
    if kind in {"internal", "community"} and not maintenance.get("contacts"):
        yield "maintenance/contacts is missing"
    if (kind == "contract") is not ("contractors" in maintenance):
        yield "maintenance/contractors belongs to a contract, and only there"


def _localised(localisation: Document) -> Iterator[str]:
    if not isinstance(localisation.get("localisationReady"), bool):
        yield "localisation/localisationReady is not true or false"
    languages = localisation.get("availableLanguages") or [""]
    yield from (f"language {tag}" for tag in languages if not LANGUAGE_TAG.match(tag))


@pytest.fixture(scope="module")
def document() -> Document:
    return dict(yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("url",), "kornhamn", "url is no address of a repository"),
        (("developmentStatus",), "almost done", "developmentStatus is no status"),
        (("softwareType",), "website", "softwareType is no type"),
        (("categories",), ["magic"], "categories: magic"),
        (("logo",), "missing.svg", "logo is no picture of this repository"),
        (("intendedAudience", "countries"), ["sweden"], "countries: sweden"),
        (
            ("description", "sv", "shortDescription"),
            "x" * 151,
            "description/sv/shortDescription is not one line of 150 characters",
        ),
        (("maintenance", "type"), "community", "maintenance/contacts is missing"),
        (("localisation", "availableLanguages"), ["Swedish!"], "language Swedish!"),
        (("unheardOf",), 1, "unheardOf is no key"),
    ],
)
def test_a_breach_of_the_standard_is_named(
    document: Document, path: tuple[str, ...], value: object, fault: str
) -> None:
    broken = deepcopy(document)
    place = broken
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert list(faults(broken)) == [fault]


def test_the_file_keeps_the_standard(document: Document) -> None:
    assert list(faults(document)) == []


def test_it_states_the_version_and_licence_of_the_package(document: Document) -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{document["softwareVersion"]}"' in project
    assert f'license = "{document["legal"]["license"]}"' in project


def test_it_states_the_languages_of_the_screens(document: Document) -> None:
    assert document["localisation"]["availableLanguages"] == [code for code, _ in LANGUAGES]


def test_the_licence_is_there_in_full() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert [f"\n{number}.{title}" in licence for number, title in _ARTICLES.items()] == [True] * 15
    assert "Compatible Licences" in licence


_ARTICLES = {
    1: "Definitions",
    2: "Scope of the rights granted by the Licence",
    3: "Communication of the Source Code",
    4: "Limitations on copyright",
    5: "Obligations of the Licensee",
    6: "Chain of Authorship",
    7: "Disclaimer of Warranty",
    8: "Disclaimer of Liability",
    9: "Additional agreements",
    10: "Acceptance of the Licence",
    11: "Information to the public",
    12: "Termination of the Licence",
    13: "Miscellaneous",
    14: "Jurisdiction",
    15: "Applicable Law",
}
