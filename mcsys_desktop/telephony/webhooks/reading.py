"""What all webhooks have in common: their bodies, their times, and what may be kept of them."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from urllib.parse import parse_qs

from mcsys_desktop.core import phone
from mcsys_desktop.core.text import clean
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from mcsys_desktop.telephony.request_head import Request

LONGEST = 100  # of a name or a number
LONGEST_ID = 120
LONGEST_DEVICE = 40
MOST_FIELDS = 100
LATE = timedelta(minutes=2)  # a notification that is older was kept back by a relay
TOO_LATE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a webhook: events, and what the sender wants to read in return."""

    events: tuple[CallEvent, ...] = ()
    body: bytes = b""
    kind: str = ""


NOTHING = Told()


class Webhook(Protocol):
    """One kind of sender. ``hear`` raises nothing, whatever it is given."""

    path: str
    method: str

    def hear(self, request: Request, body: bytes, now: datetime) -> Told:
        """Read one request that named the right token."""


def document(body: bytes) -> dict[str, object]:
    """The JSON object in a body; empty when there is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def form(body: bytes) -> dict[str, object]:
    """The fields of a form. Of several with one name the first counts."""
    try:
        found = parse_qs(body.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items()}


def inner(found: dict[str, object], name: str) -> dict[str, object]:
    """An object within an object; empty when it is something else."""
    value = found.get(name)
    return value if isinstance(value, dict) else {}


def words(value: object, limit: int = LONGEST) -> str:
    """A text or a number in words, fit to keep; the first of a list; empty for anything else."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return clean(value, limit) if isinstance(value, str) else ""


def stamp(text: str) -> datetime | None:
    """A time as senders write it: ISO 8601, or seconds or milliseconds since 1970."""
    try:
        if text.isascii() and text.isdigit() and len(text) in (10, 13):
            return datetime.fromtimestamp(int(text) / (1000 if len(text) == 13 else 1), UTC)
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def moment(text: str, now: datetime) -> datetime:
    """When it happened: now, for news. The sender's own time counts for what a relay kept back.

    Calls of several sources are told apart by seconds, so all of them go by the clock of this desk.
    """
    said = stamp(text)
    return said if said is not None and now - TOO_LATE < said < now - LATE else now


def event(
    source: str,
    call_id: str,
    kind: EventKind,
    at: datetime,
    *,
    inbound: bool = True,
    number: str = "",
    name: str = "",
    called: str = "",
    device: str = "",
    reason: str = "",
    seconds: int | None = None,
) -> CallEvent:
    """A call event of texts that went through `words`. Who withholds the number has no name."""
    withheld = inbound and (phone.is_withheld(number) or phone.is_withheld(name))
    return CallEvent(
        source=source,
        external_id=call_id,
        kind=kind,
        at=at,
        direction=Direction.INBOUND if inbound else Direction.OUTBOUND,
        number_raw="" if withheld else number,
        name_raw="" if withheld or name == number else name,
        called_raw=called,
        device=device,
        withheld=withheld,
        reason=reason,
        seconds=seconds,
    )


class Remembered:
    """What was said of the latest calls, by name. It forgets those that were silent longest."""

    def __init__(self, most: int = 512) -> None:
        self._most = most
        self._calls: dict[str, str] = {}

    def get(self, call_id: str) -> str:
        """What was put there; empty when nothing was."""
        return self._calls.get(call_id, "")

    def put(self, call_id: str, said: str) -> None:
        """Keep something of a call."""
        self._calls.pop(call_id, None)
        if len(self._calls) >= self._most:
            del self._calls[next(iter(self._calls))]
        self._calls[call_id] = said
