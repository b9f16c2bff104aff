"""A Spark cluster on this machine: a master and two workers, each a process of its own."""

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import polars as pl

WORKERS, SECONDS = 2, 60
_MASTER, _WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"


def missing() -> str:
    """Return what is not there to start a cluster with, or nothing."""
    if find_spec("pyspark") is None:
        return "the extra `spark` is not installed"
    if shutil.which("java") is None:
        return "there is no Java: install default-jre-headless"
    return ""


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Yield the address of a cluster while it runs."""
    with ExitStack() as stack:
        port, page = _free_port(), _free_port()
        master = ["--host", "localhost", "--port", str(port), "--webui-port", str(page)]
        stack.enter_context(_process(_MASTER, master, folder / "master"))
        _until(lambda: _said(page, "ALIVE"))
        address = f"spark://localhost:{port}"
        for number in range(WORKERS):
            of_worker = ["--host", "localhost", "--cores", "1", "--memory", "1g"]
            work = ["--work-dir", str(folder / f"work-{number}"), "--webui-port", "0", address]
            own = folder / f"worker-{number}"
            stack.enter_context(_process(_WORKER, [*of_worker, *work], own))
        _until(lambda: _said(page, f'"aliveworkers" : {WORKERS}'))
        yield address


@contextmanager
def _process(kind: str, arguments: list[str], log: Path) -> Iterator[None]:
    spec = find_spec("pyspark")
    assert spec is not None
    assert spec.origin is not None
    home = Path(spec.origin).parent
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    with log.with_suffix(".log").open("wb") as out:
        started = subprocess.Popen(
            [str(home / "bin" / "spark-class"), kind, *arguments],
            env=environment,
            stdout=out,
            stderr=out,
        )
        try:
            yield
        finally:
            started.terminate()
            started.wait(SECONDS)


def _said(page: int, words: str) -> bool:
    """Tell whether the master's page of figures holds some words."""
    try:
        with urllib.request.urlopen(f"http://localhost:{page}/json/", timeout=5) as answer:
            return words in answer.read().decode()
    except OSError:
        return False


def _until(happened: object) -> None:
    end = time.monotonic() + SECONDS
    while not happened():  # type: ignore[operator]
        if time.monotonic() > end:
            msg = "the cluster did not start in time"
            raise TimeoutError(msg)
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def session_of(address: str) -> Any:  # noqa: ANN401 - Spark ships no types
    """Return a session of the cluster at an address."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    builder = SparkSession.builder.master(address)
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "localhost",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.executor.memory": "512m",
        "spark.scheduler.minRegisteredResourcesRatio": "1.0",
        "spark.cores.max": str(WORKERS),
        "spark.executor.cores": "1",
    }.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def write_in_parts(frame: pl.DataFrame, folder: Path) -> None:
    """Write a table in several files, so that the workers share them."""
    folder.mkdir()
    size = -(-frame.height // 2)
    for number in range(2):
        frame.slice(number * size, size).write_parquet(folder / f"part-{number}.parquet")
