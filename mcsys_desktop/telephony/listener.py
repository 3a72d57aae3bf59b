"""Hears desk phones over HTTP in the office's network: a `CallSource` for action URLs.

It answers at one address of the local network, never at all of them and never at a public one.
A request must name a secret token, come by the right name, and come from a phone on the list.
Nobody else is heard: with an empty list only this computer itself is. While ``learning`` is on,
any phone of the local network that knows the token is heard and told to ``learned``, so that the
set-up screen can put it on the list.

Phone books are handed out at the same address (`books`), to whoever knows a token of their own.

Other answers are empty, nothing of a request is reflected, and neither token nor number is logged.
"""

import asyncio
import logging
import socket
from collections.abc import Callable, Iterable
from functools import partial

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import addresses, books, doors, request_head
from mcsys_desktop.telephony.base import SourceState, SourceStatus
from mcsys_desktop.telephony.books import BookDesk, Books
from mcsys_desktop.telephony.connections import Connection, Doorkeeper, response
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.handsets import Handsets
from mcsys_desktop.telephony.request_head import Refusal

log = logging.getLogger(__name__)

SHORTEST_TOKEN = 16
LOOK_SECONDS = 15.0  # how often to see whether the address is still ours
FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
_QUIET_SECONDS = 60.0  # the same complaint about the same sender is logged once in this time
_MOST_COMPLAINTS = 256


def _nobody(address: str) -> None:
    """Nobody wants to know of new phones."""


def from_settings(settings: Settings) -> "HandsetListener | None":
    """The listener of this desk, or None where it is switched off."""
    if not (settings.listener_enabled or settings.book_enabled):
        return None
    return HandsetListener(
        settings.listener_address,
        settings.listener_port,
        settings.token(),
        settings.listener_phones,
        hears=settings.listener_enabled,
        book_token=settings.own_token("book_token") if settings.book_enabled else "",
    )


