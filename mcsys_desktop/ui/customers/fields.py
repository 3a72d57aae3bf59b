"""Fields of a customer form: each knows its name in the database and what it wants to hear."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QWheelEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from mcsys_desktop.core import cards, text
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import widgets
from mcsys_desktop.ui.style import style

Check = Callable[[str], str]  # what was typed → the sentence that says what to type, or ""
LONGEST = 1_000  # more than fits: the office says what is too long, nothing is cut off unsaid
LONGEST_NOTE = 100_000


def hold(part: QWidget, held: bool) -> None:
    """Let nobody type in a part of a form while it is saved: it would not be saved with it."""
    for field in part.findChildren(Field):
        field.hold(held)
    for button in part.findChildren(widgets.Button):
        button.setEnabled(not held)


def announce(widget: QWidget, sentence: str) -> None:
    """Let a screen reader say a sentence when it has said what it is saying."""
    if sentence:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


class Field(widgets.Labelled):
    """One labelled field. ``name`` is what the value is called in the database.

    It is checked when it is left, never while somebody types.
    """

    changed = Signal()

    def __init__(self, name: str, title: str, editor: QWidget) -> None:
        super().__init__(title, editor)
        self.name = name
        self.title = title
        self.sentence = ""  # what is wrong with it now
        self.setFocusProxy(editor)
        # Fields share a line by the shares they are given, whatever stands in them.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.addStretch(1)  # beside a field with a sentence below it

    def value(self) -> Any:
        """What stands in the field, as the database wants it."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Put something in the field without calling it a change."""
        raise NotImplementedError

    def worded(self, value: Any) -> str:
        """A value of this field as people read it."""
        return str(value)

    def check(self) -> bool:
        """Whether what was typed will do; says what to type where it will not."""
        return True

    def complain(self, sentence: str) -> None:
        """Show below the field what to type instead; nothing when all is well."""
        if sentence != self.sentence:
            self.sentence = sentence
            self.show_error(sentence)

    def say_refused(self, sentence: str) -> None:
        self.complain(sentence)

    def hold(self, held: bool) -> None:
        """Take no more typing; the cursor stays where it is."""
        if isinstance(self.field, QLineEdit | QPlainTextEdit):
            self.field.setReadOnly(held)
        else:
            self.field.setEnabled(not held)

    def remark(self, sentence: str) -> None:
        """Show below the field something worth knowing, such as what somebody else stored."""
        self._help = sentence
        self.show_error(self.sentence)


class TextField(Field):
    """One line of text."""

    def __init__(
        self, name: str, title: str, check: Check | None = None, *, required: str = ""
    ) -> None:
        self.line = widgets.LineField()
        super().__init__(name, title, self.line)
        self._check = check
        self._required = required
        self.line.limit = LONGEST
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self.check)

    def value(self) -> str:
        return text.clean(self.line.text(), LONGEST)

    def set_value(self, value: Any) -> None:
        self.line.setText(str(value))
        self.line.setCursorPosition(0)  # a long name is read from its beginning
        self.complain("")

    def check(self) -> bool:
        without = cards.masked(self.line.text())
        if without != self.line.text():
            self.line.setText(without)
            self.changed.emit()
            self.complain(_(cards.TAKEN_OUT))
        else:
            self.complain(self._wrong())
        return not self.sentence

    def _wrong(self) -> str:
        value = self.value()
        if not value:
            return self._required
        return self._check(value) if self._check is not None else ""

    def _typed(self) -> None:
        if self.sentence and not self._wrong():
            self.complain("")  # a complaint goes as soon as it is met; a new one waits
        self.changed.emit()


class NoteField(Field):
    """Several lines of text; Tab moves on."""

    def __init__(self, name: str, title: str) -> None:
        self.lines = widgets.NoteField("", name=title, height=96)
        super().__init__(name, title, self.lines)
        self._setting = False
        self.lines.textChanged.connect(self._typed)

    def value(self) -> str:
        return text.clean(self.lines.text(), LONGEST_NOTE, lines=True)

    def check(self) -> bool:
        without = cards.masked(self.lines.text())
        taken_out = without != self.lines.text()
        if taken_out:
            self.lines.show_text(without)
            self.changed.emit()
        self.complain(_(cards.TAKEN_OUT) if taken_out else "")
        return not taken_out

    def set_value(self, value: Any) -> None:
        self._setting = True
        self.lines.show_text(str(value))
        self._setting = False

    def _typed(self) -> None:
        if not self._setting:
            self.changed.emit()


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
