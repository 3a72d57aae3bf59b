"""What a channel of Asterisk is: a telephone of the office, a line to the outside, or plumbing."""

import re
from dataclasses import dataclass
from typing import Any

from mcsys_desktop.core.text import clean
from mcsys_desktop.telephony.asterisk.wire import Packet

LONGEST = 100  # of a name or a number
_MOST = 5000  # channels, calls and bridges that are remembered
_NOBODY = frozenset({"", "<unknown>", "unknown"})
_NAME = re.compile(r"[^/]+/(?P<peer>.+?)(-[0-9a-f]{4,16})?(;[12])?")
_OUTSIDE = re.compile(
    r"(\A|[-_])(trunks?|pstn|did|in|incoming|inbound|outside|external|extern|provider)(\Z|[-_])"
)
_VOICEMAIL = re.compile(r"(\A|[-_])(vm|vmail|voicemail|vm[bisu]\d+)(\Z|[-_])")
_DIALLED = re.compile(r"[+0-9*#]{2,30}")


@dataclass(slots=True)
class Channel:
    """One channel, as its events told; hostile text, made harmless."""

    id: str
    link: str  # the call that it belongs to now
    peer: str  # what its telephone or line is called
    local: bool  # only leads from one part of Asterisk to another
    heard: float  # when something was told of it last
    outside: bool = False
    number: str = ""  # CallerIDNum: of who calls, or what was called
    title: str = ""  # CallerIDName
    other: str = ""  # ConnectedLineNum: who is at the other end
    dialled: str = ""  # the first extension that it was at
    withheld: bool = False


def text_of(packet: Packet, key: str) -> str:
    """A field; empty where Asterisk says that it does not know."""
    found = clean(packet.get(key, ""), LONGEST)
    return "" if found.lower() in _NOBODY else found


def peer_of(name: str) -> str:
    """The telephone or line of a channel.

    >>> peer_of("PJSIP/201-0000001f"), peer_of("SIP/voys-trunk-0000001f"), peer_of("DAHDI/1-1")
    ('201', 'voys-trunk', '1-1')
    """
    found = _NAME.fullmatch(name)
    return found["peer"] if found else name


def is_local(name: str) -> bool:
    """Whether a channel only leads from one part of Asterisk to another."""
    return name.lower().startswith("local/")


def is_outside(peer: str, context: str, lines: tuple[str, ...]) -> bool:
    """Whether a channel is a line to the outside; a guess where ``lines`` does not say."""
    if lines:
        return peer in lines
    context = context.lower()
    if "internal" in context:
        return False
    return bool(_OUTSIDE.search(context)) or not peer.isdecimal()


def is_dialled(extension: str) -> bool:
    """Whether people can have dialled that; "s" and the like are names in the dial plan."""
    return bool(_DIALLED.fullmatch(extension))


def is_withheld(presentation: str) -> bool:
    """Whether a ``CID-CallingPres`` says that the caller does not want to be known.

    >>> is_withheld("1 (Presentation Allowed, Passed Screen)"), is_withheld("35 (Presentation ...")
    (False, True)
    """
    digits = presentation.partition("(")[0].strip()
    if digits.isdecimal() and len(digits) < 4:
        return int(digits) & 0x60 == 0x20  # bits 6 and 7 as in Q.931: 1 is "restricted"
    return "prohib" in presentation.lower()


def is_in_voicemail(packet: Packet) -> bool:
    """Whether the caller is where FreePBX and the like take messages."""
    if packet.get("channelstate") != "6":  # it was picked up
        return False
    where = f"{packet.get('context', '')[:100]}-{packet.get('exten', '')[:100]}".lower()
    return bool(_VOICEMAIL.search(where))


def trim(known: dict[str, Any]) -> None:
    """Let the oldest go where there are too many."""
    if len(known) > _MOST:
        del known[next(iter(known))]
