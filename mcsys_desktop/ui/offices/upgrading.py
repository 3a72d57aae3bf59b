"""Upgrade the office from a desk: who may, whom it waits for, and a way back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.offices import Answer, Waited
from mcsys_desktop.ui.offices.question import Question, secret, wrapped
from mcsys_desktop.ui.widgets import Button, Labelled, LineField, row


class UpgradeOffice(Question):
    """Asks for the login that may upgrade; ``given`` carries it and its password."""

    given = Signal(str, str)

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Upgrade the office"),
            _(
                "The office gets the tables of version {version}. The other desks are asked first:"
                " it begins when each of them agrees or is closed, and they are updated after it."
            ).format(version=version),
            parent,
        )
        self.login, self.password = LineField(), secret()
        self._login = Labelled(
            _("Login that may upgrade"),
            self.login,
            _("Not your own: mcsys-desktop server migrator makes one, on the server."),
        )
        self._password = Labelled(_("Its password"), self.password)
        self.waited = wrapped("")
        self.submit = Button(_("Ask the other desks"), kind="primary")
        self.back = Button(_("Cancel"), kind="link")
        for part in (self._login, self._password, self.waited, self.error):
            self.add(part)
        self.add(row(self.back, None, self.submit))
        self.waited.hide()
        self.submit.clicked.connect(self._give)
        self.password.returnPressed.connect(self._give)
        self.login.returnPressed.connect(self.password.setFocus)
        self.back.clicked.connect(self.reject)
        self.submit.setAutoDefault(False)  # Return in the login goes on to the password

    def show_waited(self, waited: Sequence[Waited]) -> None:
        """Show for whom it waits; for nobody: it is being done."""
        self._login.hide()
        self._password.hide()
        self.submit.hide()
        self.error.hide()
        self.back.setEnabled(bool(waited))
        later = _("{name} (not yet)")
        names = [
            later.format(name=one.name) if one.answer is Answer.LATER else one.name
            for one in waited
        ]
        self.waited.setText(
            _("Waiting for: {names}.").format(names=", ".join(names))
            if names
            else _("Everybody agrees. The office is being upgraded.")
        )
        self.waited.show()
        self.adjustSize()

    def refuse(self, sentence: str) -> None:
        """Say why it did not work; it can be asked again."""
        for part in (self._login, self._password, self.submit):
            part.show()
        self.waited.hide()
        super().refuse(sentence)

    @Slot()
    def _give(self) -> None:
        if not self.submit.isEnabled():
            return
        if not self.login.text().strip():
            self.refuse(_("Type the login that may upgrade."))
            self.login.setFocus()
            return
        self.set_busy(True)
        self.back.setEnabled(True)
        self.given.emit(self.login.text().strip(), self.password.text())
