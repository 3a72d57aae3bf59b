"""A password on the settings page: it can be given and replaced, and is never shown again."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.fields import Labelled, LineField
from mcsys_desktop.ui.layouts import column, row


class SecretSetting(QWidget):
    """Says whether there is a password, and takes another one. ``given`` (the password)."""

    given = Signal(str)

    def __init__(self, label: str, help_text: str, kept: str = "") -> None:
        super().__init__()
        self._kept = kept or _("Kept on this computer")
        self.field = LineField()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = Button(_("Keep this password"))
        self.labelled = Labelled(label, self.field, help_text)
        self.setLayout(column(self.labelled, row(self.keep, None), gap=6))
        self.keep.clicked.connect(self._give)
        self.field.returnPressed.connect(self._give)
        self.field.textChanged.connect(self._on_typed)
        self._on_typed("")

    def show_kept(self, kept: bool) -> None:
        """There is one now, or there is none."""
        self.field.setPlaceholderText(self._kept if kept else "")

    def show_error(self, sentence: str) -> None:
        """Say why it could not be kept; what was typed stays."""
        self.labelled.show_error(sentence)

    def taken(self) -> None:
        """It was kept: nobody needs to see it again."""
        self.field.clear()
        self.labelled.show_error("")

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.keep.setEnabled(bool(text))

    @Slot()
    def _give(self) -> None:
        if self.field.text():
            self.given.emit(self.field.text())
