"""Where a socket of ours listens, and sentences for why it cannot."""

import errno

from mcsys_desktop.core.i18n import _


def written(host: str, port: int) -> str:
    """A host and a port as they stand in a URL."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


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
