"""What was decided about an office's server, kept beside its certificates on the server."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from cryptography import x509

from mcsys_desktop.core import certificates, sums
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.servers.local import Cluster, LocalServer, look_at

FILE = "office.json"
AUTHORITY = "office-ca.crt"
CERTIFICATE = "server.pem"  # with its private key


@dataclass(frozen=True, slots=True)
class Record:
    """How desks reach the server, and from where they may."""

    host: str  # the name or address that desks use
    name: str  # in the certificate
    address: str
    port: int
    database: str
    networks: tuple[str, ...]
    admin: str
    key_file: str  # where the authority's key was written, to be taken away


def keep(cluster: Cluster, record: Record) -> None:
    """Write it down. There is no secret in it."""
    text = json.dumps(sums.added(asdict(record)), indent=1) + "\n"
    cluster.write(cluster.folder / FILE, text.encode(), 0o644)


def load(cluster: Cluster) -> Record | None:
    """What was decided; None when this server was never prepared."""
    try:
        held: Any = sums.taken(json.loads((cluster.folder / FILE).read_text("utf-8")))
        return Record(**(held | {"networks": tuple(held["networks"])}))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UserError(
            _("{file} is damaged. Run mcsys-desktop server prepare again.").format(
                file=cluster.folder / FILE
            )
        ) from error


def known(server: LocalServer) -> Record | None:
    """The same, for a server on this computer. Raises OfficeUnavailable when it does not run."""
    with server.opened() as connection:
        return load(look_at(connection))


def needed(cluster: Cluster) -> Record:
    """The same. Raises UserError when this server was never prepared."""
    record = load(cluster)
    if record is None:
        raise UserError(
            _("This server was not prepared yet. Run mcsys-desktop server prepare first.")
        )
    return record


def needed_on(server: LocalServer) -> Record:
    """The same, for a server on this computer. Raises UserError, also when it does not run."""
    with server.opened() as connection:
        return needed(look_at(connection))


def authority_of(cluster: Cluster) -> x509.Certificate | None:
    """The authority whose certificate lies there; None also for a damaged one."""
    try:
        return certificates.load_authority((cluster.folder / AUTHORITY).read_bytes())
    except (OSError, ValueError):
        return None


def certificate_of(cluster: Cluster) -> x509.Certificate | None:
    """The server's own certificate."""
    try:
        return certificates.load((cluster.folder / CERTIFICATE).read_bytes())
    except (OSError, ValueError):
        return None
