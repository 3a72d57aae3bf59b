"""Finding the customer that a caller turns out to be: a search field with its best answers."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui.callers import words
from mcsys_desktop.ui.callers.stack import Stack
from mcsys_desktop.ui.widgets import FactRow, Label, SearchField
from mcsys_desktop.ui.work import Task, Work

ANSWERS = 6  # more than fit below a caller's card are found by typing on


class CustomerFinder(Stack):
    """Searches while one types; arrow keys and Enter choose. ``picked`` carries a CustomerRow."""

    picked = Signal(object)
    resized = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._asked: Task | None = None
        self._found: list[customers.CustomerRow] = []
        self.field = SearchField(_("Look up a number or name"))
        self.field.searched.connect(self._search)
        self.field.returnPressed.connect(self._pick_first)
        self.field.installEventFilter(self)
        self.add(self.field)
        self.rows: list[FactRow] = []
        for place in range(ANSWERS):
            answer = FactRow()
            answer.hide()
            answer.clicked.connect(lambda _checked=False, at=place: self._pick(at))
            answer.installEventFilter(self)
            self.rows.append(answer)
            self.add(answer, 4)
        self.message = Label("", "small")
        self.message.hide()
        self.add(self.message, 8)

    def ask_for(self, placeholder: str) -> None:
        """Say what to type here."""
        if placeholder != self.field.placeholderText():
            self.field.setPlaceholderText(placeholder)
            self.field.setAccessibleName(placeholder)

    def empty(self) -> None:
        """Forget what was typed and found."""
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        if self.field.text():
            self.field.clear()
        if self._found or not self.message.isHidden():
            self._show([], "")

    def _search(self, text: str) -> None:
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        if not text.strip():
            self._show([], "")
            return
        self._asked = self._work.run(self, customers.search, text, ANSWERS, then=self._on_found)

    def _on_found(self, found: list[customers.CustomerRow]) -> None:
        self._show(found, "" if found else _("No customer found."))

    def _show(self, found: list[customers.CustomerRow], message: str) -> None:
        self._found = found[:ANSWERS]
        for place, answer in enumerate(self.rows):
            if place < len(self._found):
                row = self._found[place]
                business = row.kind == customers.CustomerKind.BUSINESS
                answer.show_fact(
                    row.name, words.joined(row.city, row.phone), avatar=(row.name, business)
                )
            answer.setVisible(place < len(self._found))
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.arrange()
        self.resized.emit()

    def _pick(self, place: int) -> None:
        if place < len(self._found):
            row = self._found[place]
            self.empty()
            self.picked.emit(row)

    def _pick_first(self) -> None:
        if len(self._found) == 1:  # with more than one, Enter would guess
            self._pick(0)
        elif self._found:
            self.rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _step(self, watched: QObject, by: int) -> None:
        places: list[QObject] = [self.field, *self.rows[: len(self._found)]]
        at = places.index(watched) + by
        if 0 <= at < len(places):
            target = self.field if at == 0 else self.rows[at - 1]
            target.setFocus(Qt.FocusReason.TabFocusReason)

    # Qt's own names from here.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(watched, 1 if key == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)
