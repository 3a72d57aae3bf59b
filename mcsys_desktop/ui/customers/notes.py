"""Notes on the card: those that stay in view, and the form that one is written in."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import cards, clock, text
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.notes import NoteKind, NoteLine
from mcsys_desktop.ui import layouts, shortcuts, widgets
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.customers import words
from mcsys_desktop.ui.customers.fields import LONGEST_NOTE


def kinds() -> dict[NoteKind, str]:
    """What a note can tell of."""
    return {
        NoteKind.NOTE: _("Note"),
        NoteKind.CONVERSATION: _("Conversation"),
        NoteKind.VISIT: _("Visit"),
        NoteKind.MAIL: _("Mail"),
    }


class _Pinned(widgets.Card):
    """One note that stays in view."""

    change_wanted = Signal(object)
    unpin_wanted = Signal(object)

    def __init__(self, note: NoteLine, name: str, *, edits: bool) -> None:
        super().__init__()
        self.note, self.name = note, name
        said = widgets.label(note.text, wrap=True, selectable=True)
        day = clock.day(note.happened_at, clock.today())
        about = widgets.label(words.joined(day, name), "small")
        self.change = widgets.Button(
            "", "file-pen-line", "ghost", name=_("Change the note that stays in view")
        )
        self.unpin = widgets.Button("", "x", "ghost", name=_("No longer keep this note in view"))
        self.change.clicked.connect(partial(self.change_wanted.emit, note))
        self.unpin.clicked.connect(partial(self.unpin_wanted.emit, note))
        icon = layouts.column(widgets.Icon("pin", "warn", 18), None, margins=(0, 2, 0, 0))
        line = layouts.row(icon, gap=12, margins=(16, 10, 8, 10))
        line.addLayout(layouts.column(said, about, gap=2), 1)
        if edits:
            line.addLayout(layouts.column(layouts.row(self.change, self.unpin, gap=0), None))
        else:
            self.change.hide()
            self.unpin.hide()
        self.setLayout(line)
        self.setAccessibleName(words.joined(_("Stays in view"), note.text))


class PinnedNotes(QWidget):
    """The notes that stay in view on top of the card; at a counter nobody reads along."""

    change_wanted = Signal(object)
    unpin_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[_Pinned] = []
        self._edits = True
        self._hidden = False
        self._rows = layouts.column(gap=8)
        self.setLayout(self._rows)
        self.hide()

    def show_notes(self, notes: Sequence[NoteLine], names: Mapping[str, str]) -> None:
        """Show these; one that is still the same stays, with the focus in it."""
        known = {(each.note, each.name): each for each in self.notes}
        self.notes = []
        for at, note in enumerate(notes):
            name = names.get(note.author, note.author)
            shown = known.pop((note, name), None)
            if shown is None:
                shown = _Pinned(note, name, edits=self._edits)
                shown.change_wanted.connect(self.change_wanted)
                shown.unpin_wanted.connect(self.unpin_wanted)
            if self._rows.indexOf(shown) != at:
                self._rows.removeWidget(shown)
                self._rows.insertWidget(at, shown)
            self.notes.append(shown)
        for gone in known.values():
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._turn()

    def set_rights(self, *, edits: bool) -> None:
        """Offer to change them, or only to read."""
        self._edits = edits

    def set_hidden(self, hidden: bool) -> None:
        """Hide what the person opposite should not read."""
        self._hidden = hidden
        self._turn()

    def chain(self) -> list[QWidget]:
        """What Tab goes through, in the order in which it is seen."""
        return [button for each in self.notes for button in (each.change, each.unpin)]

    def _turn(self) -> None:
        self.setVisible(bool(self.notes) and not self._hidden)


class NoteForm(QWidget):
    """A note as it is written. It shows and gives what stands in it; `writing` decides."""

    save_wanted = Signal()
    leave_wanted = Signal()
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines = widgets.NoteField("", name=_("Text of the note"), height=96)
        self.kind = widgets.ChoiceField(kinds().items(), name=_("Kind of note"))
        self.pinned = widgets.Switch(_("Keep in view"))
        self.error = widgets.label("", "small", ink="bad", wrap=True)
        self.error.hide()
        self.leave = widgets.Button(_("Do not save"), kind="ghost", key="Esc")
        self.save = widgets.Button(_("Save the note"), kind="primary", key="Ctrl ↵")
        self.leave.clicked.connect(self.leave_wanted)
        self.save.clicked.connect(self.save_wanted)
        line = layouts.row(self.kind, self.pinned, None, self.leave, self.save, gap=8)
        self.setLayout(layouts.column(self.lines, self.error, line, gap=8))
        self._putting = False
        self.lines.textChanged.connect(self._on_typed)
        self.kind.activated.connect(self._on_typed)
        self.pinned.toggled.connect(self._on_typed)
        shortcuts.bind(self, "done", self.save_wanted.emit, inside=True)
        self.hide()

    def put(self, said: str, kind: NoteKind, *, pinned: bool) -> None:
        """Show this, as nobody's typing."""
        self._putting = True
        self.lines.show_text(said)
        self.kind.choose(kind)
        self.pinned.setChecked(pinned)
        self._putting = False
        self.complain("")

    def text(self) -> str:
        """What is written, cleaned."""
        return text.clean(self.lines.text(), LONGEST_NOTE, lines=True)

    def chosen_kind(self) -> NoteKind:
        """What it tells of."""
        return NoteKind(str(self.kind.value()))

    def take_cards_out(self) -> bool:
        """Take a card's number out of the text, and say so; whether there was one."""
        without = cards.masked(self.lines.text())
        if without == self.lines.text():
            return False
        self.lines.show_text(without)
        self.typed.emit()
        self.complain(_(cards.TAKEN_OUT))
        return True

    def complain(self, sentence: str) -> None:
        """Say why it was not saved; nothing when there is nothing to say."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        announce(self, sentence)

    def set_busy(self, busy: bool) -> None:
        """While it is saved nothing can be typed: it would not be saved with it."""
        self.lines.setReadOnly(busy)
        for part in (self.kind, self.pinned, self.save, self.leave):
            part.setEnabled(not busy)

    def chain(self) -> list[QWidget]:
        """What Tab goes through, in the order in which it is seen."""
        return [self.lines, self.kind, self.pinned, self.leave, self.save]

    def _on_typed(self) -> None:
        if not self._putting:
            self.typed.emit()

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
            event.accept()
            return
        super().keyPressEvent(event)
