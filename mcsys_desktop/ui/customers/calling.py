"""Calling a customer from their card, or from the row that somebody is at in the table."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from mcsys_desktop.ui import dialling

if TYPE_CHECKING:
    from mcsys_desktop.ui.customers.page import CustomersPage


class Calling(QObject):
    """Calls the numbers of the customer that is seen on ``page``."""

    def __init__(self, page: "CustomersPage") -> None:
        super().__init__(page)
        self._page = page
        page.card.contact.call_wanted.connect(self.call)

    def dial(self) -> bool:
        """Call the number whose button has the focus, else the first. False where there is none."""
        page = self._page
        if page.tabled.on:
            return self._dial_row()
        if page.right.currentWidget() is not page.card:
            return False
        calls = page.card.contact.calls
        here = QApplication.focusWidget()
        number = next((one for one, button in calls.items() if button is here), "")
        number = number or next(iter(calls), "")
        if number:
            self.call(number)
        return bool(number)

    @Slot(str)
    def call(self, number: str) -> None:
        """Call ``number`` of this customer."""
        if why := dialling.dial(number, self._page.opened.id or None):
            self._page.toast.say(why)

    def _dial_row(self) -> bool:
        tabled = self._page.tabled
        table = tabled.table.table if tabled.table is not None else None
        line = table.long.row(table.currentIndex()) if table is not None else None
        if line is None or not line.phone:
            return False
        why = dialling.dial(line.phone, line.id)
        if why and tabled.toast is not None:
            tabled.toast.say(why)
        return True
