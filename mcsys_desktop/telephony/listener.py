"""Hears desk phones and exchanges over HTTP in the office's network: a `CallSource`.

It answers at one address of the local network, never at all of them and never at a public one.
A request must name a secret token, come by the right name, and come from a phone on the list.
Nobody else is heard: with an empty list only this computer itself is. While ``learning`` is on,
any phone of the local network that knows the token is heard and told to ``learned``, so that the
set-up screen can put it on the list.

What exchanges and providers post is heard where ``heard`` says so (`webhooks`), and an exchange
that asks who is calling is answered once somebody gave a ``look_up`` (`caller_names`); both only
for senders on the list, and neither while they are switched off.

Phone books are handed out at the same address (`books`), to whoever knows a token of their own.

Other answers are empty, nothing of a request is reflected, and neither token nor number is logged.
"""

import asyncio
import logging
import socket
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlsplit

from mcsys_desktop.core import number_forms, phone, phone_keys
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import addresses, books, doors, reception
from mcsys_desktop.telephony.base import SourceState, SourceStatus, Trouble
from mcsys_desktop.telephony.books import BookDesk, Books
from mcsys_desktop.telephony.caller_names import CallerNames, LookUp
from mcsys_desktop.telephony.connections import Connection, Doorkeeper
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.reception import Reception
from mcsys_desktop.telephony.replies import Reply
from mcsys_desktop.telephony.request_head import Refusal
from mcsys_desktop.telephony.standing import Standing
from mcsys_desktop.telephony.webhooks.reading import Webhook

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
    token, relay = settings.token(), settings.listener_relay.strip()
    posted = settings.listener_webhooks
    listener = HandsetListener(
        settings.listener_address,
        settings.listener_port,
        token,
        settings.listener_phones,
        names=_host_of(relay) if posted else (),
        heard=reception.webhooks(token, relay) if posted else (),
        gives_names=settings.listener_names,
        hears=settings.listener_enabled,
        book_tokens=phone_keys.book_tokens(settings) if settings.book_enabled else (),
    )
    listener.form = number_forms.read(settings.listener_numbers)
    return listener


