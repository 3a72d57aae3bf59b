"""What can be done with a customer as a whole, each with a way back where there is one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers, notes, tags
from mcsys_desktop.services.notes import NoteLine
from mcsys_desktop.services.tags import Colour, TagLine
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.customers.header import Header
from mcsys_desktop.ui.tags import AllTags, TagPicker
from mcsys_desktop.ui.toast import Toast
from mcsys_desktop.ui.work import Work

Undo = Callable[[object], object]  # takes what the act gave


class Doing(QObject):
    """Runs an act on a worker, says what was done, and offers the way back."""

    done = Signal()  # something was: what is on the screen is stale

    def __init__(self, work: Work, toast: Toast, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._toast = work, toast

    def run(
        self,
        job: Callable[[], object],
        said: str = "",
        back: Undo | None = None,
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Do ``job``; ``back`` undoes it. ``failed`` gets the sentence that says why not."""

        def finished(result: object) -> None:
            self.done.emit()
            if said and back is not None:
                self._toast.say(said, _("Undo"), partial(self.run, partial(back, result)))
            elif said:
                self._toast.say(said)

        self._work.run(self, job, then=finished, failed=partial(self.refuse, failed))

    def refuse(self, failed: Callable[[str], object] | None, error: Exception) -> None:
        """Say why something was not done; ``failed`` gets the sentence."""
        if isinstance(error, UserError):
            (failed or self._toast.say)(str(error))
            self.done.emit()  # a colleague was first: show what there is now
        else:
            self._work.failed.emit(self, error)


class CustomerActs(QObject):
    """The menu of the card. ``erase_wanted`` asks, ``declined_wanted`` shows who said no."""

    erase_wanted = Signal(object)  # the CustomerCard
    declined_wanted = Signal()

    def __init__(self, header: Header, doing: Doing, parent: QObject) -> None:
        super().__init__(parent)
        self._header, self._doing = header, doing
        self._card: customers.CustomerCard | None = None
        self.menu = QMenu(header)
        self.menu.setAccessibleName(_("More acts"))
        self.invoice = self._item(_("New invoice"), header.invoice_wanted.emit)
        self.archive = self._item(_("Put in the archive"), self._archive)
        self.back = self._item(_("Take out of the archive"), self._take_out)
        self.decline = self._item(_("Has said no"), self._decline)
        self.undecline = self._item(_("Has not said no after all"), self._undecline)
        # Its key works without the menu, which only shows it.
        said = f"{_('Merge with another customer')}\t{shortcuts.shown('merge with')}"
        self.merge = self._item(said, header.merge_wanted.emit)
        self.menu.addSeparator()
        self.declined = self._item(_("Prospects who said no"), self.declined_wanted.emit)
        self.erase = self._item(_("Erase for good"), lambda: self.erase_wanted.emit(self._card))
        header.more.clicked.connect(self.open)

    def show_card(self, card: customers.CustomerCard) -> None:
        """Offer what can be done with this customer."""
        self._card = card
        prospect = card.standing is customers.Standing.PROSPECT and not card.erased
        self.invoice.setVisible(not card.erased)
        self.archive.setVisible(not card.archived)
        self.back.setVisible(card.archived and not card.erased)
        self.decline.setVisible(prospect and card.declined_at is None)
        self.undecline.setVisible(prospect and card.declined_at is not None)
        self.merge.setVisible(not card.erased)
        self.erase.setVisible(not card.erased)

    def set_rights(self, *, edits: bool, manages: bool) -> None:
        """Offer only what whoever works here may do."""
        self._header.more.setVisible(edits)
        self.erase.setEnabled(manages)
        self.declined.setEnabled(manages)

    def open(self) -> None:
        """Open the menu below its button."""
        button = self._header.more
        self.menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _item(self, said: str, act: Callable[[], object]) -> QAction:
        item = self.menu.addAction(said)
        item.triggered.connect(lambda _checked=False: act())
        return item

    def _archive(self) -> None:
        if self._card is not None:
            id_ = self._card.id
            self._doing.run(
                partial(customers.archive, id_),
                _("The customer is in the archive."),
                lambda _done: customers.take_out_of_archive(id_),
            )

    def _take_out(self) -> None:
        if self._card is not None:
            id_ = self._card.id
            self._doing.run(
                partial(customers.take_out_of_archive, id_),
                _("The customer is back in the lists."),
                lambda _done: customers.archive(id_),
            )

    def _decline(self) -> None:
        if self._card is not None:
            id_ = self._card.id
            self._doing.run(
                partial(customers.decline, id_),
                _("Noted that the prospect said no."),
                lambda _done: customers.decline_no_longer(id_),
            )

    def _undecline(self) -> None:
        if self._card is not None:
            id_ = self._card.id
            self._doing.run(
                partial(customers.decline_no_longer, id_),
                _("The prospect is one again."),
                lambda _done: customers.decline(id_),
            )


