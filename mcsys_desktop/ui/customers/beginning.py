"""The form for a new customer in its place on the page: opened, left, brought back, saved."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mcsys_desktop.core.drafts import Draft
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui.customers.card import CardView
from mcsys_desktop.ui.customers.editing import Editing
from mcsys_desktop.ui.customers.new import NewCustomer
from mcsys_desktop.ui.toast import Toast


class Beginning(QObject):
    """Shows the form in place of the card. ``created`` carries the id of whom it made."""

    created = Signal(int)
    left = Signal()

    def __init__(
        self,
        right: QStackedWidget,
        form: NewCustomer,
        card: CardView,
        nobody: QWidget,
        editing: Editing,
        toast: Toast,
        open_customer: Callable[[int], None],
    ) -> None:
        super().__init__(right)
        self._right, self._form, self._card, self._nobody = right, form, card, nobody
        self._editing, self._toast, self._open = editing, toast, open_customer
        form.created.connect(self._on_created)
        form.left.connect(self._on_left)
        form.known_wanted.connect(open_customer)

    @property
    def is_shown(self) -> bool:
        """Whether the form is what stands beside the list."""
        return self._right.currentWidget() is self._form

    @property
    def unsaved(self) -> bool:
        """Whether something typed in the form would be lost if the program ended."""
        return self._form.has_left_over or (self.is_shown and self._form.is_dirty)

    def start(self, draft: customers.CustomerDraft | None) -> None:
        """Open the form with what is known already."""
        self._editing.put_away()
        begun = draft if draft is not None else customers.CustomerDraft()
        told = begun.origin is not customers.Origin.TYPED
        self._form.start(begun, begun.origin if told else self._editing.proposed_origin)
        self._right.setCurrentWidget(self._form)
        self._form.focus_first()

    def take_up(self, draft: Draft) -> None:
        """Go on with what was typed before the program ended."""
        self._show()
        self._form.take_up(draft)

    def _show(self) -> None:
        self._editing.put_away()
        self._right.setCurrentWidget(self._form)

    def _bring_back(self) -> None:
        self._show()
        self._form.resume()

    def _put_away(self) -> None:
        there = self._editing.card is not None
        self._right.setCurrentWidget(self._card if there else self._nobody)

    def _on_created(self, customer_id: int) -> None:
        self.created.emit(customer_id)
        self._toast.say(_("The customer has been added."))
        # An answer that came late takes nobody away from what was begun meanwhile.
        if self.is_shown and not self._form.is_dirty:
            self._put_away()
            self._open(customer_id)

    def _on_left(self, something: bool) -> None:
        self._put_away()
        self.left.emit()
        if something:
            self._toast.say(
                _("The new customer has not been saved."),
                _("Undo"),
                self._bring_back,
                lasting=False,
            )
