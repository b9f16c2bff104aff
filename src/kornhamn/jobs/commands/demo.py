"""A running suite with a made-up municipality, for a first look."""

import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from kornhamn.analytics.actions import refresh_loyalty
from kornhamn.jobs.after_loads import follow_loads
from kornhamn.jobs.demo.answers import answer
from kornhamn.jobs.demo.contract_lists import load_contract_list
from kornhamn.jobs.demo.group import authorities, organisation_csv
from kornhamn.jobs.demo.ledgers import load_ledgers
from kornhamn.jobs.demo.managing import manage_contracts
from kornhamn.jobs.demo.statistics import statistics
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.actions import import_register
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.actions.import_statistics import import_statistics
from kornhamn.spend.queries import active_loads

PAGES = ("/", "/programme/", "/sign-in/")
FIRST_PORT, PORTS_TRIED = 8000, 50
SECONDS_TO_START, SECONDS_TO_STOP, SECONDS_BETWEEN_LOOKS = 240, 30, 0.5

Check = Annotated[bool, typer.Option("--check", help="Start, fetch some pages, stop.")]
Reset = Annotated[bool, typer.Option("--reset", help="Throw the demo's data away first.")]
Size = Annotated[int, typer.Option(help="How many procurements over four years.")]
Bodies = Annotated[int, typer.Option(help="How many committees and companies.")]

Lines = Annotated[int, typer.Option(help="How many ledger lines over four years.")]


class DemoModeOffError(DomainError):
    """The demo was asked for outside demo mode."""

    code = "demo-mode-off"
    message = N_("This is no demo: start it with bin/demo, which sets KORNHAMN_DEMO=true.")


class DemoDidNotStartError(DomainError):
    """The demo's pages could not be fetched."""

    code = "demo-did-not-start"
    message = N_("The demo did not answer on %(url)s. Its words are above.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(demo)


def demo(
    *,
    check: Check = False,
    reset: Reset = False,
    procurements: Size = 600,
    bodies: Bodies = 12,
    lines: Lines = 40_000,
    port: int = 0,
) -> None:
    """Fill an empty database with a made-up municipality and serve the suite."""
    if not settings.DEMO:
        raise DemoModeOffError
    if reset:
        _throw_away()
    call_command("migrate", verbosity=0)
    if has_lost_files():  # the folder was removed, and the database lies elsewhere
        typer.echo("The files of an earlier demo here are gone: everything is made anew.")
        _throw_away()
        call_command("migrate", verbosity=0)
    _fill(procurements, bodies)
    _load(lines, bodies)
    for made in manage_contracts(at=_now(), on=timezone.localdate(_now())):  # noqa: TID251 - the edge
        typer.echo(made)
    if rows := load_contract_list(
        lines,
        authorities(bodies),
        _files(),
        at=_now(),
        on=timezone.localdate(_now()),  # noqa: TID251 - the edge
    ):
        typer.echo(f"A contract list of {rows} rows …")
    refresh_loyalty(by=SYSTEM, at=_now())
    call_command("collectstatic", interactive=False, verbosity=0)
    with _served(port or _free_port()) as url:
        typer.echo(f"\n  Kornhamn is running.  Open {url} and choose who you are.\n"
                   "  Stop it with Ctrl-C.\n")  # fmt: skip
        if check:
            _fetch(url)
        else:
            _wait_to_be_stopped()


def _fill(procurements: int, bodies: int) -> None:
    """Bring the made-up group in through the same doors as a real one; again changes nothing."""
    folder = _files()
    typer.echo(f"A made-up municipality: {bodies} authorities, {procurements} procurements …")
    import_register(organisation_csv(bodies).encode(), by=SYSTEM, at=_now())
    paths: list[Path] = []
    for kind, frame in statistics(procurements, group=authorities(bodies)).items():
        paths.append(folder / f"{kind}.csv")
        frame.write_csv(paths[-1], separator=";")
    if import_statistics(paths, by=SYSTEM, at=_now()).procurements_created:
        typer.echo(f"{answer(at=_now())} answers and departures by made-up people …")


def _load(lines: int, bodies: int) -> None:
    """Load the group's ledgers where none is loaded, and count the figures."""
    if not active_loads():
        typer.echo(f"{lines} lines of supplier ledgers, in the files of four systems …")
        load_ledgers(lines, authorities(bodies), _files(), at=_now())
    follow_loads()


def has_lost_files() -> bool:
    """Tell whether the database holds ledgers whose files are no longer there."""
    return any(not load.folder.exists() for load in active_loads())


def _files() -> Path:
    folder: Path = settings.HOME / "demo-files"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _throw_away() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    for folder in (
        settings.SNAPSHOTS,
        settings.LEDGERS,
        Path(settings.MEDIA_ROOT),
        settings.HOME / "demo-files",
    ):
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _served(port: int) -> Iterator[str]:
    """Run the pages and the worker beside us, and stop them with us."""
    program = str(Path(sys.executable).with_name("kornhamn"))
    running = [
        subprocess.Popen([program, "serve", "--port", str(port)]),  # noqa: S603 - our own program
        subprocess.Popen([program, "work"]),  # noqa: S603 - our own program
    ]
    try:
        yield _answering(f"http://127.0.0.1:{port}/")
    finally:
        for process in running:
            _stopped(process)


def _wait_to_be_stopped() -> None:
    """Wait for Ctrl-C or a polite kill, whichever of our threads the signal comes to."""
    told = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_signal: told.set())
    while not told.wait(SECONDS_BETWEEN_LOOKS):
        pass


def _stopped(process: subprocess.Popen[bytes]) -> None:
    """Ask it to stop; a busy machine may need to be firm."""
    process.terminate()
    try:
        process.wait(timeout=SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()


def _answering(url: str) -> str:
    """Wait until the pages answer."""
    for _attempt in range(SECONDS_TO_START * 4):
        try:
            urllib.request.urlopen(url, timeout=10).close()  # noqa: S310 - our own address
        except OSError:
            time.sleep(0.25)
        else:
            return url
    raise DemoDidNotStartError(url=url)


def _fetch(url: str) -> None:
    for page in PAGES:
        with urllib.request.urlopen(url.rstrip("/") + page) as answer:  # noqa: S310 - our own
            typer.echo(f"{answer.status} {page} {len(answer.read())} bytes")


def _free_port() -> int:
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)):
                return port
    return 0


def _now() -> datetime:
    return timezone.now()  # noqa: TID251 - the edge
