"""One stay at the exchange: registered over one connection, until that is gone."""

import asyncio
import logging
from collections.abc import Callable
from enum import StrEnum

from mcsys_desktop.telephony.events import CallEvent, EventKind
from mcsys_desktop.telephony.faults import place
from mcsys_desktop.telephony.sip import message
from mcsys_desktop.telephony.sip.account import Account
from mcsys_desktop.telephony.sip.clients import Clients
from mcsys_desktop.telephony.sip.fields import marked
from mcsys_desktop.telephony.sip.finding import Way
from mcsys_desktop.telephony.sip.incoming import Incoming
from mcsys_desktop.telephony.sip.lines import Ears, Line, opened
from mcsys_desktop.telephony.sip.message import Refusal, Request, Response
from mcsys_desktop.telephony.sip.registration import Registration
from mcsys_desktop.telephony.sip.standing import Outcome, Secret, Standing, Verdict
from mcsys_desktop.telephony.sip.subscription import PACKAGE, Subscription
from mcsys_desktop.telephony.sip.watching import Extension

log = logging.getLogger(__name__)

KEEP_ALIVE = 25.0  # seconds; what routers and firewalls forget takes longer
GOODBYE = 1.0  # seconds for the last words
_LONGEST_NAP = 60.0
_SHORTEST_NAP = 0.005


class End(StrEnum):
    """Why a stay is over."""

    LOST = "lost"
    UNANSWERED = "unanswered"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105
    UNPROVABLE = "unprovable"


class Session:
    """Registers, rings along and watches.

    ``told`` hears what comes of the registration, ``unwatched`` of which extension the exchange
    will not tell.
    """

    def __init__(
        self,
        account: Account,
        emit: Callable[[CallEvent], None],
        told: Callable[[Outcome], None],
        unwatched: Callable[[str], None] = lambda extension: None,
    ) -> None:
        self._account, self._emit, self._told, self._unwatched = account, emit, told, unwatched
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._end: End | None = None
        self._line: Line | None = None
        self._alive = float("inf")
        self._watches: list[tuple[Standing, Subscription]] = []

    async def stay(self, to: Way) -> End:
        """Connect, register and stay until that is over. Raises OSError where there is no way."""
        ears = Ears(self._hear, lambda: self._over(End.LOST))
        self._line = line = await opened(self._account, to, ears)
        try:
            self._settle_in(line)
            while self._end is None:
                await self._until_due()
                self._tick()
        except asyncio.CancelledError:
            await self._say_goodbye()
            raise
        finally:
            await line.close()
            self._incoming.lose()
            for _standing, subscription in self._watches:
                subscription.extension.lose()
        return self._end

    def _settle_in(self, line: Line) -> None:
        account, here = self._account, line.here
        secret = Secret(account.login, account.password)
        self._clients = Clients(line.send, here.via, reliable=here.transport != "udp")
        self._incoming = Incoming(account, here, line.send, self._rang, self._notified)
        made = Registration(account, here)
        self._registration = Standing(
            self._clients, secret, made.make, self._registered, made.granted_for
        )
        for name in account.watched:
            known = Extension(account, name, self._incoming.callers, self._emit)
            self._watches.append(self._watch(secret, Subscription(account, here, known)))
        self._registration.begin(self._loop.time())

    def _watch(self, secret: Secret, subscription: Subscription) -> tuple[Standing, Subscription]:
        def told(outcome: Outcome) -> None:
            response = outcome.response
            if outcome.verdict is Verdict.GRANTED and response is not None:
                subscription.granted(response)
                return
            status = "no answer" if response is None else f"status {response.status}"
            log.warning("an extension cannot be watched: %s", status)
            subscription.renew()
            if outcome.verdict is Verdict.UNANSWERED:
                standing.later(self._loop.time())
            if not response or response.status != 481:  # which only says that it has forgotten us
                self._unwatched(subscription.extension.name)

        standing = Standing(self._clients, secret, subscription.make, told)
        return standing, subscription

    def _rang(self, event: CallEvent) -> None:
        """Something happened to a call that rings, or rang, here."""
        self._emit(event)
        if event.kind is not EventKind.RINGING:
            call_id = event.external_id.partition(" ")[0]  # without how often it rang
            for _standing, subscription in self._watches:
                subscription.extension.gone(call_id, self._loop.time())

    def _registered(self, outcome: Outcome) -> None:
        now = self._loop.time()
        ends = {
            Verdict.UNANSWERED: End.UNANSWERED,
            Verdict.WRONG_PASSWORD: End.WRONG_PASSWORD,
            Verdict.UNPROVABLE: End.UNPROVABLE,
        }
        if outcome.verdict in ends:
            self._over(ends[outcome.verdict])
        if outcome.verdict is Verdict.GRANTED:
            self._alive = min(self._alive, now + KEEP_ALIVE)
            for standing, _subscription in self._watches:
                if not standing.begun:
                    standing.begin(now)
        self._told(outcome)

    def _notified(self, notify: Request) -> int:
        """Take a NOTIFY; the status that answers it."""
        for standing, subscription in self._watches:
            if subscription.owns(notify):
                now = self._loop.time()
                if subscription.hear(notify, now):
                    subscription.renew()
                    standing.later(now)
                return 200
        event = notify.first("event").partition(";")[0].strip().lower()
        return 481 if event == PACKAGE else 489

    def _hear(self, data: bytes) -> None:
        """Take one message of the line. Raises nothing."""
        try:
            heard, now = message.read(data), self._loop.time()
            if isinstance(heard, Response):
                self._clients.hear(heard, now)
            elif self._line is not None:
                asked = heard.request if isinstance(heard, Refusal) else heard
                if asked is not None:
                    there = self._line.there
                    asked = marked(asked, there.host, there.port)
                    if isinstance(heard, Refusal):
                        self._incoming.refuse(asked, heard.status)
                    else:
                        self._incoming.hear(asked, now)
        except Exception as error:
            log.error("a SIP message could not be heard: %s", place(error))
        self._news.set()

    def _over(self, end: End) -> None:
        self._end = self._end or end
        self._news.set()

    async def _until_due(self) -> None:
        """Wait for news, or for the time of what is due next."""
        parts = [self._clients.due, self._incoming.due, self._registration.due, self._alive]
        for standing, subscription in self._watches:
            parts += [standing.due, subscription.extension.due]
        nap = min(max(min(parts) - self._loop.time(), _SHORTEST_NAP), _LONGEST_NAP)
        try:
            async with asyncio.timeout(nap):
                await self._news.wait()
        except TimeoutError:
            pass
        self._news.clear()

    def _tick(self) -> None:
        now = self._loop.time()
        if now >= self._alive and self._line is not None:
            self._alive = now + KEEP_ALIVE
            self._line.send(b"\r\n\r\n")
        self._clients.tick(now)
        self._incoming.tick(now)
        self._registration.tick(now)
        for standing, subscription in self._watches:
            standing.tick(now)
            subscription.extension.tick(now)

    async def _say_goodbye(self) -> None:
        """Leave what rings to the others, and sign off; not for long."""
        now, was_there = self._loop.time(), self._registration.granted
        self._incoming.hang_up(now)
        for standing, _subscription in self._watches:
            standing.stop()
        if was_there:
            self._registration.end(now)
        else:
            self._registration.stop()
        until = now + GOODBYE
        while self._loop.time() < until and self._end is None:
            if self._incoming.settled and (self._clients.idle or not was_there):
                break
            await self._until_due()
            self._tick()
