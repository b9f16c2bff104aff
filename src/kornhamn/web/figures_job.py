"""The figures of the follow-up are counted anew after what they rest on has changed."""

from django.db import transaction
from procrastinate.contrib.django import app as jobs
from procrastinate.exceptions import AlreadyEnqueued

JOB = "refresh-figures"  # its name in jobs/tasks.py, which pages never import


def count_anew() -> None:
    """Put the counting in the queue; one that waits already will see the change too."""
    try:
        with transaction.atomic():  # what fails here must not undo what the page has done
            jobs.configure_task(JOB, allow_unknown=True, queueing_lock=JOB).defer()
    except AlreadyEnqueued:
        return
