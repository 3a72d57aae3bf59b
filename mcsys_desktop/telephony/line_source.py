"""A `CallSource` that reads lines from a box in the office: the connection, and nothing of calls.

It connects, keeps the connection alive, notices when it dies, and comes back for ever. What the
lines mean is for a `Reader`, which knows neither sockets nor clocks.
"""

import asyncio
import contextlib
import logging
import random
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mcsys_desktop.core import clock, phone
from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony import servers
from mcsys_desktop.telephony.base import OpenCall, SourceState, SourceStatus, Trouble
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.standing import Standing, while_working

log = logging.getLogger(__name__)

FIRST_WAIT = 2.0  # seconds before a box that was lost is looked for again; doubled each time
LONGEST_WAIT = 60.0
CONNECT_SECONDS = 10.0
GREETING_SECONDS = 15.0  # for a box that introduces itself
GONE_SECONDS = 60.0  # without a connection, after which nothing is known of its calls any more
_TICK, _HURRY = 1.0, 0.05  # seconds between looks at what is due
_MOST_BYTES = 4096  # read at once
# A box that loses power says nothing; without these the connection would seem alive for ever.
_KEEP_ALIVE = (
    ("TCP_KEEPIDLE", 60),
    ("TCP_KEEPALIVE", 60),
    ("TCP_KEEPINTVL", 15),
    ("TCP_KEEPCNT", 4),
)
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,45}(%\w{1,20})?")


@dataclass(frozen=True, slots=True)
class Instant:
    """When something came in: by the clock on the wall (aware UTC), and by one that never jumps."""

    at: datetime
    steady: float  # seconds


class Reader(Protocol):
    """Understands what one kind of box says. Nothing that it is given makes it fail."""

    def begin(self) -> None:
        """A new connection; calls that were known stay known."""

    def feed(self, data: bytes, now: Instant) -> Sequence[CallEvent]:
        """What these bytes tell."""

    def tick(self, now: Instant) -> Sequence[CallEvent]:
        """What the passing of time tells."""

    def recall(self, calls: Sequence[OpenCall], now: Instant) -> Sequence[CallEvent]:
        """These calls were under way when somebody listened last; what can be told of them now."""

    def lose(self, now: Instant) -> Sequence[CallEvent]:
        """The box has been out of reach for so long that its calls may be over."""

    @property
    def hurried(self) -> bool:
        """Whether something is held back for less than a second."""

    @property
    def recognised(self) -> bool:
        """Whether this connection is with the kind of box that was meant."""


