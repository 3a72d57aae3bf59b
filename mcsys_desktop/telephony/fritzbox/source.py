"""The FRITZ!Box of the office as a `CallSource`."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from mcsys_desktop.core import clock, number_forms
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony.base import SourceState, SourceStatus
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.faults import place
from mcsys_desktop.telephony.fritzbox import call_list
from mcsys_desktop.telephony.fritzbox.reader import FritzReader
from mcsys_desktop.telephony.fritzbox.tr064 import BoxTrouble, Tr064, WrongPassword
from mcsys_desktop.telephony.line_source import Box, LineSource

log = logging.getLogger(__name__)
NAME = "FRITZ!Box"
SWITCH_ON = "#96*5*"  # dialled on a phone of the box
AT_FIRST = timedelta(days=3)  # a long weekend during which nobody listened
UNDER_WAY = timedelta(hours=1)  # calls that went on when the box was lost began before
SETTLES = 5.0  # seconds in which a call that just ended gets into the list
AGAIN = 120.0  # seconds after which is asked how calls that went on have ended
_MOST_TIMES = 30


def password_name(settings: Settings) -> str:
    """Under which name the password of the box is kept."""
    return f"fritzbox {settings.fritzbox_login.strip()}@{settings.fritzbox_address.strip()}"


def from_settings(settings: Settings) -> "FritzSource | None":
    """The box that this desk listens to, or None where that is switched off."""
    if not settings.fritzbox_enabled:
        return None
    host = settings.fritzbox_address.strip()
    key = f"fritzbox:{host.lower()}"
    source = FritzSource(Box(key, NAME, host, settings.fritzbox_port), asking(settings))
    source.form = number_forms.read(settings.fritzbox_numbers)
    return source


def asking(settings: Settings) -> Tr064 | None:
    """Who may ask the box for more than its call monitor tells; None where nobody was named."""
    login, password = settings.fritzbox_login.strip(), settings.secrets.get(password_name(settings))
    if not login or not password:
        return None
    return Tr064(settings.fritzbox_address.strip(), login, password, settings.fritzbox_tr064_port)


def nobody() -> str:
    """That nobody was named who may ask the box."""
    return _("Fill in the user and the password of the FRITZ!Box.")


class FritzSource(LineSource):
    """Hears the call monitor, and reads in the box's own list what was missed meanwhile.

    Without ``asked`` the list stays unread; that is not needed for calls to be heard.
    """

    def __init__(self, box: Box, asked: Tr064 | None = None) -> None:
        super().__init__(box, lambda: FritzReader(box.key), lambda: _switched_off(box))
        self._asked = asked
        self._trouble = ""  # with the list alone
        self._lost_at: datetime | None = None

    async def run(
        self, emit: Callable[[CallEvent], None], status: Callable[[SourceStatus], None]
    ) -> None:
        """Listen until cancelled, and fill each gap."""
        if self._asked is None:
            await super().run(emit, status)
            return
        connected = asyncio.Event()
        latest: list[SourceStatus] = []

        def told(news: SourceStatus) -> None:
            if news.state is not SourceState.WORKING and was_there():
                self._lost_at = clock.now()
            latest[:] = [news]
            if news.state is SourceState.WORKING:
                connected.set()
                news = replace(news, error=self._trouble)
            status(news)

        def was_there() -> bool:
            return bool(latest) and latest[0].state is SourceState.WORKING

        def troubled() -> None:
            if was_there():
                status(replace(latest[0], error=self._trouble))

        filling = asyncio.create_task(self._fill(self._asked, connected, emit, troubled))
        try:
            await super().run(emit, told)
        finally:
            filling.cancel()
            await asyncio.gather(filling, return_exceptions=True)
            self._asked.close()

    async def _fill(
        self,
        asked: Tr064,
        connected: asyncio.Event,
        emit: Callable[[CallEvent], None],
        troubled: Callable[[], None],
    ) -> None:
        """After each connection: tell what the list has of the time before it."""
        while True:
            await connected.wait()
            connected.clear()
            until, times = clock.now(), 0
            since = self._lost_at - UNDER_WAY if self._lost_at else until - AT_FIRST
            while times < _MOST_TIMES:
                await asyncio.sleep(AGAIN if times else SETTLES)
                times += 1
                try:
                    going_on = await self._read(asked, since, until, emit)
                except WrongPassword as error:
                    self._trouble = str(error)
                    troubled()
                    return  # asking again would shut the user out
                except BoxTrouble as error:
                    log.info("the call list: %s", place(error))
                    self._trouble = str(error)
                    troubled()
                    continue
                if self._trouble:
                    self._trouble = ""
                    troubled()
                if not going_on:
                    break

    async def _read(
        self, asked: Tr064, since: datetime, until: datetime, emit: Callable[[CallEvent], None]
    ) -> bool:
        """Tell what is new; whether something is still under way. Raises BoxTrouble."""
        days = (clock.now() - since).days + 1
        data = await asyncio.to_thread(fetched, asked, days)
        try:
            found = call_list.read(data, clock.now())
        except call_list.NoList as error:
            raise BoxTrouble(
                _("The call list of the FRITZ!Box cannot be read. The program keeps trying.")
            ) from error
        for event in call_list.events(self.key, found.calls, since, until):
            emit(event)
            await asyncio.sleep(0)  # others on this thread come in between
        return found.going_on


def fetched(asked: Tr064, days: int) -> bytes:
    """The list of the last so many days. Waits; raises BoxTrouble."""
    url = asked.ask("GetCallList").get("NewCallListURL", "")
    return asked.fetch(f"{url}{'&' if '?' in url else '?'}days={days}")


def _switched_off(box: Box) -> str:
    """A box refuses while it starts as well, so that this is only said of one never reached."""
    return _(
        "The {name} at {server} does not report calls yet. Dial {code} on a phone that is connected"
        " to it; the program keeps trying."
    ).format(name=box.name, server=box.server, code=SWITCH_ON)
