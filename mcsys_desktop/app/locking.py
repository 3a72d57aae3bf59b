"""Locks the desk, and unlocks it for whoever proves to be the one who works here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from mcsys_desktop.app.leaving import Unsaved
from mcsys_desktop.app.pin_choice import PinChoice
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.core.pins import PinUsedUp
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import offices
from mcsys_desktop.ui import clipboard
from mcsys_desktop.ui.lock import system
from mcsys_desktop.ui.lock.calls import LockedCaller, ringing
from mcsys_desktop.ui.lock.cover import Cover
from mcsys_desktop.ui.lock.screen import LockScreen
from mcsys_desktop.ui.lock.watch import Watch
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens


class Locking(QObject):
    """The lock of this desk, from the moment that an office is open.

    ``take_over_wanted`` (login, password) asks for somebody else to be let in. ``doors`` are the
    workers that try passwords: they have no connection to the office, which may be away.
    """

    take_over_wanted = Signal(str, str)

    def __init__(
        self,
        window: MainWindow,
        doors: Work,
        profile: Profile,
        settings: Settings,
        unsaved: Callable[[], Unsaved],
    ) -> None:
        super().__init__(window)
        self._window, self._doors, self._settings = window, doors, settings
        self._tries, self._unsaved = profile.tries, unsaved
        self._office: offices.Office | None = None
        self._screens: Screens | None = None
        self.pin = PinChoice(window, doors, profile)
        self.screen: LockScreen | None = None
        self.caller: LockedCaller | None = None
        self.cover = Cover(window, lambda other: other is self.caller)
        self.watch = Watch(lambda: settings.lock_after, parent=self)
        self._system = system.listener(self)
        self._system.start()
        for reason in (self.watch.idle, self.watch.lock_pressed, self._system.locked):
            reason.connect(self.lock)
        window.lock_requested.connect(self.lock)

    @property
    def is_locked(self) -> bool:
        """Whether the desk is locked now."""
        return self.screen is not None

    def begin(self, office: offices.Office, screens: "Screens") -> None:
        """Somebody has come in. A desk that was locked for somebody else is open to them."""
        self._office, self._screens = office, screens
        self.pin.begin(office, screens)
        for change in (screens.desk.arranged, screens.desk.updated):
            change.connect(self._show_calls)
        self.watch.start()
        self.release()

    def end(self) -> None:
        """They are leaving. A desk that is locked stays so, until somebody else is in."""
        self.watch.stop()
        self.pin.end()
        self._office = self._screens = None

    @Slot()
    def lock(self) -> None:
        """Hide everything behind the lock screen; without an office there is nothing to hide."""
        office, screens = self._office, self._screens
        if office is None or screens is None or self.is_locked:
            return
        clipboard.forget()
        self._window.privacy.hide()
        others = None
        if office.shared:  # a file opens to the password of one person
            others = {
                login: name
                for login, name in screens.desk.news.colleagues.items()
                if login != office.login
            }
        self.screen = LockScreen(office.name, others)
        self.caller = LockedCaller(self._settings.compact_positions)
        self._connect(self.screen)
        screens.compact.hold(True)
        self.cover.put_on(self.screen)
        self._ask(self.screen)
        self._window.installEventFilter(self)
        self._show_calls()

    def release(self, *, ending: bool = False) -> None:
        """Bring back what the lock hides; when the program ends, without showing any of it."""
        screen, self.screen = self.screen, None
        caller, self.caller = self.caller, None
        if screen is None:
            return
        self._window.removeEventFilter(self)
        self.cover.take_off(ending=ending)
        if caller is not None:
            caller.hide()
            caller.deleteLater()
        if self._screens is not None:
            self._screens.compact.hold(False)

    def refuse(self, error: Exception) -> None:
        """Say on the lock screen why it did not work."""
        screen = self.screen
        if screen is None:
            return
        if isinstance(error, PinUsedUp):
            screen.unlocking.ask_password(str(error))
        elif isinstance(error, UserError):
            seconds = getattr(error, "seconds", 0.0)
            if seconds:
                screen.wait(str(error), seconds)
            else:
                screen.refuse(str(error))
        else:
            screen.refuse(_("The desk could not be unlocked by a mistake of the program."))
            self._doors.failed.emit(self, error)

    def _connect(self, screen: LockScreen) -> None:
        screen.pin_given.connect(self._on_pin)
        screen.password_given.connect(self._on_password)
        screen.opened.connect(self._on_opened)
        screen.take_over_given.connect(self.take_over_wanted)

    def _ask(self, screen: LockScreen) -> None:
        """Ask for what this person has: a PIN, a password, or neither."""
        pin, has_password = self.pin, self.pin.asks_password
        if pin.chosen and (pin.left or not has_password):
            screen.unlocking.ask_pin(has_password=has_password)
        elif has_password:
            screen.unlocking.ask_password()
        else:
            screen.unlocking.ask_nothing()

    @Slot()
    def _on_opened(self) -> None:
        if not self.pin.chosen and not self.pin.asks_password:
            self.release()

    @Slot(str)
    def _on_pin(self, typed: str) -> None:
        def checked(right: bool) -> None:
            if right:
                self.release()
            elif not self.pin.asks_password:
                self.refuse(UserError(_("That is not your PIN.")))
            elif left := self.pin.left:
                sentence = ngettext(
                    "That is not your PIN. {count} try left.",
                    "That is not your PIN. {count} tries left.",
                    left,
                )
                self.refuse(UserError(sentence.format(count=left)))
            else:
                self.refuse(PinUsedUp(_("Five wrong PINs. Type your password.")))

        self.pin.check(self.screen or self, typed, checked, self.refuse)

    @Slot(str)
    def _on_password(self, typed: str) -> None:
        office = self._office
        if office is None:
            return

        def proved(_nothing: object) -> None:
            self.pin.forgive()
            self.release()

        self._doors.run(
            self.screen or self,
            offices.prove,
            office.url,
            typed,
            self._tries,
            then=proved,
            failed=self.refuse,
        )

    def _show_calls(self, _call: object = None) -> None:
        """Who rings, by number: on the lock screen, or beside what somebody works in."""
        if self.screen is None or self.caller is None or self._screens is None:
            return
        numbers = ringing(self._screens.desk.present)
        self.screen.calls.show_numbers(numbers)
        self.caller.show_numbers([] if self._window.isActiveWindow() else numbers)

    # Qt's own names from here.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self._show_calls()
        closes = event.type() == QEvent.Type.Close and isinstance(watched, QWidget)
        held = self._unsaved() if closes else Unsaved()
        if held.forms:
            event.ignore()
            self.refuse(UserError(_("Something that was typed here is not saved. Unlock first.")))
            return True
        return False
