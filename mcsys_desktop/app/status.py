"""What the status bar and the banner say of the office and of the phones."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from mcsys_desktop.services.calls import SourceStatus
    from mcsys_desktop.services.offices import Office

SAID_FOR_MS = 10_000


class Status(QObject):
    """Tells the window how things are. ``try_again`` comes from the office's item in the bar."""

    try_again = Signal()

    def __init__(self, window: MainWindow, live: Live) -> None:
        super().__init__(window)
        self._window = window
        self._office: Office | None = None
        self._sources: dict[str, SourceStatus] = {}
        self._online = True
        self._alarm = False
        self._said = QTimer(self, singleShot=True, interval=SAID_FOR_MS)
        self._said.timeout.connect(self._show_lasting)
        live.online.connect(self._on_online)
        live.changed.connect(self._on_changed)
        live.source_changed.connect(self._on_source)
        window.page_shown.connect(self._on_changed)
        window.status_bar.database.repair.connect(self.try_again)
        window.status_bar.telephone.repair.connect(lambda: window.show_page("settings"))

    def show_office(self, office: "Office") -> None:
        """An office was entered."""
        self._office = office
        self._show_database()
        self._show_lasting()
        self._on_changed()

    def say(self, sentence: str) -> None:
        """A sentence about something that did not work; it goes away by itself."""
        self._window.banner.say("warn", "circle-alert", sentence)
        self._said.start()

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
        """What stays true: no connection, or read only."""
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
            banner.say(
                "bad",
                "server",
                _(
                    "The office does not answer. What you see may be old; what you type stays,"
                    " and is saved when the connection is back."
                ),
            )
        elif not self._office.writable:
            banner.say("warn", "lock", self._office.sentence)
        else:
            banner.hide()

    @Slot(bool)
    def _on_online(self, online: bool) -> None:
        self._online = online
        self._show_database()
        self._show_lasting()

    def _show_database(self) -> None:
        office = self._office
        if office is None:
            return
        item = self._window.status_bar.database
        if not self._online:
            item.show_state(
                "bad",
                _("No connection"),
                _("The program tries again by itself every few seconds."),
                _("Try again"),
            )
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

    @Slot(object)
    def _on_source(self, status: "SourceStatus") -> None:
        from mcsys_desktop.services.calls import SourceState

        self._sources[status.source] = status
        wrong = [each for each in self._sources.values() if each.state is not SourceState.WORKING]
        shown = wrong[0] if wrong else status
        item = self._window.status_bar.telephone
        match shown.state:
            case SourceState.WORKING:
                item.show_state(
                    "ok",
                    _("Phones"),
                    _("Phones report to {address}.").format(address=shown.address),
                )
            case SourceState.CONNECTING:
                item.show_state("neutral", _("Phones: connecting"), shown.error, _("Settings"))
            case _:
                item.show_state("bad", _("Phones: no connection"), shown.error, _("Settings"))
