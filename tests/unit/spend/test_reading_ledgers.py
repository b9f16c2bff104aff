import json
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from kornhamn.files.limits import Limits
from kornhamn.files.refusals import ContentNotAsNamed, FileBroken, FileTypeUnknown, HeaderMissing
from kornhamn.files.tables import delimited, encodings
from kornhamn.files.tables.table import Table
from kornhamn.spend.ledger.reading import open_table
from kornhamn.spend.ledger.refusals import LedgerNotRead

HEADER = "leverantor;belopp;datum"
LINES = ["Städ i Örebro AB;1 200,50;2016-03-01", "Åkes Åkeri;-30,00;2016-03-02"]
CELLS = [
    (2, None, "Städ i Örebro AB", "1 200,50", "2016-03-01"),
    (3, None, "Åkes Åkeri", "-30,00", "2016-03-02"),
]


def opened(path: Path) -> Table:
    return open_table(path, path.name, Limits(), path.parent)


def rows(table: Table) -> list[tuple[object, ...]]:
    return [row for chunk in table.chunks() for row in chunk.rows()]


def written(folder: Path, text: str, encoding: str = "utf-8", name: str = "reskontra.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_any_encoding_and_line_end_gives_the_same_cells(
    tmp_path: Path, encoding: str, end: str
) -> None:
    table = opened(written(tmp_path, end.join([HEADER, *LINES]) + end, encoding))
    assert table.header == ("leverantor", "belopp", "datum")
    assert rows(table) == CELLS


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_cut_anywhere_gives_the_same_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, encoding: str
) -> None:
    path = written(tmp_path, "\r\n".join([HEADER, *LINES]), encoding)
    whole = rows(opened(path))
    monkeypatch.setattr(
        delimited, "pieces", lambda path, enc, *_: encodings.pieces(path, enc, size)
    )
    monkeypatch.setattr(delimited, "_separated", lambda *_: (";", [HEADER.split(";")]))
    assert rows(opened(path)) == whole == CELLS


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_any_separator_is_found(tmp_path: Path, sign: str) -> None:
    lines = [f'"{c[2]}"{sign}"{c[3]}"{sign}{c[4]}' for c in CELLS]
    table = opened(written(tmp_path, "\n".join([HEADER.replace(";", sign), *lines])))
    assert table.format["separator"] == sign
    assert rows(table) == CELLS


def test_letters_of_windows_in_a_file_of_utf_8_are_read(tmp_path: Path) -> None:
    path = tmp_path / "blandad.csv"
    start = "\n".join([HEADER, *[LINES[0]] * 9000]).encode()
    path.write_bytes(start + b"\n" + LINES[1].encode("cp1252"))
    assert rows(opened(path))[-1][2:] == CELLS[1][2:]


def test_rows_above_the_header_are_no_lines_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    text = "\n".join(["Leverantörsreskontra mars 2016", "", "Utskriven;2016-04-01", HEADER, *LINES])
    table = opened(written(tmp_path, text))
    assert [row[0] for row in rows(table)] == [5, 6]
    assert "Leverantörsreskontra mars 2016" in table.above


def test_blank_rows_are_no_lines_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    table = opened(written(tmp_path, "\n".join([HEADER, LINES[0], "", ";;", LINES[1], "", ""])))
    assert [row[0] for row in rows(table)] == [2, 5]


def test_cells_may_hold_separators_marks_and_line_breaks(tmp_path: Path) -> None:
    odd = '"Bok; & ""Bild""\nHandel";10;2016-03-01'
    found = rows(opened(written(tmp_path, "\n".join([HEADER, odd, *LINES]))))
    assert [row[0] for row in found] == [2, 3, 4]
    assert found[0][2:4] == ('Bok; & "Bild" Handel', "10")
    assert found[1][2:] == CELLS[0][2:]


def test_a_mark_inside_a_plain_cell_is_a_letter(tmp_path: Path) -> None:
    found = rows(opened(written(tmp_path, "\n".join([HEADER, 'Rör 5" AB;10;2016-03-01', *LINES]))))
    assert [row[1:4] for row in found[:2]] == [(None, 'Rör 5" AB', "10"), (None, *CELLS[0][2:4])]


