"""Generated ledgers as loads on disk and their dimensions in the database, made once a size."""

import json
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from kornhamn.spend.ledger.sink import ROW_GROUP
from kornhamn.spend.types import columns as c

CHUNK = 250_000
SOURCE = uuid.uuid5(uuid.NAMESPACE_URL, "bench-source")
_SPELLED = {"supplier": "name", "supplier_number": "given_number", "place": "place", "bank": "bank"}
_LOADS = "loads.json"


@dataclass(slots=True)
class Dictionary:
    """Rows met so far, with their keys: numbers from 1 on."""

    columns: list[str]
    rows: pl.DataFrame | None = None

    def keyed(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the distinct rows of a frame with their keys, remembering the new ones."""
        found = frame.select(self.columns).unique(maintain_order=True)
        if self.rows is None:
            self.rows = found.with_columns(key=pl.int_range(1, found.height + 1, dtype=pl.Int32))
            return self.rows
        new = found.join(self.rows, on=self.columns, how="anti", nulls_equal=True)
        first = self.rows.height + 1
        keys = pl.int_range(first, first + new.height, dtype=pl.Int32, eager=True)
        self.rows = pl.concat([self.rows, new.with_columns(key=keys)])
        return found.join(
            self.rows, on=self.columns, how="left", nulls_equal=True, maintain_order="left"
        )


def write_loads(lines: int, root: Path) -> Path:
    """Write generated ledgers below a folder, a load a quarter of a million lines, once."""
    if (root / _LOADS).exists():
        return root
    from kornhamn.jobs.demo.ledger import ledger  # noqa: PLC0415 - after the settings are chosen

    spellings = Dictionary([*_SPELLED, "true_supplier"])
    accounts = Dictionary(["account", "account_text"])
    postings = Dictionary(["spelling_key", "account_key", "text"])
    units = Dictionary(["buyer_number", "buyer", "unit", "true_authority"])
    loads, kinds = [], []
    for number, frame in enumerate(ledger(lines, chunk=CHUNK)):
        key = str(uuid.uuid5(SOURCE, str(number)))
        kinds.append(frame.group_by("account", "account_text").agg(pl.col("true_cpv").mode().min()))
        loads.append(
            _write(frame, root / "ledgers" / key, key, (spellings, accounts, units, postings))
        )
    for name, one in zip(("spellings", "accounts", "units", "postings"),
                         (spellings, accounts, units, postings), strict=True):  # fmt: skip
        assert one.rows is not None  # noqa: S101 - there are lines
        one.rows.write_parquet(root / f"{name}.parquet")
    kind = pl.concat(kinds).unique(["account", "account_text"], keep="first", maintain_order=True)
    kind.write_parquet(root / "kinds.parquet")
    (root / _LOADS).write_text(json.dumps(loads))
    return root


def loads_in(root: Path) -> Iterator[tuple[str, int, date, date]]:
    """Yield id, lines, first and last day of each load."""
    for key, lines, first, last in json.loads((root / _LOADS).read_text()):
        yield key, lines, date.fromisoformat(first), date.fromisoformat(last)


def _write(
    frame: pl.DataFrame, folder: Path, key: str, known: tuple[Dictionary, ...]
) -> tuple[str, int, str, str]:
    spellings, accounts, units, postings = known
    own, code = {}, {}
    for name, dictionary in (("spelling", spellings), ("account", accounts), ("unit", units)):
        own[name], code[name], frame = _coded(frame, dictionary, name)
    own["posting"], code["posting"], frame = _coded(frame, postings, "posting")
    folder.mkdir(parents=True)
    lines = frame.select(
        pl.int_range(2, frame.height + 2, dtype=pl.Int32).alias("row"),
        *(
            pl.col(f"{name}_code").alias(name)
            for name in ("unit", "spelling", "account", "posting")
        ),
        *(pl.col(name) for name in c.LINES if name in frame.columns and name not in _CODED),
    ).select(pl.col(name).cast(kind) for name, kind in c.LINES.items())
    lines.write_parquet(folder / c.LINES_FILE, row_group_size=ROW_GROUP)
    own["spelling"].rename(_SPELLED).select(*c.SPELLINGS).write_parquet(folder / c.SPELLINGS_FILE)
    own["unit"].select(*c.UNITS).write_parquet(folder / c.UNITS_FILE)
    account = own["account"].rename({"account": "number", "account_text": "text"})
    account.select(*c.ACCOUNTS).write_parquet(folder / c.ACCOUNTS_FILE)
    place = {
        name: own[name].select(pl.col("key").alias(f"{name}_key")).with_row_index(name)
        for name in ("spelling", "account")
    }
    posting = own["posting"]
    for name in ("spelling", "account"):
        posting = posting.join(place[name], on=f"{name}_key", how="left", maintain_order="left")
    posting.select(pl.col(name).cast(kind) for name, kind in c.POSTINGS.items()).write_parquet(
        folder / c.POSTINGS_FILE
    )
    days = frame["booked_on"]
    return key, frame.height, str(days.min()), str(days.max())


_CODED = ("row", "unit", "spelling", "account", "posting")


def _coded(
    frame: pl.DataFrame, dictionary: Dictionary, name: str
) -> tuple[pl.DataFrame, str, pl.DataFrame]:
    """Return the load's own dictionary, and the frame with codes into it and keys."""
    own = dictionary.keyed(frame).drop(f"{name}_key", strict=False)
    coded = own.with_row_index(f"{name}_code").rename({"key": f"{name}_key"})
    joined = frame.join(
        coded, on=dictionary.columns, how="left", nulls_equal=True, maintain_order="left"
    )
    return own, f"{name}_code", joined


def into_database(root: Path) -> None:
    """Copy suppliers, spellings, units, accounts, postings and loads into an empty database."""
    from django.db import connection, transaction  # noqa: PLC0415

    frames = dimensions(root)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(frames)}, spend_unit, spend_ledgerload CASCADE")
        cursor.execute(
            "INSERT INTO spend_ledgersource (id, name, header, mapping, saved_at)"
            " VALUES (%s, 'bench', '[]', '{}', now()) ON CONFLICT DO NOTHING",
            [SOURCE],
        )
        for table, frame in frames.items():
            names = ", ".join(frame.columns)
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv)") as copy:
                copy.write(frame.write_csv(include_header=False, quote_style="non_numeric"))

        _units_and_loads(cursor, root)


