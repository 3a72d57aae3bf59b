"""What happened to one customer, in place of the card."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import history
from mcsys_desktop.ui.history.acts import Acts
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.widgets import Button, Label, Pane, label
from mcsys_desktop.ui.work import Work


class CustomerHistory(Pane):
    """``left`` goes back to the card; ``refused`` (an error) where it may not be read."""

    left = Signal()
    refused = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__("surface")
        self.customer_id = 0
        self.name = label("", "title", wrap=True)
        self.back = Button(_("Back to the card"), "user", key="Esc")
        self.acts = Acts(
            work, _("History"), _("Nothing has happened here yet."), to_customers=False
        )
        said = Label(_("Who changed what, and when"), "meta")
        head = row(column(self.name, said, gap=2), self.back, margins=(24, 20, 24, 12))
        head.setStretch(0, 1)
        body = column(head, gap=0)
        body.addWidget(self.acts, 1)
        self.setLayout(body)
        self.back.clicked.connect(self.left)
        self.acts.refused.connect(self.refused)

    def open(self, customer_id: int, name: str) -> None:
        """Show what happened to this customer."""
        self.customer_id = customer_id
        self.name.setText(_("History of {name}").format(name=name))
        self.acts.seek(history.Sought(customer_id=customer_id))
        self.acts.view.setFocus()

    def refresh(self) -> None:
        """Fetch it again."""
        self.acts.refresh()

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self.acts.view, self.acts.detail]
