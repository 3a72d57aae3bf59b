"""Bytes from a connection in, whole lines of text out, however the network cut them."""

import re

_ENDS = re.compile(rb"\r\n|\n|\r")
LONGEST = 2000  # bytes; what is longer is no line of a box, and is dropped whole


class Lines:
    """Puts lines together. It keeps at most one that is not complete, of bounded length.

    >>> lines = Lines()
    >>> lines.feed(b"RI"), lines.feed(b"NG\\r"), lines.feed(b"\\nEND\\n")
    ([], ['RING'], ['END'])
    """

    def __init__(self) -> None:
        self._rest = b""
        self._dropping = False  # the end of a line that was too long is still to come

    def feed(self, data: bytes) -> list[str]:
        """The lines that are complete now, without their ends; empty ones are left out."""
        *whole, self._rest = _ENDS.split(self._rest + data)
        found = []
        for line in whole:
            if self._dropping:
                self._dropping = False
            elif line and len(line) <= LONGEST:
                found.append(_text(line))
        if len(self._rest) > LONGEST:
            self._rest, self._dropping = b"", True
        elif self._dropping:
            self._rest = b""
        return found

    def reset(self) -> None:
        """Another connection begins: half a line of the last one is nothing."""
        self._rest, self._dropping = b"", False


def _text(line: bytes) -> str:
    """Newer boxes send UTF-8, older ones Latin-1; every byte means something there."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")
