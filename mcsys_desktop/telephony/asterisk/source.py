"""A `CallSource` that hears every call of the office from Asterisk's manager interface."""

import asyncio
import logging
import random
from collections.abc import Callable, Sequence

from mcsys_desktop.core import clock, number_forms, phone
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import servers
from mcsys_desktop.telephony.asterisk.account import PORT, TLS_PORT, Account
from mcsys_desktop.telephony.asterisk.resuming import ResumingTracker
from mcsys_desktop.telephony.asterisk.session import End, Session
from mcsys_desktop.telephony.base import OpenCall, SourceState, SourceStatus, Trouble
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.standing import Standing, while_working

log = logging.getLogger(__name__)

FIRST_WAIT = 2.0  # seconds before a phone system that was lost is looked for; doubled each time
LONGEST_WAIT = 300.0
GONE_SECONDS = 60.0  # without a connection, after which nothing is known of its calls any more


def password_name(settings: Settings) -> str:
    """Under which name the password of the account is kept."""
    return f"asterisk {settings.asterisk_user}@{settings.asterisk_server}"


def from_settings(settings: Settings) -> "AsteriskSource | None":
    """The manager interface that this desk listens to, or None where it is switched off."""
    if not settings.asterisk_enabled:
        return None
    source = AsteriskSource(account_of(settings))
    source.form = number_forms.read(settings.asterisk_numbers)
    return source


def account_of(settings: Settings) -> Account:
    """The account of this desk, to listen with or to dial with."""
    usual = TLS_PORT if settings.asterisk_tls else PORT
    host, port = servers.place(settings.asterisk_server, usual)
    return Account(
        user=settings.asterisk_user.strip(),
        password=settings.secrets.get(password_name(settings)),
        host=host,
        port=port,
        tls=settings.asterisk_tls,
        authority=settings.asterisk_authority.strip(),
        fingerprint=settings.asterisk_fingerprint.strip(),
        lines=tuple(line.strip() for line in settings.asterisk_lines if line.strip()),
        channel=settings.asterisk_channel.strip(),
        context=settings.asterisk_context.strip(),
    )


class AsteriskSource:
    """Stays logged in at the manager interface, reports all calls, and dials for this desk."""

    def __init__(self, account: Account) -> None:
        self.key = account.key
        self.form = phone.USUAL
        self._account = account
        self._standing = Standing(self.key, while_working(account.server))
        self._wait = FIRST_WAIT
        self._recalled: Sequence[OpenCall] = ()

    async def run(
        self, emit: Callable[[CallEvent], None], status: Callable[[SourceStatus], None]
    ) -> None:
        """Listen until cancelled; what goes wrong is reported, and tried again later."""
        self._standing.begin(status)
        self._wait = FIRST_WAIT
        loop = asyncio.get_running_loop()
        trouble = self._account.problem()
        if trouble:
            self._standing.tell(SourceState.OFF, trouble, Trouble.INCOMPLETE)
            await asyncio.Event().wait()  # only other settings can help
        self._standing.tell(SourceState.CONNECTING)
        tracker = ResumingTracker(self.key, emit, self._account.lines)
        tracker.recall(self._recalled)
        self._recalled, gone = (), loop.time()
        while True:
            end = await self._stay(tracker)
            if end is not None:  # it was there until now
                gone = loop.time()
            if end is End.WRONG_PASSWORD:
                tracker.lose(clock.now())
                await asyncio.Event().wait()  # asking again would shut the office out
            await self._pause(tracker, gone)

    async def _pause(self, tracker: ResumingTracker, gone: float) -> None:
        """Before the next try. Calls are known for a while: when we are back it lists them."""
        loop, pause = asyncio.get_running_loop(), self._wait * random.uniform(0.8, 1.2)  # noqa: S311  # no secret
        self._wait = min(self._wait * 2, LONGEST_WAIT)
        left = gone + GONE_SECONDS - loop.time()
        if 0 < left < pause:
            await asyncio.sleep(left)
            pause -= left
        if gone + GONE_SECONDS <= loop.time():
            tracker.lose(clock.now())
        await asyncio.sleep(pause)

    def recall(self, calls: Sequence[OpenCall]) -> None:
        """These calls were under way when somebody listened last."""
        self._recalled = calls

    async def _stay(self, tracker: ResumingTracker) -> End | None:
        """Be there once; why it ended, or None where it could not be reached."""
        account = self._account
        try:
            end = await Session(account, tracker, self._there).stay()
        except (OSError, UnicodeError) as error:  # UnicodeError: no name of a computer
            sentence = servers.unreachable(account.server, error)
            self._standing.tell(SourceState.OFF, sentence, servers.trouble(error))
            return None
        if end is End.WRONG_PASSWORD:
            self._standing.tell(
                SourceState.WRONG_PASSWORD,
                servers.refused(account.user),
                Trouble.WRONG_PASSWORD,
            )
        elif end is End.NO_MANAGER:
            self._standing.tell(
                SourceState.OFF,
                _(
                    "What answers at {server} is not the manager interface of Asterisk. The program"
                    " keeps trying."
                ).format(server=account.server),
                Trouble.ANOTHER_KIND,
            )
        elif end is End.NO_PROOF:
            self._standing.tell(
                SourceState.OFF,
                servers.unprovable(account.server),
                Trouble.OTHER,
            )
        elif end is End.SILENT:
            silent = servers.silent(account.server)
            self._standing.tell(SourceState.OFF, silent, Trouble.NO_ANSWER)
        else:
            self._standing.tell(SourceState.OFF, servers.lost(account.server), Trouble.NO_ANSWER)
        return end

    def _there(self, listed: bool) -> None:
        self._wait = FIRST_WAIT
        unlisted = _(
            "The phone system does not tell which calls are under way when this desk comes in. Give"
            " the manager account “write = originate,reporting”."
        )
        self._standing.tell(SourceState.WORKING, "" if listed else unlisted)
