"""The history of a customer in place of the card, and back."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from mcsys_desktop.services.colleagues import Group, Rights
from mcsys_desktop.ui.customers.card import CardView
from mcsys_desktop.ui.customers.editing import Editing
from mcsys_desktop.ui.history import CustomerHistory
from mcsys_desktop.ui.work import Work


class Past(QObject):
    """Shows it in ``right``, where the card is. ``refused`` carries why it may not be seen."""

    refused = Signal(str)

    def __init__(self, right: QStackedWidget, card: CardView, editing: Editing, work: Work) -> None:
        super().__init__(right)
        self.rights = Rights()
        self.view = CustomerHistory(work)
        self.right, self.card, self.editing = right, card, editing
        right.addWidget(self.view)
        card.header.history_wanted.connect(self.show)
        self.view.left.connect(self.leave)
        self.view.refused.connect(lambda error: self.refused.emit(str(error)))

    @property
    def is_shown(self) -> bool:
        """Whether it stands where the card was."""
        return self.right.currentWidget() is self.view

    def show(self) -> None:
        """What happened to the customer of the card; what was typed waits there."""
        card = self.editing.card
        if card is None or self.right.currentWidget() is not self.card:
            return
        if why := self.rights.why_not(Group.DESK):
            self.refused.emit(why)
            return
        self.editing.put_away()
        self.right.setCurrentWidget(self.view)
        self.view.open(card.id, card.name)

    def leave(self) -> bool:
        """Back to the card. Whether it was shown."""
        shown = self.is_shown
        if shown:
            self.right.setCurrentWidget(self.card)
            self.card.setFocus()
        return shown

    def refresh(self) -> None:
        """Fetch it again while it is seen."""
        if self.is_shown:
            self.view.refresh()
