"""Sanctions lists in the forms they are published, hostile XML, and likeness as a question."""

from pathlib import Path

import polars as pl
import pytest

from kornhamn.integrations.sanctions.lists import ListName, SanctionsListRefused, read_list
from kornhamn.integrations.sanctions.screening import plain, screen
from kornhamn.suppliers.types import CheckOutcome

EU = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05T16:47:04.449+02:00">
 <sanctionEntity designationDetails="" euReferenceNumber="EU.1.10" logicalId="13">
  <regulation regulationType="regulation" programme="TST" logicalId="1"/>
  <subjectType code="enterprise" classificationCode="E"/>
  <nameAlias wholeName="Morning Star Shipping Company" strong="true" logicalId="17"/>
  <nameAlias wholeName="Morgonstjärnan Rederi" strong="false" logicalId="18"/>
 </sanctionEntity>
 <sanctionEntity euReferenceNumber="EU.1.11" logicalId="14">
  <subjectType code="person" classificationCode="P"/>
  <nameAlias wholeName="Ture Testsson" logicalId="19"/>
 </sanctionEntity>
</export>"""
UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-09-03T23:00:00.818Z"><INDIVIDUALS><INDIVIDUAL>
 <DATAID>1</DATAID><FIRST_NAME>TURE</FIRST_NAME><SECOND_NAME>TESTSSON</SECOND_NAME>
 <UN_LIST_TYPE>TST</UN_LIST_TYPE><REFERENCE_NUMBER>TSi.001</REFERENCE_NUMBER>
 <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>T. Testsson</ALIAS_NAME></INDIVIDUAL_ALIAS>
</INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY><DATAID>2</DATAID>
 <FIRST_NAME>FABRICATED GOODS</FIRST_NAME>
 <REFERENCE_NUMBER>TSe.002</REFERENCE_NUMBER>
 <ENTITY_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME/></ENTITY_ALIAS></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>"""
OFAC = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML">
 <publshInformation><Publish_Date>08/07/2026</Publish_Date><Record_Count>1</Record_Count></publshInformation>
 <sdnEntry><uid>100</uid><lastName>ACME LOGISTICS</lastName><sdnType>Entity</sdnType>
  <programList><program>TEST-1</program></programList>
  <akaList><aka><type>a.k.a.</type><lastName>ACME SHIPPING</lastName></aka></akaList></sdnEntry>
</sdnList>"""
BOMB = """<?xml version="1.0"?>
<!DOCTYPE export [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>
<export xmlns="http://eu.europa.ec/fpi/fsd/export"><sanctionEntity euReferenceNumber="1">
<nameAlias wholeName="X"/></sanctionEntity></export>"""


def kept(folder: Path, text: str, name: str = "list.xml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1"),
        ("<export", "line 1"),
        ("<rss><item/></rss>", "first element is “rss”"),
        ('<export xmlns="http://eu.europa.ec/fpi/fsd/export"/>', "nobody is on it"),
        (BOMB, "document type"),
    ],
)
def test_anything_but_a_list_is_refused_and_says_why(
    tmp_path: Path, text: str, problem: str
) -> None:
    with pytest.raises(SanctionsListRefused, match=problem):
        read_list(kept(tmp_path, text))


def test_the_three_lists_are_recognised_by_what_they_are(tmp_path: Path) -> None:
    eu, un, ofac = (read_list(kept(tmp_path, text)) for text in (EU, UN, OFAC))
    assert [each.name for each in (eu, un, ofac)] == [ListName.EU, ListName.UN, ListName.OFAC]
    assert [each.version for each in (eu, un, ofac)] == ["2026-08-05", "2026-09-03", "2026-08-07"]
    assert eu.parties[0].names == ("Morning Star Shipping Company", "Morgonstjärnan Rederi")
    assert [party.is_person for party in (*eu.parties, *un.parties)] == [False, True, True, False]
    assert un.parties[0].names == ("TURE TESTSSON", "T. Testsson")
    assert ofac.parties[0].names == ("ACME LOGISTICS", "ACME SHIPPING")
    assert (ofac.parties[0].reference, ofac.parties[0].programme) == ("100", "TEST-1")


def test_a_name_is_plain_without_case_accents_and_legal_form() -> None:
    assert plain("Företaget, AB (publ.)") == "foretaget publ"


def screened(tmp_path: Path, *names: tuple[int, str, str]) -> dict[int, CheckOutcome]:
    frame = pl.DataFrame(names, schema=["key", "kind", "name"], orient="row")
    lists = [read_list(kept(tmp_path, text)) for text in (EU, UN, OFAC)]
    return {each.supplier: each.outcome for each in screen(frame, lists)}


def test_a_name_like_a_listed_one_is_a_question(tmp_path: Path) -> None:
    found = screened(
        tmp_path,
        (1, "legal-person", "Shipping Company Morning Star AB"),
        (2, "legal-person", "MORNING STAR SHIPING COMPANY"),
        (3, "legal-person", "Morning Coffee Company AB"),
        (4, "legal-person", ""),
    )
    assert found == {
        1: CheckOutcome.REMARK,
        2: CheckOutcome.REMARK,
        3: CheckOutcome.CLEAR,
        4: CheckOutcome.CLEAR,
    }


def test_persons_are_looked_for_among_sole_traders_and_not_among_companies(tmp_path: Path) -> None:
    found = screened(
        tmp_path, (1, "legal-person", "Ture Testsson AB"), (2, "sole-trader", "Testsson, Ture")
    )
    assert found == {1: CheckOutcome.CLEAR, 2: CheckOutcome.REMARK}


def test_a_supplier_with_many_spellings_has_one_answer_with_references(tmp_path: Path) -> None:
    rows = [(7, "foreign", "ACME Logistics"), (7, "foreign", "Acme Shipping Ltd")]
    frame = pl.DataFrame(rows, schema=["key", "kind", "name"], orient="row")
    (answer,) = screen(frame, [read_list(kept(tmp_path, OFAC))])
    (likeness,) = answer.details["likenesses"]  # type: ignore[misc]
    assert (likeness["list"], likeness["reference"], likeness["score"]) == ("ofac", "100", 100)
