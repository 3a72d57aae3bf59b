"""Work in the office on the server itself, as its administrator: for when nobody else can."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from mcsys_desktop.core import clock, passwords
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import base
from mcsys_desktop.models import server as roles
from mcsys_desktop.services.servers import inviting, records
from mcsys_desktop.services.servers.certifying import Kept
from mcsys_desktop.services.servers.inviting import Entry
from mcsys_desktop.services.servers.local import Cluster, LocalServer, look_at
from mcsys_desktop.services.servers.records import Record


@dataclass(frozen=True, slots=True)
class Here:
    """The server that this computer is."""

    cluster: Cluster
    record: Record
    entry: Entry


@contextmanager
def on_server(server: LocalServer) -> Iterator[Here]:
    """The office of this server, open as its administrator. Raises UserError."""
    with server.opened() as connection:
        cluster = look_at(connection)
    record = records.needed(cluster)
    here = Here(cluster, record, inviting.entry_of(cluster))
    base.connect(server.url(record.database), password=server.password)
    try:
        yield here
    finally:
        base.disconnect()


def make_migrator(server: LocalServer, login: str, password: str) -> None:
    """Make a login that may upgrade the office from a desk and do nothing else.

    Raises UserError for a login that is taken and for a password that will not do.
    """
    passwords.check(password, [login])
    record = records.needed_on(server)
    with server.opened(record.database) as connection:
        chosen = passwords.normal(password)
        roles.create_login(connection, login, chosen, roles.MIGRATOR)


def envelope(record: Record, kept: Kept, computer: str, language: str = "nl") -> bytes:
    """The page for the safe, as a PDF: what cannot be asked for when it is needed."""
    from mcsys_desktop.documents import emergency_envelopes  # fpdf2 costs half a start

    now = clock.now()
    return emergency_envelopes.render(
        emergency_envelopes.EmergencyEnvelope(
            office=addresses.of_server(record.host, record.port, record.database, record.admin, {}),
            server=record.host,
            address=f"{record.address}:{record.port}",
            database=record.database,
            computer=computer,
            key_file=kept.file.name,
            key_code=kept.code,
            made_at=now,
            made_on=f"{clock.local(now):%d-%m-%Y}",
        ),
        language,
    )
