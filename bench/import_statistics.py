"""How fast procurement statistics come in, and what memory that takes, beside what it cannot beat.

The peers read the very same files: fastexcel or Polars alone (only reading), and reading followed
by a bare COPY of the unchecked texts into a table without keys or indexes (reading and writing).
A loop over the framework's own objects, two queries a row, is measured on a sample.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl

ROOT = Path(__file__).resolve().parents[1]
AT = datetime(2026, 3, 9, 9, tzinfo=UTC)
PROCUREMENTS = 7_700  # gives about as many rows as the half year's 35,443
SAMPLE = 2_000
SHEET = "xl/worksheets/sheet1.xml"
MEGABYTE = 1024  # ru_maxrss is in KiB


def main() -> None:
    """Make the files, run each way in a process of its own, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="how many half years")
    parser.add_argument("--ways", nargs="*", choices=WAYS, default=list(WAYS), metavar="WAY")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--files", nargs="*", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    os.environ |= {
        "KORNHAMN_HOME": str(ROOT / "var" / "bench-import"),
        "KORNHAMN_CLUSTER": "bench",
        "KORNHAMN_TLS": "false",
        "DJANGO_SETTINGS_MODULE": "kornhamn.config.settings",
    }
    if asked.way:
        print(json.dumps(measured(WAYS[asked.way], asked.files)))
        return
    with TemporaryDirectory(prefix="kornhamn-bench-") as folder:
        report(asked.times, Path(folder), asked.ways)


def report(times: int, folder: Path, ways: list[str]) -> None:
    """Print one table for workbooks and one for text files."""
    print(f"## Import of statistics, {times} times a half year of the nation\n")
    for kind, write in (("workbooks", workbooks), ("CSV", texts)):
        paths = made(write, times, folder)
        size = sum(path.stat().st_size for path in paths) / 2**20
        print(f"Four files as {kind}, {size:.0f} MiB.\n")
        print("| way | rows | seconds | of the processor * | rows/s | times the import "
              "| peak memory, MiB |")  # fmt: skip
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        apart = {way: in_a_process(way, paths) for way in ways}
        base = apart[ways[0]]["rows"] / apart[ways[0]]["seconds"]
        for way, found in apart.items():
            speed = found["rows"] / found["seconds"]
            numbers = f"{found['rows']:,.0f} | {found['seconds']:.1f} | {found['work']:.1f}"
            print(
                f"| {NAMES[way]} | {numbers} | {speed:,.0f} | {speed / base:.2f} "
                f"| {found['memory']:,.0f} |"
            )
        print()
    print("\\* of this program and the one that opens workbooks; the database's own is not in it.")


def made(write: Callable[[int, Path], list[Path]], times: int, folder: Path) -> list[Path]:
    """Write the files in another process: the ones measured inherit the peak of the one here."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        return apart.submit(write, times, folder).result()


def in_a_process(way: str, paths: list[Path]) -> dict[str, float]:
    """Measure one way in a fresh process, so that memory is its own."""
    command = [sys.executable, __file__, "--way", way, "--files", *map(str, paths)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measured(way: Callable[[list[Path]], int], paths: list[Path]) -> dict[str, float]:
    """Return rows, seconds and the peak of memory, of this process or of the one that read."""
    set_up()
    started, worked = time.perf_counter(), time.process_time()
    rows = way(paths)
    seconds = time.perf_counter() - started
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, _CHILDREN)]
    return {
        "rows": rows,
        "seconds": seconds,
        "work": sum(each.ru_utime + each.ru_stime for each in used) - worked,
        "memory": max(each.ru_maxrss for each in used) / MEGABYTE,
    }


_CHILDREN = resource.RUSAGE_CHILDREN


def set_up() -> None:
    """Empty the bench's own database."""
    import django  # noqa: PLC0415 - after its settings are chosen

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procurement_importrun, procurement_procurement CASCADE")


def imported(paths: list[Path]) -> int:
    """Import, as the command line does."""
    from django.conf import settings  # noqa: PLC0415

    from kornhamn.organisation.types import SYSTEM  # noqa: PLC0415
    from kornhamn.procurement.actions import import_statistics  # noqa: PLC0415

    settings.MAX_STATISTICS_BYTES = 2**31
    run = import_statistics(paths, by=SYSTEM, at=AT)
    return int(run.rows_done)


def only_read(paths: list[Path]) -> int:
    """Read the files and do nothing with them."""
    return sum(table(path).height for path in paths)


def read_and_copied(paths: list[Path]) -> int:
    """Read the files and copy the texts as they are into tables without keys."""
    from django.db import connection  # noqa: PLC0415

    rows = 0
    with connection.cursor() as cursor:
        for number, path in enumerate(paths):
            frame = table(path)
            columns = ", ".join(f"c{n} text" for n in range(frame.width))
            cursor.execute(f"CREATE TEMP TABLE bare{number} ({columns})")
            with cursor.copy(f"COPY bare{number} FROM STDIN (FORMAT csv)") as copy:
                copy.write(frame.write_csv(include_header=False))
            rows += frame.height
    return rows


