"""The windows that hold one customer each: opened once, told the news, and closed with the rest."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Slot

from mcsys_desktop.services.colleagues import Rights

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens
    from mcsys_desktop.ui.customers import CustomersPage
    from mcsys_desktop.ui.customers.window import CustomerWindow


class CustomerWindows(QObject):
    """Knows the windows that are open. A customer has one at most."""

    def __init__(self, screens: "Screens") -> None:
        super().__init__(screens)
        self._screens = screens
        self.open_ones: list[CustomerWindow] = []
        screens.rights_changed.connect(self._on_rights)
        screens.counter_changed.connect(self._on_counter)

    def detach(self, page: "CustomersPage") -> None:
        """Bring the customer that is open on ``page`` into a window of their own.

        What was typed there waits there: the card in the window begins with what is stored.
        """
        if page.opened.id:
            page.editing.put_away()
            self.open(page.opened.id)

    @Slot(int)
    def open(self, customer_id: int) -> "CustomerWindow":
        """Bring up a customer's own window."""
        from mcsys_desktop.ui.customers.window import CustomerWindow  # few open one

        for each in self.open_ones:
            if each.customer_id == customer_id:
                each.activateWindow()
                each.raise_()
                return each
        screens = self._screens
        window = CustomerWindow(customer_id, screens.work, screens.live)
        window.set_rights(screens.rights)
        window.set_counter(screens.window.privacy.hiding)
        window.place(screens.settings.customer_window, len(self.open_ones))
        card = window.page.card
        card.invoice_wanted.connect(screens.going.new_invoice)
        card.invoices_wanted.connect(lambda found: screens.going.go(f"invoices:{found}"))
        window.closed.connect(lambda _id: self._on_closed(window))
        self.open_ones.append(window)
        window.show()
        return window

    def unsaved(self) -> int:
        """How many hold something typed that would be lost if the program ended."""
        return sum(each.unsaved() for each in self.open_ones)

    def close(self) -> None:
        """Whoever works here leaves."""
        left, self.open_ones = self.open_ones, []
        for each in left:
            shiboken6.delete(each)

    def _on_closed(self, window: "CustomerWindow") -> None:
        if window in self.open_ones:
            self.open_ones.remove(window)
            self._screens.keep.emit("customer_window", window.geometry_kept())
            window.deleteLater()

    @Slot(object)
    def _on_rights(self, rights: Rights) -> None:
        for each in self.open_ones:
            each.set_rights(rights)

    @Slot(bool)
    def _on_counter(self, hidden: bool) -> None:
        for each in self.open_ones:
            each.set_counter(hidden)
