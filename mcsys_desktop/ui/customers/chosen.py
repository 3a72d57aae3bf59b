"""Fields of a customer form that are chosen instead of typed."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import text
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.customers.fields import Field
from mcsys_desktop.ui.style import style


class _QuietChoice(widgets.ChoiceField):
    """A choice that takes the room it is given, with its words shortened where that is little.

    The wheel does not change it: the page scrolls away under the pointer.
    """

    # Qt's own names from here.

    def minimumSizeHint(self) -> QSize:
        return QSize(style().px(88), super().minimumSizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(Field):
    """One of several; ``choices`` maps each value to its words."""

    def __init__(self, name: str, title: str, choices: Mapping[Any, str]) -> None:
        self.box = _QuietChoice((value, text.clean(words)) for value, words in choices.items())
        super().__init__(name, title, self.box)
        # Kept here, because Qt turns an enumeration that is also text into mere text.
        self._values = list(choices)
        self.chosen = False  # by somebody, since the field is there
        self.box.activated.connect(self._chosen)

    def value(self) -> Any:
        index = self.box.currentIndex()
        return self._values[index] if index >= 0 else None

    def set_value(self, value: Any) -> None:
        if value not in self._values:  # stored by a newer program, or a person who was removed
            self._values.append(value)
            self.box.addItem(str(value), value)
        self.box.setCurrentIndex(self._values.index(value))

    def worded(self, value: Any) -> str:
        return self.box.itemText(self._values.index(value)) if value in self._values else str(value)

    def _chosen(self) -> None:
        self.chosen = True
        self.changed.emit()


class SalutationField(Field):
    """How somebody is addressed: one of the usual words, or a word of their own."""

    OWN = "own word"  # of a choice, never stored

    def __init__(self, name: str, title: str, choices: Mapping[str, str]) -> None:
        self._usual = dict(choices)
        offered = {**self._usual, self.OWN: _("Another word")}
        self.box = _QuietChoice(offered.items(), name=title)
        self.line = widgets.LineField(
            name=_("Word before the surname"), placeholder=_("Dr, family")
        )
        self.line.hide()
        both = QWidget()
        both.setLayout(layouts.column(self.box, self.line, gap=4))
        both.setFocusProxy(self.box)
        super().__init__(name, title, both)
        self.box.activated.connect(self._on_chosen)
        self.line.textEdited.connect(lambda _text: self.changed.emit())

    def parts(self) -> list[QWidget]:
        return [self.box, self.line]

    def value(self) -> str:
        chosen = self.box.value()
        if chosen != self.OWN:
            return str(chosen or "")
        return text.clean(self.line.text())  # the office says what is too long

    def set_value(self, value: Any) -> None:
        usual = str(value) in self._usual
        self.box.choose(str(value) if usual else self.OWN)
        self.line.setText("" if usual else str(value))
        self.line.setVisible(not usual)

    def worded(self, value: Any) -> str:
        return self._usual.get(str(value), str(value))

    def _on_chosen(self) -> None:
        own = self.box.value() == self.OWN
        self.line.setVisible(own)
        if own:
            self.line.setFocus()
        self.changed.emit()
