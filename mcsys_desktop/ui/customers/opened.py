"""Which customer's card is open, and its newest state: asked for anew whenever it may be stale."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from mcsys_desktop.core.drafts import Draft
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.ui.customers import facets, typed
from mcsys_desktop.ui.customers.card import CardView
from mcsys_desktop.ui.customers.editing import Editing
from mcsys_desktop.ui.customers.listing import CustomerList
from mcsys_desktop.ui.work import Task, Work


class OpenedCard(QObject):
    """Fetches the card, and does with it what was wanted when it was asked for.

    ``came``: its newest state is in the card. ``changed`` carries the id when it is another card
    than before. ``refused`` carries the sentence that says why there is none.
    """

    came = Signal()
    changed = Signal(int)
    refused = Signal(str)

    def __init__(self, listed: CustomerList, card: CardView, editing: Editing, work: Work) -> None:
        super().__init__(editing)
        self.id = 0
        self._list, self._card, self._editing, self._work = listed, card, editing, work
        self._asked: Task | None = None
        self._welcome = False  # the focus goes to the card that comes
        self._to_take_up: Draft | None = None  # typed before the program ended
        self._to_resume = 0  # bring typing back as soon as this customer's card is there
        editing.saved.connect(self.fetch)
        editing.overtaken.connect(self.fetch)

    def turn_to(self, customer_id: int) -> None:
        """Open another card; what was being typed on this one is kept."""
        if customer_id != self.id:
            self._editing.put_away()
            self.id = customer_id
            self._card.scroll_up()
            self._list.mark_open(customer_id)

    def welcome(self) -> None:
        """Let the focus go to the card that is coming."""
        self._welcome = True

    def take_up(self, draft: Draft) -> None:
        """Go on with this as soon as its card is there."""
        self._to_take_up = draft

    def resume(self, customer_id: int) -> None:
        """Bring back what was typed as soon as this customer's card is there."""
        self._to_resume = customer_id

    @Slot()
    def fetch(self) -> None:
        """Ask for the newest state; an answer that was overtaken is dropped."""
        if not self.id:
            return
        if self._asked is not None:
            self._asked.cancel()
        self._card.header.waiting.begin()
        self._asked = self._work.run(
            self, facets.fetch, self.id, then=self._show, failed=self._on_failed
        )

    def _show(self, fetched: facets.Fetched) -> None:
        card, names = fetched
        if card.id != self.id:  # it was merged into this one
            self.id = card.id
            self._list.mark_open(card.id)
        self._card.header.waiting.end()
        fresh = self._editing.card is None or self._editing.card.id != card.id
        self._editing.show(card, names)
        self.came.emit()
        if fresh:
            self._card.scroll_up()
            self.changed.emit(card.id)
        if self._welcome:
            self._welcome = False
            self._card.header.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._to_resume == card.id:
            self._to_resume = 0
            self._editing.resume()
        waiting, self._to_take_up = self._to_take_up, None
        if waiting is not None and typed.customer_of(waiting.form) == card.id:
            self._editing.take_up(waiting)

    def _on_failed(self, error: Exception) -> None:
        self._card.header.waiting.end()
        if isinstance(error, UserError):
            self.refused.emit(str(error))
        else:
            self._work.failed.emit(self, error)
