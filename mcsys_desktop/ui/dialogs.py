"""The few questions that stop everything: which office, which password, and the code to print."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QLayout, QLineEdit, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import Button, Label, Labelled, LineField, Switch, column, row

WIDTH = 440


class Question(QDialog):
    """A dialog with a title, some sentences and what the question needs below them."""

    def __init__(self, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._said = _wrapped(sentence)
        self._column = column(Label(title, "title"), self._said, margins=(24, 20, 24, 20), gap=12)
        self.error = _wrapped("", ink="bad")
        self.error.hide()
        self.setLayout(self._column)
        self.setFixedWidth(style().px(WIDTH))

    def add(self, part: QWidget | QLayout) -> None:
        """Put ``part`` below what is there."""
        if isinstance(part, QWidget):
            self._column.addWidget(part)
        else:
            self._column.addLayout(part)

    def refuse(self, sentence: str) -> None:
        """Say why it did not work; what was typed stays."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.set_busy(False)
        self.adjustSize()

    def set_busy(self, busy: bool) -> None:
        """While an answer is awaited, nothing can be pressed twice."""
        for button in self.findChildren(Button):
            button.setEnabled(not busy)


class WhichOffice(Question):
    """Asked when this desk has no office yet."""

    demo_wanted = Signal()
    new_wanted = Signal()
    address_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("No office yet"),
            _("Look around in an invented office, or begin with one of your own."),
            parent,
        )
        self.demo = Button(_("Demo office"), "users", "primary")
        self.new = Button(_("New office on this computer"), "plus")
        self.address = LineField(placeholder="postgresql://naam@server/kantoor")
        self.go = Button(_("Open"), "server")
        self.add(self.demo)
        self.add(self.new)
        self.add(
            Labelled(
                _("Address of an office that is there already"),
                self.address,
                _("Whoever looks after the server gives you this."),
            )
        )
        self.add(self.error)
        self.add(row(None, self.go))
        self.demo.clicked.connect(self.demo_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.go.clicked.connect(self._open)
        self.address.returnPressed.connect(self._open)
        self.demo.setDefault(True)

    @Slot()
    def _open(self) -> None:
        address = self.address.text().strip()
        if address:
            self.address_given.emit(address)
        else:
            self.address.setFocus()


class PasswordQuestion(Question):
    """Asks for the password of an office; ``given`` carries it, never kept here."""

    given = Signal(str)
    code_wanted = Signal()
    other_wanted = Signal()

    def __init__(
        self, label: str, login: str, *, has_code: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Open {office}").format(office=label),
            _("You sign in as {login}.").format(login=login),
            parent,
        )
        self.password = _secret()
        self.submit = Button(_("Open"), kind="primary")
        self.code = Button(_("Use the recovery code"), kind="link")
        self.code.setVisible(has_code)
        self.other = Button(_("Another office"), kind="link")
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._ready)
        self.add(Labelled(_("Password"), self.password))
        self.add(self.error)
        self.add(row(self.code, self.other, None, self.submit))
        self.submit.clicked.connect(self._give)
        self.password.returnPressed.connect(self._give)
        self.code.clicked.connect(self.code_wanted)
        self.other.clicked.connect(self.other_wanted)
        self.submit.setDefault(True)

    def refuse(self, sentence: str) -> None:
        """Say why it did not work, with the password selected to be typed anew."""
        super().refuse(sentence)
        self.password.setFocus()
        self.password.selectAll()

    def wait(self, sentence: str, seconds: float) -> None:
        """Too many wrong ones: nothing can be tried for ``seconds``."""
        self.refuse(sentence)
        self.submit.setEnabled(False)
        self._again.start(int(seconds * 1000) + 100)

    @Slot()
    def _ready(self) -> None:
        self.refuse("")

    @Slot()
    def _give(self) -> None:
        if self._again.isActive() or not self.submit.isEnabled():
            return
        self.set_busy(True)
        self.given.emit(self.password.text())


