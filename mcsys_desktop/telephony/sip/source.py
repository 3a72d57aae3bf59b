"""A `CallSource` that is one more telephone at the office's exchange, and never picks up."""

import asyncio
import logging
import random
from collections.abc import Callable, Sequence

from mcsys_desktop.core import clock, number_forms, phone
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import servers
from mcsys_desktop.telephony.base import OpenCall, SourceState, SourceStatus, Trouble
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.sip import finding
from mcsys_desktop.telephony.sip.account import Account, names_port, place
from mcsys_desktop.telephony.sip.finding import Way
from mcsys_desktop.telephony.sip.session import End, Session
from mcsys_desktop.telephony.sip.standing import Outcome, Verdict
from mcsys_desktop.telephony.standing import Standing, while_working

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
    source = SipSource(
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
    source.form = number_forms.read(settings.sip_numbers)
    return source


class SipSource:
    """Stays registered at an exchange, and reports every call that rings there for this desk."""

    def __init__(self, account: Account) -> None:
        self.key = account.key
        self.form = phone.USUAL
        self._account = account
        self._standing = Standing(self.key, while_working(account.server))
        self._wait = FIRST_WAIT
        self._missed: set[Way] = set()  # ways that failed since it last worked
        self._was_in = False  # registered since it last connected
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
        trouble = self._account.problem()
        if trouble:
            self._standing.tell(SourceState.OFF, trouble, Trouble.INCOMPLETE)
            await asyncio.Event().wait()  # only other settings can help
        self._standing.tell(SourceState.CONNECTING)
        recalled, self._recalled = self._recalled, ()
        for call in recalled:  # an exchange tells how a call ends to who was there when it began
            if not call.passed_on:
                emit(call.lost(self.key, clock.now()))
        while True:
            end = await self._stay(emit)
            if end in (End.WRONG_PASSWORD, End.UNPROVABLE):
                await asyncio.Event().wait()  # asking again would shut the office out
            await asyncio.sleep(self._wait * random.uniform(0.8, 1.2))  # noqa: S311  # no secret
            self._wait = min(self._wait * 2, LONGEST_WAIT)

    async def _stay(self, emit: Callable[[CallEvent], None]) -> End | None:
        """Be at the exchange once; why it ended, or None where it could not be reached."""
        self._was_in = False
        try:
            way = self._next(await finding.ways(self._account))
            session = Session(self._account, emit, self._told, self._unwatched)
            end = await session.stay(way)
        except finding.NotOffered as error:
            self._standing.tell(SourceState.OFF, str(error), Trouble.OTHER)
            return None
        except (OSError, UnicodeError, IndexError) as error:  # UnicodeError: no name of a computer
            self._unreachable(error)
            return None
        server = self._account.server
        if end is End.LOST and not self._was_in and self._account.transport == "udp":
            # A datagram connects with nobody: that no one listens shows when it comes back.
            self._unreachable(ConnectionRefusedError())
        elif end is End.LOST:
            self._standing.tell(SourceState.OFF, servers.lost(server), Trouble.NO_ANSWER)
        elif end is End.UNANSWERED:
            self._standing.tell(SourceState.OFF, servers.silent(server), Trouble.NO_ANSWER)
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

    def _unreachable(self, error: BaseException) -> None:
        sentence = servers.unreachable(self._account.server, error)
        self._standing.tell(SourceState.OFF, sentence, servers.trouble(error))

    def _told(self, outcome: Outcome) -> None:
        """What came of asking to be registered."""
        server, user = self._account.server, self._account.user
        if outcome.verdict is Verdict.GRANTED:
            self._wait, self._was_in = FIRST_WAIT, True
            self._missed.clear()
            if self._standing.state is not SourceState.WORKING:
                self._standing.tell(SourceState.WORKING)
        elif outcome.verdict is Verdict.WRONG_PASSWORD:
            self._standing.tell(
                SourceState.WRONG_PASSWORD,
                servers.refused(user),
                Trouble.WRONG_PASSWORD,
            )
        elif outcome.verdict is Verdict.UNPROVABLE:
            self._standing.tell(
                SourceState.OFF,
                servers.unprovable(server),
                Trouble.OTHER,
            )
        elif outcome.verdict is Verdict.REFUSED and outcome.response is not None:
            self._standing.tell(
                SourceState.OFF,
                _(
                    "The phone system at {server} does not admit {user} now (answer {status}). The"
                    " program keeps trying."
                ).format(server=server, user=user, status=outcome.response.status),
                Trouble.NOT_ALLOWED,
            )

    def _unwatched(self, extension: str) -> None:
        """The exchange would not tell of an extension; all the rest works."""
        if self._standing.state is SourceState.WORKING:
            self._standing.tell(
                SourceState.WORKING,
                _("The phone system does not tell who picks up at {extension}.").format(
                    extension=extension
                ),
            )
