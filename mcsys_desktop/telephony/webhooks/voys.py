"""Call notifications of Voys and the other houses on VoIPGRID: JSON, versions 1 and 2.

``created`` (version 2) is the start of the dial plan, sometimes long before a telephone rings; it
is not taken for ringing, because calls of several sources are told apart by when they rang. Legs
between two of our own telephones are no calls of anybody. Of transfers version 1 is documented;
what version 2 calls them is not known, so any status that says "transfer" counts.
"""

from datetime import datetime

from mcsys_desktop.telephony.events import EventKind
from mcsys_desktop.telephony.request_head import Request
from mcsys_desktop.telephony.webhooks.reading import (
    LONGEST_DEVICE,
    LONGEST_ID,
    NOTHING,
    Told,
    document,
    event,
    inner,
    moment,
    words,
)

# Of a call that ended; "transfered" is how they write it. Any other reason: nobody spoke.
_SPOKE = ("completed", "transfered", "transferred")


class Voys:
    """Reads one notification."""

    path = "voys"
    method = "POST"

    def hear(self, request: Request, body: bytes, now: datetime) -> Told:
        """See `Webhook`."""
        said = document(body)
        call_id, status = words(said.get("call_id"), LONGEST_ID), words(said.get("status"))
        inbound = words(said.get("direction")) != "outbound"
        transferred = "transfer" in status
        caller, called = inner(said, "caller"), inner(said, "destination")
        if transferred and not caller:
            caller, called = _parties(said)
        kind = _kind(status, words(said.get("reason")), inbound)
        if not call_id or kind is None or (_is_ours(caller) and (inbound or _is_ours(called))):
            return NOTHING
        other, ours = (caller, called) if inbound else (called, caller)
        at = moment(words(said.get("timestamp")), now)
        busy = not inbound and kind is EventKind.MISSED and said.get("reason") == "busy"
        news = event(
            self.path,
            call_id,
            kind,
            at,
            inbound=inbound,
            number=words(other.get("number")),
            name=words(other.get("name")),
            called=words(ours.get("number")),
            # While it rings it does so at several; who took it is said when it is taken.
            device=_device(ours) if kind is EventKind.ANSWERED and not transferred else "",
            reason="busy" if busy else "",
        )
        return Told((news,))


def _kind(status: str, reason: str, inbound: bool) -> EventKind | None:
    if status == "ringing":
        return EventKind.RINGING if inbound else EventKind.DIALLING
    if status == "in-progress" or "transfer" in status:
        return EventKind.ANSWERED  # a call that is passed on had been taken, and goes on
    if status == "ended":
        return EventKind.ENDED if reason in _SPOKE else EventKind.MISSED
    return None


def _parties(said: dict[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """Of the two who speak after a transfer: whoever is outside, and whoever is ours."""
    one, two = inner(said, "party1"), inner(said, "party2")
    return (two, one) if _is_ours(one) else (one, two)


def _is_ours(party: dict[str, object]) -> bool:
    return bool(words(party.get("account_number")))


def _device(party: dict[str, object]) -> str:
    short = words(party.get("user_numbers"), LONGEST_DEVICE)
    return short or words(party.get("account_number"), LONGEST_DEVICE)
