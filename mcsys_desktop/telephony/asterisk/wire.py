"""How the manager interface writes: ``Key: Value`` lines, and a blank line after each packet."""

import hashlib

Packet = dict[str, str]  # the keys in small letters

BANNER = "asterisk call manager"
_LONGEST_LINE = 8192  # bytes
_MOST_LINES = 400  # of one packet; the longest event has some sixty


class Reader:
    """Bytes in, packets out. Bounded, and raises nothing, whatever comes in.

    What is too long is left out: a line, or the lines of a packet that has too many. The first
    line, which is no packet, is kept in ``banner``.
    """

    def __init__(self) -> None:
        self.banner: str | None = None  # None: not read yet
        self._rest = b""
        self._skipping = False  # the end of a line that was too long
        self._packet: Packet = {}
        self._lines = 0

    def feed(self, data: bytes) -> list[Packet]:
        """The packets that are whole now."""
        found: list[Packet] = []
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            if self._skipping or len(line) > _LONGEST_LINE:
                self._skipping = False
            elif self._take(line.rstrip(b"\r")):
                found.append(self._packet)
                self._packet, self._lines = {}, 0
        if len(self._rest) > _LONGEST_LINE:
            self._rest, self._skipping = b"", True
        return found

    def _take(self, line: bytes) -> bool:
        """Add a line to the packet; whether it is whole now."""
        if self.banner is None:
            self.banner = line.decode("utf-8", "replace")
            return False
        if not line:
            self._lines = 0 if not self._packet else self._lines
            return bool(self._packet)
        self._lines += 1
        key, colon, value = line.partition(b":")
        if colon and self._lines <= _MOST_LINES:
            name = key.decode("utf-8", "replace").strip().lower()
            self._packet.setdefault(name, value.decode("utf-8", "replace").strip())
        return False


def packet(action: str, **fields: str) -> bytes:
    """What asks the phone system to do ``action``. Raises ValueError where a field would be two.

    >>> packet("Ping", ActionID="1")
    b'Action: Ping\\r\\nActionID: 1\\r\\n\\r\\n'
    """
    lines = [f"{key}: {value}" for key, value in {"Action": action, **fields}.items()]
    if any(character in "\r\n\0" for line in lines for character in line):
        raise ValueError("a line break in a field of an action")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def proof(challenge: str, password: str) -> str:
    """What proves the password without sending it (``AuthType: MD5``)."""
    # Not our choice: it is the only proof that the manager interface knows.
    return hashlib.md5(f"{challenge}{password}".encode(), usedforsecurity=False).hexdigest()
