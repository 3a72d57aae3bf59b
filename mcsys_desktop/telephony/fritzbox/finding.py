"""Look for a FRITZ!Box in the office's network: by the name it gives itself, and at the router."""

import socket
import struct
from collections.abc import Iterable
from pathlib import Path

from mcsys_desktop.telephony import addresses

NAME = "fritz.box"
REPORTS, SPEAKS = 1012, 49000  # the call monitor; and what says that it is such a box (TR-064)
PATIENCE = 1.0  # seconds for each
_ROUTES = Path("/proc/net/route")


def find(hosts: Iterable[str] | None = None) -> str:
    """The address of a box; empty where none is found. It takes seconds: not on a busy thread."""
    for host in likely() if hosts is None else hosts:
        if _answers(host, REPORTS) or (host == NAME and _answers(host, SPEAKS)):
            return host
    return ""


def likely() -> list[str]:
    """Where one may be: at its own name, and where this computer's way out begins."""
    found = [NAME]
    gateway = _gateway(_ROUTES)
    if gateway and addresses.is_near(gateway):
        found.append(gateway)
    return found


def _answers(host: str, port: int) -> bool:
    """Whether something listens there, and in the office: a name may lead anywhere."""
    try:
        with socket.create_connection((host, port), PATIENCE) as line:
            return addresses.is_near(str(line.getpeername()[0]))
    except (OSError, UnicodeError):
        return False


def _gateway(routes: Path) -> str:
    """The router of this computer, where the system writes it down; else nothing."""
    try:
        lines = routes.read_text("ascii").splitlines()[1:]
    except (OSError, ValueError):
        return ""
    for line in lines:
        fields = line.split()
        if len(fields) > 2 and fields[1] == "00000000" and fields[2] != "00000000":
            return socket.inet_ntoa(struct.pack("<L", int(fields[2], 16)))
    return ""
