"""The password of this desk at the phone system: given on the settings page, kept sealed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from mcsys_desktop.core import settings
from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony.sip.source import password_name
from mcsys_desktop.ui.secret_setting import SecretSetting
from mcsys_desktop.ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens


class PhonePassword(QObject):
    """Puts the field on the page, and what is typed there into this desk's secrets."""

    def __init__(self, page: SettingsPage, screens: "Screens") -> None:
        super().__init__(page)
        self._settings, self._screens = screens.settings, screens
        self._field = SecretSetting(
            _("Password at the phone system"),
            _("It belongs to the user name and address above, and never leaves this computer."),
        )
        self._field.given.connect(self._keep)
        page.setting_changed.connect(self._show)
        page.add(settings.SIP, self._field)
        self._show()

    @Slot(str)
    def _keep(self, password: str) -> None:
        try:
            self._settings.secrets.put(password_name(self._settings), password)
        except OSError:
            self._field.show_error(_("The password could not be kept. Is the disk full?"))
            return
        self._field.taken()
        self._show()
        self._screens.setting_changed.emit("sip_password", True)  # of which only the name is told

    @Slot()
    def _show(self) -> None:
        self._field.show_kept(self._settings.secrets.has(password_name(self._settings)))
