"""Writing a note on the card: begun, kept against a crash, saved once, and found again."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from mcsys_desktop.core.drafts import Draft
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import notes
from mcsys_desktop.services.notes import NoteKind, NoteLine
from mcsys_desktop.ui.customers import written as kept
from mcsys_desktop.ui.customers.notes import NoteForm
from mcsys_desktop.ui.customers.written import Written
from mcsys_desktop.ui.toast import Toast
from mcsys_desktop.ui.work import Work


class Writing(QObject):
    """One form for notes, and what was begun with each customer.

    ``opened`` says that the form came or went, ``changed`` that a note was saved.
    """

    opened = Signal()
    changed = Signal()

    def __init__(
        self, form: NoteForm, work: Work, toast: Toast, parent: QObject, where: str = ""
    ) -> None:
        super().__init__(parent)
        self._where = where
        self.customer_id = 0
        self._name = ""
        self._form, self._work, self._toast = form, work, toast
        self._now: Written | None = None  # what the form began with
        self._left: dict[int, Written] = {}
        self._saving: set[str] = set()
        form.save_wanted.connect(self.save)
        form.leave_wanted.connect(self.leave)
        form.typed.connect(self._keep)

    @property
    def is_open(self) -> bool:
        """Whether a note is being written."""
        return self._now is not None

    def unsaved(self) -> int:
        """With how many customers something was written that is not saved."""
        return len(self._left) + int(self._is_typed())

    def show(self, customer_id: int, name: str) -> None:
        """The card of a customer is on the screen: what was begun there is there again."""
        self._name = name
        if customer_id == self.customer_id:
            return
        self._put_away()
        self.customer_id = customer_id
        left = self._left.pop(customer_id, None)
        if left is not None:
            self._open(left, unsaved=True)

    def begin(self, note: NoteLine | None = None) -> None:
        """Open the form for a new note, or for one that is there."""
        if not self.customer_id or (self._now is not None and self._now.request in self._saving):
            return
        if self._now is None or (note is not None and not self._is_typed()):
            self._open(kept.of_note(note))
        self._form.lines.setFocus()

    def save(self) -> None:
        """Write the note."""
        now, form = self._now, self._form
        if now is None or now.request in self._saving or form.take_cards_out():
            return
        if not form.text():
            form.complain(_("Type what the note should say."))
            form.lines.setFocus()
            return
        asked = self._asked(now)
        self._saving.add(now.request)
        form.complain("")
        form.set_busy(True)
        customer_id = self.customer_id
        self._work.write(
            self,
            kept.change if asked.note_id else kept.write,
            customer_id,
            asked,
            request=now.request,
            then=lambda _id: self._on_saved(customer_id, now.request),
            failed=partial(self._on_refused, customer_id, asked),
            unsure=form.complain,
        )

    def leave(self) -> None:
        """Close the form; what was written can be brought back."""
        if self._now is None or self._now.request in self._saving:
            return
        customer_id, left = self.customer_id, self._asked(self._now)
        something = self._is_typed()
        self._close()
        if something:
            self._left[customer_id] = left
            self._toast.say(
                _("The note has not been saved."),
                _("Undo"),
                partial(self._bring_back, customer_id),
            )

    def take_up(self, customer_id: int, draft: Draft) -> None:
        """Go on with what was written before the program ended."""
        written = kept.read(draft)
        if self.customer_id == customer_id:
            self._put_away()
            self._open(written, unsaved=True)
            self._form.lines.setFocus()
        else:
            self._left[customer_id] = written

    def forget(self, customer_id: int) -> None:
        """Nothing of this customer is kept any more."""
        self._left.pop(customer_id, None)
        if customer_id == self.customer_id:
            self._close()
        self._work.drafts.drop(kept.form_of(customer_id, self._where))

    def _open(self, written: Written, *, unsaved: bool = False) -> None:
        self._now = replace(written, text="") if unsaved else written
        self._form.put(written.text, written.kind, pinned=written.pinned)
        self._form.set_busy(False)
        self._form.show()
        self.opened.emit()

    def _close(self) -> None:
        self._now = None
        self._form.put("", NoteKind.NOTE, pinned=False)
        self._form.hide()
        self.opened.emit()

    def _put_away(self) -> None:
        if self._now is None:
            return
        if self._is_typed():
            self._left[self.customer_id] = self._asked(self._now)
        self._close()

    def _bring_back(self, customer_id: int) -> None:
        if customer_id == self.customer_id and customer_id in self._left:
            self._open(self._left.pop(customer_id), unsaved=True)
            self._form.lines.setFocus()

    def _asked(self, now: Written) -> Written:
        form = self._form
        return replace(
            now, text=form.text(), kind=form.chosen_kind(), pinned=form.pinned.isChecked()
        )

    def _is_typed(self) -> bool:
        return self._now is not None and self._asked(self._now) != self._now

    def _keep(self) -> None:
        """Keep what stands in the form against a crash."""
        if self._now is None:
            return
        if self._is_typed():
            texts = kept.texts(self._name, self._asked(self._now))
            self._work.drafts.put(kept.form_of(self.customer_id, self._where), texts)
        else:
            self._work.drafts.drop(kept.form_of(self.customer_id, self._where))

    def _on_saved(self, customer_id: int, request: str) -> None:
        self._saving.discard(request)
        self._work.drafts.drop(kept.form_of(customer_id, self._where))
        left = self._left.get(customer_id)
        if left is not None and left.request == request:
            del self._left[customer_id]
        if self._now is not None and self._now.request == request:
            self._close()
        self.changed.emit()

    def _on_refused(self, customer_id: int, asked: Written, error: Exception) -> None:
        self._saving.discard(asked.request)
        if self._now is None or self._now.request != asked.request:
            self._left[customer_id] = asked  # it waits with the customer it belongs to
            self._work.failed.emit(self, error)
            return
        self._form.set_busy(False)
        if isinstance(error, StaleRecord):
            self._form.complain(str(error))
            self._work.run(self, notes.get, asked.note_id, then=self._on_theirs)
        elif isinstance(error, UserError):
            self._form.complain(str(error))
        else:
            self._work.failed.emit(self, error)

    def _on_theirs(self, theirs: NoteLine | None) -> None:
        """Somebody else changed the note: theirs is shown, and may be saved over knowingly."""
        if self._now is None:
            return
        if theirs is None:  # they removed it: what was written here becomes a note of its own
            self._now = replace(self._now, note_id=0, version=0)
            self._form.complain(_("A colleague has removed this note. Save it as a new one."))
            return
        self._now = replace(self._now, version=theirs.version)
        said = _("A colleague changed this note meanwhile: “{theirs}”. Save again to keep yours.")
        self._form.complain(said.format(theirs=theirs.text))
        self._keep()
