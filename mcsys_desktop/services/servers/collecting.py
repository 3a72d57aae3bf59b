"""The login of the process that is always on (``collect``): its own, and a narrow one.

It may read everything, because it backs everything up, and do what a desk does. Nobody knows its
password: that is made here, and lies in a file that only the process' own account can read.
"""

import os
import secrets
import shutil
from pathlib import Path

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import server as roles
from mcsys_desktop.services.servers import records
from mcsys_desktop.services.servers.local import LocalServer, look_at
from mcsys_desktop.services.servers.records import Record

LOGIN = "collector"
PASSWORD, CERTIFICATE = "collector.password", "office-ca.crt"  # names of files


def office_of(record: Record, home: Path) -> str:
    """The address of the office for this login, as a desk on the network has it."""
    root = {"sslrootcert": str(home / CERTIFICATE)}
    return addresses.of_server(record.host, record.port, record.database, LOGIN, root)


def let_in_collector(server: LocalServer, record: Record, home: Path, account: str = "") -> None:
    """Make the login and the files in ``home``, for ``account``; what is there already stays.

    A password file that has gone is made anew. Raises UserError where they cannot be written.
    """
    with server.opened() as connection:
        certificate = (look_at(connection).folder / records.AUTHORITY).read_bytes()
    _write(home / CERTIFICATE, certificate, account)
    with server.opened(record.database) as admin:
        known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (LOGIN,)).fetchone()
        if known and (home / PASSWORD).exists():
            return
        chosen = secrets.token_urlsafe(32)
        _write(home / PASSWORD, f"{chosen}\n".encode(), account)
        if known:
            verifier = roles.scram_verifier(chosen)
            admin.execute(f"ALTER ROLE {LOGIN} PASSWORD '{verifier}'".encode())
            roles.tell(admin, "code", LOGIN)
            return
        roles.create_login(admin, LOGIN, chosen, roles.BACKUP)
        roles.tell(admin, "login_made", f"{LOGIN} {roles.BACKUP}")


def _write(file: Path, content: bytes, account: str) -> None:
    """For its owner alone, from the first byte on."""
    unfinished = file.with_name(f".{file.name}.new")
    try:
        unfinished.unlink(missing_ok=True)
        with os.fdopen(
            os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
        ) as to:
            to.write(content)
            to.flush()
            os.fsync(to.fileno())  # an empty one after a power cut would keep the collector out
        if account:
            shutil.chown(unfinished, account, account)
        unfinished.replace(file)
    except (OSError, LookupError) as error:
        raise UserError(_("{file} cannot be written.").format(file=file)) from error
