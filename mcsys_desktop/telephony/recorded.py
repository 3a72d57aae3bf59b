"""A recording as text: messages or requests, each below a line that says when it came.

    # 2026-07-01T10:42:10+02:00
    INVITE sip:201@192.168.20.5 SIP/2.0
    …

Whoever records by hand, or cuts one out of a log, needs nothing but an editor. Lines may end as any
editor ends them, and a body may be of another length than its head says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

LARGEST_PART = 200_000  # bytes
_MARK = re.compile(rb"^#[ \t]*(\S[^\r\n]{0,60})?[ \t]*\r?\n", re.MULTILINE)
_LENGTH = re.compile(rb"^(content-length|l)[ \t]*:[^\r\n]*", re.IGNORECASE | re.MULTILINE)
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # of a recording that does not say
_STEP = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Part:
    """One message: its head with the lines as they travel, and its body."""

    at: datetime
    head: bytes
    body: bytes

    @property
    def whole(self) -> bytes:
        """The message as it travelled, with the length that its body really has."""
        length = b"Content-Length: %d" % len(self.body)
        head, found = _LENGTH.subn(length, self.head, count=1)
        return (head if found else self.head + length + b"\r\n") + b"\r\n" + self.body


def parts(data: bytes, kind: str) -> list[Part]:
    """The messages of a recording. Raises UserError where there are none; ``kind`` names it."""
    found = list(_parts(data))
    if not found:
        raise UserError(_("The file is no recording of {kind}.").format(kind=kind))
    return found


def _parts(data: bytes) -> Iterator[Part]:
    marks = list(_MARK.finditer(data))
    at = _SOME_DAY - _STEP
    begins = [(mark.end(), _moment(mark[1])) for mark in marks] or [(0, None)]
    ends = [mark.start() for mark in marks[1:]] + [len(data)]
    if marks and data[: marks[0].start()].strip():
        begins, ends = [(0, None), *begins], [marks[0].start(), *ends]
    for (begin, moment), end in zip(begins, ends, strict=True):
        at = moment or at + _STEP
        text = data[begin : min(end, begin + LARGEST_PART)].replace(b"\r\n", b"\n").strip(b"\n")
        if not text.strip():
            continue
        head, _blank, body = text.partition(b"\n\n")
        yield Part(at, head.replace(b"\n", b"\r\n") + b"\r\n", body.replace(b"\n", b"\r\n"))


def _moment(said: bytes | None) -> datetime | None:
    try:
        found = datetime.fromisoformat((said or b"").decode("ascii").strip())
    except ValueError:
        return None  # a remark
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
