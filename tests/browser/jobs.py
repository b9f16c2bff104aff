"""The worker of the journeys: does what waits in the database, then stops."""

from threading import Thread

from django.db import connections
from procrastinate.contrib.django import app


def do_waiting_jobs() -> None:
    """Do every waiting job; in a thread, since a browser's own loop runs in this one."""
    worker = Thread(target=_work)
    worker.start()
    worker.join()


def _work() -> None:
    own = app.with_connector(app.connector.get_worker_connector())
    own.run_worker(wait=False, listen_notify=False, install_signal_handlers=False)
    connections.close_all()
