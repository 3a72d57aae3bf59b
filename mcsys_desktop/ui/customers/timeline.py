"""What happened with a customer: calls, notes and changes, newest first, with filters."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.timeline import CONTRIBUTORS, Entry
from mcsys_desktop.ui import layouts, tokens, widgets
from mcsys_desktop.ui.customers import words
from mcsys_desktop.ui.customers.notes import NoteForm
from mcsys_desktop.ui.customers.waiting import Waiting


class EntryLine(QWidget):
    """One happening; a note can be changed, kept in view and removed."""

    change_wanted = Signal(object)
    pin_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, entry: Entry, name: str, *, edits: bool) -> None:
        super().__init__()
        self.entry, self.name = entry, name
        self.buttons: list[widgets.Button] = []
        when = clock.day_and_time(entry.at, clock.today())
        length = clock.duration(entry.seconds) if entry.seconds is not None else ""
        about = words.joined(entry.detail, name, length)
        note = entry.kind == "note"
        title = widgets.label(entry.title, wrap=note, elide=not note, selectable=note)
        title.setSizePolicy(QSizePolicy.Policy.Ignored, title.sizePolicy().verticalPolicy())
        below = widgets.label(about, "small", elide=True)
        if not about:
            below.hide()  # never shown here: without a parent it would be a window of its own
        ink = tokens.TONES[entry.tone][0]
        icon = layouts.column(widgets.Icon(entry.icon, ink, 18), None, margins=(0, 2, 0, 0))
        at = layouts.column(widgets.label(when, "small", figures=True), None)
        line = layouts.row(icon, gap=12)
        line.addLayout(layouts.column(title, below, gap=0), 1)
        if note and edits:
            line.addLayout(layouts.column(layouts.row(*self._acts(entry), gap=0), None))
        line.addLayout(at)
        self.setLayout(line)
        self.setAccessibleName(words.joined(entry.title, about, when))

    def _acts(self, entry: Entry) -> list[widgets.Button]:
        pinned = entry.note is not None and entry.note.pinned
        first = entry.title.splitlines()[0][:40]
        for icon, said, signal in (
            ("file-pen-line", _("Change the note: {note}"), self.change_wanted),
            (
                "pin",
                _("No longer keep in view: {note}") if pinned else _("Keep in view: {note}"),
                self.pin_wanted,
            ),
            ("x", _("Remove the note: {note}"), self.remove_wanted),
        ):
            button = widgets.Button("", icon, "ghost", name=said.format(note=first))
            button.clicked.connect(partial(signal.emit, entry.note))
            self.buttons.append(button)
        return self.buttons


class TimelineSection(widgets.Card):
    """Shows entries; `kinds_chosen` and `more_wanted` ask for others, the rest for acts on notes.

    A line that is still the same stays where it is, with the focus in it.
    """

    kinds_chosen = Signal()
    more_wanted = Signal()
    note_wanted = Signal()
    change_wanted = Signal(object)
    pin_wanted = Signal(object)
    remove_wanted = Signal(object)
    rows_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[EntryLine] = []
        self._edits = True
        self._hidden = False
        self.form = NoteForm()
        self.add = widgets.Button(_("Write a note"), icon="plus")
        self.add.clicked.connect(self.note_wanted)
        self.waiting = Waiting()
        title = widgets.label(_("What happened"), "row")
        self._group = QButtonGroup(self)
        self.filters: dict[str, widgets.Button] = {}
        chips = layouts.row(gap=6)
        for kind, said in (("", _("All")), *((c.kind, _(c.title)) for c in CONTRIBUTORS)):
            button = widgets.Button(said, kind="filter")
            button.setAccessibleName(_("What happened: {kind}").format(kind=said))
            self.filters[kind] = button
            self._group.addButton(button)
            chips.addWidget(button)
        self.filters[""].setChecked(True)
        self._group.buttonClicked.connect(lambda _button: self.kinds_chosen.emit())
        chips.addWidget(self.waiting)
        chips.addStretch(1)
        self.nothing = widgets.label("", "meta", wrap=True)
        self._rows = layouts.column(gap=12)
        self.more = widgets.Button(_("Show more"), kind="link")
        self.more.clicked.connect(self.more_wanted)
        self.more.hide()
        self._body = QWidget()
        more = layouts.row(self.more, None)
        self._body.setLayout(layouts.column(chips, self.nothing, self._rows, more, gap=12))
        self._masked = widgets.label(_("Hidden at the counter"), "meta")
        self._masked.hide()
        head = layouts.row(title, None, self.add)
        self.setLayout(
            layouts.column(
                head, self.form, self._masked, self._body, gap=12, margins=(16, 12, 16, 16)
            )
        )
        self.setAccessibleName(_("What happened"))

    @property
    def kinds(self) -> list[str]:
        """What is asked for: one kind, or all that whoever works here may see."""
        chosen = next((kind for kind, button in self.filters.items() if button.isChecked()), "")
        may = [c.kind for c in CONTRIBUTORS if self._edits or not c.for_desk]
        return [kind for kind in may if chosen in ("", kind)]

    def set_rights(self, *, edits: bool) -> None:
        """Offer to write, and show what only those who work here may see; or neither."""
        self._edits = edits
        self.add.setVisible(edits)
        for contributor in CONTRIBUTORS:
            self.filters[contributor.kind].setVisible(edits or not contributor.for_desk)

    def show_entries(
        self, entries: Sequence[Entry], names: Mapping[str, str], *, more: bool
    ) -> None:
        """Show exactly these, and whether there are earlier ones."""
        known = {(line.entry, line.name): line for line in self.lines}
        made = []
        for at, entry in enumerate(entries):
            name = names.get(entry.login, entry.login)
            line = known.pop((entry, name), None)
            if line is None:
                line = self._line(entry, name)
            elif self._rows.indexOf(line) == at:
                made.append(line)
                continue
            self._rows.removeWidget(line)
            self._rows.insertWidget(at, line)
            made.append(line)
        for line in known.values():
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = made
        self.more.setVisible(more)
        self.nothing.setText("" if entries else _("Nothing has happened here yet."))
        self.nothing.setVisible(not entries)
        self.rows_changed.emit()

    def forget(self) -> None:
        """Another customer comes: nothing of the last one stays in sight meanwhile."""
        self.show_entries((), {}, more=False)
        self.nothing.hide()

    def set_hidden(self, hidden: bool) -> None:
        """Hide what was said and done before, or show it."""
        self._hidden = hidden
        self._body.setVisible(not hidden)
        self._masked.setVisible(hidden)

    def chain(self) -> list[QWidget]:
        """What Tab goes through, in the order in which it is seen."""
        lines = [button for line in self.lines for button in line.buttons]
        return [self.add, *self.form.chain(), *self.filters.values(), *lines, self.more]

    def _line(self, entry: Entry, name: str) -> EntryLine:
        line = EntryLine(entry, name, edits=self._edits)
        line.change_wanted.connect(self.change_wanted)
        line.pin_wanted.connect(self.pin_wanted)
        line.remove_wanted.connect(self.remove_wanted)
        return line
