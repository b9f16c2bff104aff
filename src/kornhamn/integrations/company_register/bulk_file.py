"""Bolagsverket's bulk file of valuable data sets: what it says of the numbers asked for.

Eleven columns, `;` between them and `"` around them, in UTF-8. Within a column `$` divides fields
and `|` divides entries. Source: Bolagsverket, "Nedladdningsbara filer", structure and code lists.
"""

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from kornhamn.files.archives import BROKEN_ARCHIVE
from kornhamn.kernel.errors import N_, DomainError

COLUMNS = (
    "organisationsidentitet",
    "namnskyddslopnummer",
    "registreringsland",
    "organisationsnamn",
    "organisationsform",
    "avregistreringsdatum",
    "avregistreringsorsak",
    "pagandeAvvecklingsEllerOmstruktureringsforfarande",
    "registreringsdatum",
    "verksamhetsbeskrivning",
    "postadress",
)
_PROCEEDINGS = COLUMNS[7]
_NUMBER_TYPE = "ORGNR-IDORG"
_BEGUN, _ENDED = "-AVOMFO", "-AVSLAVOMFO"
_MOST_BYTES = 8 * 1024**3  # unpacked; the real file is about one
_CHUNK = 1024 * 1024
_ZIP = b"PK\x03\x04"


class BulkFileRefused(DomainError):  # noqa: N818 - named for what happened
    """A file that is not the register's bulk file."""

    code = "company-register.file-refused"
    message = N_(
        "%(name)s is not the company register's bulk file: %(problem)s Download "
        "bolagsverket_bulkfil.zip anew and give it as it is, or the text file in it."
    )


@dataclass(frozen=True, slots=True)
class RegisterEntries:
    """What the register says, a row a number: see `entries`."""

    frame: pl.DataFrame
    sha256: str
    rows: int  # in the whole file


def entries(path: Path, numbers: pl.Series) -> RegisterEntries:
    """Return what the file says of the organisation numbers (ten digits).

    Columns: number, name, other_names (list), legal_form, registered_on, deregistered_on,
    deregistration_reason, place, begun (codes of proceedings under way, a list). A number that the
    file does not hold has no row. Raises BulkFileRefused.
    """
    with _as_text(path) as text:
        _check_header(text, path.name)
        try:
            found = _read(text, numbers)
            rows = _rows(text)
        except pl.exceptions.PolarsError as error:
            problem = f"it cannot be read as a table ({str(error).splitlines()[0]})."
            raise BulkFileRefused(name=path.name, problem=problem) from None
    return RegisterEntries(_parsed(found), _digest(path), rows)


def _read(text: Path, numbers: pl.Series) -> pl.DataFrame:
    identity = pl.col("organisationsidentitet").str.split("$")
    number = identity.list.get(0, null_on_oob=True).str.replace_all(r"[\s-]", "").str.slice(-10)
    wanted = numbers.unique().implode()
    return (
        _scan(text)
        .filter(identity.list.get(1, null_on_oob=True) == _NUMBER_TYPE)
        .with_columns(number.alias("number"))
        .filter(pl.col("number").is_in(wanted))
        .collect(engine="streaming")
    )


def _rows(text: Path) -> int:
    counted: int = _scan(text).select(pl.len()).collect(engine="streaming").item()
    return counted


def _scan(text: Path) -> pl.LazyFrame:
    return pl.scan_csv(text, separator=";", infer_schema=False).with_columns(pl.all().fill_null(""))


def _parsed(found: pl.DataFrame) -> pl.DataFrame:
    """Take the fields of the columns apart; a number may have a row a protected name."""
    names = pl.col("organisationsnamn").str.strip_chars("|").str.split("|")
    name_texts = names.list.eval(pl.element().str.split("$").list.get(0).str.strip_chars())
    place = pl.col("postadress").str.split("$").list.get(2, null_on_oob=True)
    rows = found.sort("number", "namnskyddslopnummer").with_columns(
        name_texts.alias("names"), place.str.strip_chars().alias("place")
    )
    first = rows.group_by("number", maintain_order=True).agg(
        pl.col("names").list.first().first().alias("name"),
        pl.col("names")
        .list.explode(keep_nulls=False, empty_as_null=False)
        .unique(maintain_order=True)
        .alias("other_names"),
        _told("organisationsform").alias("legal_form"),
        _day("registreringsdatum").alias("registered_on"),
        _day("avregistreringsdatum").alias("deregistered_on"),
        _told("avregistreringsorsak").alias("deregistration_reason"),
        pl.col("place").first(),
    )
    return (
        first.with_columns(
            pl.col("other_names").list.set_difference(pl.concat_list("name")).list.sort()
        )
        .join(_begun(rows), on="number", how="left", maintain_order="left")
        .with_columns(pl.col("begun").fill_null(pl.lit([], dtype=pl.List(pl.String))))
    )


