"""What the questions about an office have in common: a dialog, sentences, and secrets to type."""

from PySide6.QtCore import QMetaMethod, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLayout, QLineEdit, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.pressing import presses
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import Button, Label, LineField, Switch, column, label, row

WIDTH = 440
WIDE = 640  # as a part of the first start


class Question(QDialog):
    """A dialog with a title, some sentences and what the question needs below them."""

    def __init__(self, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._said = wrapped(sentence)
        self._column = column(Label(title, "title"), self._said, margins=(24, 20, 24, 20), gap=12)
        self.error = wrapped("", ink="bad")
        self.error.hide()
        self.setLayout(self._column)
        self.setFixedWidth(style().px(WIDTH))
        self._goes_on: Button | None = None  # as a part of another: what Enter presses

    def add(self, part: QWidget | QLayout) -> None:
        """Put ``part`` below what is there."""
        if isinstance(part, QWidget):
            self._column.addWidget(part)
        else:
            self._column.addLayout(part)

    def become_part(self, room: int) -> None:
        """Stand inside another window, ``room`` pixels wide, instead of being one."""
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.setFixedWidth(min(style().px(WIDE), room))
        found = (each for each in self.findChildren(Button) if each.isDefault())
        self._goes_on = next(found, None)

    def begin(self) -> None:
        """Put the focus where typing begins: in the first empty field, or on what goes on."""
        fields = [each for each in self.findChildren(LineField) if each.isVisibleTo(self)]
        empty = [each for each in fields if not each.text()]
        buttons = [each for each in self.findChildren(Button) if each.isDefault()]
        for wanted in (*empty[:1], *buttons[:1], *fields[:1]):
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def typed(self) -> list[str]:
        """What stands in the fields, for when the same question is asked again."""
        return [each.text() for each in self.findChildren(LineField)]

    def take_up(self, typed: list[str]) -> None:
        """Go on with what was typed when this was asked before."""
        for field, text in zip(self.findChildren(LineField), typed, strict=False):
            if text and not field.text():
                field.setText(text)

    def refuse(self, sentence: str) -> None:
        """Say why it did not work; what was typed stays."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.set_busy(False)
        self.fit()

    def let_enter_press(self, button: Button) -> None:
        """From now on Enter presses this button, also where this is a part of another."""
        button.setDefault(True)
        if self._goes_on is not None:
            self._goes_on = button

    def fit(self) -> None:
        """Take the height of what is shown; as a part of another that is the other's affair."""
        if self.isWindow():
            width = self.minimumWidth()  # it is fixed; Qt would ask for the one it wants
            self.resize(width, self._column.totalHeightForWidth(width))

    def set_busy(self, busy: bool) -> None:
        """While an answer is awaited, nothing can be pressed twice."""
        for button in self.findChildren(Button):
            button.setEnabled(not busy)

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, as in a window of its own: Qt forgets the button that does, as soon as
        another button of the window around this one loses the focus.
        """
        if self._goes_on is None or not presses(event):
            super().keyPressEvent(event)
        elif not _means_enter(self.focusWidget()) and self._goes_on.isVisible():
            self._goes_on.click()


def _means_enter(field: QWidget | None) -> bool:
    """Whether a field does something of its own when somebody presses Enter in it."""
    if not isinstance(field, QLineEdit):
        return False
    return field.isSignalConnected(QMetaMethod.fromSignal(field.returnPressed))


def secret() -> LineField:
    """A field whose letters nobody sees."""
    field = LineField()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


def shows(field: QLineEdit) -> QLayout:
    """A switch that shows what is typed in ``field``."""
    shown = Switch(name=_("Show the password"))

    def show(on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        field.setEchoMode(mode)

    shown.toggled.connect(show)
    return row(shown, Label(_("Show the password")), None)


def password_help() -> str:
    """What a new password must be like."""
    from mcsys_desktop.services import offices  # by now the office's code is loaded anyway

    return _("At least {least} characters; four words will do.").format(
        least=offices.LEAST_PASSWORD
    )


def wrapped(text: str, ink: str = "") -> Label:
    """A sentence that may take several lines."""
    return label(text, ink=ink, wrap=True)
