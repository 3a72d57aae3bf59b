"""The connection to the exchange: UDP, TCP or TLS; whole messages in, bytes out."""

import asyncio
import hmac
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from mcsys_desktop.telephony.sip.account import Account, bare_fingerprint
from mcsys_desktop.telephony.sip.registration import Here
from mcsys_desktop.telephony.sip.stream import Broken, Stream

PATIENCE = 10.0  # seconds for a connection to be made

Place = tuple[int, tuple[object, ...]]  # the family and address of one way to the exchange


class AnotherCertificate(ssl.SSLError):
    """The exchange shows another certificate than was agreed on."""


class NoAuthority(ssl.SSLError):
    """The file that was chosen holds no certificate."""


@dataclass(frozen=True, slots=True)
class Ears:
    """Who listens to a line: ``message`` gets whole messages, ``lost`` hears that it is gone."""

    message: Callable[[bytes], None]
    lost: Callable[[], None]


class Line:
    """One open connection."""

    def __init__(self, transport: asyncio.BaseTransport, here: Here) -> None:
        self.here = here
        host, port = transport.get_extra_info("peername")[:2]
        self.there: tuple[str, int] = (str(host).partition("%")[0], int(port))
        self._transport = transport

    def send(self, data: bytes) -> None:
        """Send one message, or what keeps the way open."""
        transport = self._transport
        if transport.is_closing():
            return
        if isinstance(transport, asyncio.DatagramTransport):
            transport.sendto(data)
        elif isinstance(transport, asyncio.WriteTransport):
            transport.write(data)

    async def close(self) -> None:
        """Hang up, and wait until it is closed."""
        if isinstance(self._transport, asyncio.WriteTransport):
            self._transport.abort()
        else:
            self._transport.close()
        await asyncio.sleep(0)


async def places(account: Account) -> list[Place]:
    """Every way to the exchange, IPv6 and IPv4, in the system's order. Raises OSError.

    Names are looked up as addresses only (A, AAAA): SRV would need a library of its own.
    """
    kind = socket.SOCK_DGRAM if account.transport == "udp" else socket.SOCK_STREAM
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(account.host, account.port, type=kind)
    return list(dict.fromkeys((family, address) for family, _t, _p, _n, address in found))


async def opened(account: Account, to: Place, ears: Ears) -> Line:
    """Connect to the exchange. Raises OSError, and ssl.SSLError for a certificate that will not do.

    A datagram's socket is connected too: nobody but the exchange is heard on it.
    """
    loop = asyncio.get_running_loop()
    host, port = str(to[1][0]), account.port
    transport: asyncio.BaseTransport
    async with asyncio.timeout(PATIENCE):
        if account.transport == "udp":
            transport, _heard = await loop.create_datagram_endpoint(
                lambda: _Datagrams(ears), remote_addr=(host, port)
            )
        else:
            context = trusting(account) if account.transport == "tls" else None
            name = account.host if context else None
            transport, _read = await loop.create_connection(
                lambda: _Connected(ears), host, port, ssl=context, server_hostname=name
            )
    if account.fingerprint and account.transport == "tls":
        shown = transport.get_extra_info("ssl_object").getpeercert(binary_form=True) or b""
        agreed = bare_fingerprint(account.fingerprint)
        if not hmac.compare_digest(sha256(shown).hexdigest(), agreed):
            if isinstance(transport, asyncio.WriteTransport):
                transport.abort()
            await asyncio.sleep(0)
            raise AnotherCertificate
    mine = transport.get_extra_info("sockname")
    here = Here(str(mine[0]).partition("%")[0], int(mine[1]), account.transport)
    return Line(transport, here)


def trusting(account: Account) -> ssl.SSLContext:
    """Whom to believe: the system's authorities, a file of the office, or one certificate.

    Raises NoAuthority, and OSError for a file that cannot be read.
    """
    try:
        context = ssl.create_default_context(cafile=account.authority or None)
    except ssl.SSLError as error:
        raise NoAuthority from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if account.fingerprint:  # the very certificate is compared, which says more than its name
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, ears: Ears) -> None:
        self._ears = ears

    def datagram_received(self, data: bytes, _address: tuple[object, ...]) -> None:
        if data.strip(b"\r\n\0"):  # else it only keeps the way open
            self._ears.message(data)

    def error_received(self, _error: Exception) -> None:
        self._ears.lost()  # nobody listens there

    def connection_lost(self, _error: Exception | None) -> None:
        self._ears.lost()


class _Connected(asyncio.Protocol):
    def __init__(self, ears: Ears) -> None:
        self._ears, self._stream = ears, Stream()
        self._transport: asyncio.BaseTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        try:
            for message in self._stream.feed(data):
                self._ears.message(message)
        except Broken:
            if isinstance(self._transport, asyncio.WriteTransport):
                self._transport.abort()

    def connection_lost(self, _error: Exception | None) -> None:
        self._ears.lost()
