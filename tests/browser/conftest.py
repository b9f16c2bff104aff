"""A browser, a live server and a small world that each module of journeys has for itself."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.browser import world
from tests.browser.databases import copied
from tests.browser.visitor import Visitor
from tests.browser.world import Files

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDE, PHONE = (1280, 900), (390, 844)
SECONDS = 20_000

NewVisitor = Callable[..., Visitor]


@pytest.fixture(autouse=True)
def _django_db_helper() -> None:
    """Open no transaction around a journey: it has a database of its own, thrown away whole."""


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files that the world is made of."""
    return world.write_files(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="session")
def filled(
    files: Files,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[tuple[str, Path]]:
    """The world, made once: the name of its database, and the folder of its snapshots."""
    snapshots = tmp_path_factory.mktemp("world") / "snapshots"
    with django_db_blocker.unblock():
        own = connection.settings_dict["NAME"]
        with copied(own, f"{own}_world") as database:
            with database.in_use(), override_settings(**_folders(snapshots.parent)):
                world.fill(files)
            yield database.name, snapshots


def _folders(home: Path) -> dict[str, Path]:
    """Where the suite keeps its snapshots, its ledgers and what is uploaded."""
    return {
        "SNAPSHOTS": home / "snapshots",
        "LEDGERS": home / "ledgers",
        "MEDIA_ROOT": home / "files",
    }


@pytest.fixture(scope="module")
def site(
    filled: tuple[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """The address of the running suite in demo mode, over a copy of the world."""
    template, snapshots = filled
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(snapshots.parent, home, dirs_exist_ok=True)
    own: dict[str, Any] = {
        "DEMO": True, **_folders(home)
    }  # fmt: skip
    with (
        django_db_blocker.unblock(),
        copied(template, f"{template}_copy") as database,
        database.in_use(),
        override_settings(**own),
    ):
        server = LiveServer("localhost")
        try:
            yield server.url
        finally:
            server.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium as the distribution packs it; Playwright's own cannot be had everywhere."""
    if CHROMIUM is None:
        pytest.skip("No Chromium here: install the package chromium.")
    # Playwright's loop runs in this thread; the tests' own questions to the database are short.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[NewVisitor]:
    """Bring a visitor to the suite: Swedish and light on a wide screen, unless said otherwise."""
    contexts = []

    def come(size: tuple[int, int] = WIDE, **ways: Any) -> Visitor:  # noqa: ANN401 - as the browser takes
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            **({"locale": "sv-SE", "reduced_motion": "reduce"} | ways),
        )
        context.set_default_timeout(SECONDS)
        contexts.append(context)
        return Visitor(context.new_page(), site)

    yield come
    for context in contexts:
        context.close()
