"""The running program: an office, its screens, its phones; from the first frame to the end."""

import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from mcsys_desktop.app.entrance import Entrance
from mcsys_desktop.app.garbage import Garbage
from mcsys_desktop.app.leaving import Leaving, Unsaved
from mcsys_desktop.app.start import Start
from mcsys_desktop.app.status import Status
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.ui import qt_words
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.single_instance import SingleInstance, name_of
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.app.history_watch import HistoryWatch
    from mcsys_desktop.app.phones import Phones
    from mcsys_desktop.app.screens import Screens
    from mcsys_desktop.services.offices import Office

log = logging.getLogger(__name__)
SAVE_PAUSE_MS = 500  # somebody who drags a window does not write to the disk at each step
SETTLED_AFTER_MS = 3000
FORGET_AFTER_MS = 60_000  # the call log's term is looked after when the start is long over
LOOKS = ("theme", "density", "text_scale")
PHONES = ("listener_",)


class Program(QObject):
    """Brings everything to life in order, and takes it down in the opposite order."""

    def __init__(
        self,
        start: Start,
        settings: Settings,
        window: MainWindow,
        instance: SingleInstance,
        crash: CrashHandler,
    ) -> None:
        super().__init__(window)
        self.settings, self.window = settings, window
        self.work, self.live = Work(parent=self), Live(self)
        self.office: Office | None = None
        self.screens: Screens | None = None
        self.phones: Phones | None = None
        self.history: HistoryWatch | None = None
        self.garbage = Garbage(self)
        self._start = start
        self._instance = instance
        self._waiting: list[dict[str, Any]] = []  # handed over before there was an office
        self.entrance = Entrance(window, self.work, start.profile)
        self.status = Status(window, self.live)
        self.leaving = Leaving(window, self._unsaved)
        self._ended = False
        self._saving = QTimer(self, singleShot=True, interval=SAVE_PAUSE_MS)
        self._saving.timeout.connect(self._save)
        self.entrance.entered.connect(self._on_entered)
        self.work.failed.connect(self._on_failed)
        self.status.try_again.connect(self._try_again)
        crash.told.connect(self.status.say)
        instance.message.connect(self._on_message)
        window.not_allowed.connect(self.status.say)
        window.dock_chosen.connect(lambda shown: self.keep("dock_visible", shown))

    def begin(self) -> None:
        """Open the office that was named, or ask which."""
        self.garbage.start()
        qt_words.install(self.settings.language)
        if self.settings.complaint:
            self.status.say(self.settings.complaint)
        self.entrance.remember = self._start.remember
        if self._start.invitation is not None:
            self.entrance.join(self._start.invitation)
        else:
            self.entrance.go(self._start.office, self._start.password_file)

    def keep(self, name: str, value: object) -> None:
        """Remember one choice of this desk, soon."""
        setattr(self.settings, name, value)
        self._saving.start()

    @Slot()
    def end(self) -> None:
        """Stop the phones, the news and the workers, keep the settings, and leave the office."""
        if self._ended:
            return
        self._ended = True
        if self.phones is not None:
            self.phones.stop()
        if self.screens is not None:
            self.screens.close()
        self.work.stop()
        if self.office is not None:
            from mcsys_desktop.services import offices  # loaded when the office was opened

            offices.close()
        geometry = bytes(self.window.saveGeometry().toBase64().data())
        self.settings.window_geometry = geometry.decode()
        self._saving.stop()
        self._save()
        self.garbage.stop()

    def _on_entered(self, office: "Office") -> None:
        # Only now: these load services and models, which the first frame did not wait for.
        from mcsys_desktop.app.history_watch import HistoryWatch
        from mcsys_desktop.app.phones import Phones
        from mcsys_desktop.app.screens import Screens
        from mcsys_desktop.services import offices

        if self.office is not None:
            return
        self.office = office
        self.work.connect_with(offices.connected)
        told = (self.window, self.work, self.live, self.settings)
        self.screens = Screens(*told, office.rights)
        self.screens.setting_changed.connect(self._on_setting)
        self.screens.keep.connect(self.keep)
        self.phones = Phones(self.live, self.settings, self)
        self.status.show_office(office)
        self.window.show_user(office.name)
        folder = self._start.profile.seen
        self.history = HistoryWatch(self.work, folder, self.screens, writable=office.writable)
        self.history.alarm.connect(self.status.alarm)
        self.history.alarm.connect(self.screens.show_alarm)
        self.screens.history_accepted.connect(self.history.accept)
        self.screens.history_accepted.connect(self.status.calm)
        self.screens.warm()
        offices.follow(self.live.hear, self.live.reach)
        self.phones.start()
        if self.entrance.remember:
            self.settings.office = office.url
        self._saving.start()
        # A later start without --office must find this one.
        self._instance.claim(name_of(self._start.profile.folder, self.settings.office))
        self._instance.claim(name_of(self._start.profile.folder, office.url))
        QTimer.singleShot(FORGET_AFTER_MS, self, self._forget_old_calls)
        QTimer.singleShot(SETTLED_AFTER_MS, self.garbage, self.garbage.settle)
        for message in self._waiting:
            self._on_message(message)
        self._waiting.clear()

    def _forget_old_calls(self) -> None:
        from mcsys_desktop.services import calls

        office = self.office
        if office is not None and office.writable and office.rights.edits:
            self.work.run(self, calls.forget_old)

    def _unsaved(self) -> Unsaved:
        return self.screens.unsaved() if self.screens is not None else Unsaved()

    @Slot(object, object)
    def _on_failed(self, _owner: QObject, error: Exception) -> None:
        if isinstance(error, UserError):
            self.status.say(str(error))
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    @Slot(dict)
    def _on_message(self, message: dict[str, Any]) -> None:
        """A second start hands over what it was asked to do."""
        number = message.get("ring")
        if isinstance(number, str):
            if self.office is None:
                self._waiting.append(message)
            else:
                self._ring(number)
            return
        invitation = message.get("join")
        if isinstance(invitation, str):
            if self.office is None:
                self.entrance.join(Path(invitation))
            else:
                self.status.say(
                    _("An office is open here. Close the program, then open the invitation again.")
                )
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _ring(self, number: str) -> None:
        from mcsys_desktop.services.calls import CallEvent, EventKind

        now = datetime.now(UTC)
        self.live.ring(
            CallEvent(
                source="ring",
                external_id=f"{now.timestamp():.3f}",
                kind=EventKind.RINGING,
                at=now,
                number_raw=number,
            )
        )

    @Slot()
    def _try_again(self) -> None:
        if self.office is None:
            self.entrance.go(self._start.office, self._start.password_file)
        else:
            self.live.hear("*")

    @Slot(str, object)
    def _on_setting(self, name: str, value: object) -> None:
        """A choice takes effect at once."""
        if name in LOOKS:
            chosen = self.settings
            style().apply(chosen.theme, chosen.density, chosen.text_scale / 100)
        elif name == "rail_narrow":
            self.window.set_rail_narrow(bool(value))
        elif name == "counter_mode":
            self.window.privacy.set_counter(bool(value))
            self.window.show_desk(self.settings.desk_name)
        elif name == "desk_name":
            self.window.show_desk(self.settings.desk_name)
        elif name == "extension" and self.screens is not None:
            self.screens.desk.extension = str(value)
        elif name.startswith(PHONES) and self.phones is not None:
            self.phones.restart()
        elif name == "language":
            self.status.say(_("The language changes when you start the program again."))
        self._saving.start()

    @Slot()
    def _save(self) -> None:
        try:
            self.settings.save(self._start.profile.folder)
        except OSError:
            log.warning("the settings could not be kept")
            self.status.say(_("The settings of this desk could not be kept."))
