"""The job that pages put in the queue is one that the worker knows."""

import pytest
from tests.people import People

from kornhamn.analytics.queries.snapshots import current_snapshot
from kornhamn.jobs.tasks import refresh_figures
from kornhamn.web.figures_job import JOB

pytestmark = pytest.mark.django_db


def test_the_worker_counts_the_figures_that_a_page_asked_for(people: People) -> None:
    assert refresh_figures.name == JOB
    refresh_figures()
    snapshot = current_snapshot()
    assert snapshot is not None
