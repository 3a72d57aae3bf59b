"""Sends what waits to be sent from this desk, beside everything else, and says what went wrong."""

import logging
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.core.progress import Cancelled, Progress
from mcsys_desktop.services import outbox
from mcsys_desktop.services.colleagues import Group
from mcsys_desktop.services.outbox import Letter, Queued, Round
from mcsys_desktop.telephony.faults import place
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.live import EVERYTHING
from mcsys_desktop.ui.outbox import MailCard, MailDialog, MailPage, words
from mcsys_desktop.ui.settings_page import SettingsPage
from mcsys_desktop.ui.work import Connection, Work

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens

log = logging.getLogger(__name__)
EVERY_MS = 60_000  # what was to be tried later is tried then


class Mailing(QObject):
    """One thread that sends, for as long as somebody works here.

    After trouble that somebody has to do something about, nothing is tried until the settings
    change or somebody asks.
    """

    _done = Signal(object)

    def __init__(self, screens: "Screens", work: Work, outside: Work, connect: Connection) -> None:
        super().__init__(screens)
        self._screens, self._work, self._outside = screens, work, outside
        self._connect, self._live = connect, screens.live
        self._known = outbox.Known()
        self._thread: ThreadPoolExecutor | None = None
        self._progress: Progress | None = None
        self._again = False  # something came while it was busy
        self._stopped = False
        self.trouble = ""
        self._given_up = False
        self._every = QTimer(self, interval=EVERY_MS)
        self._every.timeout.connect(self.look)
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)
        self._live.changed.connect(self._on_news)
        screens.settings_made.connect(self._on_settings)
        screens.mail_made.connect(self.connect_page)
        screens.write_mail.connect(self.write)
        screens.write_mails.connect(self.write_many)
        screens.closing.connect(self.stop)
        screens.setting_changed.connect(self._on_setting)
        keys = shortcuts.bind(screens.window, "outgoing mail", self.show_queue)
        screens.closing.connect(partial(shortcuts.let_go, keys))

    def start(self) -> None:
        """Somebody works here now."""
        self._every.start()
        self.look()

    def stop(self) -> None:
        """They leave: what is on its way is finished, the rest waits."""
        self._stopped = True
        self._every.stop()
        if self._progress is not None:
            self._progress.cancel()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.shutdown(wait=True, cancel_futures=True)

    @Slot()
    def look(self) -> None:
        """Send what waits, if mail leaves from this desk."""
        settings = self._screens.settings
        may = not self._screens.rights.why_not(Group.DESK)
        if self._stopped or self._given_up or not may or not outbox.accounts.sends(settings):
            self._tell_page()
            return
        if self._progress is not None:
            self._again = True
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="mail")
        self._progress = Progress()
        self._thread.submit(self._send, self._progress).add_done_callback(self._told)

    def ask_now(self) -> None:
        """Try again, whatever stood in the way before."""
        self._given_up = False
        self.look()

    def write(self, invoice_id: int) -> None:
        """Bring up the mail of an invoice."""
        self._work.run(self, outbox.propose, invoice_id, then=self._show_dialog)

    def write_many(self, invoice_ids: Sequence[int]) -> None:
        """Mail many invoices, with progress; each is done or told why not."""
        self._work.long.start(
            _("Mail invoices"),
            outbox.queue_all,
            list(invoice_ids),
            said=_said,
            words=_("Look"),
            act=lambda _found: self.show_queue(),
            then=lambda _found: self.ask_now(),
        )

    @Slot()
    def show_queue(self) -> None:
        """Bring up the queue."""
        self._screens.window.go_to("mail")

    def connect_page(self, page: MailPage) -> None:
        """The page of the queue was made."""
        page.account_wanted.connect(partial(self._screens.window.show_page, "settings"))
        page.document_wanted.connect(lambda found: self._screens.going.go(f"invoice:{found}"))
        self._tell_page()

    def _show_dialog(self, letter: Letter) -> None:
        sends = outbox.accounts.sends(self._screens.settings)
        asked = MailDialog(self._work, letter, self._screens.window, sends=sends)
        asked.queued.connect(lambda _mail: self._on_queued())
        asked.finished.connect(asked.deleteLater)
        asked.open()
        asked.begin()

    def _on_queued(self) -> None:
        self._work.notices.add(words.queued(1), _("Look"), self.show_queue)
        self.ask_now()

    def _send(self, progress: Progress) -> Round:
        """On the other thread."""
        settings = self._screens.settings
        with self._connect():
            if not outbox.mine_waiting():
                return Round()
            sender, carrier = outbox.accounts.sender(settings), outbox.accounts.carrier(settings)
            return outbox.send(carrier, sender, self._known, progress)

    def _told(self, future: "Future[Round]") -> None:
        """On the other thread."""
        if future.cancelled():
            self._done.emit(Round())
            return
        error = future.exception()
        if error is None:
            self._done.emit(future.result())
        elif isinstance(error, outbox.NoWay):
            self._done.emit(Round(trouble=str(error), again=error.again))
        elif isinstance(error, Cancelled | UserError):  # the office cannot be reached just now
            self._done.emit(Round())
        else:
            log.error("sending mail: %s", place(error))
            said = _("Mail could not be sent, by a fault in the program.")
            self._done.emit(Round(trouble=said, again=False))

    @Slot(object)
    def _on_done(self, done: Round) -> None:
        self._progress = None
        if self._stopped:
            return
        if done.trouble and done.trouble != self.trouble:
            self._work.notices.add(
                done.trouble, _("Look"), self.show_queue, tone="bad", counts=True
            )
        self.trouble, self._given_up = done.trouble, not done.again
        count = done.refused + done.uncertain
        if count:
            said = ngettext(
                "{count} mail did not simply go: look what to do.",
                "{count} mails did not simply go: look what to do.",
                count,
            ).format(count=count)
            self._work.notices.add(said, _("Look"), self.show_queue, tone="warn", counts=True)
        self._tell_page()
        if self._again:
            self._again = False
            self.look()

    @Slot(set)
    def _on_news(self, tables: set[str]) -> None:
        if tables & {"mail", EVERYTHING} and not self._given_up:
            self.look()

    @Slot(str, object)
    def _on_setting(self, name: str, _value: object) -> None:
        if name.startswith("mail_"):
            self.trouble = ""
            self.ask_now()

    @Slot(object)
    def _on_settings(self, page: SettingsPage) -> None:
        from mcsys_desktop.core.settings import MAIL

        card = MailCard(self._work, self._outside, self._screens.settings)
        card.setting_changed.connect(self._screens.setting_changed)
        card.setting_changed.connect(lambda name, _value: page.show_value(name))
        card.queue_wanted.connect(self.show_queue)
        page.setting_changed.connect(card.show_way)
        page.add(MAIL, card)

    def _tell_page(self) -> None:
        page = self._screens.window.page("mail")
        if isinstance(page, MailPage):
            sends = outbox.accounts.sends(self._screens.settings)
            page.show_trouble(self.trouble, sends=sends)


def _said(found: list[Queued]) -> str:
    """What came of mailing many."""
    failed = [each for each in found if not each.mail_id]
    said = words.queued(len(found) - len(failed))
    if not failed:
        return said + "."
    return _("{said}; {count} not. The first: {why}").format(
        said=said, count=len(failed), why=failed[0].why
    )
