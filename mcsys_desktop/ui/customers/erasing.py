"""Erasing from the screen: the list of who is due, the question, and what goes with it here."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers, erasing
from mcsys_desktop.services.erasing import Declined
from mcsys_desktop.ui.customers import declined
from mcsys_desktop.ui.customers.acts import Doing
from mcsys_desktop.ui.customers.declined import DeclinedList, EraseQuestion
from mcsys_desktop.ui.toast import Toast
from mcsys_desktop.ui.work import Work


class Erasing(QObject):
    """``erased`` carries the id of who is gone: what was typed about them goes as well."""

    erased = Signal(int)
    open_wanted = Signal(int)

    def __init__(
        self, right: QStackedWidget, work: Work, doing: Doing, toast: Toast, owner: QWidget
    ) -> None:
        super().__init__(owner)
        self.view = DeclinedList()
        self.question: EraseQuestion | None = None
        self._right, self._work, self._doing, self._toast = right, work, doing, toast
        self._owner = owner
        self._before: QWidget | None = None
        right.addWidget(self.view)
        self.view.left.connect(self.leave)
        self.view.open_wanted.connect(self.open_wanted)
        self.view.erase_wanted.connect(
            lambda number, name: self.ask(self.view.chosen, number, name)
        )
        self.view.term_wanted.connect(self._on_term)

    @property
    def is_shown(self) -> bool:
        """Whether the list stands where the card was."""
        return self._right.currentWidget() is self.view

    def show(self) -> None:
        """Who said no, in place of the card."""
        if not self.is_shown:
            self._before = self._right.currentWidget()
        self._right.setCurrentWidget(self.view)
        self.view.back.setFocus()
        self.fetch()

    def leave(self) -> bool:
        """Back to what stood there. Whether the list was shown."""
        shown = self.is_shown
        if shown and self._before is not None:
            self._right.setCurrentWidget(self._before)
        return shown

    def refresh(self) -> None:
        """Fetch it again while it is seen."""
        if self.is_shown:
            self.fetch()

    def fetch(self) -> None:
        """Ask who is due."""
        self._work.run(self, declined.fetch, then=self._on_due)

    def ask_for(self, card: customers.CustomerCard) -> None:
        """Ask about the customer of a card."""
        self.ask(card.id, card.number, card.name)

    def ask(self, customer_id: int, number: int, name: str) -> None:
        """Ask whether to erase a customer."""
        self.question = EraseQuestion(number, name, self._owner)
        self.question.given.connect(partial(self._erase, self.question, customer_id))
        self.question.finished.connect(self._on_finished)
        self.question.open()
        self.question.number.setFocus()

    def _erase(self, question: EraseQuestion, customer_id: int) -> None:
        def refused(error: Exception) -> None:
            if isinstance(error, UserError):
                question.refuse(str(error))
            else:
                question.set_busy(False)
                self._work.failed.emit(self, error)

        def done(_nothing: object) -> None:
            question.accept()
            self.erased.emit(customer_id)
            self._doing.done.emit()
            self._toast.say(_("The customer has been erased."))

        self._work.run(self, erasing.erase, customer_id, then=done, failed=refused)

    def _on_finished(self) -> None:
        if self.question is not None:
            self.question.deleteLater()
            self.question = None

    def _on_due(self, found: tuple[int, list[Declined]]) -> None:
        self.view.show_due(*found)

    def _on_term(self, typed: str) -> None:
        typed = typed.strip()
        if not typed.isdecimal():
            self.view.complain(_("Type a number of days."))
            return
        self.view.complain("")

        def refused(error: Exception) -> None:
            if isinstance(error, UserError):
                self.view.complain(str(error))
            else:
                self._work.failed.emit(self, error)

        self._work.run(self, _set_term, int(typed), then=lambda _set: self.fetch(), failed=refused)


def _set_term(days: int) -> None:
    if days != erasing.term():
        erasing.set_term(days)