def _told(column: str) -> pl.Expr:
    """Return the first code told, without the name of its list: AB-ORGFO is AB."""
    return pl.col(column).filter(pl.col(column) != "").first().str.split("-").list.first()


def _day(column: str) -> pl.Expr:
    return (
        pl.col(column)
        .filter(pl.col(column) != "")
        .first()
        .str.slice(0, 10)
        .str.to_date(strict=False)
    )


def _begun(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the proceedings that have begun and not ended since, by the codes' first two letters.

    Ended ones carry a code of their own (KKAVOV-AVSLAVOMFO ends KK-AVOMFO).
    """
    entry = pl.col(_PROCEEDINGS).str.strip_chars("|").str.split("|")
    each = (
        rows.select("number", entry.alias("entry"))
        .explode("entry")
        .with_columns(pl.col("entry").str.split("$").alias("parts"))
        .select(
            "number",
            pl.col("parts").list.get(0).alias("code"),
            pl.col("parts").list.get(1, null_on_oob=True).str.to_date(strict=False).alias("on"),
        )
        .filter(pl.col("code") != "")
        .with_columns(pl.col("code").str.slice(0, 2).alias("stem"))
    )
    begins, ends = pl.col("code").str.ends_with(_BEGUN), pl.col("code").str.ends_with(_ENDED)
    under_way = (
        each.group_by("number", "stem")
        .agg(
            pl.col("code").filter(begins).sort_by(pl.col("on").filter(begins)).last(),
            pl.col("on").filter(begins).max().alias("begun_on"),
            pl.col("on").filter(ends).max().alias("ended_on"),
        )
        .filter(
            pl.col("code").is_not_null()
            & (pl.col("ended_on").is_null() | (pl.col("ended_on") < pl.col("begun_on")))
        )
    )
    return under_way.group_by("number").agg(
        pl.col("code").str.strip_suffix(_BEGUN).sort().alias("begun")
    )


@contextmanager
def _as_text(path: Path) -> Iterator[Path]:
    """Yield the text file: the one given, or the single one packed in it, unpacked beside."""
    with path.open("rb") as file:
        if file.read(len(_ZIP)) != _ZIP:
            yield path
            return
    with TemporaryDirectory(prefix="kornhamn-register-") as folder:
        text = Path(folder) / "register.txt"
        _unpack(path, text)
        yield text


def _unpack(path: Path, text: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            if len(members) != 1:
                problem = f"it holds {len(members)} files, and the register's holds one."
                raise BulkFileRefused(name=path.name, problem=problem)
            with packed.open(members[0]) as source, text.open("wb") as target:
                left = _MOST_BYTES
                while chunk := source.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise BulkFileRefused(name=path.name, problem="it unpacks to far too much.")
                    target.write(chunk)
    except BROKEN_ARCHIVE:
        raise BulkFileRefused(name=path.name, problem="the archive is broken.") from None


def _check_header(text: Path, name: str) -> None:
    with text.open("rb") as file:
        line = file.readline(64 * 1024)
    try:
        header = line.decode("utf-8-sig").strip().replace('"', "").split(";")
    except UnicodeDecodeError:
        raise BulkFileRefused(name=name, problem="it is not in UTF-8.") from None
    if tuple(header) != COLUMNS:
        missing = [column for column in COLUMNS if column not in header]
        problem = (
            f"columns are missing: {', '.join(missing)}." if missing else "it has more columns."
        )
        raise BulkFileRefused(name=name, problem=problem)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
