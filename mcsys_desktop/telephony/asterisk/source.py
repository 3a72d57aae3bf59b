"""A `CallSource` that hears every call of the office from Asterisk's manager interface."""

import asyncio
import logging
import random
from collections.abc import Callable

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import servers
from mcsys_desktop.telephony.asterisk.account import PORT, TLS_PORT, Account
from mcsys_desktop.telephony.asterisk.session import End, Session
from mcsys_desktop.telephony.asterisk.tracker import Tracker
from mcsys_desktop.telephony.base import SourceState, SourceStatus
from mcsys_desktop.telephony.events import CallEvent

log = logging.getLogger(__name__)

FIRST_WAIT = 2.0  # seconds before a phone system that was lost is looked for; doubled each time
LONGEST_WAIT = 300.0


def password_name(settings: Settings) -> str:
    """Under which name the password of the account is kept."""
    return f"asterisk {settings.asterisk_user}@{settings.asterisk_server}"


def from_settings(settings: Settings) -> "AsteriskSource | None":
    """The manager interface that this desk listens to, or None where it is switched off."""
    return AsteriskSource(account_of(settings)) if settings.asterisk_enabled else None


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
    """Stays logged in at the manager interface, and reports all calls."""

    def __init__(self, account: Account) -> None:
        self.key = account.key
        self._account = account
        self._status: SourceStatus | None = None
        self._wait = FIRST_WAIT

    async def run(
        self, emit: Callable[[CallEvent], None], status: Callable[[SourceStatus], None]
    ) -> None:
        """Listen until cancelled; what goes wrong is reported, and tried again later."""
        self._report, self._status, self._wait = status, None, FIRST_WAIT
        trouble = self._account.problem()
        if trouble:
            self._tell(SourceState.OFF, trouble)
            await asyncio.Event().wait()  # only other settings can help
        self._tell(SourceState.CONNECTING)
        tracker = Tracker(self.key, emit, self._account.lines)
        while True:
            try:
                end = await self._stay(tracker)
            finally:
                tracker.lose(clock.now())
            if end is End.WRONG_PASSWORD:
                await asyncio.Event().wait()  # asking again would shut the office out
            await asyncio.sleep(self._wait * random.uniform(0.8, 1.2))  # noqa: S311  # no secret
            self._wait = min(self._wait * 2, LONGEST_WAIT)

    async def _stay(self, tracker: Tracker) -> End | None:
        """Be there once; why it ended, or None where it could not be reached."""
        account = self._account
        try:
            end = await Session(account, tracker, self._there).stay()
        except (OSError, UnicodeError) as error:  # UnicodeError: no name of a computer
            self._tell(SourceState.OFF, servers.unreachable(account.server, error))
            return None
        if end is End.WRONG_PASSWORD:
            self._tell(
                SourceState.WRONG_PASSWORD,
                _(
                    "The phone system refuses the user name or the password of {user}. Type them"
                    " again; until then nothing is tried, because many tries would shut out the"
                    " whole office."
                ).format(user=account.user),
            )
        elif end is End.NO_MANAGER:
            self._tell(
                SourceState.OFF,
                _(
                    "What answers at {server} is not the manager interface of Asterisk. The program"
                    " keeps trying."
                ).format(server=account.server),
            )
        elif end is End.NO_PROOF:
            self._tell(
                SourceState.OFF,
                _(
                    "The phone system at {server} asks for the password in a way that is not known."
                ).format(server=account.server),
            )
        elif end is End.SILENT:
            self._tell(SourceState.OFF, servers.silent(account.server))
        else:
            self._tell(SourceState.OFF, servers.lost(account.server))
        return end

    def _there(self) -> None:
        self._wait = FIRST_WAIT
        self._tell(SourceState.WORKING)

    def _tell(self, state: SourceState, error: str = "") -> None:
        before = self._status
        if before and (before.state, before.error) == (state, error):
            return
        since = before.since if before and before.state is state else clock.now()
        address = self._account.server if state is SourceState.WORKING else ""
        self._status = SourceStatus(self.key, state, since, error, address)
        log.info("the manager interface: %s", state.value)
        self._report(self._status)