class HandsetListener:
    """Listens for phones at one address. ``bound`` is where, once it does (port 0 takes any)."""

    key = "listener"

    def __init__(
        self,
        address: str,
        port: int,
        token: str,
        phones: Iterable[str] = (),
        *,
        names: Iterable[str] = (),
        learning: bool = False,
        learned: Callable[[str], None] = _nobody,
        hears: bool = True,
        book_token: str = "",
    ) -> None:
        self.bound: tuple[str, int] | None = None
        self._address = address.strip()
        self._port = port
        self._token = token
        self._phones = addresses.AllowList(phones)
        self._names = {name.lower() for name in names}
        self._learning = learning
        self._learned = learned
        self._hears, self._book_token = hears, book_token
        self._books: Books | None = None
        self._book_desk: BookDesk | None = None
        self._met: set[str] = set()
        self._doorkeeper = Doorkeeper()
        self._handsets: Handsets | None = None
        self._complaints: dict[tuple[str, int], float] = {}
        self._status: SourceStatus | None = None

    def learn(self, learned: Callable[[str], None]) -> None:
        """Hear any phone of the local network that knows the token, and tell its address."""
        self._learning, self._learned = True, learned

    def lend(self, lent: Books) -> None:
        """Hand out these phone books, where that is switched on."""
        self._books = lent

    async def run(
        self, emit: Callable[[CallEvent], None], status: Callable[[SourceStatus], None]
    ) -> None:
        """Listen until cancelled; what goes wrong is reported, and tried again later."""
        self._emit, self._report, self._status = emit, status, None
        trouble = self._trouble()
        if trouble:
            self._tell(SourceState.OFF, trouble)
            await asyncio.Event().wait()  # only other settings can help
        self._handsets = Handsets(self._token, self._own_names())
        if self._books is not None and self._book_token:
            self._book_desk = BookDesk(self._book_token, self._own_names(), self._books)
        self._tell(SourceState.CONNECTING)
        wait = FIRST_WAIT
        while True:
            try:
                door = doors.open_at(self._address, self._port)
            except OSError as error:
                self._tell(SourceState.OFF, doors.sentence(error, self._address, self._port))
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
                continue
            wait = FIRST_WAIT
            self.bound = doors.place(door)
            accepting = asyncio.create_task(self._accept(door))
            try:
                self._tell(SourceState.WORKING, self._complaint_about_list())
                while addresses.is_here(self._address):
                    await asyncio.wait({accepting}, timeout=LOOK_SECONDS)
                    if accepting.done():
                        accepting.result()  # a fault of ours; the exchange starts us again
            finally:
                await self._close(door, accepting)
            self._tell(SourceState.OFF, doors.not_here(self._address))

    def answer(self, head: bytes, sender: str) -> tuple[int, CallEvent | None]:
        """Hear one request: the HTTP status, and the call event that comes of it."""
        heard = self._hear(head, sender)
        if isinstance(heard, Refusal):
            self._complain(sender, heard)
            return heard.status, None
        return 200, heard

    def fetch(self, head: bytes, sender: str) -> Callable[[], bytes] | None:
        """What makes the answer to whoever asks for a phone book; None for other requests."""
        desk, request = self._book_desk, request_head.read(head)
        if desk is None or isinstance(request, Refusal) or request.path[:1] != (books.PATH,):
            return None
        wanted = desk.admitted(request)
        if self._doorkeeper.too_fast(sender, asyncio.get_running_loop().time()):
            wanted = Refusal(429, "too many requests")
        if isinstance(wanted, Refusal):
            self._complain(sender, wanted)
            return partial(response, wanted.status)
        return partial(desk.answer, wanted, self._place())

    def tell(self, event: CallEvent) -> None:
        """Pass on a call event."""
        self._emit(event)

    def late(self, sender: str) -> None:
        """Note a request that never came to its end."""
        self._complain(sender, Refusal(408, "too slow"))

    def _hear(self, head: bytes, sender: str) -> CallEvent | Refusal:
        if self._doorkeeper.too_fast(sender, asyncio.get_running_loop().time()):
            return Refusal(429, "too many requests")
        if self._handsets is None:
            return Refusal(500, "not listening")
        if not self._hears:
            return Refusal(404, "calls are not listened to")
        if not self._is_known(sender):
            if self._handsets.refusal(head) is None:
                self._meet(sender)
            if not self._learning:
                # The same for a right and a wrong token: a stranger learns nothing from it.
                return Refusal(403, "not on the list of phones")
        heard = self._handsets.hear(head, sender)
        if self._learning and self._is_known(sender) and isinstance(heard, CallEvent):
            self._learned(sender)  # whoever sets up a phone wants to see which one it is
        return heard

    def _meet(self, sender: str) -> None:
        """Somebody set up a phone and forgot the list; say so, once."""
        if sender in self._met or len(self._met) >= _MOST_COMPLAINTS:
            return
        self._met.add(sender)
        if self._learning:
            self._learned(sender)
            return
        self._tell(
            SourceState.WORKING,
            _("The phone at {address} is not on the list of phones.").format(address=sender),
        )

    def _is_known(self, sender: str) -> bool:
        own = sender == addresses.plain(self._address) or addresses.is_loopback(sender)
        return own or sender in self._phones

    def _complain(self, sender: str, refusal: Refusal) -> None:
        """Log why a request was refused, but not the same again and again."""
        now = asyncio.get_running_loop().time()
        about = (sender, refusal.status)
        last = self._complaints.pop(about, None)
        if len(self._complaints) >= _MOST_COMPLAINTS:
            del self._complaints[next(iter(self._complaints))]
        quiet = last is not None and now - last < _QUIET_SECONDS
        self._complaints[about] = last if last is not None and quiet else now
        if not quiet:
            log.warning("request from %s refused: %s %s", sender, refusal.status, refusal.reason)

    async def _accept(self, door: socket.socket) -> None:
        """Take connections until cancelled.

        asyncio's own server loses a connection that comes in while it is being closed, and its
        socket stays open; so this one accepts by itself.
        """
        loop = asyncio.get_running_loop()
        while True:
            try:
                phone, _address = await loop.sock_accept(door)
                await loop.connect_accepted_socket(
                    lambda: Connection(self, self._doorkeeper), phone
                )
            except OSError as error:
                log.warning("a connection could not be taken: %s", error.strerror)
                await asyncio.sleep(FIRST_WAIT)  # most likely out of file handles

    async def _close(self, door: socket.socket, accepting: asyncio.Task[None]) -> None:
        self.bound = None
        await asyncio.sleep(0)  # whoever has been accepted by now gets a connection to be ended
        accepting.cancel()
        await asyncio.gather(accepting, return_exceptions=True)
        door.close()
        for connection in list(self._doorkeeper.open):
            connection.abort()
        while self._doorkeeper.open:  # asyncio closes them in its next rounds
            await asyncio.sleep(0)

    def _place(self) -> str:
        host, port = self.bound or (self._address, self._port)
        return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    def _own_names(self) -> set[str]:
        names = {self._address.lower(), addresses.plain(self._address)} | self._names
        return names | {"localhost"} if addresses.is_loopback(self._address) else names

    def _trouble(self) -> str:
        if len(self._token) < SHORTEST_TOKEN:
            return _("The token of the listener is too short to be a secret.")
        return addresses.problem(self._address)

    def _complaint_about_list(self) -> str:
        if not self._phones.wrong:
            return ""
        return _("“{entry}” in the list of phones is not an address of a local network.").format(
            entry=self._phones.wrong[0][:60]
        )

    def _tell(self, state: SourceState, error: str = "") -> None:
        address = "{}:{}".format(*self.bound) if self.bound else ""
        before = self._status
        if before and (before.state, before.error, before.address) == (state, error, address):
            return
        since = before.since if before and before.state is state else clock.now()
        self._status = SourceStatus(self.key, state, since, error, address)
        self._report(self._status)