class CodeQuestion(Question):
    """Asks for the printed recovery code and a new password."""

    given = Signal(str, str)

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Open {office} with the recovery code").format(office=label),
            _("The code stands on the recovery sheet. Then choose a new password."),
            parent,
        )
        self.code = LineField(placeholder="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        self.password = _secret()
        self.submit = Button(_("Open"), kind="primary")
        self.back = Button(_("Back"), kind="link")
        self.add(Labelled(_("Recovery code"), self.code))
        self.add(Labelled(_("New password"), self.password, _password_help()))
        self.add(_shows(self.password))
        self.add(self.error)
        self.add(row(self.back, None, self.submit))
        self.submit.clicked.connect(self._give)
        self.password.returnPressed.connect(self._give)
        self.back.clicked.connect(self.reject)
        self.submit.setDefault(True)

    @Slot()
    def _give(self) -> None:
        if self.submit.isEnabled():
            self.set_busy(True)
            self.given.emit(self.code.text(), self.password.text())


class NewOffice(Question):
    """Asks for what a new office on this computer needs: a name and a password."""

    given = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("New office on this computer"),
            _("Everything in it is encrypted. Only your password or the recovery code opens it."),
            parent,
        )
        self.name = LineField()
        self.password = _secret()
        self.submit = Button(_("Make the office"), kind="primary")
        self.back = Button(_("Back"), kind="link")
        self.add(Labelled(_("Your name"), self.name))
        self.add(Labelled(_("Password"), self.password, _password_help()))
        self.add(_shows(self.password))
        self.add(self.error)
        self.add(row(self.back, None, self.submit))
        self.submit.clicked.connect(self._give)
        self.password.returnPressed.connect(self._give)
        self.back.clicked.connect(self.reject)
        self.submit.setDefault(True)

    @Slot()
    def _give(self) -> None:
        if not self.submit.isEnabled():
            return
        if not self.name.text().strip():
            self.refuse(_("Type your name."))
            self.name.setFocus()
            return
        self.set_busy(True)
        self.given.emit(self.name.text(), self.password.text())


class RecoveryCode(Question):
    """Shows the new recovery code once; it can be closed when it was saved or copied down."""

    kept_safe = Signal()

    def __init__(self, code: str, sheet: bytes, file_name: str, parent: QWidget | None = None):
        super().__init__(
            _("Keep the recovery code"),
            _(
                "Is your password lost, then only this code opens the office."
                " Save the sheet, print it, and put it in an envelope."
            ),
            parent,
        )
        self._sheet, self._file_name = sheet, file_name
        self.code = LineField(code, name=_("Recovery code"))
        self.code.setReadOnly(True)
        self.code.setFont(style().figures("row"))
        self.save = Button(_("Save the recovery sheet"), "printer", "primary")
        self.kept = Switch(name=_("I have the code on paper"))
        self.submit = Button(_("Begin"))
        self.submit.setEnabled(False)
        self.add(self.code)
        self.add(row(self.save, None))
        self.add(row(self.kept, Label(_("I have the code on paper")), None))
        self.add(self.error)
        self.add(row(None, self.submit))
        self.save.clicked.connect(self._ask_where)
        self.kept.toggled.connect(self.submit.setEnabled)
        self.submit.clicked.connect(self._finish)
        self.save.setDefault(True)

    def save_to(self, file: Path) -> bool:
        """Write the sheet; False, with a sentence on the screen, where that is not possible."""
        try:
            file.write_bytes(self._sheet)
        except OSError:
            self.refuse(_("The sheet could not be written there. Choose another place."))
            self.submit.setEnabled(self.kept.isChecked())
            return False
        self.error.hide()
        return True

    @Slot()
    def _ask_where(self) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = QStandardPaths.writableLocation(place)
        chosen, _filter = QFileDialog.getSaveFileName(
            self,
            _("Save the recovery sheet"),
            str(Path(folder) / self._file_name),
            _("PDF (*.pdf)"),
        )
        if chosen:
            self.save_to(Path(chosen))

    @Slot()
    def _finish(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if self.code.text() in clipboard.text():
            clipboard.clear()  # somebody copied it; it must not be pasted elsewhere by accident
        self.accept()
        self.kept_safe.emit()

    # Qt's own names from here.

    def reject(self) -> None:
        """Esc does not lose the only copy of the code."""
        if self.kept.isChecked():
            self._finish()


def _secret() -> LineField:
    field = LineField()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


def _shows(field: QLineEdit) -> QLayout:
    shown = Switch(name=_("Show the password"))

    def show(on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        field.setEchoMode(mode)

    shown.toggled.connect(show)
    return row(shown, Label(_("Show the password")), None)


def _password_help() -> str:
    from mcsys_desktop.services import offices  # by now the office's code is loaded anyway

    return _("At least {least} characters; four words will do.").format(
        least=offices.LEAST_PASSWORD
    )


def _wrapped(text: str, ink: str = "") -> Label:
    made = Label(text, ink=ink)
    made.setWordWrap(True)
    return made
