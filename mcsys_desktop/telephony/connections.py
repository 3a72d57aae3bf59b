"""One connection of a telephone: a request in, a short answer out, and never for long."""

import asyncio
import logging
from collections import Counter, deque
from typing import Protocol

from mcsys_desktop.telephony import addresses, request_body, request_head
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.faults import place
from mcsys_desktop.telephony.replies import CONTINUE, Reply
from mcsys_desktop.telephony.replies import response as response
from mcsys_desktop.telephony.request_body import Body

log = logging.getLogger(__name__)

READ_SECONDS = 3.0  # without a new byte
WHOLE_SECONDS = 5.0  # for the whole request
MOST_CONNECTIONS = 64
MOST_OF_ONE = 16  # so that one broken machine cannot take them all
MOST_A_SECOND = 10  # requests of one address
_MOST_REMEMBERED = 1024
_ENDS = (b"\r\n\r\n", b"\n\n")  # of a head


class House(Protocol):
    """Who answers: says what to make of a request, and is told when its answer has gone out."""

    def answer(self, head: bytes, body: bytes, sender: str) -> Reply:
        """Hear one whole request, or a head that is too long: the answer, and the news."""

    def tell(self, event: CallEvent) -> None:
        """Pass on the news; by now the answer is on its way."""

    def late(self, sender: str) -> None:
        """A request did not arrive in time."""

    def refuse(self, refusal: request_head.Refusal, sender: str) -> None:
        """A request was refused before it came to its end."""


class Doorkeeper:
    """Counts connections and requests, so that nobody can take the listener for himself."""

    def __init__(self) -> None:
        self.open: set[Connection] = set()
        self._of_one: Counter[str] = Counter()
        self._recent: dict[str, deque[float]] = {}

    def enter(self, connection: "Connection") -> bool:
        """Let a connection in, unless it comes from outside or there are too many."""
        sender = connection.sender
        if not addresses.is_near(sender) or len(self.open) >= MOST_CONNECTIONS:
            return False
        if self._of_one[sender] >= MOST_OF_ONE:
            return False
        self.open.add(connection)
        self._of_one[sender] += 1
        return True

    def leave(self, connection: "Connection") -> None:
        """Forget a connection that was let in."""
        if connection in self.open:
            self.open.remove(connection)
            self._of_one[connection.sender] -= 1
            if not self._of_one[connection.sender]:
                del self._of_one[connection.sender]

    def too_fast(self, sender: str, at: float) -> bool:
        """Count one request at ``at`` (seconds); whether it is one too many."""
        recent = self._recent.pop(sender, None) or deque(maxlen=MOST_A_SECOND)
        if len(self._recent) >= _MOST_REMEMBERED:
            del self._recent[next(iter(self._recent))]
        self._recent[sender] = recent
        if len(recent) == MOST_A_SECOND and at - recent[0] < 1.0:
            return True
        recent.append(at)
        return False


class Connection(asyncio.Protocol):
    """Collects a request head and answers it. No keep-alive: phones send one request at a time."""

    def __init__(self, house: House, doorkeeper: Doorkeeper) -> None:
        self.sender = ""
        self._house = house
        self._doorkeeper = doorkeeper
        self._transport: asyncio.Transport | None = None
        self._received = bytearray()
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._head = b""
        self._body: Body | None = None  # from the end of the head on
        self._answering: asyncio.Future[None] | None = None

    def abort(self) -> None:
        """End at once, without an answer."""
        if self._transport is not None:
            self._transport.abort()

    def _expect(self, what: str, seconds: float) -> None:
        if what in self._timers:
            self._timers[what].cancel()
        self._timers[what] = asyncio.get_running_loop().call_later(seconds, self._late)

    def _late(self) -> None:
        self._house.late(self.sender)
        self._finish(408)

    def _finish(self, status: int, body: bytes = b"", kind: str = "") -> None:
        self._stop_timers()
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.write(response(status, body, kind))
            transport.close()

    def _stop_timers(self) -> None:
        for timer in self._timers.values():
            timer.cancel()

    def _complete(self) -> bool:
        """Whether there is a whole head, or already too much of one."""
        received = self._received
        if any(end in received for end in _ENDS):
            return True
        if len(received) > request_head.LONGEST_HEAD:
            return True
        return len(received) > request_head.LONGEST_LINE + 1 and b"\n" not in received

    def _begin_body(self) -> None:
        """The head is there: find out what follows it."""
        received = bytes(self._received)
        ends = [(at, end) for end in _ENDS if (at := received.find(end)) >= 0]
        at, end = min(ends, default=(len(received), b""))
        self._head, rest = received[:at], received[at + len(end) :]
        self._received.clear()
        # A head without an end is too long, or all that ever comes.
        self._body = request_body.of(self._head) if ends else Body(0)
        waits = not self._body.over and not rest and request_body.expects(self._head)
        if waits and self._transport is not None:
            self._transport.write(CONTINUE)
        self._take_body(rest)

    def _take_body(self, data: bytes) -> None:
        body = self._body
        if body is None:  # pragma: no cover - there is one by now
            return
        body.feed(data)
        if body.refusal is not None:
            self._house.refuse(body.refusal, self.sender)
            self._finish(body.refusal.status)
        elif body.whole is not None:
            self._answer(body.whole)
        else:
            self._expect("byte", READ_SECONDS)

    def _answer(self, body: bytes) -> None:
        try:
            reply = self._house.answer(self._head, body, self.sender)
            if reply.later is not None:
                self._stop_timers()
                self._answering = asyncio.ensure_future(self._answer_later(reply))
                return
            self._finish(reply.status, reply.body, reply.kind)
            for event in reply.events:
                self._house.tell(event)
        except Exception as error:
            log.error("a request could not be heard: %s", place(error))
            self._finish(500)

    async def _answer_later(self, reply: Reply) -> None:
        """Somebody has to be asked first; whoever is asked keeps to a time."""
        if reply.later is None:  # pragma: no cover - only such replies come here
            return
        try:
            body = await reply.later()
        except Exception as error:
            log.error("a request could not be answered: %s", place(error))
            self._finish(500)
        else:
            self._finish(reply.status, body, reply.kind)

    # asyncio's names

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):  # pragma: no cover - only TCP is served
            raise TypeError("A telephone speaks TCP.")
        peer = transport.get_extra_info("peername")
        self.sender = addresses.plain(str(peer[0])) if peer else ""
        if not self._doorkeeper.enter(self):
            transport.abort()
            return
        self._transport = transport
        self._expect("byte", READ_SECONDS)
        self._expect("whole", WHOLE_SECONDS)

    def data_received(self, data: bytes) -> None:
        if self._transport is None or self._answering is not None:
            return  # answered already; what follows is of no interest
        if self._body is not None:
            self._take_body(data)
            return
        self._received += data
        if self._complete():
            self._begin_body()
        else:
            self._expect("byte", READ_SECONDS)

    def eof_received(self) -> bool:
        if self._answering is not None:
            return True  # it only says that it has asked all
        if self._transport is not None and self._body is None and b"\n" in self._received:
            self._begin_body()
        return self._answering is not None  # asyncio closes otherwise

    def connection_lost(self, error: Exception | None) -> None:
        self._stop_timers()
        if self._answering is not None:
            self._answering.cancel()
        self._transport = None
        self._doorkeeper.leave(self)
