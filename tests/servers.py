"""A PostgreSQL as a distribution installs it, for tests that make an office's server of it.

Not the one that all tests share: nothing is set on its command line, so that its files decide, and
it is reached by its socket as the account that runs it.
"""

import contextlib
import getpass
import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from mcsys_desktop.models import address, postgres, reaching
from mcsys_desktop.models.versions import SCHEMA
from mcsys_desktop.services import offices, servers
from mcsys_desktop.services.servers import inviting, preparing
from mcsys_desktop.services.servers.certifying import Kept
from mcsys_desktop.services.servers.local import LocalServer, look_at
from mcsys_desktop.services.servers.records import Record
from tests.postgres import SERVER_PREFIX, SERVERS, as_server, is_root, server_programs, stop_server

NETWORK = "127.0.0.0/25"  # of the office; 127.0.0.200 lies outside it
OUTSIDE = "127.0.0.200"
DATABASE = "kantoor"


@dataclass
class OwnServer:
    """One of these, with what was said while it was prepared."""

    home: Path
    port: int
    admin: str
    programs: Path
    said: list[str] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)

    @property
    def local(self) -> LocalServer:
        """As its administrator reaches it."""
        return LocalServer(self.admin, str(self.home), self.port)

    def record(self, host: str = "127.0.0.1", networks: tuple[str, ...] = (NETWORK,)) -> Record:
        """What an office decides about it."""
        key = str(self.home / "kept" / "office-key.pem")
        name = host if host != "127.0.0.1" else "kantoor.test"
        return Record(host, name, "127.0.0.1", self.port, DATABASE, networks, self.admin, key)

    def prepare(
        self, *, take_over: bool = False, code: str = "", **said: Any
    ) -> preparing.Prepared:
        """Make it an office's."""
        (self.home / "kept").mkdir(exist_ok=True)
        hear, keep, record = self.said.append, self.kept.append, self.record(**said)
        return servers.prepare(self.local, record, hear, keep, code=code, take_over=take_over)

    def invite(self, name: str, group: Any) -> inviting.Invited:
        """Invite somebody, on the server itself."""
        from mcsys_desktop.models import base

        with self.local.opened() as connection:
            entry = inviting.entry_of(look_at(connection))
        base.connect(self.local.url(DATABASE))
        try:
            return inviting.invite(name, group, entry)
        finally:
            offices.close()

    def sql(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Say something to it as its administrator."""
        with self.local.opened(database) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def reload(self) -> None:
        """Let it read its files again."""
        assert as_server(self.home, self.programs / "pg_ctl", "reload")

    def restart(self) -> None:
        """Stop and start it."""
        log = ("-l", str(self.home / "server.log"))
        assert as_server(self.home, self.programs / "pg_ctl", "restart", "-w", "-m", "fast", *log)


@contextlib.contextmanager
def own_server(port: int = 0, below: Path = SERVERS) -> Iterator[OwnServer]:
    """Install one, run it, and delete it; ``port`` is that of one whose place it takes.

    Skips where there is no PostgreSQL to run.
    """
    programs = server_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here")
    home = Path(tempfile.mkdtemp(prefix=f"{SERVER_PREFIX}{os.getpid()}-", dir=below))
    admin = "postgres" if is_root() else getpass.getuser()
    if is_root():
        shutil.chown(home, "postgres", "postgres")
    if not port:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
    made = ["-U", admin, "--auth-local=peer", "--auth-host=scram-sha-256", "--no-sync"]
    try:
        assert as_server(home, programs / "initdb", *made, "-E", "UTF8", "--locale", "C")
        with (home / "data" / "postgresql.conf").open("a") as config:
            config.write(f"port = {port}\nunix_socket_directories = '{home}'\n")
        log = ("-l", str(home / "server.log"))
        assert as_server(home, programs / "pg_ctl", "start", "-w", *log), (home / "log").read_text()
        yield OwnServer(home, port, admin, programs)
    finally:
        stop_server(programs, home)


@contextlib.contextmanager
def relay(port: int, source: str) -> Iterator[int]:
    """A port on this computer whose connections come to ``port`` from the address ``source``."""
    ears = socket.create_server(("127.0.0.1", 0))
    lines: list[socket.socket] = []

    def carry(one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := one.recv(65536):
                other.sendall(chunk)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def listen() -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _from = ears.accept()
                far = socket.create_connection(("127.0.0.1", port), source_address=(source, 0))
                lines.extend((near, far))
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=carry, args=ends, daemon=True).start()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield ears.getsockname()[1]
    finally:
        with contextlib.suppress(OSError):
            ears.shutdown(socket.SHUT_RDWR)
        ears.close()
        thread.join(5)
        for line in lines:
            line.close()


def connect(url: str, password: str) -> Any:
    """A psycopg connection as a desk makes one."""
    known = postgres.parameters(address.parse(url), password, SCHEMA)
    return reaching.connect(**known, autocommit=True)
