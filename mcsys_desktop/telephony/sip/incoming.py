"""What the exchange asks of us: calls that ring, end or are taken elsewhere; and all the rest.

We never pick up and never refuse: 486 and 603 would take the call from others. A call that rings
here is left alone until the exchange takes it back.
"""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime

from mcsys_desktop.core import clock
from mcsys_desktop.core.text import clean
from mcsys_desktop.telephony.events import CallEvent, EventKind
from mcsys_desktop.telephony.reasons import answered_elsewhere
from mcsys_desktop.telephony.sip.account import Account
from mcsys_desktop.telephony.sip.callers import Caller, caller
from mcsys_desktop.telephony.sip.fields import split, tag
from mcsys_desktop.telephony.sip.message import Request, respond
from mcsys_desktop.telephony.sip.registration import AGENT, METHODS, Here
from mcsys_desktop.telephony.sip.transactions import Key, Ring, Stage, call_of, key_of

LONGEST_RING = 240.0  # seconds; then it is no longer believed that this rings
MOST_RINGING = 200
LONGEST_ID = 500
_MOST_CALLS = 1000  # that ring, or that ended a moment ago
_MOST_REMEMBERED = 500
_LONGEST_REASON = 100

_SCHEMES = ("sip", "sips", "tel")
_IN_A_CONVERSATION = ("BYE", "PRACK", "UPDATE", "INFO", "REFER")  # and we are in none
_ALLOW = ("allow", METHODS)
_ABLE = (_ALLOW, ("accept", "application/sdp"), ("server", AGENT))

More = tuple[tuple[str, str], ...]


