"""One stay at the manager interface: logged in over one connection, until that is gone."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable
from enum import StrEnum

from mcsys_desktop.core import clock
from mcsys_desktop.telephony import servers
from mcsys_desktop.telephony.asterisk.account import Account
from mcsys_desktop.telephony.asterisk.present import Listing
from mcsys_desktop.telephony.asterisk.resuming import ResumingTracker
from mcsys_desktop.telephony.asterisk.wire import BANNER, Packet, Reader, packet, proof
from mcsys_desktop.telephony.faults import place

log = logging.getLogger(__name__)

PATIENCE = 10.0  # seconds for a connection to be made, and for the answer to an action
PING_EVERY = 30.0  # seconds; a line that was cut says nothing of itself
_LUMP = 65_536


class End(StrEnum):
    """Why a stay is over, or was never begun."""

    LOST = "lost"
    SILENT = "silent"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105
    NO_MANAGER = "no_manager"  # something else listens there
    NO_PROOF = "no_proof"  # it does not take the proof that we can give


class Over(Exception):
    """A stay is over, for the reason that it carries."""

    def __init__(self, end: End) -> None:
        super().__init__(end.value)
        self.end = end


class Session:
    """Logs in, listens, and asks for calls.

    ``there`` is called once it is logged in, with whether it was told who speaks already.
    """

    def __init__(
        self, account: Account, tracker: ResumingTracker, there: Callable[[bool], None]
    ) -> None:
        self._account, self._tracker, self._there = account, tracker, there
        self._listing: Listing | None = None  # while it comes in
        self._listed = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._reader = Reader()
        self._waiting: dict[str, asyncio.Future[Packet]] = {}
        self._asked = 0
        self._logged_in = self._gone = False
        self._writer: asyncio.StreamWriter | None = None

    async def stay(self) -> End:
        """Stay until that is over. Raises OSError where there is no way."""
        stream, self._writer = await self._connected()
        listening = asyncio.create_task(self._listen(stream))
        keeping = asyncio.create_task(self._keep())
        try:
            await asyncio.wait({listening, keeping}, return_when=asyncio.FIRST_COMPLETED)
            if not self._logged_in:  # it hangs up after a wrong password: that is the end to tell
                await asyncio.wait({keeping}, timeout=PATIENCE)
            return _told([task.exception() for task in (keeping, listening) if task.done()])
        finally:
            self._writer.transport.abort()  # first: what is awaited below may be cancelled
            self._let_go()
            for task in (listening, keeping):
                task.cancel()
            await asyncio.gather(listening, keeping, return_exceptions=True)
            with contextlib.suppress(OSError):
                await self._writer.wait_closed()

    async def ask(self, action: str, **fields: str) -> Packet:
        """Ask for an action; what is answered. Raises Over, and ValueError for a broken field."""
        self._asked += 1
        name = f"mcsys-{self._asked}"
        data = packet(action, ActionID=name, **fields)
        answer = self._waiting[name] = self._loop.create_future()
        try:
            if self._gone or self._writer is None or self._writer.transport.is_closing():
                raise Over(End.LOST)
            self._writer.write(data)
            async with asyncio.timeout(PATIENCE):
                found: Packet = await answer
                return found
        except TimeoutError as error:
            raise Over(End.SILENT) from error
        finally:
            del self._waiting[name]

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        account = self._account
        context = None
        if account.tls:
            context = servers.trusting(account.authority, account.fingerprint)
        async with asyncio.timeout(PATIENCE):
            stream, writer = await asyncio.open_connection(account.host, account.port, ssl=context)
        if account.tls and account.fingerprint:
            shown = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
            try:
                servers.check(shown or b"", account.fingerprint)
            except servers.AnotherCertificate:
                writer.transport.abort()
                raise
        return stream, writer

    async def _listen(self, stream: asyncio.StreamReader) -> None:
        try:
            while data := await stream.read(_LUMP):
                for found in self._reader.feed(data):
                    self._take(found)
                banner = self._reader.banner
                if banner is not None and not banner.lower().startswith(BANNER):
                    raise Over(End.NO_MANAGER)
            raise Over(End.LOST)
        finally:
            self._let_go()

    def _let_go(self) -> None:
        """Nobody answers any more."""
        self._gone = True
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(Over(End.LOST))

    def _take(self, found: Packet) -> None:
        if "event" in found:
            if self._listing is None:
                self._hear(found)
                return
            self._listing.hear(found)
            if self._listing.complete:
                self._listed.set()
            return
        waiting = self._waiting.get(found.get("actionid", ""))
        if waiting is not None and not waiting.done() and "response" in found:
            waiting.set_result(found)

    def _hear(self, found: Packet) -> None:
        try:
            self._tracker.hear(found, clock.now(), self._loop.time())
        except Exception as error:
            log.error("an event of the manager interface could not be heard: %s", place(error))

    async def _keep(self) -> None:
        """Log in, and see to it that the line is alive."""
        await self._log_in()
        self._logged_in = True
        self._there(await self._look_around())
        while True:
            await asyncio.sleep(PING_EVERY)
            await self.ask("Ping")
            self._tracker.tick(clock.now(), self._loop.time())

    async def _look_around(self) -> bool:
        """Ask who speaks now, and go on from there; whether that was told."""
        listing = self._listing = Listing(f"mcsys-{self._asked + 1}")
        try:
            answer = await self.ask("CoreShowChannels")
            told = answer.get("response", "").lower() == "success"
            if told:
                async with asyncio.timeout(PATIENCE):
                    await self._listed.wait()
            for caller in listing.callers if told else ():
                asked = await self.ask("Getvar", Channel=caller, Variable="CALLERID(pres)")
                listing.withhold(caller, asked.get("value", ""))
        except TimeoutError as error:
            raise Over(End.SILENT) from error
        finally:
            self._listing = None
        channels = listing.channels if told else None
        self._tracker.resume(channels, clock.now(), self._loop.time())
        for held in listing.held:
            self._hear(held)
        return told

    async def _log_in(self) -> None:
        account = self._account
        asked = await self.ask("Challenge", AuthType="MD5")
        challenge = asked.get("challenge", "")
        if not challenge:
            raise Over(End.NO_PROOF)
        answer = await self.ask(
            "Login",
            AuthType="MD5",
            Username=account.user,
            Key=proof(challenge, account.password),
            Events="call",
        )
        if answer.get("response", "").lower() != "success":
            raise Over(End.WRONG_PASSWORD)


def _told(errors: Iterable[BaseException | None]) -> End:
    """The most telling end of these. Raises what is none."""
    found = End.LOST
    for error in errors:
        if isinstance(error, Over):
            found = error.end if found is End.LOST else found
        elif error is not None and not isinstance(error, OSError):
            raise error
    return found
