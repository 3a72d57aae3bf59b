"""A PostgreSQL server of the tests' own, made before a run and deleted after it.

Only the standard library: dev.py starts it from any Python.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = os.name == "nt"
SERVERS = Path(tempfile.gettempdir() if WINDOWS else "/var/tmp")  # noqa: S108 - /tmp may lie in memory
SERVER_PREFIX = "mcsys-postgres-"


def is_root() -> bool:
    """Whether this user may do everything."""
    return not WINDOWS and os.geteuid() == 0


def server_programs() -> Path | None:
    """The folder of the newest PostgreSQL's own programs; None where there is none."""
    found = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if WINDOWS:
        found = list(Path(os.environ["PROGRAMFILES"]).glob("PostgreSQL/*/bin/initdb.exe"))
    if not found and (on_path := shutil.which("initdb")):
        found = [Path(on_path)]
    newest = max(found, key=lambda path: (len(path.parts[-3]), path.parts[-3]), default=None)
    return newest.parent if newest else None


@contextlib.contextmanager
def postgres_server(programs: Path, python: str, *, durable: bool = False) -> Iterator[str]:
    """A PostgreSQL of our own with TLS on a free port of this machine; gives its address.

    ``durable`` keeps its promises to the disk (for measuring); tests do without. Its data is
    deleted at the end.
    """
    sweep_up(programs)
    home = Path(tempfile.mkdtemp(prefix=f"{SERVER_PREFIX}{os.getpid()}-", dir=SERVERS))
    try:
        certify = [python, "-m", "tests.certificate", str(home)]
        subprocess.run(certify, cwd=ROOT, check=True)
        yield start_server(programs, home, durable=durable)
    finally:
        stop_server(programs, home)


def start_server(programs: Path, home: Path, *, durable: bool) -> str:
    """Make and start a database server below ``home``; return its address."""
    password = secrets.token_hex(16)
    (home / "password").write_text(password)
    if is_root():  # PostgreSQL refuses to run as root
        for path in [home, *home.iterdir()]:
            shutil.chown(path, "postgres", "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = ["listen_addresses=127.0.0.1", "max_connections=300", "ssl=on"]
    settings += ["ssl_cert_file=../server.crt", "ssl_key_file=../server.key"]  # beside the data
    settings += [] if WINDOWS else [f"unix_socket_directories={home}"]
    settings += [] if durable else ["fsync=off", "full_page_writes=off", "synchronous_commit=off"]
    options = " ".join(f"-c {setting}" for setting in [f"port={port}", *settings])
    who = ["-U", "postgres", "-A", "scram-sha-256", "--pwfile", str(home / "password")]
    letters = ["-E", "UTF8", "--locale", "C.UTF-8" if sys.platform == "linux" else "C"]
    made = as_server(home, programs / "initdb", "--no-sync", *who, *letters)
    if not made or not as_server(home, programs / "pg_ctl", "start", "-w", "-o", options):
        raise RuntimeError((home / "log").read_text() + "\nPostgreSQL did not start.")
    proof = quote(str(home / "server.crt"))
    place = f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
    return f"{place}?sslmode=verify-full&sslrootcert={proof}"


def as_server(home: Path, program: Path, *arguments: str) -> bool:
    """Run one of PostgreSQL's programs on the data below ``home``; whether it worked."""
    account = "postgres" if is_root() else None
    with (home / "log").open("a") as log:
        done = subprocess.run(
            [str(program), "-D", str(home / "data"), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=home,
            user=account,
            group=account,
            extra_groups=[] if account else None,
            check=False,
        )
    return done.returncode == 0


def stop_server(programs: Path, home: Path) -> None:
    """Stop the server below ``home`` if it runs, and delete everything."""
    as_server(home, programs / "pg_ctl", "stop", "-w", "-m", "immediate")
    shutil.rmtree(home, ignore_errors=True)


def sweep_up(programs: Path) -> None:
    """Remove what a run left behind that was killed before it could tidy up."""
    processes = Path("/proc")  # elsewhere there is no telling
    for home in SERVERS.glob(f"{SERVER_PREFIX}*") if processes.is_dir() else ():
        maker = home.name.removeprefix(SERVER_PREFIX).split("-")[0]
        if not (processes / maker).exists():
            stop_server(programs, home)
