"""The passwords of this desk at phone systems: given on the settings page, kept sealed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import BOOK, SIP, Settings
from mcsys_desktop.core.settings_asterisk import ASTERISK
from mcsys_desktop.core.settings_boxes import FRITZBOX
from mcsys_desktop.services import book_pushes
from mcsys_desktop.telephony.asterisk import source as asterisk
from mcsys_desktop.telephony.fritzbox import source as fritzbox
from mcsys_desktop.telephony.sip import source as sip
from mcsys_desktop.ui.secret_setting import SecretSetting
from mcsys_desktop.ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens


CARDDAV = "carddav_password"
# The section of the page, the setting that restarts the connection, and where the password is kept.
PASSWORDS: tuple[tuple[str, str, Callable[[Settings], str]], ...] = (
    (SIP, "sip_password", sip.password_name),
    (ASTERISK, "asterisk_password", asterisk.password_name),
    (FRITZBOX, "fritzbox_password", fritzbox.password_name),
    (BOOK, CARDDAV, book_pushes.carddav_password),
)


def add_passwords(page: SettingsPage, screens: "Screens") -> None:
    """Put a field for each password on the page."""
    for section, name, password_name in PASSWORDS:
        PhonePassword(page, screens, section, name, password_name)


class PhonePassword(QObject):
    """Puts the field on the page, and what is typed there into this desk's secrets."""

    def __init__(
        self,
        page: SettingsPage,
        screens: "Screens",
        section: str,
        name: str,
        password_name: Callable[[Settings], str],
    ) -> None:
        super().__init__(page)
        self._name, self._password_name = name, password_name
        self._settings, self._screens = screens.settings, screens
        self._field = SecretSetting(
            _("Password of the address book")
            if name == CARDDAV
            else _("Password at the phone system"),
            _("It belongs to the user name and address above, and never leaves this computer."),
        )
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
