"""Both databases work: the embedded one, even after a hard kill, and a real server by its URL."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from kornhamn.config import embedded_postgres
from kornhamn.config.embedded_postgres import Cluster, EmbeddedPostgresError

pytestmark = [pytest.mark.slow, pytest.mark.loopback]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    running = embedded_postgres.ensure_running(tmp_path, name="trial", disposable=True)
    yield running
    embedded_postgres.stop(running)


def ask(cluster: Cluster, question: str) -> object:
    with psycopg.connect(
        host=str(cluster.socket), user="kornhamn", dbname="kornhamn", connect_timeout=10
    ) as connection:
        row = connection.execute(question).fetchone()
        return row and row[0]


def test_the_embedded_server_sets_itself_up_and_answers(cluster: Cluster) -> None:
    assert ask(cluster, "SELECT 'å' < 'ä'") is False  # C.UTF-8: Swedish is sorted by the suite
    assert ask(cluster, "SHOW listen_addresses") == ""


def test_starting_twice_is_the_same_server(cluster: Cluster, tmp_path: Path) -> None:
    again = embedded_postgres.ensure_running(tmp_path, name="trial", disposable=True)
    assert again == cluster


def test_it_comes_back_after_a_hard_kill_with_its_data(cluster: Cluster, tmp_path: Path) -> None:
    with psycopg.connect(host=str(cluster.socket), user="kornhamn", dbname="kornhamn") as own:
        own.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        own.commit()
        own.execute("CHECKPOINT")
    server = int((cluster.data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(server, signal.SIGKILL)
    embedded_postgres.ensure_running(tmp_path, name="trial", disposable=True)
    assert ask(cluster, "SELECT answer FROM kept") == 42


def test_a_server_that_cannot_start_says_why_in_its_own_words(cluster: Cluster) -> None:
    broken = replace(
        cluster,
        data=cluster.data.with_name("no-such-data"),
        socket=cluster.socket.with_name("no-such-socket"),
    )
    with pytest.raises(EmbeddedPostgresError, match="no-such-data"):
        embedded_postgres._start(broken)


@pytest.fixture
def server_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A real server as an installation has one: TCP, a password, a database of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setattr(
        embedded_postgres,
        "DURABLE",
        embedded_postgres.DURABLE | {"listen_addresses": "127.0.0.1", "port": str(port)},
    )
    running = embedded_postgres._cluster(tmp_path, name="server", disposable=True)
    embedded_postgres._own(running.socket, running.user)
    embedded_postgres._initialise(running)
    embedded_postgres._start(running)
    with psycopg.connect(
        host="127.0.0.1", port=port, user="kornhamn", dbname="postgres", autocommit=True
    ) as owner:
        owner.execute("CREATE ROLE suite LOGIN PASSWORD 'long-and-secret' SUPERUSER")
        owner.execute("CREATE DATABASE suite OWNER suite")
    hba = running.data / "pg_hba.conf"
    hba.write_text("local all all trust\nhost all suite 127.0.0.1/32 scram-sha-256\n")
    running.run("pg_ctl", "reload", "-D", str(running.data))
    yield f"postgres://suite:long-and-secret@127.0.0.1:{port}/suite"
    embedded_postgres.stop(running)


def test_a_real_server_named_by_its_url_is_used(server_url: str) -> None:
    environment = os.environ | {
        "DATABASE_URL": server_url,
        "DJANGO_SETTINGS_MODULE": "kornhamn.config.settings",
    }
    ran = subprocess.run(
        [str(Path(sys.executable).with_name("kornhamn")), "migrate"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    with psycopg.connect(server_url) as connection:
        tables = connection.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_name = 'audit_entry'"
        ).fetchone()
    assert tables == (1,)


def test_a_wrong_password_is_refused(server_url: str) -> None:
    wrong = server_url.replace("long-and-secret", "guessed")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(wrong)