def _host_of(relay: str) -> tuple[str, ...]:
    """The name by which a relay may address us as well: the one that it is addressed by itself."""
    try:
        host = urlsplit(relay).hostname
    except ValueError:
        return ()
    return (host,) if host else ()


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
        heard: Sequence[Webhook] = (),
        gives_names: bool = False,
        hears: bool = True,
        book_tokens: Sequence[str] = (),
    ) -> None:
        self.bound: tuple[str, int] | None = None
        self.form = phone.USUAL
        self._address = address.strip()
        self._port = port
        self._token = token
        self._phones = addresses.AllowList(phones)
        self._names = {name.lower() for name in names}
        self._learning = learning
        self._learned = learned
        self._hears, self._book_tokens = hears, book_tokens
        self._books: Books | None = None
        self._book_desk: BookDesk | None = None
        self._met: set[str] = set()
        self._doorkeeper = Doorkeeper()
        self._webhooks = heard
        self.gives_names = gives_names
        self._look_up: LookUp | None = None
        self._reception: Reception | None = None
        self._complaints: dict[tuple[str, int], float] = {}
        self._standing = Standing(self.key, lambda _state: self._where())

    def learn(self, learned: Callable[[str], None]) -> None:
        """Hear any phone of the local network that knows the token, and tell its address."""
        self._learning, self._learned = True, learned

    def lend(self, lent: Books) -> None:
        """Hand out these phone books, where that is switched on."""
        self._books = lent

    def name_by(self, look_up: LookUp) -> None:
        """Ask this for the names of callers, where the settings let names leave the program."""
        self._look_up = look_up

    async def run(
        self, emit: Callable[[CallEvent], None], status: Callable[[SourceStatus], None]
    ) -> None:
        """Listen until cancelled; what goes wrong is reported, and tried again later."""
        self._emit = emit
        self._standing.begin(status)
        trouble = self._trouble()
        if trouble:
            self._standing.tell(SourceState.OFF, trouble, Trouble.INCOMPLETE)
            await asyncio.Event().wait()  # only other settings can help
        names = CallerNames(self._look_up) if self._look_up and self.gives_names else None
        self._reception = Reception(self._token, self._own_names(), self._webhooks, names)
        if self._books is not None and self._book_tokens:
            self._book_desk = BookDesk(self._book_tokens, self._own_names(), self._books)
        self._standing.tell(SourceState.CONNECTING)
        wait = FIRST_WAIT
        while True:
            try:
                door = self._open()
            except OSError as error:
                self._standing.tell(
                    SourceState.OFF, doors.sentence(error, self._address, self._port)
                )
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
                continue
            wait = FIRST_WAIT
            accepting = asyncio.create_task(self._accept(door))
            try:
                self._standing.tell(SourceState.WORKING, self._complaint_about_list())
                while addresses.is_here(self._address):
                    await asyncio.wait({accepting}, timeout=LOOK_SECONDS)
                    if accepting.done():
                        accepting.result()  # a fault of ours; the exchange starts us again
            finally:
                await self._close(door, accepting)
            self._standing.tell(SourceState.OFF, doors.not_here(self._address))

    def answer(self, head: bytes, body: bytes, sender: str) -> Reply:
        """Hear one request: what to answer, and the call events that come of it."""
        heard = self._hear(head, body, sender)
        if isinstance(heard, Refusal):
            self._complain(sender, heard)
            return Reply(heard.status)
        return heard

    def tell(self, event: CallEvent) -> None:
        """Pass on a call event."""
        self._emit(event)

    def late(self, sender: str) -> None:
        """Note a request that never came to its end."""
        self._complain(sender, Refusal(408, "too slow"))

    def refuse(self, refusal: Refusal, sender: str) -> None:
        """Note a request that was not read to its end."""
        self._complain(sender, refusal)

    def _hear(self, head: bytes, body: bytes, sender: str) -> Reply | Refusal:
        if self._doorkeeper.too_fast(sender, asyncio.get_running_loop().time()):
            return Refusal(429, "too many requests")
        if self._reception is None:
            return Refusal(500, "not listening")
        if self._book_desk is not None and books.is_wanted(head):
            return self._book_desk.hear(head, doors.written(*(self.bound or ("", 0))))
        if not self._hears:
            return Refusal(404, "calls are not listened to")
        learning = self._learning and reception.is_from_phone(head)
        if not self._is_known(sender):
            if self._reception.refusal(head) is None:
                self._meet(sender, learning)
            if not learning:
                # The same for a right and a wrong token: a stranger learns nothing from it.
                return Refusal(403, "not on the list of phones")
        heard = self._reception.hear(head, body, sender)
        if learning and self._is_known(sender) and isinstance(heard, Reply):
            self._learned(sender)  # whoever sets up a phone wants to see which one it is
        return heard

    def _meet(self, sender: str, learning: bool) -> None:
        """Somebody set up a phone and forgot the list; say so, once."""
        if sender in self._met or len(self._met) >= _MOST_COMPLAINTS:
            return
        self._met.add(sender)
        if learning:
            self._learned(sender)
            return
        self._standing.tell(
            SourceState.WORKING,
            _("The phone at {address} is not on the list of phones.").format(address=sender),
            Trouble.NOT_ALLOWED,
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

    def _open(self) -> socket.socket:
        """The listening socket. Raises OSError where there can be none."""
        door = addresses.door(self._address, self._port)
        host, port = door.getsockname()[:2]
        self.bound = (str(host), int(port))
        return door

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

    def _own_names(self) -> set[str]:
        names = {self._address.lower(), addresses.plain(self._address)} | self._names
        return names | {"localhost"} if addresses.is_loopback(self._address) else names

    def _where(self) -> str:
        return "{}:{}".format(*self.bound) if self.bound else ""

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
