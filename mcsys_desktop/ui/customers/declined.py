"""Prospects who said no, and erasing: asked once, because there is no way back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import erasing
from mcsys_desktop.services.erasing import Declined
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.offices.question import Question
from mcsys_desktop.ui.scrolling import ScrollPage


class EraseQuestion(Question):
    """Whether to erase a customer; the number must be typed. ``given`` when it is meant."""

    given = Signal()

    def __init__(self, number: int, name: str, parent: QWidget | None) -> None:
        super().__init__(
            _("Erase {name} for good").format(name=name),
            _(
                "Everything that the office knows of this customer is erased: people, numbers,"
                " addresses, notes, calls and what the history says of them. Only the number is"
                " left. Nothing brings it back; backups forget it as they are replaced."
            ),
            parent,
        )
        self._wanted = str(number)
        self.number = widgets.LineField()
        asked = _("Type the customer number {number} to go on").format(number=number)
        self.add(widgets.Labelled(asked, self.number))
        self.submit = widgets.Button(_("Erase for good"), kind="primary")
        self.back = widgets.Button(_("Cancel"), kind="link")
        self.submit.clicked.connect(self.give)
        self.back.clicked.connect(self.reject)
        self.number.returnPressed.connect(self.give)
        self.add(self.error)
        self.add(layouts.row(self.back, None, self.submit))

    def give(self) -> None:
        """Do it, once, when the number is right."""
        if self.number.text().strip() != self._wanted:
            self.refuse(_("This is not the number of the customer."))
            self.number.setFocus()
        elif self.submit.isEnabled():
            self.set_busy(True)
            self.given.emit()


class _DeclinedRow(QWidget):
    """One prospect: who, since when, and what can be done."""

    def __init__(self, one: Declined) -> None:
        super().__init__()
        self.one = one
        when = clock.day(one.declined_at, clock.today())
        about = _("Said no: {day} · Customer {number}").format(day=when, number=one.number)
        self.open = widgets.Button(_("Open card"), kind="ghost")
        self.open.setAccessibleName(_("Open the card of {name}").format(name=one.name))
        self.erase = widgets.Button(_("Erase"))
        self.erase.setAccessibleName(_("Erase {name}").format(name=one.name))
        line = layouts.row(gap=8)
        name = widgets.label(one.name, "row", elide=True)
        line.addLayout(layouts.column(name, widgets.label(about, "small"), gap=0), 1)
        line.addWidget(self.open)
        line.addWidget(self.erase)
        self.setLayout(line)


class DeclinedList(widgets.Pane):
    """Who said no longer ago than the office's term. `term_wanted` carries days as text."""

    left = Signal()
    open_wanted = Signal(int)
    erase_wanted = Signal(int, str)  # number and name; the id is in `chosen`
    term_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("bg")
        self.rows: list[_DeclinedRow] = []
        self.chosen = 0
        self.days = widgets.LineField(name=_("Days that a prospect who said no is kept"))
        self.days.setMaximumWidth(80)
        self.error = widgets.label("", "small", ink="bad", wrap=True)
        self.error.hide()
        self.days.editingFinished.connect(lambda: self.term_wanted.emit(self.days.text()))
        self.back = widgets.Button(_("Back"), key="Esc")
        self.back.clicked.connect(self.left)
        self.nothing = widgets.label(
            _("Nobody has to be erased. Who says no is offered here when the term has ended."),
            "meta",
            wrap=True,
        )
        self._lines = layouts.column(gap=12)
        term = layouts.row(
            widgets.label(_("Keep for"), "meta"),
            self.days,
            widgets.label(_("days after they said no"), "meta"),
            None,
        )
        card = widgets.Card(
            layouts.column(
                term, self.error, self.nothing, self._lines, gap=12, margins=(16, 16, 16, 16)
            )
        )
        head = layouts.row(widgets.label(_("Prospects who said no"), "title"), None, self.back)
        about = _("The office may not keep what it knows of somebody who wants nothing from it.")
        self.setLayout(
            layouts.column(
                ScrollPage(
                    layouts.column(
                        head,
                        widgets.label(about, "meta", wrap=True),
                        card,
                        None,
                        gap=12,
                        margins=(24, 20, 24, 16),
                    )
                ),
                gap=0,
            )
        )
        self.setAccessibleName(_("Prospects who said no"))

    def show_due(self, term: int, due: Sequence[Declined]) -> None:
        """Show the term and who is due; a line that is the same stays."""
        if not self.days.hasFocus():
            self.days.setText(str(term))
        known = {row.one: row for row in self.rows}
        self.rows = []
        for at, one in enumerate(due):
            row = known.pop(one, None) or self._row(one)
            if self._lines.indexOf(row) != at:
                self._lines.insertWidget(at, row)
            self.rows.append(row)
        for row in known.values():
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.nothing.setVisible(not due)

    def complain(self, sentence: str) -> None:
        """Say why the term was not changed; nothing when there is nothing to say."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _row(self, one: Declined) -> _DeclinedRow:
        row = _DeclinedRow(one)
        row.open.clicked.connect(lambda: self.open_wanted.emit(one.id))
        row.erase.clicked.connect(lambda: self._on_erase(one))
        return row

    def _on_erase(self, one: Declined) -> None:
        self.chosen = one.id
        self.erase_wanted.emit(one.number, one.name)

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
            return
        super().keyPressEvent(event)


def fetch() -> tuple[int, list[Declined]]:
    """The term of the office, and who is due; on a worker."""
    return erasing.term(), erasing.due()
