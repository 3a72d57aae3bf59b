"""The password with which telephones search the phone book: given on the settings page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from mcsys_desktop.core import settings
from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony.ldap.source import LOGIN, PASSWORD
from mcsys_desktop.ui.secret_setting import SecretSetting
from mcsys_desktop.ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens


class BookPassword(QObject):
    """Puts the field on the page, and what is typed there into this desk's secrets."""

    def __init__(self, page: SettingsPage, screens: "Screens") -> None:
        super().__init__(page)
        self._settings, self._screens = screens.settings, screens
        self._field = SecretSetting(
            _("Password for LDAP"),
            _(
                "Think of one and type it into the telephones too, with the user name {login}."
            ).format(login=LOGIN),
        )
        self._field.given.connect(self._keep)
        page.add(settings.BOOK, self._field)
        self._show()

    @Slot(str)
    def _keep(self, password: str) -> None:
        try:
            self._settings.secrets.put(PASSWORD, password)
        except OSError:
            self._field.show_error(_("The password could not be kept. Is the disk full?"))
            return
        self._field.taken()
        self._show()
        self._screens.setting_changed.emit("book_password", True)  # of which only the name is told

    def _show(self) -> None:
        self._field.show_kept(self._settings.secrets.has(PASSWORD))
