"""What the status bar and the banner say of the office and of the phones."""

import math
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mcsys_desktop.app.phones_said import phones_said
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from mcsys_desktop.services.calls import SourceStatus
    from mcsys_desktop.services.listening import Standing
    from mcsys_desktop.services.offices import Office

SAID_FOR_MS = 10_000
SECOND_MS = 1000


class Status(QObject):
    """Tells the window how things are.

    ``try_again``: somebody wants the office back now. ``review_wanted``: see to its security.
    ``upgrade_wanted``: bring the office up to this program; ``update_wanted``: the other way.
    """

    try_again = Signal()
    review_wanted = Signal()
    telephone_wanted = Signal(str)  # set up the telephone; the source that is in trouble
    upgrade_wanted = Signal()
    update_wanted = Signal()

    def __init__(self, window: MainWindow, live: Live) -> None:
        super().__init__(window)
        self._window = window
        self._office: Office | None = None
        self._sources: dict[str, SourceStatus] = {}
        self._listening: Standing | None = None
        self._online = True
        self._uncertain = 0  # writes of which nobody knows whether they happened
        self._why = ""  # the office does not answer
        self._next_try = 0.0  # of time.monotonic(); past: it is being tried
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._on_second)
        self._backup = ""  # what is wrong with the backups
        self._server = ""  # and with the server
        self._review = ""  # that it is time for a security review
        self._busy = ""  # what this desk is doing to itself
        self._alarm = False
        self._said = QTimer(self, singleShot=True, interval=SAID_FOR_MS)
        self._said.timeout.connect(self._show_lasting)
        live.online.connect(self._on_online)
        live.trying.connect(self._on_trying)
        live.changed.connect(self._on_changed)
        live.source_changed.connect(self._on_source)
        window.page_shown.connect(self._on_changed)
        window.status_bar.database.repair.connect(self.try_again)
        window.banner.acted.connect(self._on_banner)
        window.status_bar.telephone.repair.connect(self._on_telephone)

    def show_office(self, office: "Office") -> None:
        """An office was entered."""
        self._office = office
        self._show_database()
        self._show_lasting()
        self._on_changed()

    def show_nobody(self) -> None:
        """The office was left."""
        self._office, self._server = None, ""
        self._show_lasting()

    def say(self, sentence: str) -> None:
        """A sentence about something that did not work; it goes away by itself."""
        self._window.banner.say("warn", "circle-alert", sentence)
        self._said.start()

    def busy(self, sentence: str) -> None:
        """Something that takes a while and was asked for; "" when it is over."""
        self._busy = sentence
        self._show_lasting()

    @Slot(int)
    def show_uncertain(self, count: int) -> None:
        """So many writes are being looked into."""
        self._uncertain = count
        self._show_lasting()

    def _finding_out(self) -> str:
        return ngettext(
            "Of {count} change it is not certain that it was saved. The program finds out.",
            "Of {count} changes it is not certain that they were saved. The program finds out.",
            self._uncertain,
        ).format(count=self._uncertain)

    def show_backup(self, sentence: str) -> None:
        """What there is to say of the backups; nothing when all is well."""
        self._backup = sentence
        if not self._said.isActive():
            self._show_lasting()

    def show_server(self, sentences: Sequence[str]) -> None:
        """What a short look at the server found; nothing when all is well."""
        self._server = " ".join(sentences)
        self._show_database()
        if not self._said.isActive():
            self._show_lasting()

    def show_review(self, sentence: str) -> None:
        """That it is time for a security review; nothing when it is not."""
        self._review = sentence
        if not self._said.isActive():
            self._show_lasting()

    @Slot()
    def alarm(self) -> None:
        """History is not what this desk saw of it: nothing is more urgent to say."""
        self._alarm = True
        self._show_lasting()

    @Slot()
    def calm(self) -> None:
        """It is known why."""
        self._alarm = False
        self._show_lasting()

    @Slot()
    def _show_lasting(self) -> None:
        """What stays true: no connection, read only, no good backup."""
        self._said.stop()
        banner = self._window.banner
        if self._office is None:
            if not banner.button.isVisible():
                banner.hide()
        elif self._alarm:
            banner.say(
                "bad",
                "triangle-alert",
                _(
                    "The history of this office has changed since this desk last looked. Was a"
                    " backup put back? If not, tell an administrator before anything else."
                ),
            )
        elif not self._online:
            banner.say("bad", "server", self._lost(), _("Try now"))
        elif self._busy:
            banner.say("accent", "clock", self._busy)
        elif not self._office.writable:
            kept = _("What you type is kept on this desk and offered again after the update.")
            banner.say("warn", "lock", f"{self._office.sentence} {kept}", self._remedy())
        elif self._uncertain:
            banner.say("warn", "clock", self._finding_out())
        elif self._backup:
            banner.say("warn", "history", self._backup)
        elif self._server:
            banner.say("warn", "server", self._server)
        elif self._review:
            banner.say("neutral", "shield-check", self._review, _("Look now"))
        else:
            banner.hide()

    def _remedy(self) -> str:
        """What can be done from here where program and office are not of the same version."""
        from mcsys_desktop.services.offices import Behind  # loaded when the office was opened

        office = self._office
        if office is None or not office.shared:
            return ""
        if office.behind is Behind.PROGRAM:
            return _("Update now")
        manages = office.behind is Behind.OFFICE and office.rights.manages
        return _("Upgrade the office") if manages else ""

    def _lost(self) -> str:
        """What is wrong, what is safe, and what happens next."""
        parts = [self._why, _("What you type stays where it is."), self._next()]
        if self._uncertain:
            parts.insert(1, self._finding_out())
        return " ".join(parts).strip()

    def _next(self) -> str:
        left = math.ceil(self._next_try - time.monotonic())
        if left <= 0:
            return _("The program is trying again now.")
        return _("The program tries again in {seconds} s.").format(seconds=left)

    @Slot(bool)
    def _on_online(self, online: bool) -> None:
        self._online = online
        self._why, self._next_try = "", 0.0
        self._second.stop()
        self._show_database()
        self._show_lasting()

    @Slot(str, float)
    def _on_trying(self, why: str, wait: float) -> None:
        self._why, self._next_try = why, time.monotonic() + wait
        if wait:
            self._second.start()  # anew, so that it counts whole seconds
        else:
            self._second.stop()
        self._on_second()

    @Slot()
    def _on_second(self) -> None:
        self._show_database()
        if not self._said.isActive():
            self._show_lasting()

    @Slot()
    def _on_banner(self) -> None:
        from mcsys_desktop.services.offices import Behind  # loaded when the office was opened

        if self._office is None:
            return
        if not self._online:
            self.try_again.emit()
        elif self._office.behind is Behind.PROGRAM:
            self.update_wanted.emit()
        elif self._office.behind is Behind.OFFICE:
            self.upgrade_wanted.emit()
        elif self._review:
            self.review_wanted.emit()

    def _show_database(self) -> None:
        office = self._office
        if office is None:
            return
        item = self._window.status_bar.database
        if not self._online:
            item.show_state(
                "bad",
                _("No connection"),
                f"{self._why} {self._next()}".strip(),
                _("Try now"),
            )
        elif office.writable and self._server:
            item.show_state("warn", _("Something is not right"), self._server)
        elif office.writable:
            where = _("on the server") if office.shared else _("on this computer")
            item.show_state(
                "ok", office.label, _("The office is open, {where}.").format(where=where)
            )
        else:
            item.show_state("warn", _("Read only"), office.sentence)

    def _on_changed(self, _what: object = None) -> None:
        from mcsys_desktop.core import clock  # it reads the time zone, which the first frame spares

        if self._office is not None and self._online:
            now = clock.local(clock.now())
            self._window.status_bar.show_updated(f"{now:%H:%M:%S}")

    @Slot()
    def _on_telephone(self) -> None:
        wrong = self._in_trouble()
        self.telephone_wanted.emit(wrong.source if wrong is not None else "")

    def _in_trouble(self) -> "SourceStatus | None":
        from mcsys_desktop.services.calls import SourceState

        wrong = (each for each in self._sources.values() if each.state is not SourceState.WORKING)
        return next(wrong, None)

    @Slot(object)
    def show_listening(self, standing: "Standing") -> None:
        """Who listens to the phone systems of the office, and which machine is silent."""
        self._listening = standing
        self.show_phones()

    @Slot(object)
    def _on_source(self, status: "SourceStatus") -> None:
        from mcsys_desktop.services.calls import SourceState

        if status.state is SourceState.GONE:
            self._sources.pop(status.source, None)
        else:
            self._sources.pop(status.source, None)  # the last word comes last
            self._sources[status.source] = status
        self.show_phones()

    @Slot()
    def show_phones(self) -> None:
        """How the telephones are doing, which may be that there are none."""
        tone, said, explained = phones_said(list(self._sources.values()), self._listening)
        offer = _("Set up the telephone")
        self._window.status_bar.telephone.show_state(tone, said, explained, offer)
