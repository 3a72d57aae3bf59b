"""The connection to the exchange: UDP, TCP or TLS; whole messages in, bytes out."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from mcsys_desktop.telephony import servers
from mcsys_desktop.telephony.sip.account import Account
from mcsys_desktop.telephony.sip.finding import Way
from mcsys_desktop.telephony.sip.registration import Here
from mcsys_desktop.telephony.sip.stream import Broken, Stream

PATIENCE = 10.0  # seconds for a connection to be made


@dataclass(frozen=True, slots=True)
class Ears:
    """Who listens to a line: ``message`` gets whole messages, ``lost`` hears that it is gone."""

    message: Callable[[bytes], None]
    lost: Callable[[], None]


class Line:
    """One open connection."""

    def __init__(self, transport: asyncio.DatagramTransport | asyncio.Transport, kind: str) -> None:
        self._transport, self._kind = transport, kind
        self.here, self.there = self._end("sockname"), self._end("peername")

    def send(self, data: bytes) -> None:
        """Send one message, or what keeps the way open."""
        if self._transport.is_closing():
            return
        # Asked by what we wanted: on Python 3.11 asyncio's own class does not say what it is.
        if self._kind == "udp":
            cast(asyncio.DatagramTransport, self._transport).sendto(data)
        else:
            cast(asyncio.Transport, self._transport).write(data)

    def certificate(self) -> bytes:
        """The other side's, in DER; empty where there is none."""
        found = self._transport.get_extra_info("ssl_object")
        return (found and found.getpeercert(binary_form=True)) or b""

    async def close(self) -> None:
        """Hang up at once."""
        self._transport.abort()
        await asyncio.sleep(0)

    def _end(self, name: str) -> Here:
        host, port = self._transport.get_extra_info(name)[:2]
        return Here(str(host).partition("%")[0], int(port), self._kind)


async def opened(account: Account, to: Way, ears: Ears) -> Line:
    """Connect to the exchange. Raises OSError, and ssl.SSLError for a certificate that will not do.

    A datagram's socket is connected too: nobody but the exchange is heard on it.
    """
    loop = asyncio.get_running_loop()
    host, port = to.host, to.port
    transport: asyncio.DatagramTransport | asyncio.Transport
    async with asyncio.timeout(PATIENCE):
        if account.transport == "udp":
            transport, _heard = await loop.create_datagram_endpoint(
                lambda: _Datagrams(ears), remote_addr=(host, port)
            )
        else:
            tls = account.transport == "tls"
            context = servers.trusting(account.authority, account.fingerprint) if tls else None
            name = account.host if context else None
            transport, _read = await loop.create_connection(
                lambda: _Connected(ears), host, port, ssl=context, server_hostname=name
            )
    line = Line(transport, account.transport)
    if account.fingerprint and account.transport == "tls":
        try:
            servers.check(line.certificate(), account.fingerprint)
        except servers.AnotherCertificate:
            await line.close()
            raise
    return line


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
