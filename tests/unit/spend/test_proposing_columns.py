from pathlib import Path

import pytest

from kornhamn.files.limits import Limits
from kornhamn.files.tables.proposing import Certainty, Proposal, propose
from kornhamn.spend.ledger.fields import LEDGER, Field
from kornhamn.spend.ledger.mapping import Mapping, mapping_from, missing_fields, month_in
from kornhamn.spend.ledger.reading import open_table

VALUES = {
    "kopare_id": "212000-1355", "orgnr": "556677-8899", "datum": "2016-03-01",
    "bokforingsdatum": "2016-03-01", "belopp": "12,50", "nettobelopp": "12,50",
    "belopp inkl moms": "15,63", "konto_nr": "64400", "konto": "64400 Livsmedel",
    "leverantor_id": "5566778899",
}  # fmt: skip


def proposed(folder: Path, header: str, name: str = "r.csv", **values: str) -> Proposal[Field]:
    columns = header.split(";")
    cells = [values.get(one, VALUES.get(one, f"text om {one}")) for one in columns]
    path = folder / name
    path.write_text("\n".join([header, *[";".join(cells)] * 5]))
    return propose(open_table(path, name, Limits(), folder), name, LEDGER)


NATIONAL = [
    (
        "kopare_id;kopare;verifikationsnummer;leverantor;leverantor_id;konto_nr;konto_text;"
        "bokforingsdatum;forvaltning;fakturanummer;nettobelopp"
    ),
    (
        "kopare_id;kopare;verifikationsnummer;leverantor;leverantor_id;konto_nr;konto_text;datum;"
        "forvaltning;fakturanummer;belopp;grund;avtal;kommun_id;s_kod_nr"
    ),
]


@pytest.mark.parametrize("header", NATIONAL)
def test_the_national_specification_needs_no_help(tmp_path: Path, header: str) -> None:
    found = proposed(tmp_path, header)
    named = {one.field: header.split(";")[one.column] for one in found.proposed}
    assert named[Field.SUPPLIER] == "leverantor"
    assert named[Field.SUPPLIER_NUMBER] == "leverantor_id"
    assert (named[Field.ACCOUNT], named[Field.ACCOUNT_TEXT]) == ("konto_nr", "konto_text")
    assert named[Field.AMOUNT] in {"belopp", "nettobelopp"}
    assert named[Field.BOOKED_ON] in {"datum", "bokforingsdatum"}
    assert {one.certainty for one in found.proposed} == {Certainty.SURE}
    assert not {"kommun_id", "s_kod_nr"} & set(named.values())
    assert missing_fields(found.mapping) == ()
    assert found.mapping.decimal == ","


def test_internal_numbers_where_organisation_numbers_should_be_are_told(tmp_path: Path) -> None:
    found = proposed(tmp_path, NATIONAL[0], leverantor_id="10004007")
    named = {one.field for one in found.proposed}
    assert Field.SUPPLIER_ID in named
    assert Field.SUPPLIER_NUMBER not in named


def test_a_name_that_was_cut_is_known_by_its_beginning(tmp_path: Path) -> None:
    header = "RN1/FÖRVALTNING;LEVERANTÖR;ORGANISATIO;FAKT NR;KONTO;UTFALL"
    values = {"ORGANISATIO": "556677-8899", "KONTO": "70518 Resor utrike", "UTFALL": "-2758.25"}
    found = proposed(tmp_path, header, "orebro_2016-03.csv", **values)
    reasons = {one.field: one.reasons for one in found.proposed}
    assert "beginning" in reasons[Field.SUPPLIER_NUMBER]
    assert "words" in reasons[Field.UNIT]
    assert missing_fields(found.mapping) == ()
    assert str(found.mapping.month) == "2016-03-01"


def test_of_two_amounts_the_one_without_vat_counts(tmp_path: Path) -> None:
    header = "leverantor;datum;belopp inkl moms;belopp exkl moms"
    found = proposed(tmp_path, header, **{"belopp exkl moms": "12,50"})
    assert found.mapping.columns[Field.AMOUNT] == 3


def test_values_alone_can_tell_and_then_it_is_a_guess(tmp_path: Path) -> None:
    values = {"kolumn a": "2016-03-01", "kolumn b": "12,50", "kolumn c": "64400 Livsmedel"}
    found = proposed(tmp_path, "leverantor;kolumn a;kolumn b;kolumn c", **values)
    guessed = {one.field for one in found.proposed if one.certainty is Certainty.GUESS}
    assert guessed == {Field.BOOKED_ON, Field.AMOUNT, Field.ACCOUNT}


def test_a_saved_mapping_survives_columns_in_another_order(tmp_path: Path) -> None:
    saved = Mapping({Field.SUPPLIER: 0, Field.TEXT: 2}).as_json(["leverantor", "x", "Övrigt"])
    again = mapping_from(saved, ["ÖVRIGT", "y", "Leverantör"])
    assert again.columns == {Field.SUPPLIER: 2, Field.TEXT: 0}


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("reskontra 2016-03.xlsx", "2016-03-01"),
        ("201603_lev.csv", "2016-03-01"),
        ("lev2016.csv", "None"),
        ("lev_201613.csv", "None"),
    ],
)
def test_a_month_is_read_from_a_files_name(name: str, month: str) -> None:
    assert str(month_in(name)) == month
