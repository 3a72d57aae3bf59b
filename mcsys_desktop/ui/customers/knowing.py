"""What the office knows already, offered while somebody types: a street, a person."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.customers import words
from mcsys_desktop.ui.customers.fields import Field, TextField
from mcsys_desktop.ui.customers.groups import FieldGroup, FieldRow
from mcsys_desktop.ui.work import Task, Work

ANSWERS = 6
_SHORTEST = 4  # characters of a postcode that say anything


class KnownPlace(widgets.Button):
    """Offers street and city of a postcode that the office knows. It fills empty fields only."""

    def __init__(self, work: Work, fields: Mapping[str, Field]) -> None:
        super().__init__("", icon="map-pin", kind="link")
        self._work = work
        self._fields = {name: f for name, f in fields.items() if isinstance(f, TextField)}
        self._asked: Task | None = None
        self._known: dict[str, str] = {}
        for name in ("postcode", "house_number"):
            self._fields[name].line.editingFinished.connect(self._ask)
        for name in ("street", "city"):
            self._fields[name].changed.connect(self._offer)
        self.clicked.connect(self._fill)
        self.hide()

    def forget(self) -> None:
        """Another customer is typed: what was known of the last place is no longer asked."""
        if self._asked is not None:
            self._asked.cancel()
        self._known = {}
        self._offer()

    def _ask(self) -> None:
        postcode = str(self._fields["postcode"].value())
        if len(postcode) < _SHORTEST or not self._empty():
            self.forget()
            return
        if self._asked is not None:
            self._asked.cancel()
        house = str(self._fields["house_number"].value())
        self._asked = self._work.run(
            self, customers.known_place, postcode, house, then=self._on_known
        )

    def _on_known(self, place: customers.Place | None) -> None:
        self._known = {} if place is None else {"street": place.street, "city": place.city}
        self._offer()

    def _empty(self) -> list[str]:
        return [name for name in ("street", "city") if not self._fields[name].value()]

    def _offer(self) -> None:
        offered = [self._known[name] for name in self._empty() if self._known.get(name)]
        if offered:
            self.set_text(_("Fill in: {place}").format(place=", ".join(offered)))
        focused = self.hasFocus()
        self.setVisible(bool(offered))
        if focused and not offered:
            self._fields["city"].setFocus()

    def _fill(self) -> None:
        for name in self._empty():
            if known := self._known.get(name):
                self._fields[name].set_value(known)
                self._fields[name].changed.emit()
        self._offer()


class KnownPeople(QWidget):
    """Finds somebody whom the office has already. ``picked`` carries a KnownPerson."""

    picked = Signal(object)
    left = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.customer_id = 0
        self._work = work
        self._asked: Task | None = None
        self._found: list[customers.KnownPerson] = []
        self.field = widgets.SearchField(_("Name of the person, or of their customer"))
        self.field.searched.connect(self._search)
        self.field.returnPressed.connect(self._on_enter)
        self.field.left.connect(self.left)
        self.field.stepped.connect(lambda by: self._step(self.field, by))
        self.message = widgets.label("", "small", wrap=True)
        self.message.hide()
        self.rows = [widgets.FactRow() for _place in range(ANSWERS)]
        column = layouts.column(self.field, self.message, gap=4)
        for place, answer in enumerate(self.rows):
            answer.hide()
            answer.clicked.connect(lambda _checked=False, at=place: self._pick(at))
            answer.installEventFilter(self)
            column.addWidget(answer)
        self.setLayout(column)
        self.hide()

    def begin(self, customer_id: int) -> None:
        """Open, for the people of another customer than this one."""
        self.customer_id = customer_id
        self.field.empty()
        self._show([], "")
        self.show()
        self.field.setFocus()

    def _search(self, asked: str) -> None:
        if self._asked is not None:
            self._asked.cancel()
        if not asked.strip():
            self._show([], "")
            return
        self._asked = self._work.run(
            self, customers.people_known, asked, self.customer_id, ANSWERS, then=self._on_found
        )

    def _on_found(self, found: list[customers.KnownPerson]) -> None:
        self._show(found, "" if found else _("Nobody found."))

    def _show(self, found: list[customers.KnownPerson], message: str) -> None:
        self._found = found[:ANSWERS]
        for place, answer in enumerate(self.rows):
            if place < len(self._found):
                one = self._found[place]
                answer.show_fact(one.name, words.joined(*one.at), avatar=(one.name, False))
            answer.setVisible(place < len(self._found))
        self.message.setText(message)
        self.message.setVisible(bool(message))

    def _on_enter(self) -> None:
        if len(self._found) == 1:  # with more than one, Enter would guess
            self._pick(0)
        elif self._found:
            self.rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _pick(self, place: int) -> None:
        if place < len(self._found):
            one = self._found[place]
            self.hide()
            self.picked.emit(one)

    def _step(self, at: QWidget, by: int) -> None:
        there: list[QWidget] = [self.field, *self.rows[: len(self._found)]]
        place = there.index(at) + by
        if 0 <= place < len(there):
            there[place].setFocus(Qt.FocusReason.TabFocusReason)

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # it chooses somebody, and does not save the card
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
        ):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(watched, 1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)


class Knowing(QObject):
    """Puts both beside the fields of a card."""

    def __init__(self, people: FieldGroup, places: FieldGroup, work: Work, owner: QObject) -> None:
        super().__init__(owner)
        self._people, self._work = people, work
        self.customer_id = 0
        self.finder = KnownPeople(work)
        self.button = widgets.Button(_("Add somebody we know"), icon="users", kind="ghost")
        people.offer(self.button, self.finder, [self.finder.field, *self.finder.rows])
        self.button.clicked.connect(lambda: self.finder.begin(self.customer_id))
        self.finder.picked.connect(self._on_picked)
        self.finder.left.connect(self._on_left)
        places.row_made.connect(self._on_place)

    def _on_picked(self, one: customers.KnownPerson) -> None:
        self._people.add_row(
            {
                "person_id": one.person_id,
                "first_name": one.first_name,
                "prefix": one.prefix,
                "surname": one.surname,
                "salutation": one.salutation,
                "unlisted": one.unlisted,
            }
        )

    def _on_left(self) -> None:
        self.finder.hide()
        self.button.setFocus()

    def _on_place(self, row: FieldRow) -> None:
        row.add_below(KnownPlace(self._work, row.fields))