def test_a_mark_never_closed_costs_its_own_row_alone(tmp_path: Path) -> None:
    found = rows(opened(written(tmp_path, "\n".join([HEADER, LINES[0], '"Foo;1;2', LINES[1]]))))
    assert [(row[0], row[1]) for row in found] == [
        (2, None),
        (3, "row.quote-not-closed"),
        (4, None),
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Foo;1;2016-03-01;x", "row.too-many-cells"),
        ("Foo;1;2016-03-01;;;;;x", "row.too-many-cells"),
        ("Foo;1;2016-03-01;;;", None),
        ('Foo;1;2016-03-01;""', None),
        ("Foo;1;2016-03-01;;x", "row.too-many-cells"),
        ("Foo;1", "row.too-few-cells"),
        ('"F;oo";1', "row.too-few-cells"),
        ('"F;oo";1;2;"x"', "row.too-many-cells"),
        ('"F;oo";1;', None),
        ("Foo;1;", None),
    ],
)
def test_rows_with_other_cells_than_the_header_are_told(
    tmp_path: Path, line: str, problem: str | None
) -> None:
    found = rows(opened(written(tmp_path, "\n".join([HEADER, *LINES, line, *LINES]))))
    assert [row[1] for row in found] == [None, None, problem, None, None]


def test_a_workbook_gives_its_ledger_with_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "reskontra.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Om").write_row(0, 0, ["Om filen", "Skapad"])
        sheet = book.add_worksheet("Reskontra")
        sheet.write_row(2, 0, HEADER.split(";"))
        sheet.write_row(3, 0, ["Städ i Örebro AB", 1200.5, "2016-03-01"])
        sheet.write_row(5, 0, ["Åkes Åkeri", -30, "2016-03-02"])
    table = opened(path)
    assert table.format["sheet"] == "Reskontra"
    assert [row[0] for row in rows(table)] == [4, 6]
    assert [row[3] for row in rows(table)] == ["1200.5", "-30"]


OBJECTS = [
    {"\ufeffkopare_id": "2120000142", "leverantor": "Åkes Åkeri", "belopp": -1302.03},
    {"\ufeffkopare_id": "2120000142", "leverantor": None, "belopp": 100},
]


@pytest.mark.parametrize("under", ["", "results", "data.items"])
def test_json_is_read_wherever_its_list_stands(tmp_path: Path, under: str) -> None:
    content: object = OBJECTS
    for name in reversed(under.split(".") if under else []):
        content = {"version": {"of": 1}, name: content}
    path = written(tmp_path, json.dumps(content, ensure_ascii=False), "utf-8-sig", "r.json")
    table = opened(path)
    assert table.header == ("kopare_id", "leverantor", "belopp")
    assert rows(table) == [
        (1, None, "2120000142", "Åkes Åkeri", "-1302.03"),
        (2, None, "2120000142", None, "100"),
    ]


def test_json_with_an_object_a_line_is_read(tmp_path: Path) -> None:
    text = "\n".join(json.dumps(one) for one in OBJECTS)
    assert len(rows(opened(written(tmp_path, text, name="r.json")))) == 2


def test_what_is_no_object_or_has_other_names_is_told(tmp_path: Path) -> None:
    many = [OBJECTS[0]] * 500
    text = json.dumps([*many, "skräp", {"leverantor": "Foo", "momsat": 1}])
    found = rows(opened(written(tmp_path, text, name="r.json")))
    assert [(row[0], row[1]) for row in found[500:]] == [
        (501, "row.not-an-object"),
        (502, "row.unknown-names"),
    ]


def test_json_cut_short_is_broken(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(OBJECTS)[:-20], name="r.json")
    with pytest.raises(FileBroken):
        rows(opened(path))


def test_json_without_a_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerNotRead):
        opened(written(tmp_path, '{"nope": 1, "list": [1, 2]}', name="r.json"))


def test_a_file_without_names_of_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HeaderMissing, match="Foo"):
        opened(written(tmp_path, "Foo;1;2016-03-01\nBar;2;2016-03-02\n"))


def test_bytes_that_are_no_text_and_other_types_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bild.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    with pytest.raises(ContentNotAsNamed):
        opened(path)
    with pytest.raises(FileTypeUnknown):
        opened(path.rename(tmp_path / "bild.pdf"))


def test_no_row_is_lost_over_many_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f'"Lev {n}{chr(10) if n % 50 == 0 else ""}";{n};2016-03-01' for n in range(5000)]
    path = written(tmp_path, "\n".join([HEADER, *lines]))
    monkeypatch.setattr(
        delimited, "pieces", lambda path, enc, *_: encodings.pieces(path, enc, 1000)
    )
    monkeypatch.setattr(delimited, "_separated", lambda *_: (";", [HEADER.split(";")]))
    frame = pl.concat(opened(path).chunks())
    assert frame["row"].to_list() == list(range(2, 5002))
    assert frame["c1"].cast(pl.Int64).sum() == sum(range(5000))
    assert frame["problem"].null_count() == 5000
