"""Answers telephones that search the phone book over LDAP, at one address of the office's network.

A `CallSource` that tells of no calls: it stands in the row of sources because it runs, is watched
and is stopped as they are. Only addresses of a local network are heard, and only with the password.
"""

import asyncio
import logging
import socket
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from mcsys_desktop.core import phone_keys
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.phone_book_index import Index
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import addresses, doors
from mcsys_desktop.telephony.base import SourceState, SourceStatus
from mcsys_desktop.telephony.books import Books
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.faults import place
from mcsys_desktop.telephony.ldap import ber
from mcsys_desktop.telephony.ldap.directory import Directory
from mcsys_desktop.telephony.ldap.session import BASE as BASE
from mcsys_desktop.telephony.ldap.session import LOGIN as LOGIN
from mcsys_desktop.telephony.ldap.session import SHARED, Passwords, Session, disconnection
from mcsys_desktop.telephony.standing import Standing

log = logging.getLogger(__name__)
PASSWORD = "phone book"  # noqa: S105 - the name under which it is kept
MOST_CONNECTIONS = 64
MOST_OF_ONE = 8
STRANGER_SECONDS = 10.0  # for somebody who did not give the password yet
KNOWN_SECONDS = 300.0  # telephones keep a connection for the next call
SEND_SECONDS = 10.0
WRONG_SECONDS = 1.0  # that a wrong password takes
MOST_WRONG = 5
LOOK_SECONDS = 15.0
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0


def from_settings(settings: Settings) -> "DirectorySource | None":
    """The directory of this desk, or None where it is switched off."""
    if not settings.book_directory:
        return None
    passwords = {phone_keys.login(name): key for name, key in phone_keys.keys(settings).items()}
    passwords = passwords or {SHARED: settings.secrets.get(PASSWORD)}
    return DirectorySource(settings.listener_address, settings.book_port, passwords)


class DirectorySource:
    """Listens at one address. ``bound`` is where, once it does (port 0 takes any)."""

    key = "ldap"

    def __init__(self, address: str, port: int, passwords: Passwords) -> None:
        self.bound: tuple[str, int] | None = None
        self._address, self._port, self._passwords = address.strip(), port, passwords
        self._books: Books | None = None
        self._directory: Directory | None = None
        self._talks: set[asyncio.Task[None]] = set()
        self._of_one: Counter[str] = Counter()
        self._standing = Standing(self.key, lambda _state: self._where())

    def lend(self, lent: Books) -> None:
        """Search this phone book."""
        self._books = lent

    async def run(
        self, emit: Callable[[CallEvent], None], status: Callable[[SourceStatus], None]
    ) -> None:
        """Answer until cancelled; what goes wrong is reported, and tried again later."""
        del emit  # nobody calls here
        self._standing.begin(status)
        trouble, books = self._trouble(), self._books
        if trouble or books is None:
            self._standing.tell(SourceState.OFF, trouble)
            await asyncio.Event().wait()  # only other settings can help
            return
        wait = FIRST_WAIT
        self._standing.tell(SourceState.CONNECTING)
        while True:
            try:
                door = addresses.door(self._address, self._port)
            except OSError as error:
                self._standing.tell(
                    SourceState.OFF, doors.sentence(error, self._address, self._port)
                )
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
                continue
            wait = FIRST_WAIT
            host, port = door.getsockname()[:2]
            self.bound = (str(host), int(port))
            accepting = asyncio.create_task(self._accept(door, books))
            try:
                self._standing.tell(SourceState.WORKING)
                while addresses.is_here(self._address):
                    await asyncio.wait({accepting}, timeout=LOOK_SECONDS)
                    if accepting.done():
                        accepting.result()  # a fault of ours; the exchange starts us again
            finally:
                self.bound = None
                await _end(accepting, *self._talks)
                door.close()
            self._standing.tell(SourceState.OFF, doors.not_here(self._address))

    async def _accept(self, door: socket.socket, books: Books) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                phone, peer = await loop.sock_accept(door)
            except OSError as error:
                log.warning("a connection could not be taken: %s", error.strerror)
                await asyncio.sleep(FIRST_WAIT)  # most likely out of file handles
                continue
            sender = addresses.plain(str(peer[0]))
            full = len(self._talks) >= MOST_CONNECTIONS or self._of_one[sender] >= MOST_OF_ONE
            if full or not addresses.is_near(sender):
                phone.close()
                continue
            self._of_one[sender] += 1
            talk = asyncio.create_task(self._talk(phone, sender, books))
            self._talks.add(talk)
            talk.add_done_callback(self._talks.discard)

    async def _talk(self, phone: socket.socket, sender: str, books: Books) -> None:
        session = Session(books, lambda: self._of(books.index), self._passwords)
        try:
            phone.setblocking(False)
            with suppress(OSError, TimeoutError):
                await self._serve(phone, session)
        except Exception as error:
            log.error("a question to the phone book failed: %s", place(error))
        finally:
            phone.close()
            self._of_one[sender] -= 1
            if self._of_one[sender] <= 0:
                del self._of_one[sender]

    async def _serve(self, phone: socket.socket, session: Session) -> None:
        """One message after another. Raises OSError and TimeoutError."""
        loop, received = asyncio.get_running_loop(), bytearray()
        while not session.over:
            patience = KNOWN_SECONDS if session.known else STRANGER_SECONDS
            try:
                async with asyncio.timeout(patience):
                    while not (size := ber.size(received)):
                        part = await loop.sock_recv(phone, 4096)
                        if not part:
                            return
                        received += part
            except ber.Malformed:
                answer, session.over = disconnection(), True
            else:
                message, wrong = bytes(received[:size]), session.wrong
                del received[:size]
                answer = await asyncio.to_thread(session.hear, message)
                if session.wrong > wrong:
                    log.warning("%s gave a wrong password for the phone book", sender_of(phone))
                    await asyncio.sleep(WRONG_SECONDS)
                    session.over = session.wrong >= MOST_WRONG
            async with asyncio.timeout(SEND_SECONDS):
                await loop.sock_sendall(phone, answer)

    def _of(self, index: Index | None) -> Directory | None:
        """What is searched now; made anew when there is another book. On a thread beside ours."""
        if index is None:
            return None
        directory = self._directory
        if directory is None or directory.index is not index:
            directory = self._directory = Directory(index)
        return directory

    def _where(self) -> str:
        return "{}:{}".format(*self.bound) if self.bound else ""

    def _trouble(self) -> str:
        if 0 < self._port <= 1024:
            return _("Choose an LDAP port above 1024.")
        if not all(self._passwords.values()):
            return _("Give the telephones a password for LDAP first.")
        return addresses.problem(self._address)


def sender_of(phone: socket.socket) -> str:
    """The address at the other side."""
    with suppress(OSError):
        return addresses.plain(str(phone.getpeername()[0]))
    return ""


async def _end(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
