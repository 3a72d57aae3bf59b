"""What an office wants of its server, completed by what this computer knows about itself."""

import re
import socket
from dataclasses import dataclass, replace
from ipaddress import ip_network
from pathlib import Path

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.networks import is_address, is_private
from mcsys_desktop.models import address as addresses
from mcsys_desktop.services.servers.invitations import DATABASE
from mcsys_desktop.services.servers.local import network_of
from mcsys_desktop.services.servers.records import Record

KEY_FILE = "mcsys-office-key.pem"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was said; the rest is empty."""

    url: str  # postgresql://ADMINISTRATOR@NAME/DATABASE
    address: str = ""
    name: str = ""
    networks: tuple[str, ...] = ()
    key_file: Path | None = None


def complete(asked: Asked) -> Record:
    """Everything that preparing needs. Raises UserError when something cannot be found out."""
    office = addresses.parse(asked.url)
    if not office.shared or office.local:
        raise UserError(
            _(
                "Say what the office is called on the network: --office postgresql://ADMIN@NAME/OFFICE"
            )
        )
    if not re.fullmatch(DATABASE, office.database):
        raise UserError(
            _("The name of the office's database has small letters, digits and underscores only.")
        )
    name = asked.name or (socket.gethostname() if is_address(office.host) else office.host)
    address = asked.address or _own(addresses.resolve(office.host, office.port))
    if not (is_address(address) and is_private(address) and _is_here(address)):
        raise UserError(
            _("{address} is no address of this computer on a private network.").format(
                address=address or office.host
            )
        )
    networks = asked.networks or tuple(filter(None, [network_of(address)]))
    if not networks:
        raise UserError(
            _("Say with --network which network desks are in, for example 192.168.1.0/24.")
        )
    return Record(
        host=office.host,
        name=name.lower(),
        address=address,
        port=office.port,
        database=office.database,
        networks=tuple(_network(network) for network in networks),
        admin=office.login,
        key_file=str((asked.key_file or Path(KEY_FILE)).absolute()),
    )


def with_networks(record: Record, networks: tuple[str, ...]) -> Record:
    """The same office with desks in other networks. Raises UserError for a public one."""
    return replace(record, networks=tuple(_network(network) for network in networks))


def _own(found: list[str]) -> str:
    """The one of these that is on the network rather than this computer's alone."""
    here = [address for address in found if _is_here(address)]
    outward = [address for address in here if not address.startswith(("127.", "::1"))]
    return (outward or here or [""])[0]


def _is_here(address: str) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((address, 0))
    except OSError:
        return False
    return True


def _network(text: str) -> str:
    try:
        network = ip_network(text)
    except ValueError as error:
        raise UserError(
            _("“{network}” is not a network, like 192.168.1.0/24.").format(network=text[:60])
        ) from error
    first, last = str(network.network_address), str(network.broadcast_address)
    if not (is_private(first) and is_private(last)):
        raise UserError(
            _("{network} is no private network; an office lets nobody in from elsewhere.").format(
                network=network
            )
        )
    return str(network)
