"""The few forms of BER (X.690) that LDAP is written in, with bounds on everything that is read."""

from collections.abc import Iterator

MOST_BYTES = 65_536  # of one message; telephones send a few hundred
BOOLEAN, INTEGER, OCTETS, ENUMERATED, SEQUENCE, SET = 0x01, 0x02, 0x04, 0x0A, 0x30, 0x31


class Malformed(ValueError):
    """These bytes are no such message."""


Element = tuple[int, bytes]  # tag and content


def size(received: bytes | bytearray) -> int:
    """How long the first message is; 0 while too little has come. Raises Malformed."""
    if received and received[0] != SEQUENCE:
        raise Malformed("not an LDAP message")
    if len(received) < 2:
        return 0
    head, length = 2, received[1]
    if length & 0x80:
        count = length & 0x7F
        if not 0 < count <= 4:
            raise Malformed("a length that LDAP does not know")
        head += count
        if len(received) < head:
            return 0
        length = int.from_bytes(received[2:head], "big")
    if head + length > MOST_BYTES:
        raise Malformed("the message is too long")
    return head + length if len(received) >= head + length else 0


def elements(content: bytes) -> Iterator[Element]:
    """What stands in a constructed element, one by one. Raises Malformed."""
    at = 0
    while at < len(content):
        if len(content) - at < 2 or content[at] & 0x1F == 0x1F:
            raise Malformed("an element is cut off")
        tag, length = content[at], content[at + 1]
        at += 2
        if length & 0x80:
            count = length & 0x7F
            if not 0 < count <= 4 or len(content) - at < count:
                raise Malformed("a length that LDAP does not know")
            length = int.from_bytes(content[at : at + count], "big")
            at += count
        if length > len(content) - at:
            raise Malformed("an element is cut off")
        yield tag, content[at : at + length]
        at += length


def number(element: Element, tag: int = INTEGER) -> int:
    """A whole number of at most four bytes. Raises Malformed."""
    if element[0] != tag or not 0 < len(element[1]) <= 4:
        raise Malformed("a number was expected")
    return int.from_bytes(element[1], "big", signed=True)


def words(element: Element, tag: int = OCTETS) -> str:
    """Text; what is not UTF-8 in it is replaced. Raises Malformed."""
    if element[0] != tag:
        raise Malformed("text was expected")
    return element[1].decode("utf-8", errors="replace")


def element(tag: int, *parts: bytes) -> bytes:
    """An element of these parts."""
    content = b"".join(parts)
    if len(content) < 0x80:
        return bytes((tag, len(content))) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def integer(value: int, tag: int = INTEGER) -> bytes:
    """A whole number."""
    return element(tag, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def octets(value: str, tag: int = OCTETS) -> bytes:
    """Text."""
    return element(tag, value.encode("utf-8", errors="replace"))
