"""Saying whose number it is: a new customer, or one that is there; in one step."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui.callers.finder import CustomerFinder
from mcsys_desktop.ui.layouts import column
from mcsys_desktop.ui.widgets import Button
from mcsys_desktop.ui.work import Work


class Whose(QWidget):
    """``new_wanted`` asks for a form; ``found`` tells the customer and whose number it is there."""

    new_wanted = Signal()
    found = Signal(object, object)  # a CustomerRow and a Relation

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.new = Button(_("New customer"), "user-plus")
        self.known = Button(_("Customer who is there already"), "link")
        self.finder = CustomerFinder(work, ground="bg")
        self.finder.ask_whose(True)
        self.finder.ask_for(_("Search by name, postcode or street"))
        self._room = QWidget()  # a column that arranges itself does not lie in one of Qt's
        self.finder.setParent(self._room)
        self.new.clicked.connect(self.new_wanted)
        self.known.clicked.connect(self.search)
        self.finder.picked.connect(self._on_picked)
        self.finder.resized.connect(self._fit)
        self.setLayout(column(self.new, self.known, self._room, gap=8))
        self.begin()

    def begin(self) -> None:
        """Offer both ways again."""
        self.finder.empty()
        self._room.hide()

    def search(self) -> None:
        """Let somebody type a name."""
        self._room.show()
        self._fit()
        self.finder.field.setFocus()

    def restyle(self) -> None:
        """Take the present text size."""
        self._fit()

    def _on_picked(self, row: customers.CustomerRow) -> None:
        relation = self.finder.relation
        self.begin()
        self.found.emit(row, relation)

    def _fit(self) -> None:
        self.finder.resize(self.width(), self.finder.height())
        self.finder.arrange()
        self.finder.resize(self.width(), self.finder.tall())
        self._room.setFixedHeight(self.finder.tall())

    # Qt's own names from here.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
