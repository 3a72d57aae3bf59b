"""Sockets that listen at one address of the office's network, and sentences for why they cannot."""

import errno
import socket
import sys

from mcsys_desktop.core.i18n import _

BACKLOG = 64


def open_at(address: str, port: int) -> socket.socket:
    """The listening socket. Raises OSError where there can be none."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    try:
        door.setblocking(False)
        if sys.platform == "win32":
            # Windows lets other programs share a port unless it is asked not to.
            door.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found = socket.getaddrinfo(address, port, family, flags=socket.AI_NUMERICHOST)
        door.bind(found[0][4])
        door.listen(BACKLOG)
    except BaseException:
        door.close()
        raise
    return door


def place(door: socket.socket) -> tuple[str, int]:
    """Where a socket listens: port 0 took a free one."""
    host, port = door.getsockname()[:2]
    return str(host), int(port)


def sentence(error: OSError, address: str, port: int) -> str:
    """Why a socket could not be opened, for people."""
    if error.errno == errno.EADDRINUSE:
        return _("Another program already listens at {address}, port {port}.").format(
            address=address, port=port
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return not_here(address)
    return _("This computer does not let the program listen at {address}, port {port}.").format(
        address=address, port=port
    )


def not_here(address: str) -> str:
    """A laptop may have left the office's network."""
    return _("This computer is not in the network with address {address} now.").format(
        address=address
    )
