"""Fields that people type in or choose from, and the label, help and error that go with them."""

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mcsys_desktop.ui.pasting import PlainLine, PlainLines
from mcsys_desktop.ui.search_field import mark_wrong
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.texts import ElidedLabel, WrappedLabel

_NOTE_PAUSE = 600  # ms without a key before a note counts as settled


class LineField(PlainLine):
    """One line of text. ``name`` is what a screen reader says where no label is its buddy."""

    def __init__(self, text: str = "", *, name: str = "", placeholder: str = "") -> None:
        super().__init__(text)
        self.setPlaceholderText(placeholder)
        if name:
            self.setAccessibleName(name)

    def set_wrong(self, wrong: bool) -> None:
        """Draw the border in the colour of errors, or not."""
        mark_wrong(self, wrong)


class NoteField(PlainLines):
    """Some lines of text. `settled` comes when typing pauses, so that nothing typed is lost."""

    settled = Signal(str)

    def __init__(self, placeholder: str, *, name: str = "", height: int = 72) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setTabChangesFocus(True)
        self._pixels = height
        self._silent = False
        self._pause = QTimer(self, singleShot=True, interval=_NOTE_PAUSE)
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(self._on_change)
        self.restyle()

    def text(self) -> str:
        """What is written."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show ``text`` as it was saved; nobody is told of it."""
        self._silent = True
        self.setPlainText(text)
        self._silent = False
        self._pause.stop()

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that `settled` has not told yet."""
        return self._pause.isActive()

    def settle(self) -> None:
        """Tell what was typed at once, before the field goes away."""
        if self.unsaved:
            self._pause.stop()
            self._tell()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the border in the colour of errors, or not."""
        mark_wrong(self, wrong)

    def restyle(self) -> None:
        """Take the present text size."""
        self.setFixedHeight(style().px(self._pixels))

    def _on_change(self) -> None:
        if not self._silent:
            self._pause.start()

    def _tell(self) -> None:
        self.settled.emit(self.text())

    # Qt's own names from here.

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()  # room for a scroll bar that few notes have
        return QSize(least.width(), min(least.height(), style().px(self._pixels)))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle()
        super().focusOutEvent(event)


class Labelled(QWidget):
    """A field under its label, with help or an error below it; the label is the field's buddy."""

    def __init__(self, text: str, field: QWidget, help_text: str = "") -> None:
        super().__init__()
        self.field = field
        self.label = ElidedLabel(text, "small")
        self.label.setBuddy(field)
        self._help = help_text
        self.note = WrappedLabel(help_text, "small", ink="text3")
        if not help_text:  # shown before it has a parent, it would be a window for a moment
            self.note.hide()
        if not field.accessibleName():
            field.setAccessibleName(text)
        if help_text:
            field.setAccessibleDescription(help_text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.label, field, self.note):
            layout.addWidget(part)
        if isinstance(field, PlainLine | PlainLines):
            field.tells_itself = False
            field.refused.connect(self.say_refused)

    def say_refused(self, sentence: str) -> None:
        """Say below the field why something was not pasted into it."""
        self.show_error(sentence)

    def show_error(self, sentence: str) -> None:
        """Say below the field what to type; an empty sentence takes the error away."""
        mark_wrong(self.field, bool(sentence))
        self.note.set_ink("bad" if sentence else "text3")
        self.note.setText(sentence or self._help)
        self.note.setVisible(bool(sentence or self._help))
        self.field.setAccessibleDescription(sentence or self._help)

    def show_doubt(self, sentence: str) -> None:
        """Say below the field what looks wrong and is kept all the same; empty says no more."""
        self.show_error("")
        if sentence:
            self.note.set_ink("warn")
            self.note.setText(sentence)
            self.note.show()
            self.field.setAccessibleDescription(sentence)

    # Qt's own names from here.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # wrapped help is taller where the field is narrower
