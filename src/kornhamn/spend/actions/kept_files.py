"""Where the received file of a load lies until it is loaded, and where its columns do."""

import shutil
from pathlib import Path

from django.conf import settings

from kornhamn.files.limits import Limits
from kornhamn.spend.models import LedgerLoad


def columns_folder(load: LedgerLoad) -> Path:
    """Return the folder of a load's columns; there once it is loaded."""
    return Path(settings.LEDGERS) / str(load.pk)


def received_folder(load: LedgerLoad) -> Path:
    """Return the folder of the received file; there until it is loaded or given up."""
    return Path(settings.LEDGERS) / "received" / str(load.pk)


def received_file(load: LedgerLoad) -> Path:
    """Return the received file; its name, which others chose, is not the name it lies under."""
    return received_folder(load) / f"file{Path(load.file_name).suffix.casefold()}"


def work_folder(load: LedgerLoad) -> Path:
    """Return an empty folder for what is written until the load is whole."""
    folder = received_folder(load) / "work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def forget_received(load: LedgerLoad) -> None:
    """Delete the received file, if it is there."""
    shutil.rmtree(received_folder(load), ignore_errors=True)


def forget_columns(load: LedgerLoad) -> None:
    """Delete the columns of a load, if they are there."""
    shutil.rmtree(columns_folder(load), ignore_errors=True)


def limits() -> Limits:
    """Return how much of the machine a ledger may take."""
    return Limits(
        file_bytes=settings.MAX_LEDGER_BYTES, unpacked_bytes=settings.MAX_STATISTICS_UNPACKED_BYTES
    )
