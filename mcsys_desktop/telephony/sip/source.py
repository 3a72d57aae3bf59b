"""A `CallSource` that is one more telephone at the office's exchange, and never picks up."""

import asyncio
import logging
import random
from collections.abc import Callable

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import servers
from mcsys_desktop.telephony.base import SourceState, SourceStatus
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.sip import finding
from mcsys_desktop.telephony.sip.account import Account, names_port, place
from mcsys_desktop.telephony.sip.finding import Way
from mcsys_desktop.telephony.sip.session import End, Session
from mcsys_desktop.telephony.sip.standing import Outcome, Verdict

log = logging.getLogger(__name__)

FIRST_WAIT = 2.0  # seconds before an exchange that was lost is looked for again; doubled each time
LONGEST_WAIT = 300.0


def password_name(settings: Settings) -> str:
    """Under which name the password of the account is kept."""
    return f"sip {settings.sip_user}@{settings.sip_server}"


def from_settings(settings: Settings) -> "SipSource | None":
    """The telephone of this desk, or None where it is switched off."""
    if not settings.sip_enabled:
        return None
    host, port = place(settings.sip_server, settings.sip_transport)
    user = settings.sip_user.strip()
    return SipSource(
        Account(
            user=user,
            password=settings.secrets.get(password_name(settings)),
            host=host,
            port=port,
            transport=settings.sip_transport,
            domain=settings.sip_domain.strip() or host,
            login=settings.sip_login.strip() or user,
            instance=settings.instance(),
            rings=settings.sip_rings,
            authority=settings.sip_authority.strip(),
            fingerprint=settings.sip_fingerprint.strip(),
            watched=settings.sip_watch,
            by_name=not names_port(settings.sip_server),
        )
    )


class SipSource:
    """Stays registered at an exchange, and reports every call that rings there for this desk."""

    def __init__(self, account: Account) -> None:
        self.key = account.key
        self._account = account
        self._status: SourceStatus | None = None
        self._wait = FIRST_WAIT
        self._missed: set[Way] = set()  # ways that failed since it last worked

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
        while True:
            end = await self._stay(emit)
            if end in (End.WRONG_PASSWORD, End.UNPROVABLE):
                await asyncio.Event().wait()  # asking again would shut the office out
            await asyncio.sleep(self._wait * random.uniform(0.8, 1.2))  # noqa: S311  # no secret
            self._wait = min(self._wait * 2, LONGEST_WAIT)

    async def _stay(self, emit: Callable[[CallEvent], None]) -> End | None:
        """Be at the exchange once; why it ended, or None where it could not be reached."""
        try:
            way = self._next(await finding.ways(self._account))
            session = Session(self._account, emit, self._told, self._unwatched)
            end = await session.stay(way)
        except finding.NotOffered as error:
            self._tell(SourceState.OFF, str(error))
            return None
        except (OSError, UnicodeError, IndexError) as error:  # UnicodeError: no name of a computer
            self._tell(SourceState.OFF, servers.unreachable(self._account.server, error))
            return None
        if end is End.LOST:
            self._tell(SourceState.OFF, servers.lost(self._account.server))
        elif end is End.UNANSWERED:
            self._tell(SourceState.OFF, servers.silent(self._account.server))
        return end

    def _next(self, found: list[Way]) -> Way:
        """The best way that was not tried in vain yet. Raises IndexError where there is none."""
        left = [way for way in found if way not in self._missed]
        if not left:
            self._missed.clear()
            left = found
        elif self._missed:
            self._wait = FIRST_WAIT  # another machine of the same exchange, asked without delay
        self._missed.add(left[0])
        return left[0]

    def _told(self, outcome: Outcome) -> None:
        """What came of asking to be registered."""
        server, user = self._account.server, self._account.user
        if outcome.verdict is Verdict.GRANTED:
            self._wait = FIRST_WAIT
            self._missed.clear()
            if self._status is None or self._status.state is not SourceState.WORKING:
                self._tell(SourceState.WORKING)
        elif outcome.verdict is Verdict.WRONG_PASSWORD:
            self._tell(
                SourceState.WRONG_PASSWORD,
                _(
                    "The phone system refuses the user name or the password of {user}. Type them"
                    " again; until then nothing is tried, because many tries would shut out the"
                    " whole office."
                ).format(user=user),
            )
        elif outcome.verdict is Verdict.UNPROVABLE:
            self._tell(
                SourceState.OFF,
                _(
                    "The phone system at {server} asks for the password in a way that is not known."
                ).format(server=server),
            )
        elif outcome.verdict is Verdict.REFUSED and outcome.response is not None:
            self._tell(
                SourceState.OFF,
                _(
                    "The phone system at {server} does not admit {user} now (answer {status}). The"
                    " program keeps trying."
                ).format(server=server, user=user, status=outcome.response.status),
            )

    def _unwatched(self, extension: str) -> None:
        """The exchange would not tell of an extension; all the rest works."""
        if self._status and self._status.state is SourceState.WORKING:
            self._tell(
                SourceState.WORKING,
                _("The phone system does not tell who picks up at {extension}.").format(
                    extension=extension
                ),
            )

    def _tell(self, state: SourceState, error: str = "") -> None:
        before = self._status
        if before and (before.state, before.error) == (state, error):
            return
        since = before.since if before and before.state is state else clock.now()
        address = self._account.server if state is SourceState.WORKING else ""
        self._status = SourceStatus(self.key, state, since, error, address)
        log.info("the SIP telephone: %s", state.value)
        self._report(self._status)
