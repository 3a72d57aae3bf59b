"""Connect to a server: only on a private network, only when it proves itself, and say why not.

Everything that opens a connection to PostgreSQL comes through here. A name is looked up once, each
of its addresses is checked, and libpq is told to use exactly those: otherwise it would look the
name up again, and could be told something else.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import address as addresses

if TYPE_CHECKING:
    import psycopg


def connect(**known: Any) -> "psycopg.Connection[Any]":
    """A connection made with what ``postgres.parameters`` knows.

    Raises psycopg.OperationalError like psycopg itself, UserError for a server outside private
    networks, OfficeUnavailable with the reason when it cannot prove that it is ours.
    """
    import psycopg

    if str(known.get("host", "")).startswith("/"):
        with _as_owner_of_the_socket(str(known["host"]), int(known["port"])):
            return psycopg.connect(**known)
    pinned = _pinned(known)
    try:
        return psycopg.connect(**pinned)
    except psycopg.OperationalError as error:
        said = str(error)
        if "certificate" not in said or "pg_hba.conf" in said:
            raise
        raise OfficeUnavailable(_why(pinned, said)) from error


def _pinned(known: dict[str, Any]) -> dict[str, Any]:
    """The same with the addresses of the server in it, all of them private."""
    host = str(known["host"])
    given = known.get("hostaddr") or ""
    found = addresses.resolve(str(given) or host, int(known["port"]))
    return known | {"host": ",".join([host] * len(found)), "hostaddr": ",".join(found)}


@contextmanager
def _as_owner_of_the_socket(folder: str, port: int) -> Iterator[None]:
    """The superuser of this computer is nobody to PostgreSQL; the account that runs it is known.

    PostgreSQL asks the kernel who is at the other end of the socket. Rights are only given up.
    """
    if os.name == "nt" or os.geteuid() != 0:
        yield
        return
    try:
        owner = (Path(folder) / f".s.PGSQL.{port}").stat()
    except OSError:
        yield  # libpq says that nobody is there
        return
    group = os.getegid()
    os.setegid(owner.st_gid)
    os.seteuid(owner.st_uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(group)


def _why(known: dict[str, Any], said: str) -> str:
    """The sentence for a server whose certificate was not accepted; libpq does not give reasons."""
    if "does not match" in said:
        return _(
            "The server proves that it is the office's, but under another name or address."
            " Use the address that stands in the invitation."
        )
    root = known.get("sslrootcert") or ""
    if root and not Path(str(root)).is_file():
        return _(
            "The file that this desk knows the server by has gone. Ask an administrator for a new"
            " invitation."
        )
    return _by_its_dates(known, str(root)) or _(
        "The server cannot prove that it is the office's own, so nothing was sent to it."
        " Ask whoever looks after it."
    )


def _by_its_dates(known: dict[str, Any], root: str) -> str:
    from mcsys_desktop.core import certificates
    from mcsys_desktop.models import front_door

    shown = front_door.certificate(known["hostaddr"].split(",")[0], int(known["port"]))
    if shown is None or not root:
        return ""
    try:
        authority = certificates.load(Path(root).read_bytes())
        theirs = certificates.load(shown)
        if not certificates.issued_by(theirs, authority):
            return ""
    except (OSError, ValueError):
        return ""
    now = datetime.now(UTC)
    if now < theirs.not_valid_before_utc:
        return _(
            "The clock of this computer says {today}. Set it right: by that clock the certificate"
            " of the server does not count yet."
        ).format(today=f"{now.astimezone():%d-%m-%Y}")
    for_whom = theirs if now > theirs.not_valid_after_utc else authority
    if now <= for_whom.not_valid_after_utc:
        return ""
    return _(
        "The certificate of the server ran out on {date}, so nothing was sent to it. Whoever looks"
        " after the server types there: mcsys-desktop server renew. If {date} is still to come, the"
        " clock of this computer is wrong."
    ).format(date=f"{for_whom.not_valid_after_utc.astimezone():%d-%m-%Y}")
