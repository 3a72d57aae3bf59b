"""The customers page as a table: full width, and back to list and card."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import widgets
from mcsys_desktop.ui.toast import Toast

if TYPE_CHECKING:
    from mcsys_desktop.ui.customers.page import CustomersPage
    from mcsys_desktop.ui.customers.table import CustomerTable

NAME = "customers"
MODE = f"{NAME} as"


class Tabled(QObject):
    """Shows a page's table in place of list and card, and made when somebody first asks for it.

    ``remembered`` (a name, what was chosen) is for the next time, see `restore`.
    """

    remembered = Signal(str, str)

    def __init__(self, page: "CustomersPage") -> None:
        super().__init__(page)
        self._page = page
        self._written = ""
        self._hidden = False
        self._edits = True
        self.table: CustomerTable | None = None
        self.toast: Toast | None = None
        self.came_from = False  # the card that is seen was opened in the table

    @property
    def on(self) -> bool:
        """Whether the table is seen."""
        return self.table is not None and not self.table.isHidden()

    def restore(self, told: dict[str, str]) -> None:
        """What whoever works here chose the last time, by the names of `remembered`."""
        self._written = told.get(NAME, "")
        if told.get(MODE) == "table" and not self._page.unsaved():
            self._show(on=True)

    @Slot()
    def toggle(self) -> None:
        """To the table, or back to list and card."""
        on = not self.on
        self._show(on=on)
        self.remembered.emit(MODE, "table" if on else "cards")
        if on and self.table is not None:
            self.table.table.setFocus()
        elif not on:
            self._page.list.view.setFocus()

    def leave(self) -> None:
        """A card is wanted: the table goes, and is one key away."""
        if self.on:
            self.came_from = True
            self._show(on=False)

    def back(self) -> bool:
        """Return to the table that the card was opened in; False when it was not."""
        if self.came_from and not self.on:
            self._show(on=True)
            if self.table is not None:
                self.table.table.setFocus()
            return True
        return False

    def set_counter(self, hidden: bool) -> None:
        """Show nothing of people while somebody stands opposite."""
        self._hidden = hidden
        if self.table is not None:
            self.table.set_counter(hidden)

    def set_rights(self, *, edits: bool) -> None:
        """Show only the acts that whoever works here may do."""
        self._edits = edits
        if self.table is not None:
            for button in self.table.bar.acts:
                button.setVisible(edits)

    def _show(self, *, on: bool) -> None:
        if on and self.table is None:
            self._make()
        if self.table is None:
            return
        for part in (self._page.list, self._page.right):
            part.setVisible(not on)
        self.table.setVisible(on)
        if on:
            self.came_from = False
            self.table.refresh()
        else:
            self._page.refresh()

    def _make(self) -> None:
        from mcsys_desktop.ui.customers.table import CustomerTable  # few use it, and not at first

        table = self.table = CustomerTable(self._page.work)
        table.hide()
        cards = widgets.Button(_("List and card"))
        cards.clicked.connect(self.toggle)
        table.head.line.addWidget(cards)
        table.restore(self._written)
        table.set_counter(self._hidden)
        self.set_rights(edits=self._edits)
        table.opened.connect(lambda line: self._page.open_customer(line.id))
        toast = self.toast = Toast(table, self._page.work.notices)
        table.said.connect(toast.say)
        table.undoable.connect(lambda said, undo: toast.say(said, _("Undo"), undo))
        table.remembered.connect(lambda written: self.remembered.emit(NAME, written))
        self._page.line.addWidget(table, 1)
