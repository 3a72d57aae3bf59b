"""Typing over a customer: begin, keep, leave, and what happens when two people do it at once."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from mcsys_desktop.core.drafts import Draft as Kept
from mcsys_desktop.core.errors import StaleRecord, Unanswered, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.services.customers import CustomerCard as Card
from mcsys_desktop.ui import uncertain
from mcsys_desktop.ui.customers import differences, facets, words
from mcsys_desktop.ui.customers.card import CardView
from mcsys_desktop.ui.customers.kept import KeptTyping
from mcsys_desktop.ui.customers.section import Section
from mcsys_desktop.ui.work import Work


class Editing(QObject):
    """Runs the editing of the card that is on the screen.

    What was typed is never thrown away unasked: whoever leaves, or opens another customer, finds
    it again on the card it belongs to, also after the program was killed.
    """

    saved = Signal(int)
    left = Signal(int)  # with something typed that is not saved
    overtaken = Signal()  # somebody else saved first: the card must be fetched again
    changed_elsewhere = Signal(str)  # who did it and when, while nobody types here

    def __init__(self, view: CardView, work: Work, parent: QObject, where: str = "") -> None:
        super().__init__(parent)
        self.proposed_origin = customers.Origin.TYPED
        self._view = view
        self._work = work
        self._card: Card | None = None
        self._writing = 0  # whose save is under way; 0: nobody's
        self._settling = False  # it is done, and the card as it is now has not come yet
        self._again = False  # refused, perhaps only for a version that moved on
        self._unsure = False  # the answer to a save was lost: the card will tell
        self._other = ""  # who else changed it
        self._names: Mapping[str, str] = {}  # login → the person behind it
        self._kept = KeptTyping(view.sections, work.drafts, where)
        view.edit_wanted.connect(self.begin)
        view.bar.save_wanted.connect(self.save)
        view.bar.leave_wanted.connect(self.leave)
        for part in view.sections:
            part.typed.connect(self._keep_typed)
        view.differences.settled.connect(self._settle)
        view.differences.left.connect(self._leave_differences)
        view.look.clicked.connect(self.look)
        view.keep.clicked.connect(self.keep)
        view.resume.clicked.connect(self.resume)
        view.discard.clicked.connect(lambda: self.discard())

    @property
    def card(self) -> Card | None:
        """The newest state of the card on the screen."""
        return self._card

    def unsaved(self) -> int:
        """On how many cards something was typed that is not saved."""
        return self._kept.count()

    def show(self, card: Card, names: Mapping[str, str] | None = None) -> None:
        """The newest state of a card has come, of the same customer or of another."""
        self._names = self._names if names is None else names
        before = self._card
        if before is not None and before.id != card.id:
            self.put_away()
            before = None
        self._card = card
        self._view.show_card(card, self._names)
        if self._writing:
            return  # our own change may be in it already; the answer to the save decides
        ours, self._settling = self._settling, False
        self._view.look.setEnabled(True)
        self._view.keep.setEnabled(True)
        # A list, not a generator: each part takes over versions that moved on without a word.
        behind = [part.is_behind(card) for part in self._view.sections]
        again, self._again = self._again, False
        moved = before is None or facets.content(before) != facets.content(card)
        if self._unsure and self._find_out(card):
            return
        if any(behind):
            if moved or not self._view.conflict.sentence:
                self._view.conflict.say(self._who_changed(before, card))
            if not self._view.differences.isHidden():
                self.look()
        elif again and self._view.is_editing:
            self.save()
        else:
            self._view.conflict.hide()
            self._view.differences.hide()
        if before is not None and moved and not ours and not self._view.is_editing:
            self.changed_elsewhere.emit(self._who_changed(before, card))
        self._offer_left_over()

    def expect_ours(self) -> None:
        """The next state of the card is this desk's own doing: nobody is told of it."""
        self._settling = True

    def begin(self, section: Section | None = None) -> None:
        """Open one part, or all of them, and go to the first field."""
        if self._card is None or self._writing or self._settling:
            return
        self._open_bar()
        wanted = self._view.sections if section is None else (section,)
        fresh = [part for part in wanted if not part.is_editing]
        first = section or self._view.section_of(QApplication.focusWidget()) or wanted[0]
        for part in fresh:
            part.begin(self._card)
        if not fresh:
            return  # somebody is typing already, and stays where the cursor is
        first.focus_first()  # before the button goes that has it: Tab would select a whole name
        self._view.arrange()
        if first is self._view.identity:
            self._view.scroll_up()
        else:
            self._view.scroll_to(first)

    def save(self) -> None:
        """Write what was typed over, on the versions it was typed over."""
        if not self._view.differences.isHidden():
            self._view.differences.apply()
        else:
            self._save(None)

    def keep(self) -> None:
        """Write what was typed over, on what somebody else stored meanwhile."""
        self._save(self._card)

    def look(self) -> None:
        """Show beside each other what it was, what stands here and what somebody else stored."""
        if self._card is None:
            return
        found = differences.word(self._view.sections, self._card)
        if found:
            self._view.differences.show_these(found, self._other or _("The other"))
            self._view.chain()
            self._view.scroll_up()

    def _settle(self, chosen: differences.Chosen) -> None:
        """Somebody chose: it stands in the fields now, and is saved."""
        if self._card is None:
            return
        for part in self._view.sections:
            part.settle(self._card, chosen)
        self._leave_differences()
        self._view.conflict.hide()
        self._save(None)

    def _leave_differences(self) -> None:
        self._view.differences.hide()
        self._view.look.setFocus()

    def leave(self) -> None:
        """Back to reading. What was typed waits, and can be brought back."""
        if self._card is None or self._writing or not self._view.is_editing:
            return
        if not self._view.differences.isHidden():
            self._leave_differences()
            return
        self.put_away()
        self._offer_left_over()

    def put_away(self) -> None:
        """Close the fields and keep what was typed in them."""
        if self._card is None or not self._view.is_editing:
            return
        kept = self._kept.put_away(self._card)
        self._close()
        if kept:
            self.left.emit(self._card.id)

    def take_up(self, draft: Kept) -> None:
        """Go on with what was typed over this card before the program ended."""
        if self._card is None or self._writing:
            return
        self._open_bar()
        self._go_on(self._kept.take_up(self._card, draft))

    def _keep_typed(self) -> None:
        if self._card is not None:
            self._kept.keep(self._card)

    def resume(self) -> None:
        """Bring back what was typed and not saved."""
        if self._card is None or self._writing or self._card.id not in self._kept:
            return
        self._open_bar()
        self._go_on(self._kept.resume(self._card))
        self.show(self._card)  # it may have moved on since

    def _go_on(self, opened: list[Section]) -> None:
        self._view.left_over.hide()
        self._view.arrange()
        for part in opened[:1]:
            part.focus_first()
            self._view.scroll_to(part)

    def discard(self, customer_id: int = 0) -> None:
        """Throw away what was typed and not saved: somebody asked for that, or erased them."""
        open_id = self._card.id if self._card is not None else 0
        self._kept.forget(customer_id or open_id)
        if customer_id in (0, open_id):
            self._close()
            self._view.left_over.hide()

    def _open_bar(self) -> None:
        if not self._view.is_editing:
            self._view.bar.choose_origin(self.proposed_origin)
            self._view.bar.complain("")

    def _save(self, fresh: Card | None) -> None:
        view = self._view
        if self._card is None or self._writing or not view.is_editing or view.go_to_wrong():
            return
        plan = view.changes(fresh)
        if not plan:
            self._close()
            return
        self._writing = self._card.id
        view.bar.complain("")
        view.set_busy(True)
        self._work.run(
            self,
            facets.save,
            self._card.id,
            plan,
            view.bar.origin(),
            then=lambda _nothing: self._settled(self._done_writing()),
            failed=self._on_refused,
        )

    def _settled(self, customer_id: int) -> None:
        if self._card is not None and self._card.id == customer_id:
            self._settling = True
            self._close()
        self._kept.forget(customer_id)
        self.saved.emit(customer_id)

    def _on_refused(self, error: Exception) -> None:
        if self._done_writing() != (self._card and self._card.id):
            self._work.failed.emit(self, error)  # what was typed waits at the card it belongs to
            return
        if isinstance(error, StaleRecord):
            at = error.changed_at if isinstance(error.changed_at, datetime) else None
            self._view.conflict.say(self._changed_by(error.changed_by, at))
            self._view.look.setEnabled(False)  # until the other's work is here to look at
            self._view.keep.setEnabled(False)
            self._again = True
            self.overtaken.emit()
        elif isinstance(error, Unanswered):
            self._view.bar.complain(uncertain.sentence())
            self._unsure = True
            self.overtaken.emit()
        elif isinstance(error, UserError):
            self._view.bar.complain(str(error))
        else:
            self._work.failed.emit(self, error)

    def _find_out(self, card: Card) -> bool:
        """The card came after a save whose answer was lost: whether it was saved."""
        self._unsure = False
        if not self._kept.is_typed():
            self._settled(card.id)
            return True
        said = _("Not everything is there. Look what is missing before you save again.")
        self._view.bar.complain(said)
        return False

    def _done_writing(self) -> int:
        done, self._writing = self._writing, 0
        self._view.set_busy(False)
        return done

    def _close(self) -> None:
        self._view.close_fields()
        self._again = self._unsure = False

    def _offer_left_over(self) -> None:
        self._view.left_over.hide()
        if self._card is not None and self._card.id in self._kept and not self._view.is_editing:
            self._view.left_over.say(_("What you typed here has not been saved."))

    def _who_changed(self, before: Card | None, card: Card) -> str:
        """Who changed the card. Of its lines the card does not say who; then nobody is named."""
        if before is None or before.version == card.version:
            return self._changed_by("", None)
        return self._changed_by(card.changed_by, card.changed_at)

    def _changed_by(self, who: str, at: datetime | None) -> str:
        """Who changed something, and when: "Mark changed this at 10:41"."""
        self._other = self._names.get(who) or who
        return words.changed(self._other, at)
