"""A server on the network that is not the office's, and that writes down all that it hears."""

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mcsys_desktop.core.certificates import Pair

CLEARTEXT = b"R" + struct.pack("!ii", 8, 3)  # "send me your password as it is"
MD5 = b"R" + struct.pack("!ii", 12, 5) + b"salt"
_TLS_REQUEST = struct.pack("!ii", 8, 80877103)


@dataclass
class Rogue:
    """What it heard: every byte on the wire, and every byte inside TLS."""

    wire: bytearray = field(default_factory=bytearray)
    inside: bytearray = field(default_factory=bytearray)
    visits: int = 0


@contextlib.contextmanager
def rogue_server(pair: Pair | None, question: bytes, folder: Path) -> Iterator[tuple[int, Rogue]]:
    """Run one, on a free port; without ``pair`` it says that it knows no TLS."""
    heard = Rogue()
    context = None
    if pair is not None:
        chain = folder / "rogue.pem"
        chain.write_bytes(pair.key + pair.certificate)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain)
    ears = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _from = ears.accept()
                heard.visits += 1
                line.settimeout(3)
                with line, contextlib.suppress(OSError, ssl.SSLError):
                    _receive(line, context, question, heard)

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield ears.getsockname()[1], heard
    finally:
        with contextlib.suppress(OSError):
            ears.shutdown(socket.SHUT_RDWR)
        ears.close()
        thread.join(5)


def _receive(
    line: socket.socket, context: ssl.SSLContext | None, question: bytes, heard: Rogue
) -> None:
    first = line.recv(4096)
    heard.wire += first
    if context is None:
        line.sendall(b"N" if first.startswith(_TLS_REQUEST) else question)
        while chunk := line.recv(4096):
            heard.wire += chunk
            line.sendall(question)
        return
    line.sendall(b"S")
    coming, going = ssl.MemoryBIO(), ssl.MemoryBIO()
    talk = context.wrap_bio(coming, going, server_side=True)
    shaken = asked = False
    while True:
        try:
            if not shaken:
                talk.do_handshake()
                shaken = True
            while chunk := talk.read(4096):
                heard.inside += chunk
                if not asked:
                    talk.write(question)
                    asked = True
                    line.sendall(going.read())
        except ssl.SSLWantReadError:
            pass
        if pending := going.read():
            line.sendall(pending)
        raw = line.recv(4096)
        if not raw:
            return
        heard.wire += raw
        coming.write(raw)