class Incoming:
    """Answers requests. ``send`` takes what goes out, ``emit`` what it means for the office.

    ``notified`` gives the status for a NOTIFY. Times are seconds of one steady clock, but for
    those of events, which are aware UTC.
    """

    def __init__(
        self,
        account: Account,
        here: Here,
        send: Callable[[bytes], None],
        emit: Callable[[CallEvent], None],
        notified: Callable[[Request], int] = lambda request: 481,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self.callers: dict[str, Caller] = {}  # of the latest calls, by Call-ID
        self._account, self._here = account, here
        self._send, self._emit, self._notified, self._now = send, emit, notified, now
        self._secret = secrets.token_bytes(16)
        self._rings: dict[Key, Ring] = {}
        self._times: dict[str, int] = {}  # how often the latest calls rang here

    @property
    def ringing(self) -> list[Ring]:
        """The calls that ring."""
        return [ring for ring in self._rings.values() if ring.stage is Stage.RINGS]

    @property
    def settled(self) -> bool:
        """Whether nobody waits for a word from us any more."""
        return all(ring.stage is Stage.DONE for ring in self._rings.values())

    @property
    def due(self) -> float:
        """When `tick` has something to do."""
        return min((ring.due for ring in self._rings.values()), default=float("inf"))

    def hear(self, request: Request, at: float) -> None:
        """Take one request."""
        key = key_of(request)
        if key is None:
            return  # nobody knows where an answer would go
        method = request.method
        if method == "INVITE":
            self._invite(request, key, at)
        elif method == "ACK":
            if key in self._rings:
                self._rings[key].acknowledge(at)
        elif method == "CANCEL":
            self._cancel(request, key, at)
        elif _scheme(request) not in _SCHEMES:
            self._say(request, 416)
        elif method == "OPTIONS":
            self._say(request, 200, _ABLE)
        elif method == "NOTIFY":
            status = self._notified(request)
            self._say(request, status, (("allow-events", "dialog"),) if status == 489 else ())
        elif method in _IN_A_CONVERSATION:
            self._say(request, 481)
        else:
            self._say(request, 405, (_ALLOW,))

    def refuse(self, request: Request, status: int) -> None:
        """Say that a request cannot be read."""
        if request.method != "ACK" and key_of(request) is not None:
            self._say(request, status)

    def tick(self, at: float) -> None:
        """Say again what was not acknowledged, and forget what is over."""
        for key, ring in list(self._rings.items()):
            if ring.stage is Stage.RINGS:
                if at >= ring.until:
                    self._give_up(ring, at)
            elif at >= ring.until:
                del self._rings[key]
            elif said := ring.tick(at):
                self._send(said)

    def hang_up(self, at: float) -> None:
        """The program ends: no longer ring, and leave the calls to the others."""
        for ring in self.ringing:
            self._give_up(ring, at)

    def lose(self) -> None:
        """The connection is gone: nobody will tell how what rings now ends."""
        for ring in self.ringing:
            self._report(ring, EventKind.LOST)
        self._rings.clear()

    def _invite(self, invite: Request, key: Key, at: float) -> None:
        known = self._rings.get(key)
        if known is not None:  # the exchange did not hear us
            if known.stage is not Stage.DONE:
                self._send(known.said)
            return
        if len(self._rings) >= _MOST_CALLS:
            self._say(invite, 480)
            return
        reliable = self._here.transport != "udp"
        ring = Ring(invite, call_of(invite), self._tag(invite), at + LONGEST_RING, reliable)
        status, more = self._objection(ring)
        self._rings[key] = ring
        if status:
            self._finish(ring, status, at, more)
            return
        ring.said = respond(invite, 100).wire()
        self._send(ring.said)
        if self._account.rings:
            routes = tuple(field for field in invite.fields if field[0] == "record-route")
            contact = ("contact", self._here.contact(self._account.user))
            ring.said = respond(invite, 180, ring.tag, (*routes, contact)).wire()
            self._send(ring.said)
        self._name(ring)
        self._report(ring, EventKind.RINGING)

    def _objection(self, new: Ring) -> tuple[int, More]:
        """Why an INVITE does not ring: a status, and what is to be said with it; 0 if it does."""
        invite = new.invite
        if tag(invite.first("to")):
            return 481, ()
        if _scheme(invite) not in _SCHEMES:
            return 416, ()
        wanted = ", ".join(one for line in invite.all("require") for one in split(line) if one)
        if wanted:
            return 420, (("unsupported", wanted),)
        ringing = self.ringing
        if any(ring.call == new.call for ring in ringing):
            return 482, ()  # another branch of a call that rings here already
        return (480, ()) if len(ringing) >= MOST_RINGING else (0, ())

    def _name(self, ring: Ring) -> None:
        """Give a call its name in the log: a call that comes back later is another one."""
        call_id = clean(ring.invite.first("call-id"), LONGEST_ID - 4)
        again = self._times.pop(call_id, 0)
        ring.name = f"{call_id} {again + 1}" if again else call_id
        ring.who = caller(ring.invite, self._account.user)
        self.callers.pop(call_id, None)
        self._times[call_id], self.callers[call_id] = again + 1, ring.who
        if len(self._times) > _MOST_REMEMBERED:
            oldest = next(iter(self._times))
            del self._times[oldest], self.callers[oldest]

    def _cancel(self, cancel: Request, key: Key, at: float) -> None:
        ring = self._rings.get(key)
        if ring is None:
            self._say(cancel, 481)
            return
        self._send(respond(cancel, 200, ring.tag).wire())
        if ring.stage is not Stage.RINGS:
            return
        self._finish(ring, 487, at)
        reasons = cancel.all("reason")
        elsewhere = any(answered_elsewhere(reason) for reason in reasons)
        kind = EventKind.ANSWERED_ELSEWHERE if elsewhere else EventKind.MISSED
        self._report(ring, kind, clean(", ".join(reasons), _LONGEST_REASON))

    def _give_up(self, ring: Ring, at: float) -> None:
        self._finish(ring, 480, at)
        self._report(ring, EventKind.LOST)

    def _finish(self, ring: Ring, status: int, at: float, more: More = ()) -> None:
        response = respond(ring.invite, status, ring.tag, more).wire()
        ring.finish(response, at)
        self._send(response)

    def _report(self, ring: Ring, kind: EventKind, reason: str = "") -> None:
        who = ring.who
        self._emit(
            CallEvent(
                source=self._account.key,
                external_id=ring.name,
                kind=kind,
                at=self._now(),
                number_raw=who.number,
                name_raw=who.name,
                called_raw=who.called,
                device=self._account.user,
                withheld=who.withheld,
                reason=reason,
            )
        )

    def _say(self, request: Request, status: int, more: More = ()) -> None:
        self._send(respond(request, status, self._tag(request), more).wire())

    def _tag(self, request: Request) -> str:
        """Names us in our answers: always the same to the same question."""
        asked = "\n".join((*call_of(request), request.uri)).encode(errors="replace")
        return hashlib.blake2s(asked, key=self._secret, digest_size=6).hexdigest()


def _scheme(request: Request) -> str:
    return request.uri.partition(":")[0].lower()
