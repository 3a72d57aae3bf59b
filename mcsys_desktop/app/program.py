"""The running program: an office, its screens, its phones; from the first frame to the end."""

import logging
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from mcsys_desktop.app.choices import Choices
from mcsys_desktop.app.entrance import Entrance
from mcsys_desktop.app.garbage import Garbage
from mcsys_desktop.app.handed_over import HandedOver
from mcsys_desktop.app.leaving import Leaving, Unsaved
from mcsys_desktop.app.start import Start
from mcsys_desktop.app.status import Status
from mcsys_desktop.app.taking_over import ChangeOfPerson
from mcsys_desktop.app.updating import Updating
from mcsys_desktop.app.watches import Watches
from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.ui import clipboard, qt_words
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.single_instance import SingleInstance, name_of
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.app.locking import Locking
    from mcsys_desktop.app.phones import Phones
    from mcsys_desktop.app.resuming import Resuming
    from mcsys_desktop.app.screens import Screens
    from mcsys_desktop.services.offices import Office

log = logging.getLogger(__name__)
SETTLED_AFTER_MS = 3000
FORGET_AFTER_MS = 60_000  # the call log's term is looked after when the start is long over


class Program(QObject):
    """Brings everything to life in order, and takes it down in the opposite order."""

    settled = Signal()  # somebody came in, and everything runs that goes with it
    _complained = Signal(str)  # on any thread: what is typed cannot be kept

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
        self.doors = Work(parent=self)  # opens offices and tries passwords; holds no connection
        self.work, self.live = self._workers(), Live(self)
        self.office: Office | None = None
        self.screens: Screens | None = None
        self.phones: Phones | None = None
        self.locking: Locking | None = None
        self.resuming: Resuming | None = None
        self.garbage = Garbage(self)
        self._start = start
        self._instance = instance
        self.entrance = Entrance(window, self.doors, start.profile)
        self.status = Status(window, self.live)
        told = (window, self.status, self.live, settings, self.doors, start.profile.seen)
        self.watches = Watches(*told)
        self.watches.upgraded.connect(self._look_again)
        self.leaving = Leaving(window, self._unsaved)
        self.updating = Updating(window, self.leaving, self.status)
        self._ended = False
        self.choices = Choices(self, start.profile.folder)
        self.handed = HandedOver(self, start)
        self.entrance.entered.connect(self._on_entered)
        self.doors.failed.connect(self._on_failed)
        self._complained.connect(self.status.say, Qt.ConnectionType.QueuedConnection)
        self.live.online.connect(self._on_online)
        self.status.try_again.connect(self._try_again)
        crash.told.connect(self.status.say)
        instance.message.connect(self.handed.take)
        window.not_allowed.connect(self.status.say)
        window.dock_chosen.connect(lambda shown: self.choices.keep("dock_visible", shown))

    def begin(self) -> None:
        """Open the office that was named, or ask which."""
        self.garbage.start()
        qt_words.install(self.settings.language)
        if self.settings.complaint:
            self.status.say(self.settings.complaint)
        self.entrance.remember = self._start.remember
        if self._start.invitation is not None:
            self.entrance.join(self._start.invitation)
        elif not self._start.lead(self):
            self.entrance.go(self._start.office, self._start.password_file)

    @Slot()
    def end(self) -> None:
        """Stop the phones, the news and the workers, keep the settings, and leave the office."""
        if self._ended:
            return
        self._ended = True
        clipboard.forget()
        if self.locking is not None:
            self.locking.end()
            self.locking.release(ending=True)
        if self.phones is not None:
            self.phones.stop()
        if self.screens is not None:
            self.screens.close()
        self.watches.stop()
        self.work.stop()
        self.doors.stop()
        if self.office is not None:
            from mcsys_desktop.services import offices  # loaded when the office was opened

            offices.close()
        self.settings.window_geometry = bytes(self.window.saveGeometry().toBase64().data()).decode()
        self.choices.save()
        self.garbage.stop()

    def change_person(
        self, url: str, password: str, refused: Callable[[Exception], object]
    ) -> None:
        """Leave the office as it is for one person, and enter ``url`` as somebody else.

        Nothing changes before the password has proved right and what was noted on calls is in the
        office; ``refused`` gets the error that says why not. What was typed in forms is kept until
        the first person is back. Whoever calls meanwhile is logged and shown afterwards.
        """
        change = ChangeOfPerson(self, url, password, self._start.profile.tries)
        change.refused.connect(refused)
        change.begin()

    def leave(self) -> Work:
        """Take down everything of the person who works here. The connection is still open: it is
        closed when the workers that are returned have stopped, which may take them a while. What
        was typed and not saved lies with the drafts of that person, who is offered it when back.
        """
        if self.screens is not None and self.office is not None:
            if self.locking is not None:
                self.locking.end()
            self.screens.close()
            self.window.clear()
            if self.resuming is not None:
                shiboken6.delete(self.resuming.offers)
            shiboken6.delete(self.screens)
        self.screens = self.office = self.resuming = None
        left, self.work = self.work, self._workers()
        if self.phones is not None:
            self.phones.leave()
        self.watches.leave()
        self.status.show_nobody()
        self.garbage.thaw()
        return left

    def not_entered(self, error: Exception, url: str, password: str) -> None:
        """One left and the other could not come in: it is asked who, and what phones tell waits."""
        if self.locking is not None:
            self.locking.release()
        self.entrance.go_on(error, url, password)

    def _workers(self) -> Work:
        work = Work(parent=self)
        work.failed.connect(self._on_failed)
        work.outdated.connect(self._look_again)
        work.uncertain.changed.connect(self._on_uncertain)
        work.drafts.complain = self._complained.emit
        return work

    @Slot(int)
    def _on_uncertain(self, count: int) -> None:
        self.status.show_uncertain(count)

    def _on_entered(self, office: "Office") -> None:
        # Only now: these load services and models, which the first frame did not wait for.
        from mcsys_desktop.app.screens import Screens
        from mcsys_desktop.services import offices

        if self.office is not None:
            return
        self.office = office
        self.garbage.sweep()
        self.work.connect_with(offices.connected)
        self.screens = Screens(self.window, self.work, self.live, self.settings, office.rights)
        self.screens.complete.connect(self._settle_in)
        self.screens.setting_changed.connect(self.choices.apply)
        self.screens.keep.connect(self.choices.keep)
        self.status.show_office(office)
        self.window.show_user(office.name)

    @Slot()
    def _settle_in(self) -> None:
        """The customers are on the screen: now the lock, the phones, and all that watches."""
        from mcsys_desktop.app.locking import Locking
        from mcsys_desktop.app.looking_after import LookingAfter
        from mcsys_desktop.app.phone_setups import PhoneSetups
        from mcsys_desktop.app.phones import Phones
        from mcsys_desktop.app.resuming import Resuming
        from mcsys_desktop.services import offices

        office, screens = self.office, self.screens
        if office is None or screens is None:
            return  # the program ends
        if self.locking is None:
            self.locking = Locking(
                self.window, self.doors, self._start.profile, self.settings, self._unsaved
            )
            self.locking.take_over_wanted.connect(self._on_take_over)
        self.locking.begin(office, screens)
        screens.warm()
        if self.phones is None:
            self.phones = Phones(self.live, self.settings, self, lambda: self.work)
            self.phones.office.told.connect(self.status.show_listening)
        screens.dialling.office = self.phones.office.chosen
        self.phones.enter(self.work, office, self._start.profile.folder)
        self.resuming = Resuming(self.window, self.work, screens)
        offer = self.resuming.offers.offer
        kept = (self.work.drafts, self._start.profile.drafts)
        self.work.run(self, offices.open_drafts, *kept, office, then=offer)
        self.watches.start(self.work, office, screens)
        PhoneSetups(self, screens)
        LookingAfter(screens, self.work, self.live, self.settings, office)
        self.updating.start(self.work)
        if self.entrance.remember:
            self.settings.office = office.url
        self.choices.save_soon()
        # A later start without --office must find this one.
        self._instance.claim(name_of(self._start.profile.folder, self.settings.office))
        self._instance.claim(name_of(self._start.profile.folder, office.url))
        QTimer.singleShot(FORGET_AFTER_MS, self, self._forget_old_calls)
        QTimer.singleShot(SETTLED_AFTER_MS, self.garbage, self.garbage.settle)
        self.handed.take_up()
        self.settled.emit()

    @property
    def is_ready(self) -> bool:
        """Whether somebody is in, and everything runs that goes with it."""
        return self.resuming is not None

    @Slot(str, str)
    def _on_take_over(self, login: str, password: str) -> None:
        from mcsys_desktop.services import offices

        if self.office is not None and self.locking is not None:
            url = offices.as_login(self.office.url, login)
            self.change_person(url, password, self.locking.refuse)

    @Slot(bool)
    def _on_online(self, online: bool) -> None:
        """The office is there again: it may have been upgraded, and may know what nobody knew."""
        if online and self.screens is not None:
            self.work.uncertain.ask_again()
            self.screens.warm()
            self._look_again()

    @Slot()
    def _look_again(self) -> None:
        from mcsys_desktop.services import offices  # loaded when the office was opened

        if self.office is not None:
            self.work.run(self, offices.look_again, self.office, then=self._on_office)

    def _on_office(self, office: "Office") -> None:
        if office != self.office:
            self.office = office
            self.status.show_office(office)

    def _forget_old_calls(self) -> None:
        from mcsys_desktop.services import customers, retention

        office = self.office
        if office is not None and office.writable and office.rights.edits:
            self.work.run(self, retention.forget_at_desk)
            self.work.run(self, customers.renew_search)  # after an upgrade

    def _unsaved(self) -> Unsaved:
        return self.screens.unsaved() if self.screens is not None else Unsaved()

    @Slot(object, object)
    def _on_failed(self, _owner: QObject, error: Exception) -> None:
        if isinstance(error, OfficeUnavailable) and not self.live.is_online:
            return  # the window says so already
        if isinstance(error, UserError):
            self.status.say(str(error))
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    @Slot()
    def _try_again(self) -> None:
        if self.office is None:
            self.entrance.go(self._start.office, self._start.password_file)
            return
        from mcsys_desktop.services import offices  # loaded when the office was opened

        offices.try_now()
