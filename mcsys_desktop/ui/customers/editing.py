"""Typing over a customer: begin, keep, leave, and what happens when two people do it at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui.customers import facets
from mcsys_desktop.ui.customers.card import CardView
from mcsys_desktop.ui.customers.fields import announce
from mcsys_desktop.ui.customers.section import Draft, Section
from mcsys_desktop.ui.customers.unfinished import Part
from mcsys_desktop.ui.work import Work


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What stood in the fields of one part when somebody left it without saving."""

    section: Section
    base: customers.CustomerCard
    draft: Draft


class Editing(QObject):
    """Runs the editing of the card that is on the screen.

    What was typed is never thrown away unasked: whoever leaves, or opens another customer, finds
    it again on the card it belongs to for as long as the program runs.
    """

    saved = Signal(int)
    left = Signal(int)  # with something typed that is not saved
    overtaken = Signal()  # somebody else saved first: the card must be fetched again
    changed_elsewhere = Signal(str)  # who did it and when, while nobody types here

    def __init__(self, view: CardView, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self.proposed_origin = customers.Origin.TYPED
        self._view = view
        self._work = work
        self._card: customers.CustomerCard | None = None
        self._writing = False  # a save is under way
        self._settling = False  # it is done, and the card as it is now has not come yet
        self._again = False  # refused, perhaps only for a version that moved on
        self._names: Mapping[str, str] = {}  # login → the person behind it
        self._left_over: dict[int, tuple[LeftOver, ...]] = {}
        view.edit_wanted.connect(self.begin)
        view.bar.save_wanted.connect(self.save)
        view.bar.leave_wanted.connect(self.leave)
        view.look.clicked.connect(self.look)
        view.keep.clicked.connect(self.keep)
        view.resume.clicked.connect(self.resume)
        view.discard.clicked.connect(self.discard)

    @property
    def card(self) -> customers.CustomerCard | None:
        """The newest state of the card on the screen."""
        return self._card

    def unsaved(self) -> int:
        """On how many cards something was typed that is not saved."""
        typed = any(any(part.changes().values()) for part in self._view.sections)
        return len(self._left_over) + int(typed)

    def show(self, card: customers.CustomerCard, names: Mapping[str, str] | None = None) -> None:
        """The newest state of a card has come, of the same customer or of another."""
        self._names = self._names if names is None else names
        before = self._card
        if before is not None and before.id != card.id:
            self.put_away()
            before = None
        self._card = card
        self._view.show_card(card)
        if self._writing:
            return  # our own change may be in it already; the answer to the save decides
        ours, self._settling = self._settling, False
        self._view.look.setEnabled(True)
        self._view.keep.setEnabled(True)
        # A list, not a generator: each part takes over versions that moved on without a word.
        behind = [part.is_behind(card) for part in self._view.sections]
        again, self._again = self._again, False
        moved = before is None or _content(before) != _content(card)
        if any(behind):
            if moved or not self._view.conflict.sentence:
                self._view.conflict.say(self._who_changed(before, card))
        elif again and self._view.is_editing:
            self.save()
        else:
            self._view.conflict.hide()
        if before is not None and moved and not ours and not self._view.is_editing:
            self.changed_elsewhere.emit(self._who_changed(before, card))
        self._offer_left_over()

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
        self._save(None)

    def keep(self) -> None:
        """Write what was typed over, on what somebody else stored meanwhile."""
        self._save(self._card)

    def look(self) -> None:
        """Show what somebody else stored; what was typed here stays in its fields."""
        if self._card is None:
            return
        for part in self._view.sections:
            part.rebase(self._card)
        self._view.conflict.hide()

    def leave(self) -> None:
        """Back to reading. What was typed waits, and can be brought back."""
        if self._card is None or self._writing or not self._view.is_editing:
            return
        self.put_away()
        self._offer_left_over()

    def put_away(self) -> None:
        """Close the fields and keep what was typed in them."""
        if self._card is None or not self._view.is_editing:
            return
        kept = tuple(
            LeftOver(part, part.base, part.draft())
            for part in self._view.sections
            if part.base is not None and any(part.changes().values())
        )
        self._close()
        if kept:
            self._left_over[self._card.id] = kept
            self.left.emit(self._card.id)

    def resume(self) -> None:
        """Bring back what was typed and not saved."""
        if self._card is None or self._writing:
            return
        kept = self._left_over.pop(self._card.id, ())
        if not kept:
            return
        self._open_bar()
        for left in kept:
            left.section.begin(left.base, left.draft)
        self._view.left_over.hide()
        self._view.arrange()
        kept[0].section.focus_first()
        self.show(self._card)  # it may have moved on since

    def hand_out(self) -> dict[int, tuple[Part, ...]]:
        """What was typed over cards and not saved; nothing of it is left here."""
        self.put_away()
        held, self._left_over = self._left_over, {}
        at = self._view.sections.index
        return {
            card_id: tuple(Part(at(left.section), left.base, left.draft) for left in parts)
            for card_id, parts in held.items()
        }

    def take_back(self, held: Mapping[int, tuple[Part, ...]]) -> None:
        """Offer on each card what was handed out before."""
        for card_id, parts in held.items():
            self._left_over[card_id] = tuple(
                LeftOver(self._view.sections[part.section], part.base, part.draft) for part in parts
            )

    def discard(self) -> None:
        """Throw away what was typed and not saved, because somebody asked for that."""
        if self._card is not None:
            self._left_over.pop(self._card.id, None)
        self._view.left_over.hide()

    def _open_bar(self) -> None:
        if not self._view.is_editing:
            self._view.bar.choose_origin(self.proposed_origin)
            self._view.bar.complain("")

    def _save(self, fresh: customers.CustomerCard | None) -> None:
        view = self._view
        if self._card is None or self._writing or not view.is_editing:
            return
        wrong = [field for part in view.sections if (field := part.wrong()) is not None]
        if wrong:
            wrong[0].setFocus()
            view.scroll_to(wrong[0])
            announce(wrong[0], wrong[0].sentence)
            return
        plan = {
            facet: found
            for part in view.sections
            for facet, found in part.changes(fresh).items()
            if found
        }
        if not plan:
            self._close()
            return
        self._writing = True
        view.bar.complain("")
        view.bar.set_busy(True)
        self._work.run(
            self,
            facets.save,
            self._card.id,
            plan,
            view.bar.origin(),
            then=self._on_saved,
            failed=self._on_refused,
        )

    def _on_saved(self, _nothing: object) -> None:
        self._done_writing()
        self._settling = True
        self._close()
        if self._card is not None:
            self._left_over.pop(self._card.id, None)
            self.saved.emit(self._card.id)

    def _on_refused(self, error: Exception) -> None:
        self._done_writing()
        if isinstance(error, StaleRecord):
            at = error.changed_at if isinstance(error.changed_at, datetime) else None
            self._view.conflict.say(self._changed_by(error.changed_by, at))
            self._view.look.setEnabled(False)  # until the other's work is here to look at
            self._view.keep.setEnabled(False)
            self._again = True
            self.overtaken.emit()
        elif isinstance(error, UserError):
            self._view.bar.complain(str(error))
        else:
            self._work.failed.emit(self, error)

    def _done_writing(self) -> None:
        self._writing = False
        self._view.bar.set_busy(False)

    def _close(self) -> None:
        focused = QApplication.focusWidget()
        was_here = focused is not None and self._view.isAncestorOf(focused)
        for part in self._view.sections:
            part.end()
        self._again = False
        self._view.conflict.hide()
        self._view.arrange()
        self._view.scroll_up()  # the fields stood lower than what is read now
        if was_here:  # fields that go away must not throw the focus out of the card
            self._view.header.edit.setFocus()

    def _offer_left_over(self) -> None:
        waiting = self._card is not None and self._card.id in self._left_over
        if waiting and not self._view.is_editing:
            self._view.left_over.say(_("What you typed here has not been saved."))
        else:
            self._view.left_over.hide()

    def _who_changed(
        self, before: customers.CustomerCard | None, card: customers.CustomerCard
    ) -> str:
        """Who changed the card. Of its lines the card does not say who; then nobody is named."""
        if before is None or before.version == card.version:
            return self._changed_by("", None)
        return self._changed_by(card.changed_by, card.changed_at)

    def _changed_by(self, who: str, at: datetime | None) -> str:
        """Who changed something, and when: "Mark changed this at 10:41"."""
        name = self._names.get(who) or who or _("Somebody")
        if at is None:
            return _("{name} changed this meanwhile").format(name=name)
        return _("{name} changed this at {time}").format(name=name, time=clock.time_of_day(at))


def _content(card: customers.CustomerCard) -> object:
    """What a person sees of the card itself; calls come and go by themselves."""
    return [facet.stored(card) for facet in facets.ALL]
