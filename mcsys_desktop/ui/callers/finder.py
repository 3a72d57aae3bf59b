"""Finding the customer that a caller turns out to be: a search field with its best answers."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.services.customers import Relation
from mcsys_desktop.ui.callers import words
from mcsys_desktop.ui.callers.stack import Stack
from mcsys_desktop.ui.widgets import ChoiceField, FactRow, Label, SearchField
from mcsys_desktop.ui.work import Task, Work

ANSWERS = 6  # more than fit below a caller's card are found by typing on


def relations() -> tuple[tuple[Relation, str], ...]:
    """Whose number it may be at a customer."""
    return (
        (Relation.OWN, _("Number of the customer")),
        (Relation.PARENT, _("Number of a parent")),
        (Relation.PARTNER, _("Number of the partner")),
        (Relation.CHILD, _("Number of a child")),
        (Relation.RECEPTION, _("Number of the reception")),
        (Relation.ACCOUNTANT, _("Number of the accountant")),
        (Relation.NEIGHBOUR, _("Number of a neighbour")),
        (Relation.OTHER, _("Number of somebody else")),
    )


class CustomerFinder(Stack):
    """Searches while one types; arrow keys and Enter choose. ``picked`` carries a CustomerRow."""

    picked = Signal(object)  # with `relation` as it was chosen
    resized = Signal()

    def __init__(self, work: Work, *, ground: str = "surface") -> None:
        super().__init__(ground=ground)
        self._work = work
        self._asked: Task | None = None
        self._asks_whose = False
        self._found: list[customers.CustomerRow] = []
        self.field = SearchField(_("Look up a number or name"))
        self.field.searched.connect(self._search)
        self.field.returnPressed.connect(self._pick_first)
        self.field.installEventFilter(self)
        self.add(self.field)
        self.whose = ChoiceField(relations(), name=_("Whose number it is"))
        self.whose.hide()
        self.add(self.whose, 8)
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

    def ask_whose(self, wanted: bool) -> None:
        """Ask as well whose number it is at the customer."""
        self._asks_whose = wanted
        if not wanted:
            self.whose.hide()

    @property
    def relation(self) -> Relation:
        """Whose number it is at the customer who is picked."""
        return Relation(str(self.whose.value()))

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
        self.whose.choose(Relation.OWN)
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
        self.whose.setVisible(self._asks_whose and bool(found))  # when there is who to choose
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
            row, relation = self._found[place], self.whose.value()
            self.empty()
            self.whose.choose(relation)  # for whoever hears of it
            self.picked.emit(row)
            self.whose.choose(Relation.OWN)

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
