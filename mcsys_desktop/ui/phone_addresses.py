"""The addresses to type into the phones, each with a button that copies it."""

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.texts import ElidedLabel, Label, WrappedLabel

SAID_MS = 2000


@dataclass(frozen=True, slots=True)
class PhoneAddress:
    """One line to copy into a phone: its brand, the phone's own name of the field, the address."""

    brand: str
    field: str
    url: str


class AddressRow(QWidget):
    """One address, and a button that copies it. ``short`` shows only its ends."""

    def __init__(self, address: PhoneAddress, *, short: bool = False) -> None:
        super().__init__()
        self.url = address.url
        self.copy = Button(_("Copy"), kind="link")
        self.copy.set_name(
            _("Copy {field} for {brand}").format(field=address.field, brand=address.brand)
        )
        self.copy.clicked.connect(self._copy)
        shown = (
            ElidedLabel(address.url, "small", middle=True)
            if short
            else WrappedLabel(address.url, "small")
        )
        words = column(Label(address.field), shown, gap=0)
        layout = row(words, self.copy, gap=8)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.url)
        self.copy.set_text(_("Copied"))
        QTimer.singleShot(SAID_MS, self.copy, lambda: self.copy.set_text(_("Copy")))
