"""Network addresses: where the listener may answer, and to whom."""

import errno
import socket
import sys
from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.networks import is_private
from mcsys_desktop.core.networks import plain as plain

BACKLOG = 64
# Never spoken to; a route to them only tells which of our own addresses would be used (RFC 5737,
# RFC 3849).
_FAR = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


def is_loopback(text: str) -> bool:
    """Whether this is the machine itself."""
    address = _read(text)
    return address is not None and address.is_loopback


def is_near(text: str) -> bool:
    """Whether an address belongs to a local network, or to the machine itself."""
    return is_private(text)


def problem(text: str) -> str:
    """Why the listener does not answer at this address, as a sentence; empty when it may."""
    if not text:
        return _("Choose the network address at which phones can reach this computer.")
    address = _read(text)
    if address is None:
        return _("“{address}” is not a network address.").format(address=text[:60])
    if address.is_unspecified:
        return _("Choose one network address: all addresses at once would be open to strangers.")
    if not is_near(text):
        return _(
            "{address} can be reached from the internet; choose an address of the office."
        ).format(address=text[:60])
    return ""


def of_this_computer() -> tuple[str, ...]:
    """The addresses to propose to people: those by which this computer goes out now."""
    found = []
    for family, far in _FAR:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((far, 9))  # sends nothing
                address = plain(str(probe.getsockname()[0]))
        except OSError:
            continue
        if is_near(address) and not is_loopback(address):
            found.append(address)
    return tuple(found)


def is_here(text: str) -> bool:
    """Whether this computer has the address now; a laptop may have left the network."""
    family = socket.AF_INET6 if ":" in text else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((text, 0))
    except OSError as error:
        return error.errno != errno.EADDRNOTAVAIL
    return True


def door(address: str, port: int) -> socket.socket:
    """A socket that listens at one address and nowhere else. Raises OSError where none can."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setblocking(False)
        if sys.platform == "win32":
            # Windows lets other programs share a port unless it is asked not to.
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found = socket.getaddrinfo(address, port, family, flags=socket.AI_NUMERICHOST)
        made.bind(found[0][4])
        made.listen(BACKLOG)
    except BaseException:
        made.close()
        raise
    return made


class AllowList:
    """The phones that may report calls, each an address or a network (192.168.20.0/24)."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._networks: list[IPv4Network | IPv6Network] = []
        self.wrong: list[str] = []
        for entry in entries:
            try:
                network = ip_network(entry.strip(), strict=False)
            except ValueError:
                self.wrong.append(entry)
                continue
            if is_near(str(network.network_address)) and is_near(str(network.broadcast_address)):
                self._networks.append(network)
            else:
                self.wrong.append(entry)

    def __contains__(self, text: object) -> bool:
        address = _read(str(text))
        return address is not None and any(address in network for network in self._networks)


def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(plain(text))
    except ValueError:
        return None
