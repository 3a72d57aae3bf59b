"""Cuts a stream of bytes (TCP, TLS) into SIP messages: bytes in, whole messages out."""

import re

from mcsys_desktop.telephony.sip.message import LARGEST, LONGEST_HEAD

_LENGTH = re.compile(rb"^(?:content-length|l)[ \t]*:[ \t]*(\d{1,8})[ \t]*\r?$", re.I | re.M)


class Broken(Exception):
    """Nobody can tell any more where the next message begins; the connection must go."""


class Stream:
    """What came of a connection, and what of it is not yet a whole message."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._searched = 0  # how far no end of a head was found

    def feed(self, data: bytes) -> list[bytes]:
        """The messages that are whole now. Raises Broken."""
        self._received += data
        messages = []
        while message := self._next():
            messages.append(message)
        return messages

    def _next(self) -> bytes:
        received = self._received
        blank = 0
        while blank < len(received) and received[blank] in b"\r\n":  # these keep the line alive
            blank += 1
        del received[:blank]
        end = received.find(b"\r\n\r\n", max(0, self._searched - 3))
        if end < 0:
            self._searched = len(received)
            if len(received) > LONGEST_HEAD:
                raise Broken("the head is too long")
            return b""
        if end > LONGEST_HEAD:
            raise Broken("the head is too long")
        lengths = set(_LENGTH.findall(received[:end]))
        if len(lengths) != 1:
            raise Broken("the length is missing")
        whole = end + 4 + int(lengths.pop())
        if whole > LARGEST:
            raise Broken("the message is too large")
        if len(received) < whole:
            return b""
        message = bytes(received[:whole])
        del received[:whole]
        self._searched = 0
        return message