def looped(paths: list[Path]) -> int:
    """Take a sample of procurements in one by one, as one would without thinking."""
    from kornhamn.procurement.models import Procurement  # noqa: PLC0415

    rows = 0
    for row in islice(table(paths[0]).iter_rows(named=True), SAMPLE):
        Procurement.objects.update_or_create(
            buyer_number=row["Organisationsnummer för köpare"],
            reference=row["Upphandlings-ID"],
            defaults={
                "title": row["Upphandlingens titel"],
                "buyer_name": row["Namn för köpare"],
                "published_on": row["Publiceringsdatum"],
            },
        )
        rows += 1
    return rows


WAYS: dict[str, Callable[[list[Path]], int]] = {
    "import": imported,
    "read": only_read,
    "copy": read_and_copied,
    "loop": looped,
}
NAMES = {
    "import": "the import: read, checked, joined, written, counted",
    "read": "only read (fastexcel or Polars)",
    "copy": "read and bare COPY, nothing checked",
    "loop": f"update_or_create, the first {SAMPLE:,} procurements",
}


def table(path: Path) -> pl.DataFrame:
    """Read a file without any of the suite's code."""
    if path.suffix == ".csv":
        return pl.read_csv(path, infer_schema=False)
    import fastexcel  # noqa: PLC0415

    return fastexcel.read_excel(path).load_sheet(0, dtypes="string").to_polars()


def generated(times: int) -> dict[str, pl.DataFrame]:
    """Return the four tables of a made-up group."""
    from kornhamn.jobs.demo.group import authorities  # noqa: PLC0415
    from kornhamn.jobs.demo.statistics import statistics  # noqa: PLC0415

    frames = statistics(PROCUREMENTS * times, group=authorities(12))
    return {kind.value: frame for kind, frame in frames.items()}


def texts(times: int, folder: Path) -> list[Path]:
    """Write the tables as CSV."""
    paths = []
    for name, frame in generated(times).items():
        paths.append(folder / f"{name}.csv")
        frame.write_csv(paths[-1])
    return paths


def workbooks(times: int, folder: Path) -> list[Path]:
    """Write the tables as workbooks in the form of the publisher's: every text in its cell."""
    paths = []
    for name, frame in generated(times).items():
        paths.append(folder / f"{name}.xlsx")
        write_workbook(paths[-1], frame)
    return paths


def write_workbook(path: Path, frame: pl.DataFrame) -> None:
    """Write a workbook with one sheet, column by column: a row at a time would take minutes."""
    cells = [
        pl.when(pl.col(name).is_null())
        .then(pl.lit("<c/>"))
        .otherwise(pl.format("<c t='inlineStr'><is><t>{}</t></is></c>", _escaped(name)))
        for name in frame.columns
    ]
    rows = frame.select(pl.concat_str(pl.lit("<row>"), *cells, pl.lit("</row>")).alias("row"))
    header = "".join(
        f"<c t='inlineStr'><is><t>{escape(name)}</t></is></c>" for name in frame.columns
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in PARTS.items():
            book.writestr(name, text)
        with book.open(SHEET, "w", force_zip64=True) as sheet:
            sheet.write(f"<worksheet xmlns='{main}'><sheetData><row>{header}</row>".encode())
            for part in rows.iter_slices(20_000):
                sheet.write("".join(part["row"].to_list()).encode())
            sheet.write(b"</sheetData></worksheet>")


def _escaped(name: str) -> pl.Expr:
    text = pl.col(name).str.replace_all("&", "&amp;", literal=True)
    return text.str.replace_all("<", "&lt;", literal=True)


_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": (
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Default Extension='rels' "
        "ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        f"<Override PartName='/xl/workbook.xml' ContentType='{_TYPES}.sheet.main+xml'/>"
        f"<Override PartName='/{SHEET}' ContentType='{_TYPES}.worksheet+xml'/></Types>"
    ),
    "_rels/.rels": (
        f"<Relationships xmlns='{_RELATIONS}'><Relationship Id='r1' "
        f"Type='{_OFFICE}/officeDocument' Target='xl/workbook.xml'/></Relationships>"
    ),
    "xl/workbook.xml": (
        "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "
        f"xmlns:r='{_OFFICE}'><sheets><sheet name='Summa' sheetId='1' r:id='r1'/></sheets>"
        "</workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f"<Relationships xmlns='{_RELATIONS}'><Relationship Id='r1' "
        f"Type='{_OFFICE}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"
    ),
}

if __name__ == "__main__":
    main()
