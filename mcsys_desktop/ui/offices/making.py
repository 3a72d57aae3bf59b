"""A new office on this computer: its name and password, and the code to print."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.clipboard import secret_clipboard
from mcsys_desktop.ui.offices.question import Question, password_help, secret, shows
from mcsys_desktop.ui.offices.strength import Strength
from mcsys_desktop.ui.widgets import Button, Card, Label, Labelled, LineField, Switch, row


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
        self.password = secret()
        self.submit = Button(_("Make the office"), kind="primary")
        self.back = Button(_("Back"), kind="link")
        self.add(Labelled(_("Your name"), self.name))
        self.add(Labelled(_("Password"), self.password, password_help()))
        self.strength = Strength(self.password)
        self.add(shows(self.password))
        self.add(self.strength)
        self.add(self.error)
        self.add(row(self.back, None, self.submit))
        self.submit.clicked.connect(self._give)
        self.password.returnPressed.connect(self._give)
        self.name.returnPressed.connect(self.password.setFocus)
        self.back.clicked.connect(self.reject)
        self.submit.setAutoDefault(False)  # Return in the name goes on to the password

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

    def __init__(
        self,
        code: str,
        sheet: bytes,
        file_name: str,
        parent: QWidget | None = None,
        *,
        done: str = "",
    ) -> None:
        super().__init__(
            _("Keep the recovery code"),
            _(
                "Is your password lost, then only this code opens the office."
                " Save the sheet, print it, and put it in an envelope."
            ),
            parent,
        )
        self._sheet, self._file_name = sheet, file_name
        # No field: whatever is selected in one goes to the clipboard by ways of its own.
        self.code = Label(code, "row", figures=True)
        self.code.setAccessibleDescription(_("Recovery code"))
        self.copy = Button(_("Copy"), kind="link")
        self.save = Button(_("Save the recovery sheet"), "printer", "primary")
        self.kept = Switch(_("I have the code on paper"))
        self.submit = Button(done or _("Begin"))
        self.submit.setEnabled(False)
        self.add(Card(row(self.code, None, self.copy, margins=(12, 8, 12, 8)), sunken=True))
        self.add(row(self.save, None))
        self.add(row(self.kept, None))
        self.add(self.error)
        self.add(row(None, self.submit))
        self.copy.clicked.connect(lambda: secret_clipboard().put(self.code.text()))
        self.save.clicked.connect(self._ask_where)
        self.kept.toggled.connect(self._on_kept)
        self.submit.clicked.connect(self._finish)
        self._on_kept(False)

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

    @Slot(bool)
    def _on_kept(self, kept: bool) -> None:
        """Enter saves the sheet; once the code is on paper, it goes on."""
        self.submit.setEnabled(kept)
        onwards, other = (self.submit, self.save) if kept else (self.save, self.submit)
        onwards.kind, other.kind = "primary", "default"
        self.let_enter_press(onwards)
        for button in (onwards, other):
            button.update()

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
        secret_clipboard().forget()  # it must not be pasted elsewhere by accident
        self.accept()
        self.kept_safe.emit()

    # Qt's own names from here.

    def reject(self) -> None:
        """Esc does not lose the only copy of the code."""
        if self.kept.isChecked():
            self._finish()
