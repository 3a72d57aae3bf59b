"""The PostgreSQL on this computer: reach it as its administrator, write its files, restart it."""

import os
import shutil
import socket
import struct
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_interface
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import postgres, reaching
from mcsys_desktop.models.versions import SCHEMA

if TYPE_CHECKING:
    import psycopg

Say = Callable[[str], None]
SOCKETS = ("/var/run/postgresql", "/tmp")  # noqa: S108  # Debian's place, and PostgreSQL's own
LEAST_VERSION = 15
_GET_ADDRESS, _GET_MASK = 0x8915, 0x891B  # of the kernel's interfaces, Linux


@dataclass(frozen=True, slots=True)
class LocalServer:
    """How the server's administrator reaches the PostgreSQL on this computer."""

    admin: str
    socket: str
    port: int

    def url(self, database: str) -> str:
        """The address of ``database``, for everything that takes an office's address."""
        return addresses.of_server(self.socket, self.port, database, self.admin, {})

    @contextmanager
    def opened(
        self, database: str = "postgres", *, bare: bool = False
    ) -> Iterator["psycopg.Connection[Any]"]:
        """A connection that commits each statement; ``bare``: with the server's own settings.

        Raises OfficeUnavailable, and UserError for who is not its administrator.
        """
        import psycopg

        known = postgres.parameters(addresses.parse(self.url(database)), "", SCHEMA)
        if bare:
            del known["options"]
        try:
            connection = reaching.connect(**known, autocommit=True)
        except psycopg.OperationalError as error:
            raise self._closed(error) from error
        with connection:
            yield connection

    def _closed(self, error: BaseException) -> UserError:
        if any(sign in str(error) for sign in ("Peer", "peer", "authentication", "pg_hba.conf")):
            return UserError(
                _(
                    "PostgreSQL does not take this account for its administrator. Run this as the"
                    " superuser of the computer (sudo), or as the account that PostgreSQL runs"
                    " under."
                )
            )
        return OfficeUnavailable(
            _(
                "PostgreSQL does not answer on this computer ({folder}, port {port}). Is it"
                " installed, and does it run?"
            ).format(folder=self.socket, port=self.port)
        )


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a PostgreSQL keeps its files, and which account they belong to."""

    version: int  # 150018 for 15.18
    config: Path
    hba: Path
    data: Path
    programs: Path
    libraries: Path

    @property
    def folder(self) -> Path:
        """Ours, beside its own configuration: certificates, and what was decided."""
        return self.config.parent / "mcsys"

    @property
    def settings(self) -> Path:
        """Our part of its configuration."""
        return self.config.parent / "conf.d" / "mcsys.conf"

    def has_library(self, name: str) -> bool:
        """Whether an extra of PostgreSQL is installed."""
        return any((self.libraries / f"{name}{end}").exists() for end in (".so", ".dylib", ".dll"))

    def write(self, path: Path, content: bytes, mode: int = 0o640) -> None:
        """Write a file whole or not at all, for the account that PostgreSQL runs under."""
        owner = self.data.stat()
        for folder in reversed([path.parent, *path.parent.parents]):
            if not folder.exists():
                folder.mkdir(mode=0o750)
                _give(folder, owner)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        _give(Path(temporary), owner)
        Path(temporary).replace(path)

    def keep_copy(self, path: Path) -> Path:
        """Copy a file that is about to be replaced, beside it."""
        copy = path.with_name(f"{path.name}.before-mcsys-{datetime.now():%Y%m%d-%H%M%S}")  # noqa: DTZ005  # a name
        self.write(copy, path.read_bytes())
        return copy

    def run(self, program: str, *arguments: str) -> bool:
        """Run one of PostgreSQL's programs on its data, as its account; whether it worked."""
        owner = self.data.stat()
        as_account: dict[str, Any] = {}
        if os.name != "nt" and os.geteuid() == 0:
            as_account = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
        done = subprocess.run(  # noqa: S603  # PostgreSQL's own programs, found by asking it
            [str(self.programs / program), "-D", str(self.data), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.data,
            check=False,
            **as_account,
        )
        return done.returncode == 0

    def steer(self, verb: str) -> bool:
        """``stop``, ``start`` or ``restart`` it; whether that worked."""
        steering = shutil.which("pg_ctlcluster")
        parts = self.config.parts  # /etc/postgresql/15/main/postgresql.conf on Debian
        if steering and parts[:3] == ("/", "etc", "postgresql") and len(parts) == 6:
            command = [steering, parts[3], parts[4], verb]
            return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603  # as above
        hurry = ("-m", "fast") if verb != "start" else ()
        log = ("-l", str(self.data / "mcsys-start.log")) if verb != "stop" else ()
        return self.run("pg_ctl", verb, "-w", *hurry, *log)


def find(admin: str, port: int, folder: str = "") -> LocalServer:
    """The PostgreSQL that listens on ``port`` here. Raises OfficeUnavailable when there is none."""
    for place in (folder,) if folder else SOCKETS:
        if (Path(place) / f".s.PGSQL.{port}").exists():
            return LocalServer(admin, place, port)
    place = folder or SOCKETS[0]
    raise LocalServer(admin, place, port)._closed(OSError())


def look_at(connection: "psycopg.Connection[Any]") -> Cluster:
    """Where its files are. Raises UserError when it is too old, or when this is no superuser."""
    version = connection.info.server_version
    if version < LEAST_VERSION * 10000:
        raise UserError(
            _("This is PostgreSQL {version}; an office needs {least} or newer.").format(
                version=version // 10000, least=LEAST_VERSION
            )
        )
    if connection.execute("SHOW is_superuser").fetchone() != ("on",):
        raise UserError(_("This login may not prepare the server."))
    asked = ("config_file", "hba_file", "data_directory")
    config, hba, data = (
        (connection.execute("SELECT current_setting(%s)", (name,)).fetchone() or ("",))[0]
        for name in asked
    )
    known = dict(connection.execute("SELECT name, setting FROM pg_config").fetchall())
    programs, libraries = Path(known["BINDIR"]), Path(known["PKGLIBDIR"])
    return Cluster(version, Path(config), Path(hba), Path(data), programs, libraries)


def network_of(address: str) -> str:
    """The network that this computer has ``address`` in, like 192.168.1.0/24; "" if unknown."""
    try:
        import fcntl  # Unix
    except ImportError:
        return ""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _number, name in socket.if_nameindex():
            request = struct.pack("256s", name.encode()[:15])
            try:
                own = fcntl.ioctl(asking.fileno(), _GET_ADDRESS, request)
                mask = fcntl.ioctl(asking.fileno(), _GET_MASK, request)
            except OSError:
                continue  # an interface without an address
            if socket.inet_ntoa(own[20:24]) == address:
                return str(ip_interface(f"{address}/{socket.inet_ntoa(mask[20:24])}").network)
    return ""


def _give(path: Path, owner: os.stat_result) -> None:
    if os.name != "nt" and os.geteuid() == 0:
        os.chown(path, owner.st_uid, owner.st_gid)
