"""How fast the follow-up is on a group with many procurements.

The figures themselves, the pages with everything around them (median on the server, queries
counted), and requests per second of a view with one query beside an empty one.
"""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from timing import timed

ROOT = Path(__file__).resolve().parents[1]
AT = datetime(2026, 3, 9, 9, tzinfo=UTC)
AUTHORITIES, CLIENTS, SECONDS = 12, 8, 5.0


def main() -> None:
    """Fill a house of its own, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--procurements", type=int, default=100_000)
    wanted: int = parser.parse_args().procurements
    os.environ |= {
        "KORNHAMN_HOME": str(ROOT / "var" / f"bench-{wanted}"),
        "KORNHAMN_CLUSTER": "bench",
        "KORNHAMN_TLS": "false",
        "DJANGO_SETTINGS_MODULE": "bench.served_settings",
    }
    import django  # noqa: PLC0415 - after its settings are chosen

    django.setup()
    took = fill(wanted)
    print(f"## Follow-up pages, {wanted:,} procurements of {AUTHORITIES} authorities\n")
    print(f"{took}\n")
    print_figures()
    print_pages()
    print_throughput()


def fill(wanted: int) -> str:
    """Import generated procurements unless an earlier run did; say what a snapshot takes."""
    from django.core.management import call_command  # noqa: PLC0415

    from kornhamn.analytics.actions import refresh  # noqa: PLC0415
    from kornhamn.organisation.types import SYSTEM  # noqa: PLC0415
    from kornhamn.procurement.models import Procurement  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if Procurement.objects.count() != wanted:
        bring_in(wanted)
    started = time.perf_counter()
    taken = refresh(by=SYSTEM, at=AT)
    seconds = time.perf_counter() - started
    return f"Snapshot: {seconds:.1f} s, {taken.size / 2**20:.1f} MiB."


def bring_in(wanted: int) -> None:
    """Bring the made-up group in by the doors that everybody uses."""
    from django.conf import settings  # noqa: PLC0415

    from kornhamn.jobs.demo.group import authorities, organisation_csv  # noqa: PLC0415
    from kornhamn.jobs.demo.statistics import statistics as generated  # noqa: PLC0415
    from kornhamn.organisation.actions import import_register  # noqa: PLC0415
    from kornhamn.organisation.types import SYSTEM  # noqa: PLC0415
    from kornhamn.procurement.actions import import_statistics  # noqa: PLC0415

    import_register(organisation_csv(AUTHORITIES).encode(), by=SYSTEM, at=AT)
    paths = []
    for kind, frame in generated(wanted, group=authorities(AUTHORITIES)).items():
        paths.append(settings.HOME / f"{kind}.csv")
        frame.write_csv(paths[-1], separator=";")
    import_statistics(paths, by=SYSTEM, at=AT)


def print_figures() -> None:
    """Time the questions that the pages ask, each over a selection of its own."""
    from kornhamn.analytics.queries import cases, follow_up  # noqa: PLC0415
    from kornhamn.analytics.types import Selection  # noqa: PLC0415
    from kornhamn.kernel.period import Period  # noqa: PLC0415
    from kornhamn.organisation.types import Scope  # noqa: PLC0415
    from kornhamn.rulebook.types import Verdict  # noqa: PLC0415

    scope, whole = Scope(group=True), Selection("inkop-som-verktyg")
    year = whole.narrowed(period=Period(date(2024, 1, 1), date(2025, 1, 1)))
    clause = whole.narrowed(clause="competition.enough-tenders")
    first = timed(lambda: follow_up.follow_up(whole, scope), repeats=1)
    print(f"First question of a process, the whole portfolio assessed: {first.clock:.0f} ms.\n")
    asked: dict[str, Callable[[], object]] = {
        "follow-up, all clauses": lambda: follow_up.follow_up(whole, scope),
        "follow-up, one year": lambda: follow_up.follow_up(year, scope),
        "heat map": lambda: follow_up.heat_map(whole, scope),
        "by authority": lambda: follow_up.by_authority(whole, scope),
        "by month": lambda: follow_up.by_period(whole, scope),
        "cases behind a number": lambda: cases.cases_with(clause, scope, verdict=Verdict.NOT_MET),
    }
    print("| figures | median, ms | of the processor |\n| --- | ---: | ---: |")
    for name, ask in asked.items():
        print(f"| {name} | {timed(ask)} |")


def print_pages() -> None:
    """Time whole pages through every middleware, and count their queries."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    client.force_login(analyst())
    edition = "?edition=inkop-som-verktyg"
    pages = {
        "follow-up": reverse("follow-up") + edition,
        "follow-up of a clause": reverse("follow-up-clause", args=["competition.enough-tenders"]),
        "heat map": reverse("follow-up-heat-map") + edition,
        "procurements": reverse("cases"),
        "one procurement": reverse("case", args=[some_case()]),
    }
    print("\n| page | median, ms | of the processor | queries |\n| --- | ---: | ---: | ---: |")
    for name, url in pages.items():
        with CaptureQueriesContext(connection) as queries:
            status = client.get(url).status_code
        asked = len(queries)  # now: the next request forgets them
        if status != http.HTTPStatus.OK:
            sys.exit(f"{url} answered {status}")
        print(f"| {name} | {timed(lambda url=url: client.get(url))} | {asked} |")


def print_throughput() -> None:
    """Serve the suite and count answers per second."""
    port = free_port()
    program = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
        "--workers", "2", "--blocking-threads", "4", "--log-level", "error",
        "kornhamn.config.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(program, cwd=ROOT, start_new_session=True)
    try:
        wait_for(port)
        empty, query = (rate(port, f"/bench/{name}/") for name in ("nothing", "one-query"))
    finally:
        os.killpg(server.pid, signal.SIGKILL)  # its workers too
        server.wait()
    print("\n| view | requests/s | of the empty one |\n| --- | ---: | ---: |")
    print(f"| empty | {empty:,.0f} | 1.00 |\n| one query | {query:,.0f} | {query / empty:.2f} |")


def analyst() -> object:
    """Return somebody who follows up the whole group."""
    from kornhamn.organisation.models import Appointment  # noqa: PLC0415
    from kornhamn.organisation.types import Role  # noqa: PLC0415

    held = Appointment.objects.filter(role=Role.GROUP_ANALYST).select_related("person")
    return held[0].person


def some_case() -> object:
    """Return the id of a procurement."""
    from kornhamn.procurement.models import Procurement  # noqa: PLC0415

    return Procurement.objects.of_the_group().values_list("pk", flat=True).first()


def rate(port: int, path: str) -> float:
    """Return answers per second to a few clients that each ask again at once."""
    counts = [0] * CLIENTS
    until = time.perf_counter() + SECONDS

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < until:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            counts[number] += answer.status == http.HTTPStatus.OK

    clients = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return sum(counts) / SECONDS


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(480):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.25)
    sys.exit("The server did not start.")


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


if __name__ == "__main__":
    main()
