"""What stands around a card and is no field of it: notes, tags, what happened, acts, erasing."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from mcsys_desktop.core.errors import Refused
from mcsys_desktop.services import customers, invoices, reminders
from mcsys_desktop.services.colleagues import Rights
from mcsys_desktop.ui.customers.acts import CustomerActs, Doing, NoteActs, TagActs
from mcsys_desktop.ui.customers.card import CardView
from mcsys_desktop.ui.customers.erasing import Erasing
from mcsys_desktop.ui.customers.happenings import Happenings
from mcsys_desktop.ui.customers.knowing import Knowing
from mcsys_desktop.ui.customers.writing import Writing
from mcsys_desktop.ui.tags import AllTags, TagPicker
from mcsys_desktop.ui.toast import Toast
from mcsys_desktop.ui.work import Task, Work


def _owed(customer_id: int) -> tuple[invoices.Owed, reminders.Stands]:
    """What they have to pay, and how far it has come with that."""
    owed = invoices.owed(customer_id)
    return owed, reminders.stands(customer_id) if owed.open else reminders.Stands()


class Besides(QObject):
    """Brings them together for one page. ``stale``: the card on the screen is no longer true."""

    stale = Signal()
    open_wanted = Signal(int)
    erased = Signal(int)

    def __init__(
        self,
        right: QStackedWidget,
        card: CardView,
        work: Work,
        toast: Toast,
        owner: QWidget,
        where: str = "",
    ) -> None:
        super().__init__(owner)
        self._right, self._card, self._work = right, card, work
        self._edits = True
        self._asked: Task | None = None  # what they have to pay
        doing = Doing(work, toast, self)
        self.picker = TagPicker(owner)
        self.manager = AllTags()
        right.addWidget(self.manager)
        self.tags = TagActs(self.picker, self.manager, work, doing, self)
        self.acts = CustomerActs(card.header, doing, self)
        self.notes = NoteActs(doing, self)
        self.writing = Writing(card.timeline.form, work, toast, self, where)
        self.happenings = Happenings(card.timeline, work, self)
        self.knowing = Knowing(card.contact.people, card.address.places, work, self)
        self.erasing = Erasing(right, work, doing, toast, owner)
        doing.done.connect(self.stale)
        doing.done.connect(self.refresh)
        self.writing.changed.connect(self.stale)
        self.writing.opened.connect(card.chain)
        self.happenings.refused.connect(self._on_refused)
        self.tags.manager_wanted.connect(self.manage_tags)
        self.manager.left.connect(self.leave)
        self.acts.erase_wanted.connect(self.erasing.ask_for)
        self.acts.declined_wanted.connect(self.erasing.show)
        self.erasing.erased.connect(self._on_erased)
        self.erasing.open_wanted.connect(self._on_open)
        card.header.tag.clicked.connect(self.choose_tags)
        card.contact.customer_wanted.connect(self.open_wanted)
        timeline, pinned = card.timeline, card.pinned
        timeline.note_wanted.connect(lambda: self.writing.begin())
        for notes in (timeline, pinned):
            notes.change_wanted.connect(self._on_change)
        timeline.pin_wanted.connect(self.notes.pin)
        timeline.remove_wanted.connect(self.notes.remove)
        pinned.unpin_wanted.connect(self.notes.pin)

    def show_card(self, card: customers.CustomerCard) -> None:
        """The newest state of a card has come."""
        self.acts.show_card(card)
        self.tags.show_card(card)
        self.knowing.customer_id = card.id
        self.writing.show(card.id, card.name)
        self.happenings.open(card.id)
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self._work.run(
            self, _owed, card.id, then=self._on_owed, failed=self._on_refused
        )

    def _on_owed(self, found: tuple[invoices.Owed, reminders.Stands]) -> None:
        owed, how = found
        self._card.owed.show_owed(owed)
        self._card.owed.show_reminded(how)

    def set_rights(self, rights: Rights) -> None:
        """Offer only what whoever works here may do."""
        self._edits = rights.edits
        self.acts.set_rights(edits=rights.edits, manages=rights.manages)

    def refresh(self) -> None:
        """Fetch again what is seen of it."""
        self.tags.refresh()
        self.erasing.refresh()

    def choose_tags(self) -> None:
        """Open the window to put tags on the customer of the card."""
        if self._edits and self._right.currentWidget() is self._card and self.tags.customer_id:
            self.picker.open_below(self._card.header.tag)
            self.tags.fetch()

    def manage_tags(self) -> None:
        """All tags, in place of the card."""
        self._right.setCurrentWidget(self.manager)
        self.manager.new.setFocus()
        self.tags.fetch()

    def save(self) -> bool:
        """Save the note that is being written, if there the cursor is; whether it was."""
        form, focused = self._card.timeline.form, QApplication.focusWidget()
        inside = focused is not None and form.isAncestorOf(focused)
        if self.writing.is_open and (inside or not self._card.is_editing):
            self.writing.save()
            return True
        return False

    def leave(self) -> bool:
        """Back to the card from what stands in its place; whether something did."""
        if self._right.currentWidget() is self.manager:
            self._right.setCurrentWidget(self._card)
            self._card.header.tag.setFocus()
            return True
        return self.erasing.leave()

    def put_away(self) -> None:
        """Another card comes, where lists of tags and of who said no may stand."""
        if self._right.currentWidget() in (self.manager, self.erasing.view):
            self._right.setCurrentWidget(self._card)

    def _on_change(self, note: object) -> None:
        self.writing.begin(note)  # type: ignore[arg-type]  # a NoteLine
        self._card.scroll_to(self._card.timeline.form)

    def _on_open(self, customer_id: int) -> None:
        self.open_wanted.emit(customer_id)

    def _on_erased(self, customer_id: int) -> None:
        self.writing.forget(customer_id)
        self.erased.emit(customer_id)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            self._work.failed.emit(self, error)
