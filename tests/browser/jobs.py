"""The worker of the journeys: does what waits in the database, then stops."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate.contrib.django import app


def do_waiting_jobs() -> None:
    """Do every waiting job; in a thread, since a browser's own loop runs in this one."""
    worker = Thread(target=lambda: asyncio.run(_work()))
    worker.start()
    worker.join()


async def _work() -> None:
    # what is due by the clock is queued from a thread that outlives each module's database
    await sync_to_async(connections.close_all)()
    own = app.with_connector(app.connector.get_worker_connector())
    with ThreadPoolExecutor(max_workers=1) as threads:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(threads)
        async with own.open_async():
            await own.run_worker_async(
                wait=False, listen_notify=False, install_signal_handlers=False
            )
        await loop.run_in_executor(None, connections.close_all)
    await sync_to_async(connections.close_all)()