class NoteActs(QObject):
    """Notes that are there: kept in view, and removed."""

    def __init__(self, doing: Doing, parent: QObject) -> None:
        super().__init__(parent)
        self._doing = doing

    def pin(self, note: NoteLine) -> None:
        """Keep a note in view, or no longer."""
        keep = not note.pinned
        self._doing.run(
            lambda: notes.keep_in_view(note.id, pinned=keep),
            _("The note stays in view.") if keep else _("The note is no longer kept in view."),
            lambda _done: notes.keep_in_view(note.id, pinned=not keep),
        )

    def remove(self, note: NoteLine) -> None:
        """Remove a note; what it said comes back with it."""
        self._doing.run(
            partial(notes.remove, note.id), _("The note has been removed."), _bring_note_back
        )


class TagActs(QObject):
    """Puts tags on the customer of the card, and looks after all of them."""

    manager_wanted = Signal()

    def __init__(
        self, picker: TagPicker, manager: AllTags, work: Work, doing: Doing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.customer_id = 0
        self._worn: set[int] = set()
        self._picker, self._manager, self._work, self._doing = picker, manager, work, doing
        picker.put.connect(lambda id_: self._wear(partial(tags.put, self.customer_id, id_)))
        picker.taken.connect(lambda id_: self._wear(partial(tags.take, self.customer_id, id_)))
        picker.made.connect(self._on_made)
        picker.manage_wanted.connect(self.manager_wanted)
        manager.change_wanted.connect(self._on_change)
        manager.remove_wanted.connect(self._on_remove)
        manager.make_wanted.connect(self._on_make)

    def show_card(self, card: customers.CustomerCard) -> None:
        """Whose tags they are, and which."""
        self.customer_id = card.id
        self._worn = {tag.id for tag in card.tags}
        self._picker.wear(self._worn)
        self.refresh()

    def refresh(self) -> None:
        """Fetch all tags again, where they are seen."""
        if self._picker.isVisible() or self._manager.isVisible():
            self.fetch()

    def fetch(self) -> None:
        """Fetch all tags, and who bears them."""
        self._work.run(self, _all, then=self._on_all)

    def _on_all(self, found: tuple[list[TagLine], dict[int, int]]) -> None:
        lines, counts = found
        self._picker.show_tags(lines, self._worn)
        self._manager.show_tags(lines, counts)

    def _wear(self, job: Callable[[], object]) -> None:
        self._doing.run(job, failed=self._picker.complain)

    def _on_made(self, name: str) -> None:
        id_ = self.customer_id
        self._wear(lambda: tags.put(id_, tags.named(name)))

    def _on_make(self, name: str) -> None:
        def made(_id: int) -> None:
            self._manager.made()
            self._doing.done.emit()

        self._manager.complain("")
        refused = partial(self._doing.refuse, self._manager.complain)
        self._work.run(self, tags.make, name, then=made, failed=refused)

    def _on_change(self, tag: TagLine, name: str, colour: Colour) -> None:
        self._doing.run(
            partial(tags.change, tag.id, tag.version, name=name, colour=colour),
            failed=lambda sentence: self._manager.complain(sentence, tag),
        )

    def _on_remove(self, tag: TagLine) -> None:
        said = _("The tag “{name}” has been removed from everybody.").format(name=tag.name)
        self._doing.run(partial(tags.remove, tag.id), said, _bring_tag_back)


def _all() -> tuple[list[TagLine], dict[int, int]]:
    return tags.all_tags(), tags.counts()


def _bring_note_back(gone: object) -> None:
    if isinstance(gone, NoteLine):
        notes.bring_back(gone)


def _bring_tag_back(gone: object) -> None:
    if isinstance(gone, tags.Removed):
        tags.bring_back(gone)
