"""Passwords that this desk alone uses: for a telephone, a provider, an address book; kept sealed.

Those of the office's phone systems lie in the database (`services.phone_systems`).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.core.settings import BOOK, DIALLING, Settings
from mcsys_desktop.services import book_pushes
from mcsys_desktop.telephony.dialling import chosen
from mcsys_desktop.ui.secret_setting import SecretSetting
from mcsys_desktop.ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens


CARDDAV = "carddav_password"
_KEPT = N_("It belongs to the user name and address above, and never leaves this computer.")
_AT_BOOK = (N_("Password of the address book"), _KEPT)
_AT_HANDSET = (
    N_("Password of the telephone's web page"),
    N_("It is given to that telephone only."),
)
_AT_VOYS = (N_("Token at Voys"), N_("Make one in the settings of your user there."))

# The section of the page, the setting that restarts the connection, where the password is kept, and
# what is said of it.
PASSWORDS: tuple[tuple[str, str, Callable[[Settings], str], tuple[str, str]], ...] = (
    (BOOK, CARDDAV, book_pushes.carddav_password, _AT_BOOK),
    (DIALLING, "handset_password", chosen.handset_password_name, _AT_HANDSET),
    (DIALLING, "voys_token", chosen.voys_token_name, _AT_VOYS),
)


def add_passwords(page: SettingsPage, screens: "Screens") -> None:
    """Put a field for each password on the page."""
    for section, name, password_name, words in PASSWORDS:
        PhonePassword(page, screens, section, name, password_name, words)


class PhonePassword(QObject):
    """Puts the field on the page, and what is typed there into this desk's secrets."""

    def __init__(
        self,
        page: SettingsPage,
        screens: "Screens",
        section: str,
        name: str,
        password_name: Callable[[Settings], str],
        words: tuple[str, str],
    ) -> None:
        super().__init__(page)
        self._name, self._password_name = name, password_name
        self._settings, self._screens = screens.settings, screens
        label, help_text = words
        self._field = SecretSetting(_(label), _(help_text))
        self._field.given.connect(self._keep)
        page.setting_changed.connect(self._show)
        page.add(section, self._field)
        self._show()

    @Slot(str)
    def _keep(self, password: str) -> None:
        try:
            self._settings.secrets.put(self._password_name(self._settings), password)
        except OSError:
            self._field.show_error(_("The password could not be kept. Is the disk full?"))
            return
        self._field.taken()
        self._show()
        self._screens.setting_changed.emit(self._name, True)  # of which only the name is told

    @Slot()
    def _show(self) -> None:
        self._field.show_kept(self._settings.secrets.has(self._password_name(self._settings)))
