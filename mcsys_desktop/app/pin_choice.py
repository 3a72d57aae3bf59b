"""The PIN of whoever works at this desk: chosen on the settings page, checked at the lock."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import settings
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.pins import Pins, check_new_pin
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.services import history, offices
from mcsys_desktop.ui.lock.pin import PinQuestion, PinSetting
from mcsys_desktop.ui.settings_page import SettingsPage
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens


class PinChoice(QObject):
    """Knows whether there is a PIN and whether there is a password, and changes the PIN."""

    def __init__(self, window: QWidget, doors: Work, profile: Profile) -> None:
        super().__init__(window)
        self._window, self._doors, self._tries = window, doors, profile.tries
        self._pins = Pins(profile.pins)
        self._who = self._login = ""
        self._setting: PinSetting | None = None
        self.question: PinQuestion | None = None
        self.asks_password = True  # until the office's door has said otherwise

    @property
    def chosen(self) -> bool:
        """Whether this person has a PIN here."""
        return self._pins.has(self._who)

    @property
    def left(self) -> int:
        """How many wrong tries are left before only the password helps."""
        return self._pins.left(self._who)

    def begin(self, office: offices.Office, screens: "Screens") -> None:
        """Somebody has come in."""
        self._who, self._login, self.asks_password = office.url, office.login, True

        def seen(door: offices.Door) -> None:
            self.asks_password = door.asks_password

        self._doors.run(screens, offices.look, office.url, then=seen, failed=lambda _error: None)
        screens.settings_made.connect(self._on_settings)

    def end(self) -> None:
        """They are leaving."""
        self._who, self._setting = "", None
        if self.question is not None:
            self.question.reject()

    def check(
        self,
        owner: QObject,
        pin: str,
        then: Callable[[bool], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Find out on a worker whether that is the PIN."""
        self._doors.run(owner, self._check, pin, then=then, failed=failed)

    def forgive(self) -> None:
        """The password was right."""
        self._pins.forgive(self._who)

    def ask(self) -> None:
        """Ask for a new PIN."""
        asked = PinQuestion(asks_password=self.asks_password, parent=self._window)
        self.question = asked

        def given(password: str, pin: str) -> None:
            self._doors.run(
                asked,
                self._change,
                password,
                pin,
                then=lambda _nothing: asked.accept(),
                failed=lambda error: self._refuse(asked, error),
            )

        def finished() -> None:
            self.question = None
            asked.deleteLater()
            self._show()

        asked.given.connect(given)
        asked.finished.connect(finished)
        asked.open()

    def _check(self, pin: str) -> bool:
        wrong = self._pins.wrong(self._who)
        right = self._pins.check(self._who, pin, password=self.asks_password)
        if right:
            history.wrong_secrets(f"{self._login} PIN", wrong)
        return right

    def _change(self, password: str, pin: str) -> None:
        if self.asks_password:
            offices.prove(self._who, password, self._tries)
        check_new_pin(pin)
        history.pin_changed(chosen=True)
        self._pins.set(self._who, pin)

    def _remove(self) -> None:
        def removed(_nothing: object) -> None:
            self._show()

        self._doors.run(self, self._give_up, then=removed)

    def _give_up(self) -> None:
        history.pin_changed(chosen=False)
        self._pins.remove(self._who)

    def _refuse(self, asked: PinQuestion, error: Exception) -> None:
        if isinstance(error, UserError):
            asked.refuse(str(error))
        else:
            asked.refuse(_("The PIN could not be kept by a mistake of the program."))
            self._doors.failed.emit(self, error)

    def _on_settings(self, page: SettingsPage) -> None:
        self._setting = PinSetting(self.chosen)
        self._setting.choose_wanted.connect(self.ask)
        self._setting.remove_wanted.connect(self._remove)
        page.add(settings.LOCK, self._setting)

    def _show(self) -> None:
        if self._setting is not None:
            self._setting.show_pin(self.chosen)
