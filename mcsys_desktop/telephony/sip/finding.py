"""Where an exchange or provider can be reached: SRV records, then addresses (RFC 3263, RFC 2782).

A name without a port stands for a service. Its SRV records say which machines offer it, which are
asked first and how the load is shared; without any the name is itself a machine. A certificate is
still asked for under the name that was typed (RFC 5922): anybody can answer for a name server.
"""

import asyncio
import contextlib
import logging
import random
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.networks import is_address
from mcsys_desktop.telephony.faults import place
from mcsys_desktop.telephony.sip.account import Account

if TYPE_CHECKING:
    from dns.asyncresolver import Resolver

log = logging.getLogger(__name__)

PATIENCE = 4.0  # seconds for the name servers; then the name counts as that of a machine
MOST_TARGETS = 16  # a provider has two or three; more would only be tried for hours
MOST_WAYS = 32
SERVICES = {"udp": "_sip._udp", "tcp": "_sip._tcp", "tls": "_sips._tcp"}


class NotOffered(OSError):
    """The name says itself that it does not offer SIP over this kind of connection."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to the exchange: a network address and a port."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Target:
    """A machine that offers the service. Those with the least ``priority`` come first."""

    host: str
    port: int
    priority: int = 0
    weight: int = 0  # its share among those of the same priority


async def ways(account: Account) -> list[Way]:
    """Every way to the exchange, the best first. Raises OSError where there is none."""
    if not _is_service(account):
        return await _of_machine(account.host, account.port, account.transport)
    targets = in_order(await _targets(SERVICES[account.transport], account.host))[:MOST_TARGETS]
    found = await asyncio.gather(*(_of_target(each, account.transport) for each in targets))
    together = list(dict.fromkeys(way for each in found for way in each))
    if together:
        return together[:MOST_WAYS]
    return await _of_machine(account.host, account.port, account.transport)


def in_order(
    targets: Sequence[Target], chance: Callable[[], float] = random.random
) -> list[Target]:
    """Targets in the order in which they are tried: by priority, then drawn by weight (RFC 2782).

    >>> [one.port for one in in_order([Target("b", 2, 20), Target("a", 1, 10)])]
    [1, 2]
    """
    ordered: list[Target] = []
    for priority in sorted({target.priority for target in targets}):
        left = [target for target in targets if target.priority == priority]
        left.sort(key=lambda target: target.weight)  # without weight: hardly ever the first
        while left:
            drawn = chance() * sum(target.weight for target in left)
            chosen = left[0]
            for chosen in left:
                drawn -= chosen.weight
                if drawn <= 0:
                    break
            ordered.append(chosen)
            left.remove(chosen)
    return ordered


def resolver() -> "Resolver":
    """Asks the name servers of this computer. Raises dns.exception.DNSException without any."""
    import dns.asyncresolver  # only an account without a port asks for it

    # What an answer may hold is looked for by name; these are there in a frozen program too.
    import dns.rdtypes.ANY.CNAME
    import dns.rdtypes.ANY.SOA
    import dns.rdtypes.IN.A
    import dns.rdtypes.IN.AAAA
    import dns.rdtypes.IN.SRV

    return dns.asyncresolver.Resolver()


def _is_service(account: Account) -> bool:
    """Whether the name may stand for more than one machine.

    A port names a machine, and so does a name without dots: that is one of the office's own.
    """
    name = account.host.rstrip(".")
    return (
        account.by_name
        and account.transport in SERVICES
        and "." in name
        and not name.lower().endswith(".local")  # told by the machines themselves, not by DNS
        and not is_address(name)
    )


async def _targets(service: str, host: str) -> list[Target]:
    """Who offers the service; nobody where there are no records. Raises NotOffered."""
    import dns.exception

    try:
        asked = await asyncio.to_thread(resolver)  # reads files, on Windows the registry
        answer = await asked.resolve(
            f"{service}.{host.rstrip('.')}.", "SRV", lifetime=PATIENCE, search=False
        )
    except (dns.exception.DNSException, OSError, ValueError) as error:
        log.info("no service record: %s", place(error))
        return []
    from dns.rdtypes.IN.SRV import SRV  # there by now: the answer was read with it

    records = [one for one in answer if isinstance(one, SRV)]
    if len(records) == 1 and records[0].target.to_text() == ".":
        raise NotOffered(
            _("{host} does not offer this kind of connection; choose another.").format(host=host)
        )
    return [
        Target(one.target.to_text(omit_final_dot=True), one.port, one.priority, one.weight)
        for one in records
        if one.port and one.target.to_text() != "."
    ]


async def _of_target(target: Target, transport: str) -> list[Way]:
    """The addresses of a machine that a service record names; none where nobody knows it."""
    import dns.exception

    try:
        asked = await asyncio.to_thread(resolver)
        answers = await asked.resolve_name(f"{target.host}.", lifetime=PATIENCE, search=False)
        found = [Way(address, target.port) for address in answers.addresses()]
    except (dns.exception.DNSException, OSError, ValueError):
        found = []
    if not found:  # what only this computer knows, such as a file with names
        with contextlib.suppress(OSError, UnicodeError):
            found = await _of_machine(target.host, target.port, transport)
    return sorted(found, key=lambda way: (not _leads_there(way), ":" not in way.host))


async def _of_machine(host: str, port: int, transport: str) -> list[Way]:
    """The addresses of a machine, IPv6 and IPv4, in the system's order. Raises OSError."""
    kind = socket.SOCK_DGRAM if transport == "udp" else socket.SOCK_STREAM
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=kind)
    return list(dict.fromkeys(Way(str(address[0]), port) for *_rest, address in found))


def _leads_there(way: Way) -> bool:
    """Whether this computer has a way to that kind of address at all; nothing is sent."""
    family = socket.AF_INET6 if ":" in way.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((way.host, way.port))
    except OSError:
        return False
    return True
