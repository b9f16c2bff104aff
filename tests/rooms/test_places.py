"""Runs of the tests at the same time have a database each."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests import places
from tests.places import NoPlaceError

SECOND_RUN = "import tests.settings as s; print(s.TEST_DATABASE)"


def test_this_run_uses_the_database_of_its_place() -> None:
    assert connection.settings_dict["TEST"]["NAME"].startswith(settings.TEST_DATABASE)


def test_a_run_beside_this_one_gets_another_database() -> None:
    environment = {key: os.environ[key] for key in os.environ if key != places._HANDED_DOWN}
    ran = subprocess.run(
        [sys.executable, "-c", SECOND_RUN],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert ran.returncode == 0, ran.stderr
    theirs = ran.stdout.strip()
    assert theirs.startswith("test_")
    assert theirs != settings.TEST_DATABASE


def test_too_many_runs_are_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "MOST", 0)
    with pytest.raises(NoPlaceError, match="wait until one has ended"):
        places._free_place(settings.DATABASES["default"])
