"""The demo over what an earlier one left behind."""

import shutil
from pathlib import Path

import pytest
from pytest_django import Settings

from kornhamn.jobs.commands.demo import has_lost_files
from tests.made_ledgers import Line, load_lines
from tests.people import Group


@pytest.mark.django_db
def test_a_database_whose_ledgers_files_were_removed_is_known(
    group: Group, settings: Settings, tmp_path: Path
) -> None:
    settings.LEDGERS = tmp_path / "ledgers"
    assert not has_lost_files()
    load_lines([Line(group.education, "Livs AB", 1)])
    assert not has_lost_files()
    shutil.rmtree(settings.LEDGERS)
    assert has_lost_files()
