from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from kornhamn.files.examining import Source
from kornhamn.procurement.models.columns import StatedColumns
from kornhamn.procurement.statistics.checking import CheckedFile, check
from kornhamn.procurement.statistics.columns import (
    KRONOR,
    STATED_FIELDS,
    columns_of,
)
from kornhamn.procurement.statistics.files import RawFile
from kornhamn.procurement.statistics.joining import Joined, join
from kornhamn.procurement.types import FileKind
from tests.statistics_files import (
    AGREEMENT,
    LOT,
    PUBLISHED,
    REFERENCE,
    SIZE,
    SUPPLIER,
    TENDERS,
    TITLE,
    VALUE,
    Row,
    row,
)

P, T, W, V = FileKind


def checked(kind: FileKind, rows: Sequence[Row], *, sha256: str = "") -> CheckedFile:
    """Return the rows as if they had been read from a file."""
    cells = {
        column.field: [one.get(column.header) or None for one in rows]
        for column in columns_of(kind)
    }
    frame = pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String)).with_columns(
        pl.int_range(2, len(rows) + 2, dtype=pl.UInt32).alias("row"),
        pl.lit(value=False).alias("overlong"),
    )
    return check(RawFile(Source(Path(), f"{kind}.csv", sha256 or kind.value, 1), kind, frame))


def joined(*files: tuple[FileKind, Sequence[Row]]) -> Joined:
    return join([checked(kind, rows) for kind, rows in files])


def test_the_declared_columns_are_the_tables_columns() -> None:
    in_table = [field.name for field in StatedColumns._meta.get_fields()]
    assert sorted(STATED_FIELDS) == sorted(in_table)


def test_nothing_at_all_is_nothing() -> None:
    assert join([]).parts == 0


def test_the_four_files_meet_in_one_procurement() -> None:
    found = joined((P, [row(P)]), (T, [row(T)]), (W, [row(W)]), (V, [row(V)]))
    assert found.parts == 1
    assert found.statements["file_kind"].to_list() == [P, T, W, V]
    assert found.statements.select("buyer_number", "reference").n_unique() == 1
    assert (found.lots.height, found.winners.height, found.followers.height) == (1, 1, 0)
    assert found.remarks.is_empty()


def test_a_procurement_is_made_from_any_of_the_files() -> None:
    found = joined((V, [row(V)]))
    assert found.statements.row(0, named=True)["title"] == "Städtjänster i skolor"


def test_a_buyer_is_part_of_the_key() -> None:
    other = {"Organisationsnummer för köpare": "2120000142"}
    assert joined((P, [row(P), row(P, other)])).statements.height == 2


def test_of_two_notices_with_one_id_the_earliest_counts_and_the_other_is_remarked_upon() -> None:
    found = joined((P, [row(P, {PUBLISHED: "2021-06-15"}), row(P, {PUBLISHED: "2021-04-20"})]))
    assert found.statements["published_on"].cast(str).to_list() == ["2021-04-20"]
    assert found.statements["rows"].to_list() == [[3, 2]]
    remark = found.remarks.row(0, named=True)
    assert (remark["row"], remark["value"], remark["kept"]) == (2, "2021-06-15", "2021-04-20")
    assert found.followers["row"].to_list() == [2]


def test_what_one_row_leaves_blank_another_may_say() -> None:
    found = joined((P, [row(P, {AGREEMENT: "", TITLE: "A"}), row(P, {TITLE: "B"})]))
    assert found.statements["title"].to_list() == ["A"]
    assert found.statements["is_framework_agreement"].to_list() == [False]


def test_a_value_divided_between_two_rows_is_added_up() -> None:
    rows = [row(V, {TITLE: "Ett", VALUE: "100,50"}), row(V, {TITLE: "Två", VALUE: "200"})]
    found = joined((V, rows))
    assert found.statements["contracted_value"].to_list() == [Decimal("300.50")]
    added = found.remarks.filter(pl.col("code") == "value.added").row(0, named=True)
    assert (added["row"], added["value"], added["kept"]) == (3, "200.00", "300.50")


def test_a_row_that_repeats_another_adds_nothing() -> None:
    found = joined((V, [row(V), row(V)]))
    assert found.statements["contracted_value"].to_list() == [Decimal(1500000)]
    assert found.remarks.is_empty()
    assert found.followers.height == 1


def test_nothing_added_to_the_unknown_is_unknown() -> None:
    found = joined((V, [row(V, {TITLE: "A", VALUE: ""}), row(V, {TITLE: "B", VALUE: ""})]))
    assert found.statements["contracted_value"].to_list() == [None]


def test_values_of_two_files_are_not_added_up() -> None:
    files = [checked(V, [row(V)], sha256="a"), checked(V, [row(V, {VALUE: "9"})], sha256="b")]
    found = join(files)
    assert found.statements["contracted_value"].to_list() == [Decimal(9)]
    assert found.remarks["code"].to_list() == ["value.differs"]


def test_a_lot_is_known_from_its_winners_when_no_file_counts_its_tenders() -> None:
    found = joined((T, [row(T)]), (W, [row(W), row(W, {LOT: "L2"})]))
    lots = {lot["lot"]: lot["tenders"] for lot in found.lots.iter_rows(named=True)}
    assert lots == {"L1": 3, "L2": None}


def test_two_counts_of_one_lots_tenders_are_remarked_upon() -> None:
    found = joined((T, [row(T, {TENDERS: "4"}), row(T, {TENDERS: "3"})]))
    assert found.lots["tenders"].to_list() == [3]
    assert found.remarks["value"].to_list() == ["4"]


def test_masked_winners_of_one_lot_are_kept_apart() -> None:
    masked = {SUPPLIER: "Personuppgift", "Juridisk form för leverantör": "Fysiska personer"}
    farmer = {**masked, "SNI-Detaljgrupp för leverantör": "1500 Blandat jordbruk"}
    found = joined((W, [row(W, masked), row(W, farmer), row(W)]))
    assert sorted(found.winners["supplier_name"].to_list()) == ["", "", "Städ AB"]
    assert found.winners["masked_as"].n_unique() == 3


def test_a_winner_of_two_sizes_is_one_winner() -> None:
    found = joined((W, [row(W), row(W, {SIZE: "Stora företag"})]))
    assert found.winners["supplier_size"].to_list() == ["large"]
    assert found.remarks["value"].to_list() == ["Små företag"]


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            REFERENCE: st.sampled_from(["KH1", "KH2"]),
            TITLE: st.sampled_from(["A", "B", ""]),
            PUBLISHED: st.sampled_from(["2021-01-01", "2021-02-01", ""]),
            AGREEMENT: st.sampled_from(["Ramavtal", "Kontrakt", ""]),
            VALUE: st.sampled_from(["1", "2", ""]),
        }
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(changes: list[Row], random: st.randoms) -> None:
    rows = [row(V, change) for change in changes]
    shuffled = list(rows)
    random.shuffle(shuffled)
    before, after = (
        joined((V, order)).statements.drop("file", "row", "rows") for order in (rows, shuffled)
    )
    assert_frame_equal(before, after)
    assert before["contracted_value"].dtype == KRONOR


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_every_row_leads_or_follows(changes: list[Row]) -> None:
    found = joined((V, [row(V, change) for change in changes]))
    leading = found.statements["row"].to_list()
    assert sorted([*leading, *found.followers["row"].to_list()]) == list(range(2, len(changes) + 2))
