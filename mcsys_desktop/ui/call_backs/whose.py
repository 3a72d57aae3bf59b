"""Saying whose number it is: a new customer, or one that is there; in one step."""

from PySide6.QtCore import Signal

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui.callers.finder import CustomerFinder
from mcsys_desktop.ui.callers.stack import Stack
from mcsys_desktop.ui.widgets import Button
from mcsys_desktop.ui.work import Work


class Whose(Stack):
    """``new_wanted`` asks for a form; ``found`` tells the customer and whose number it is there."""

    new_wanted = Signal()
    found = Signal(object, object)  # a CustomerRow and a Relation

    def __init__(self, work: Work) -> None:
        super().__init__(ground="bg")
        self.new = Button(_("New customer"), "user-plus")
        self.known = Button(_("Customer who is there already"), "link")
        self.finder = CustomerFinder(work)
        self.finder.ask_whose(True)
        self.finder.ask_for(_("Search by name, postcode or street"))
        self.new.clicked.connect(self.new_wanted)
        self.known.clicked.connect(self.search)
        self.finder.picked.connect(self._on_picked)
        self.finder.resized.connect(self._again)
        for part in (self.new, self.known, self.finder):
            self.add(part, 8)
        self.begin()

    def begin(self) -> None:
        """Offer both ways again."""
        self.finder.empty()
        self.finder.hide()
        self._again()

    def search(self) -> None:
        """Let somebody type a name."""
        self.finder.show()
        self._again()
        self.finder.field.setFocus()

    def _on_picked(self, row: customers.CustomerRow) -> None:
        relation = self.finder.relation
        self.begin()
        self.found.emit(row, relation)

    def _again(self) -> None:
        self.arrange()
        self.updateGeometry()
