"""One connection of a telephone: a request in, an answer out, and never for long.

To what a phone reports the answer is empty; a phone book is made beside this thread.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable
from typing import Protocol

from mcsys_desktop.telephony import addresses, request_head
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.faults import place

log = logging.getLogger(__name__)

READ_SECONDS = 3.0  # without a new byte
WHOLE_SECONDS = 5.0  # for the whole request
TAKE_SECONDS = 60.0  # for a phone book to be made and taken; the largest are a few megabytes
MOST_CONNECTIONS = 64
MOST_OF_ONE = 16  # so that one broken machine cannot take them all
MOST_A_SECOND = 10  # requests of one address
_MOST_REMEMBERED = 1024

_REASONS = {
    200: "OK",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    414: "URI Too Long",
    421: "Misdirected Request",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
}


def response(status: int) -> bytes:
    """An answer without a body. It depends on nothing but the status, so it reflects nothing."""
    allow = "Allow: GET\r\n" if status == 405 else ""
    return (
        f"HTTP/1.1 {status} {_REASONS[status]}\r\n{allow}"
        "Content-Length: 0\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    ).encode("ascii")


class House(Protocol):
    """Who answers: says what to make of a request, and is told when its answer has gone out."""

    def answer(self, head: bytes, sender: str) -> tuple[int, CallEvent | None]:
        """Hear one whole request head, or one that is too long: the HTTP status, and the news."""

    def fetch(self, head: bytes, sender: str) -> Callable[[], bytes] | None:
        """What makes the whole answer where a book is wanted; it may take a moment."""

    def tell(self, event: CallEvent) -> None:
        """Pass on the news; by now the answer is on its way."""

    def late(self, sender: str) -> None:
        """A request did not arrive in time."""


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
        self._answering: asyncio.Transport | None = None  # until all of the answer has gone out
        self._received = bytearray()
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def abort(self) -> None:
        """End at once, without an answer or in the middle of it."""
        for transport in (self._transport, self._answering):
            if transport is not None:
                transport.abort()

    def _expect(self, what: str, seconds: float) -> None:
        if what in self._timers:
            self._timers[what].cancel()
        self._timers[what] = asyncio.get_running_loop().call_later(seconds, self._late)

    def _late(self) -> None:
        self._house.late(self.sender)
        self._finish(408)

    def _finish(self, status: int) -> None:
        for timer in self._timers.values():
            timer.cancel()
        self._send(response(status))

    def _send(self, answer: bytes) -> None:
        if self._transport is not None:
            self._answering, self._transport = self._transport, None
        transport = self._answering
        if transport is not None and not transport.is_closing():
            transport.write(answer)
            transport.close()

    def _make(self, job: Callable[[], bytes]) -> None:
        """Let the answer be made beside this thread, and give the phone time to take it."""
        for timer in self._timers.values():
            timer.cancel()
        self._answering, self._transport = self._transport, None
        loop = asyncio.get_running_loop()
        self._timers["taken"] = loop.call_later(TAKE_SECONDS, self.abort)
        loop.run_in_executor(None, job).add_done_callback(self._made)

    def _made(self, made: asyncio.Future[bytes]) -> None:
        if made.cancelled():
            return
        error = made.exception()
        if error is not None:
            log.error("a phone book could not be made: %s", place(error))
        self._send(response(500) if error is not None else made.result())

    def _complete(self) -> bool:
        """Whether there is a whole head, or already too much of one."""
        received = self._received
        if b"\r\n\r\n" in received or b"\n\n" in received:
            return True
        if len(received) > request_head.LONGEST_HEAD:
            return True
        return len(received) > request_head.LONGEST_LINE + 1 and b"\n" not in received

    def _answer(self) -> None:
        head = bytes(self._received)
        for end in (b"\r\n\r\n", b"\n\n"):
            head = head.partition(end)[0]
        try:
            job = self._house.fetch(head, self.sender)
            if job is not None:
                self._make(job)
                return
            status, event = self._house.answer(head, self.sender)
            self._finish(status)
            if event is not None:
                self._house.tell(event)
        except Exception as error:
            log.error("a request could not be heard: %s", place(error))
            self._finish(500)

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
        if self._transport is None:
            return  # answered already; what follows is of no interest
        self._received += data
        if self._complete():
            self._answer()
        else:
            self._expect("byte", READ_SECONDS)

    def eof_received(self) -> bool:
        if self._transport is not None and b"\n" in self._received:
            self._answer()
        return self._answering is not None  # else asyncio closes, and a book is still being made

    def connection_lost(self, error: Exception | None) -> None:
        for timer in self._timers.values():
            timer.cancel()
        self._transport = self._answering = None
        self._doorkeeper.leave(self)
