"""What a PostgreSQL server shows to whoever stands before its door, without a password being sent.

Two things are asked: which TLS and which certificate, and what it would want to know from a login.
The answers come from the first messages of the protocol, so that neither a login nor libpq is
needed, and a server can be tried from any address of this computer.
"""

import socket
import ssl
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

PATIENCE = 3.0  # seconds
_TLS_PLEASE = struct.pack("!ii", 8, 80877103)
_PROTOCOL = 196608  # 3.0
_LONGEST = 65536


class Answer(StrEnum):
    """What the server said to a login that gave its name."""

    SCRAM = "scram"
    MD5 = "md5"
    CLEARTEXT = "cleartext"  # the password itself
    TRUST = "trust"  # come in, no password needed
    OTHER = "other"  # Kerberos and the like
    REFUSED = "refused"
    NO_TLS = "no tls"
    NOBODY = "nobody"  # no server, or no answer in time


_METHODS = {0: Answer.TRUST, 3: Answer.CLEARTEXT, 5: Answer.MD5, 10: Answer.SCRAM}


@dataclass(frozen=True, slots=True)
class Line:
    """A TLS line to the server: its version, and the certificate that was shown (DER)."""

    version: str
    certificate: bytes


def certificate(host: str, port: int) -> bytes | None:
    """The certificate that the server shows, proven by nothing; None when it shows none."""
    found = line(host, port)
    return found.certificate if found else None


def line(
    host: str, port: int, *, most: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED
) -> Line | None:
    """Speak TLS with the server, in ``most`` at its best; None when it will not."""
    try:
        with _reached(host, port, "") as plain, _wrapped(plain, most) as talk:
            shown = talk.getpeercert(binary_form=True)
            return Line(talk.version() or "", shown) if shown else None
    except (OSError, ValueError):
        return None


def ask(
    host: str, port: int, login: str, database: str, *, tls: bool = True, source: str = ""
) -> Answer:
    """What the server wants to know from ``login``, who comes from the address ``source``."""
    try:
        with _reached(host, port, source) as plain:
            if not tls:
                return _introduce(plain, login, database)
            with _wrapped(plain, ssl.TLSVersion.MAXIMUM_SUPPORTED) as talk:
                return _introduce(talk, login, database)
    except ConnectionAbortedError:
        return Answer.NO_TLS
    except (OSError, ValueError):
        return Answer.NOBODY


@contextmanager
def _reached(host: str, port: int, source: str) -> Iterator[socket.socket]:
    place = (source, 0) if source else None
    with socket.create_connection((host, port), PATIENCE, source_address=place) as plain:
        yield plain


@contextmanager
def _wrapped(plain: socket.socket, most: ssl.TLSVersion) -> Iterator[ssl.SSLSocket]:
    plain.sendall(_TLS_PLEASE)
    if plain.recv(1) != b"S":
        raise ConnectionAbortedError("no TLS here")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False  # we look at what is shown; nothing is trusted because of it
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.maximum_version = most
    with context.wrap_socket(plain) as talk:
        yield talk


def _introduce(talk: socket.socket, login: str, database: str) -> Answer:
    said = {"user": login, "database": database}
    fields = b"".join(f"{key}\0{value}\0".encode() for key, value in said.items()) + b"\0"
    talk.sendall(struct.pack("!ii", 8 + len(fields), _PROTOCOL) + fields)
    kind, content = _message(talk)
    if kind == b"E":
        return Answer.REFUSED
    if kind != b"R" or len(content) < 4:
        raise ValueError("not PostgreSQL")
    (method,) = struct.unpack_from("!i", content)
    return _METHODS.get(method, Answer.OTHER)


def _message(talk: socket.socket) -> tuple[bytes, bytes]:
    head = _exactly(talk, 5)
    kind, length = struct.unpack("!ci", head)
    if not 4 <= length <= _LONGEST:
        raise ValueError("not PostgreSQL")
    return kind, _exactly(talk, length - 4)


def _exactly(talk: socket.socket, count: int) -> bytes:
    got = b""
    while len(got) < count:
        more = talk.recv(count - len(got))
        if not more:
            raise ConnectionResetError("hung up")
        got += more
    return got
