"""The body of a request that exchanges post: of a length that was said, or in chunks. Bounded."""

import re

from mcsys_desktop.telephony import request_head
from mcsys_desktop.telephony.request_head import Refusal

LONGEST_BODY = 65_536
_MOST_RAW = 2 * LONGEST_BODY  # with the lines between the chunks
_LONGEST_SIZE_LINE = 200
_TOO_LONG = Refusal(413, "the body is too long")
_WRONG = Refusal(400, "the body has no length")


class Body:
    """Collects a body. ``whole`` is there once it came to its end, ``refusal`` if it never will."""

    def __init__(self, length: int | None) -> None:
        self.whole: bytes | None = None
        self.refusal: Refusal | None = None
        self._received = bytearray()
        self._raw = 0
        self._line = bytearray()
        self._chunked = length is None
        self._left = length or 0  # bytes of the body, or of the chunk that is being read
        self._ends = False  # the chunk's own end of line comes next
        self._last = False
        if self._left > LONGEST_BODY:
            self.refusal = _TOO_LONG
        elif length == 0:
            self.whole = b""

    @property
    def over(self) -> bool:
        """Whether no more is needed."""
        return self.whole is not None or self.refusal is not None

    def feed(self, data: bytes) -> None:
        """Take what came in; what follows the end is of no interest."""
        self._raw += len(data)
        if self._raw > _MOST_RAW:
            self.refusal = _TOO_LONG
        while data and not self.over:
            if self._left:
                taken, data = data[: self._left], data[self._left :]
                self._received += taken
                self._left -= len(taken)
                self._ends = self._chunked
                if not self._left and not self._chunked:
                    self.whole = bytes(self._received)
            else:
                data = self._between(data)

    def _between(self, data: bytes) -> bytes:
        """Read a line between chunks: the end of one, the size of the next, or a trailer."""
        part, end, rest = data.partition(b"\n")
        self._line += part
        if len(self._line) > _LONGEST_SIZE_LINE:
            self.refusal = _WRONG
        elif end:
            line = bytes(self._line).strip()
            self._line.clear()
            self._read_line(line)
        return rest

    def _read_line(self, line: bytes) -> None:
        if self._last:
            if not line:
                self.whole = bytes(self._received)
        elif self._ends:
            self._ends = False
            if line:
                self.refusal = _WRONG
        else:
            size = line.partition(b";")[0].strip()
            if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
                self.refusal = _WRONG
                return
            self._left = int(size, 16)
            self._last = self._left == 0
            if len(self._received) + self._left > LONGEST_BODY:
                self.refusal = _TOO_LONG


def of(head: bytes) -> Body:
    """What body follows this head; none after anything but a POST. Raises nothing."""
    line, _, rest = head.lstrip(b"\r\n").partition(b"\n")
    if not line.startswith(b"POST "):
        return Body(0)
    if any(
        "chunked" in value.lower() for value in request_head.headers(rest, b"transfer-encoding")
    ):
        return Body(None)
    lengths = set(request_head.headers(rest, b"content-length"))
    if not lengths:
        return Body(0)
    length = lengths.pop()
    if lengths or not re.fullmatch(r"[0-9]{1,12}", length):
        body = Body(0)
        body.whole, body.refusal = None, _WRONG
        return body
    return Body(int(length))


def expects(head: bytes) -> bool:
    """Whether the sender waits for leave to send the body (Expect: 100-continue)."""
    rest = head.lstrip(b"\r\n").partition(b"\n")[2]
    return any(value.lower() == "100-continue" for value in request_head.headers(rest, b"expect"))
