"""Commands that set up and run the house."""

import os
import sys

import typer
from django.core.management import call_command


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(migrate)
    app.command()(serve)
    app.command()(work)
    app.command(context_settings={"ignore_unknown_options": True})(manage)


def migrate() -> None:
    """Bring the database up to date."""
    call_command("migrate", verbosity=0)


def manage(arguments: list[str]) -> None:
    """Run a management command of the framework."""
    call_command(*arguments)


def serve(host: str = "127.0.0.1", port: int = 8000, workers: int = 2) -> None:
    """Collect the static files and serve the pages."""
    call_command("collectstatic", interactive=False, verbosity=0)
    arguments = [
        "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "kornhamn.config.wsgi:application",
    ]  # fmt: skip
    os.execv(sys.executable, [sys.executable, "-m", *arguments])  # noqa: S606 - it becomes the server


def work() -> None:
    """Do the jobs that wait, and those that come, until stopped."""
    call_command("procrastinate", "worker")
