"""The beginning of a run: files read, checked, joined and entered with their remarks."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

import polars as pl
from django.conf import settings
from django.db import connection, transaction

from kornhamn.files.examining import Source
from kornhamn.files.limits import Limits
from kornhamn.procurement.actions.kept_files import forget
from kornhamn.procurement.models import ImportRun, StatisticsFile
from kornhamn.procurement.statistics.checking import CheckedFile, check
from kornhamn.procurement.statistics.files import examine, read
from kornhamn.procurement.statistics.joining import Joined, join
from kornhamn.procurement.statistics.refusals import HeaderMissing, NothingToImport
from kornhamn.procurement.types import GivenFile, ImportState

_REMARK_COLUMNS = ("file_id", "row", "column", "value", "code", "effect", "kept")


def opened(run: ImportRun, given: Sequence[GivenFile]) -> tuple[list[UUID], Joined]:
    """Return the ids of the run's files and what they say; nothing is written but the run.

    A file whose content was taken in before is entered, and not read again.
    """
    limits = Limits(
        file_bytes=settings.MAX_STATISTICS_BYTES,
        unpacked_bytes=settings.MAX_STATISTICS_UNPACKED_BYTES,
    )
    sources = [(file, examine(file.path, file.name, limits)) for file in given]
    known = _taken_in_before({source.sha256 for _, source in sources})
    # of files with the same content the first one is read
    fresh = {s.sha256: (file, s) for file, s in reversed(sources) if s.sha256 not in known}
    checked, aside = _checked(fresh, limits)
    joined = join(checked)
    kept = [source for _, source in sources if source.sha256 not in aside]
    if not kept:
        raise NothingToImport(path=", ".join(file.name for file in given))
    _take_over(run, hashlib.sha256("".join(sorted(fresh)).encode()).hexdigest())
    run.left_aside = sorted(source.name for _, source in sources if source.sha256 in aside)
    stored = _enter(run, kept, known, checked, joined)
    return [stored[file.source.sha256].pk for file in checked], joined


def _taken_in_before(digests: set[str]) -> dict[str, StatisticsFile]:
    finished = StatisticsFile.objects.filter(
        sha256__in=digests, run__state=ImportState.FINISHED, repeats=None
    ).order_by("-run__started_at")
    return {file.sha256: file for file in finished}


def _checked(
    fresh: dict[str, tuple[GivenFile, Source]], limits: Limits
) -> tuple[list[CheckedFile], set[str]]:
    """Return the checked files in the order of their digests, and the digests of other files."""
    checked, aside = [], set()
    for digest, (file, source) in sorted(fresh.items()):
        found = _checked_file(source, limits, may_be_other=file.found_in_folder)
        if found is None:
            aside.add(digest)
        else:
            checked.append(found)
    return checked, aside


def _checked_file(source: Source, limits: Limits, *, may_be_other: bool) -> CheckedFile | None:
    """Return what a file says; its texts are let go of before the next one is read."""
    try:
        return check(read(source, limits))
    except HeaderMissing:
        if may_be_other:
            return None
        raise


def _take_over(run: ImportRun, contents: str) -> None:
    """Make an interrupted run over the same files ours: its files, its counts, its progress."""
    run.contents = contents
    old = (
        ImportRun.objects.filter(contents=contents, state=ImportState.INTERRUPTED)
        .exclude(pk=run.pk)
        .order_by("-parts_done")
        .first()
    )
    if old is None:
        return
    taken = (
        "started_at",
        "parts_done",
        "rows_done",
        "procurements_created",
        "procurements_changed",
    )
    for name in taken:
        setattr(run, name, getattr(old, name))
    old.files.update(run=run)
    old.corrections.update(run=run)
    forget(old)
    old.delete()


@transaction.atomic
def _enter(
    run: ImportRun,
    sources: Sequence[Source],
    known: dict[str, StatisticsFile],
    checked: Sequence[CheckedFile],
    joined: Joined,
) -> dict[str, StatisticsFile]:
    """Enter the files of the run that are not yet there, with their remarks; return them all."""
    there = {file.sha256: file for file in run.files.filter(repeats=None)}
    read_now = {file.source.sha256: file for file in checked}
    fresh: list[tuple[int, StatisticsFile]] = []
    for source in sources:
        before = known.get(source.sha256) or there.get(source.sha256)
        if before is not None and (before.run_id != run.pk or before.name != source.name):
            _enter_repeated(run, source, before)
        elif before is None:
            file = read_now[source.sha256]
            there[source.sha256] = _enter_fresh(run, file)
            fresh.append((list(read_now).index(source.sha256), there[source.sha256]))
    for index, stored in fresh:
        own = joined.remarks.filter(pl.col("file") == index).drop("file")
        _copy_remarks(pl.concat([checked[index].remarks, own]).sort("row"), stored.pk)
    rows = list(run.files.values_list("rows", "rows_rejected", "repeats"))
    run.rows_total = sum(total for total, _, _ in rows)
    if fresh or not joined.parts:
        run.rows_done = sum(t if repeats else rejected for t, rejected, repeats in rows)
    run.save()
    return there


def _enter_fresh(run: ImportRun, file: CheckedFile) -> StatisticsFile:
    return StatisticsFile.objects.create(
        run=run,
        kind=file.kind,
        name=file.source.name[:255],
        sha256=file.source.sha256,
        size=file.source.size,
        rows=file.rows,
        rows_rejected=file.rejected,
    )


def _enter_repeated(run: ImportRun, source: Source, before: StatisticsFile) -> None:
    """Enter a file whose content is known; its rows change nothing."""
    StatisticsFile.objects.get_or_create(
        run=run,
        name=source.name[:255],
        repeats=before,
        defaults={
            "kind": before.kind,
            "sha256": source.sha256,
            "size": source.size,
            "rows": before.rows,
            "rows_rejected": before.rows_rejected,
            "rows_unchanged": before.rows - before.rows_rejected,
        },
    )


def _copy_remarks(remarks: pl.DataFrame, file: UUID) -> None:
    """Stream remarks into their table; an empty text is quoted, so that it is no null."""
    columns = ", ".join(f'"{name}"' for name in _REMARK_COLUMNS)
    frame = remarks.with_columns(pl.lit(str(file)).alias("file_id")).select(_REMARK_COLUMNS)
    text = frame.write_csv(include_header=False, quote_style="non_numeric")
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY procurement_remark ({columns}) FROM STDIN (FORMAT csv)") as copy,
    ):
        copy.write(text)