def _units_and_loads(cursor: Any, root: Path) -> None:  # noqa: ANN401 - a database cursor
    for row in pl.read_parquet(root / "units.parquet").iter_rows(named=True):
        cursor.execute(
            "INSERT INTO spend_unit (key, buyer_number, buyer, unit, source_id, authority_id)"
            " VALUES (%s, %s, %s, %s, %s, (SELECT id FROM organisation_authority WHERE code = %s))",
            [row["key"], row["buyer_number"] or "", row["buyer"] or "", row["unit"] or "", SOURCE,
             row["true_authority"]],
        )  # fmt: skip
    for load in loads_in(root):
        _enter_load(cursor, *load)


def _enter_load(cursor: Any, key: str, lines: int, first: date, last: date) -> None:  # noqa: ANN401
    cursor.execute(
        "INSERT INTO spend_ledgerload (id, source_id, state, file_name, sha256, contents, size,"
        " format, mapping, rows_read, rows_taken, rows_refused, remarks, ore_read, ore_taken,"
        " ore_refused, first_on, last_on, by_id, by_name, started_at, finished_at,"
        " undone_by_name, refusal) VALUES (%s, %s, 'loaded', 'bench', '', %s, 0, '{}', '{}',"
        " %s, %s, 0, 0, 0, 0, 0, %s, %s, '', 'bench', now(), now(), '', '{}')",
        [key, SOURCE, key, lines, lines, first, last],
    )


def one_more_load(root: Path, of: str, *, most: int) -> str:
    """Enter a load that holds the first lines of another once more, and return its id."""
    from django.db import connection  # noqa: PLC0415

    key = str(uuid.uuid4())
    folder = root / "ledgers" / key
    shutil.copytree(root / "ledgers" / of, folder)
    lines = pl.read_parquet(folder / c.LINES_FILE).head(most)
    lines.write_parquet(folder / c.LINES_FILE)
    days = lines["booked_on"]
    with connection.cursor() as cursor:
        _enter_load(cursor, key, lines.height, days.min(), days.max())
    return key


def dimensions(root: Path) -> dict[str, pl.DataFrame]:
    """Return the rows of each table, in the order that keys are pointed at."""
    from kornhamn.categories.queries import of_cpv  # noqa: PLC0415

    spellings = pl.read_parquet(root / "spellings.parquet")
    suppliers = (
        spellings.group_by("true_supplier").agg(pl.col("supplier").first()).sort("true_supplier")
    )
    accounts = pl.read_parquet(root / "accounts.parquet").join(
        pl.read_parquet(root / "kinds.parquet"), on=["account", "account_text"], nulls_equal=True
    )
    kind = accounts.select("true_cpv", account_key="key")
    postings = pl.read_parquet(root / "postings.parquet").join(
        kind, on="account_key", maintain_order="left"
    )
    category = {
        cpv: (found.code if (found := of_cpv(cpv)) else "") for cpv in postings["true_cpv"].unique()
    }
    blank = pl.lit("")
    return {
        "suppliers_supplier": suppliers.select(
            (pl.col("true_supplier") + 1).alias("key"), pl.col("supplier").alias("name"),
            pl.lit("legal-person").alias("kind"),
            *(blank.alias(n) for n in ("organisation_number", "foreign_number", "country",
                                       "legal_form", "industry", "corporate_group")),
            pl.lit("small").alias("size"),
        ),
        "suppliers_spelling": spellings.rename(_SPELLED).select(
            "key", "name", *(pl.col(n).fill_null("") for n in ("given_number", "place")),
            pl.col("key").cast(pl.String).alias("bank"),  # masked names of several are one text
            pl.lit("ledger").alias("origin"), (pl.col("true_supplier") + 1).alias("supplier_id"),
            *(blank.alias(n) for n in ("number", "plain_name", "settled_by", "form")),
            pl.lit("none").alias("number_kind"),
        ),
        "spend_account": pl.read_parquet(root / "accounts.parquet").select(
            "key", pl.col("account").fill_null("").alias("number"),
            pl.col("account_text").fill_null("").alias("text"),
        ),
        "spend_posting": postings.select(
            "key", pl.col("spelling_key").alias("spelling_id"),
            pl.col("account_key").alias("account_id"), pl.col("text").fill_null(""),
            pl.col("true_cpv").replace_strict(category).alias("category"),
            pl.lit("rule").alias("classified_by"),
        ),
    }  # fmt: skip
