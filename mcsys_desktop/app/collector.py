"""The small process that is always on, without a window: calls are logged, and backups are made.

One in the office at a time holds the turn to make the backup of every night; others wait for it to
become free. Who listens to the phone systems is another turn, which desks take as well
(`call_collector`).
"""

import logging
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from mcsys_desktop.app.call_collector import CallCollector
from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.logs import trace
from mcsys_desktop.models.turns import Turn
from mcsys_desktop.services import backups, offices, retention
from mcsys_desktop.services.backups import nightly
from mcsys_desktop.services.backups.nightly import Night

log = logging.getLogger(__name__)
LOOK = 20.0  # seconds between looks at the clock and at the turn
SHORTEST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds before a lost office is tried again
AGAIN = 900.0  # seconds before a backup that failed is tried again


class Collector:
    """Holds the turns at one office, listens, and does at night what must be done.

    Without ``night`` it makes no backups, without ``calls`` it hears no telephones. ``stop`` ends
    ``run``.
    """

    def __init__(
        self,
        url: str,
        password: str,
        night: Night | None,
        tries: Path,
        tell: Callable[[str], None] = lambda sentence: None,
        look: float = LOOK,
        calls: CallCollector | None = None,
    ) -> None:
        self._calls = calls
        self._url, self._password = url, password
        self._night, self._tries, self._tell, self._look = night, tries, tell, look
        self._stopped = threading.Event()
        self._turn: Turn | None = None
        self._not_before = 0.0  # of time.monotonic(): the last backup failed
        self._told = ""

    def stop(self) -> None:
        """End soon, also in the middle of a backup; what was half done is gone then."""
        self._stopped.set()

    def run(self) -> None:
        """Work until ``stop`` is called. Raises UserError for what time does not mend."""
        wait = SHORTEST_WAIT
        first = True
        try:
            while not self._stopped.is_set():
                try:
                    self._work(first)
                    wait = SHORTEST_WAIT
                    first = False
                except backups.Stopped:
                    break
                except (OfficeUnavailable, offices.TooSoonError) as error:
                    self._say(str(error))
                    self._leave()
                    self._stopped.wait(wait)
                    wait = min(wait * 2, LONGEST_WAIT)
        finally:
            if self._calls is not None:
                self._calls.end()
            self._leave()

    def _work(self, first: bool) -> None:
        """Go in, and stay as long as the office answers."""
        office = offices.enter(self._url, self._password, self._tries)
        if first and not office.writable:
            raise UserError(office.sentence)
        if self._calls is not None:
            self._calls.begin()
        self._turn = nightly.turn_of(office.url, self._password)
        while not self._stopped.is_set():
            if self._night is None:
                with offices.connected():  # raises when the office has gone
                    pass
            elif self._turn.take():
                self._say("")
                with offices.connected():
                    self._do_nightly(self._night)
            else:
                self._say(
                    _("Another computer collects for this office; this one waits for its turn.")
                )
            self._stopped.wait(self._look)

    def _do_nightly(self, night: Night) -> None:
        if time.monotonic() < self._not_before or not nightly.due(night):
            return
        try:
            made = nightly.make_nightly(night, self._stopped.is_set)
        except OfficeUnavailable:
            raise
        except UserError as error:
            self._not_before = time.monotonic() + AGAIN
            log.warning("the nightly backup failed: %s", trace(error))
            self._say(str(error))
        else:
            log.info("the nightly backup is good: %d bytes", made.bytes)
            self._forget()

    def _forget(self) -> None:
        """After the backup of the night, what went is in no later one."""
        try:
            log.info("%d rows were old enough to go", retention.forget_at_night())
        except OfficeUnavailable:
            raise
        except UserError as error:
            log.warning("old rows could not go: %s", trace(error))
            self._say(str(error))

    def _say(self, sentence: str) -> None:
        """Tell what is wrong, once."""
        if sentence and sentence != self._told:
            self._tell(sentence)
        self._told = sentence

    def _leave(self) -> None:
        if self._calls is not None:
            self._calls.pause()
        if self._turn is not None:
            self._turn.give_back()
            self._turn = None
        offices.close()


def run(collector: Collector) -> None:
    """Run it until the system says that it is enough (SIGTERM), or somebody presses Ctrl+C."""

    def enough(_number: int, _frame: FrameType | None) -> None:
        collector.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, enough)
    collector.run()
