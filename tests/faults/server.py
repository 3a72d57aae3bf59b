"""A PostgreSQL server with an office, to be killed and restarted; not the one tests share."""

import contextlib
import os
import shlex
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

from mcsys_desktop.models.base import Group
from mcsys_desktop.models.server import create_login
from mcsys_desktop.services import offices
from tests import certificate, postgres

PASSWORD = "kameel schuurpapier gordijn tuba"  # of an invented person, on a server for tests
LOGIN = "anna"
PATIENCE = 30.0  # seconds


class OwnServer:
    """A server below ``home`` that holds one office, with ``LOGIN`` in it."""

    def __init__(self, programs: Path, home: Path, *, durable: bool) -> None:
        self._programs, self._home = programs, home
        self._admin = postgres.start_server(programs, home, durable=durable)
        opened = (home / "data" / "postmaster.opts").read_text()
        self._options = " ".join(shlex.quote(each) for each in shlex.split(opened)[3:])
        self.host, self.port = "127.0.0.1", urlsplit(self._admin).port or 0
        with psycopg.connect(self._admin, autocommit=True) as admin:
            admin.execute("CREATE DATABASE office ENCODING 'UTF8' TEMPLATE template0")
        password = unquote(urlsplit(self._admin).password or "")
        offices.create_on_server(self.url("postgres"), password, LOGIN, PASSWORD, "Anna Bos")

    def url(self, login: str = LOGIN, port: int = 0) -> str:
        """The address of the office; ``port`` leads there by way of a proxy."""
        proof = urlsplit(self._admin).query  # what it is known by
        return f"postgresql://{login}@127.0.0.1:{port or self.port}/office?{proof}"

    def admit(self, login: str) -> None:
        """Make a login for somebody else at a desk, with the same password."""
        target = urlsplit(self._admin)._replace(path="/office").geturl()
        with psycopg.connect(target) as admin:
            create_login(admin, login, PASSWORD, Group.DESK)

    def kill(self) -> None:
        """kill -9, as when the power goes."""
        os.kill(self._postmaster(), signal.SIGKILL)

    def kill_all(self) -> None:
        """kill -9 for it and for each of its processes, so that none of them tidies up."""
        first = self._postmaster()
        os.kill(first, signal.SIGSTOP)  # it starts nobody meanwhile
        for child in Path(f"/proc/{first}/task/{first}/children").read_text().split():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
        os.kill(first, signal.SIGKILL)

    def stop_at_once(self) -> None:
        """End it without a checkpoint, as a crash of one of its processes does."""
        postgres.as_server(self._home, self._programs / "pg_ctl", "stop", "-w", "-m", "immediate")

    def _postmaster(self) -> int:
        return int((self._home / "data" / "postmaster.pid").read_text().splitlines()[0])

    def start(self) -> None:
        """Start it again; its own processes of before must have noticed first."""
        deadline = time.monotonic() + PATIENCE
        while not postgres.as_server(
            self._home, self._programs / "pg_ctl", "start", "-w", "-o", self._options
        ):
            assert time.monotonic() < deadline, (self._home / "log").read_text()[-2000:]
            time.sleep(0.2)

    def restart(self) -> None:
        """Stop and start it, as an update does."""
        postgres.as_server(self._home, self._programs / "pg_ctl", "restart", "-w", "-m", "fast")


@contextlib.contextmanager
def own_server(*, durable: bool = False) -> Iterator[OwnServer]:
    """A server for one test; deleted with all it holds. ``durable``: it waits for the disk."""
    programs = postgres.server_programs()
    assert programs is not None
    prefix = f"{postgres.SERVER_PREFIX}{os.getpid()}-"
    home = Path(tempfile.mkdtemp(prefix=prefix, dir=postgres.SERVERS))
    try:
        certificate.write(home)
        yield OwnServer(programs, home, durable=durable)
    finally:
        postgres.stop_server(programs, home)
        shutil.rmtree(home, ignore_errors=True)
