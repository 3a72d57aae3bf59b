"""Fields of a customer form: each knows its name in the database and what it wants to hear."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from mcsys_desktop.core import cards, text
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import widgets

Check = Callable[[str], str]  # what was typed → the sentence that says what to type, or ""
Tidy = Callable[[str], str]  # what was typed → the same as it is usually written
LONGEST = 1_000  # more than fits: the office says what is too long, nothing is cut off unsaid
LONGEST_NOTE = 100_000


def hold(part: QWidget, held: bool) -> None:
    """Let nobody type in a part of a form while it is saved: it would not be saved with it."""
    for field in part.findChildren(Field):
        field.hold(held)
    for button in part.findChildren(widgets.Button):
        button.setEnabled(not held)


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
        self.doubt = ""  # what may be wrong with it; it is taken all the same
        self.fixed = False  # shown beside the others, and never typed over here
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

    def show_error(self, sentence: str) -> None:
        super().show_error(sentence)
        if self.doubt and not (sentence or self._help):
            self.note.set_ink("warn")
            self.note.setText(self.doubt)
            self.note.show()
            self.field.setAccessibleDescription(self.doubt)

    def parts(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.field]

    def hold(self, held: bool) -> None:
        """Take no more typing; the cursor stays where it is."""
        if isinstance(self.field, QLineEdit | QPlainTextEdit):
            self.field.setReadOnly(held or self.fixed)
        else:
            self.field.setEnabled(not held)

    def remark(self, sentence: str) -> None:
        """Show below the field something worth knowing, such as what somebody else stored."""
        self._help = sentence
        self.show_error(self.sentence)


class TextField(Field):
    """One line of text. ``hint`` says what may be wrong with it; ``tidy`` writes it as usual."""

    def __init__(
        self,
        name: str,
        title: str,
        check: Check | None = None,
        *,
        required: str = "",
        hint: Check | None = None,
        tidy: Tidy | None = None,
    ) -> None:
        self.line = widgets.LineField()
        super().__init__(name, title, self.line)
        self._check = check
        self._required = required
        self._hint = hint
        self._tidy = tidy
        self.line.limit = LONGEST
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self.check)

    def value(self) -> str:
        return text.clean(self.line.text(), LONGEST)

    def set_value(self, value: Any) -> None:
        self.line.setText(str(value))
        self.line.setCursorPosition(0)  # a long name is read from its beginning
        self.doubt = ""
        self.complain("")
        self.show_error(self.sentence)

    def check(self) -> bool:
        without = cards.masked(self.line.text())
        if without != self.line.text():
            self.line.setText(without)
            self.changed.emit()
            self.complain(_(cards.TAKEN_OUT))
        else:
            self._write_as_usual()
            self.complain(self._wrong())
            self.weigh()
        return not self.sentence

    def weigh(self) -> None:
        """Say what may be wrong with it, or take that away."""
        value = self.value()
        doubt = self._hint(value) if value and self._hint is not None else ""
        if doubt != self.doubt:
            self.doubt = doubt
            self.show_error(self.sentence)

    def _write_as_usual(self) -> None:
        value = self.value()
        usual = self._tidy(value) if value and self._tidy is not None else value
        if usual != value:
            self.line.setText(usual)
            self.changed.emit()

    def _wrong(self) -> str:
        value = self.value()
        if not value:
            return self._required
        return self._check(value) if self._check is not None else ""

    def _typed(self) -> None:
        if self.sentence and not self._wrong():
            self.complain("")  # a complaint goes as soon as it is met; a new one waits
        if self.doubt and self._hint is not None and not self._hint(self.value()):
            self.weigh()
        self.changed.emit()


class DaysField(TextField):
    """A number of days; empty for the office's own."""

    def __init__(self, name: str, title: str, usual: str, check: Check) -> None:
        super().__init__(name, title, check)
        self._usual = usual
        self.line.setPlaceholderText(usual)

    def value(self) -> Any:
        typed = super().value()
        if not typed:
            return None
        return int(typed) if typed.isdecimal() else typed

    def set_value(self, value: Any) -> None:
        super().set_value("" if value is None else value)

    def worded(self, value: Any) -> str:
        return self._usual if value is None else str(value)

    def _wrong(self) -> str:
        typed = super().value()
        return self._check(typed) if typed and self._check is not None else ""


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