@dataclass(frozen=True, slots=True)
class Box:
    """Which box, and how it is called on the screen."""

    key: str
    name: str  # a brand or a kind, as people know it
    host: str
    port: int

    @property
    def server(self) -> str:
        """Its address, for people."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class LineSource:
    """Stays connected to a box, and reports what its reader makes of the lines.

    ``switched_off`` is the sentence for a box that was never reached and refuses the connection.
    """

    def __init__(
        self, box: Box, make_reader: Callable[[], Reader], switched_off: Callable[[], str]
    ) -> None:
        self.key = box.key
        self.form = phone.USUAL
        self._box, self._make_reader, self._switched_off = box, make_reader, switched_off
        self._standing = Standing(self.key, while_working(box.server))
        self._reached = False  # at least once since the program started
        self._wait = FIRST_WAIT
        self._recalled: Sequence[OpenCall] = ()

    def recall(self, calls: Sequence[OpenCall]) -> None:
        """These calls were under way when somebody listened last."""
        self._recalled = calls

    async def run(
        self, emit: Callable[[CallEvent], None], status: Callable[[SourceStatus], None]
    ) -> None:
        """Listen until cancelled; what goes wrong is reported, and tried again later."""
        self._standing.begin(status)
        self._wait = FIRST_WAIT
        trouble = self._problem()
        if trouble:
            self._standing.tell(SourceState.OFF, trouble, Trouble.INCOMPLETE)
            await asyncio.Event().wait()  # only other settings can help
        self._standing.tell(SourceState.CONNECTING)
        reader, gone = self._make_reader(), asyncio.get_running_loop().time()
        recalled, self._recalled = self._recalled, ()
        _pass(reader.recall(recalled, _now()), emit)
        known = True  # whether the calls that the reader knows can still be believed
        while True:
            if await self._stay(reader, emit):
                gone, known = _now().steady, True
            pause = self._wait * random.uniform(0.8, 1.2)  # noqa: S311  # no secret
            self._wait = min(self._wait * 2, LONGEST_WAIT)
            over = _now().steady + pause
            while _now().steady < over:
                await asyncio.sleep(min(_look(reader), pause))
                now = _now()
                _pass(reader.tick(now), emit)
                if known and now.steady - gone > GONE_SECONDS:
                    known = False
                    _pass(reader.lose(now), emit)

    def _problem(self) -> str:
        box = self._box
        if not box.host:
            return _("Fill in the address of the {name}.").format(name=box.name)
        if not _HOST.fullmatch(box.host):
            return _("“{address}” cannot be the address of the {name}.").format(
                address=box.host[:60], name=box.name
            )
        return ""

    async def _stay(self, reader: Reader, emit: Callable[[CallEvent], None]) -> bool:
        """Be connected once; whether it came to that."""
        box = self._box
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                incoming, outgoing = await asyncio.open_connection(box.host, box.port)
        except (OSError, UnicodeError) as error:  # UnicodeError: no name of a computer
            kind = servers.trouble(error)
            self._standing.tell(SourceState.OFF, self._unreachable(kind), kind)
            return False
        try:
            _keep_alive(outgoing.get_extra_info("socket"))
            reader.begin()
            why = await self._listen(incoming, reader, emit)
        finally:
            outgoing.close()
            with contextlib.suppress(OSError):
                await outgoing.wait_closed()
        self._standing.tell(SourceState.OFF, *why)
        return True

    async def _listen(
        self, incoming: asyncio.StreamReader, reader: Reader, emit: Callable[[CallEvent], None]
    ) -> tuple[str, Trouble]:
        """Hear the box until the connection ends; why it did: a sentence, and of what kind."""
        began = _now().steady
        self._on_recognised(reader)
        while True:
            data: bytes | None = None
            try:
                async with asyncio.timeout(_look(reader)):
                    data = await incoming.read(_MOST_BYTES)
            except TimeoutError as error:
                if error.errno is not None:  # the keep-alive found nobody
                    return self._lost()
            except OSError:
                return self._lost()
            now = _now()
            if data:
                _pass(reader.feed(data, now), emit)
                self._on_recognised(reader)
            elif data is not None:
                return self._lost() if reader.recognised else self._another()
            if not reader.recognised and now.steady - began > GREETING_SECONDS:
                return self._another()
            _pass(reader.tick(now), emit)

    def _on_recognised(self, reader: Reader) -> None:
        if reader.recognised:
            self._reached, self._wait = True, FIRST_WAIT
            self._standing.tell(SourceState.WORKING)

    def _unreachable(self, kind: Trouble) -> str:
        closed = kind is Trouble.CLOSED_PORT
        if closed and not self._reached:  # afterwards it only starts anew
            return self._switched_off() or servers.closed(self._box.server)
        if kind is Trouble.NO_HOST:
            return servers.no_machine(self._box.host)
        return _("The {name} at {server} cannot be reached. The program keeps trying.").format(
            name=self._box.name, server=self._box.server
        )

    def _lost(self) -> tuple[str, Trouble]:
        sentence = _(
            "The connection with the {name} at {server} is lost. The program keeps trying."
        ).format(name=self._box.name, server=self._box.server)
        return sentence, Trouble.NO_ANSWER

    def _another(self) -> tuple[str, Trouble]:
        sentence = _(
            "What answers at {server} is no {name}. Check the address and the port."
        ).format(server=self._box.server, name=self._box.name)
        return sentence, Trouble.ANOTHER_KIND


def _now() -> Instant:
    return Instant(clock.now(), asyncio.get_running_loop().time())


def _look(reader: Reader) -> float:
    return _HURRY if reader.hurried else _TICK


def _pass(events: Sequence[CallEvent], emit: Callable[[CallEvent], None]) -> None:
    for event in events:
        emit(event)


def _keep_alive(line: socket.socket) -> None:
    """Let the system ask now and then whether the box is still there."""
    with contextlib.suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _KEEP_ALIVE:
        option = getattr(socket, name, None)
        if option is not None:
            with contextlib.suppress(OSError):  # not every system knows all of them
                line.setsockopt(socket.IPPROTO_TCP, option, value)
