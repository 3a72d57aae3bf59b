"""Into an office by an invitation: the code that was told by voice, and a password of one's own."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.offices.question import Question, password_help, secret, shows
from mcsys_desktop.ui.offices.strength import Strength
from mcsys_desktop.ui.widgets import Button, Labelled, LineField, row

EXAMPLE = "7QX2-M4KD-9F0R-TW3A"


class Joining(Question):
    """Asks who was invited for the start code and a new password; ``given`` carries both."""

    given = Signal(str, str)

    def __init__(self, server: str, login: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Join an office"),
            _(
                "It is on {server}, and you are {login} there. Type the start code that you were"
                " told, and choose a password that nobody else knows."
            ).format(server=server, login=login),
            parent,
        )
        self.code = LineField(placeholder=EXAMPLE)
        self.password = secret()
        self.submit = Button(_("Join"), kind="primary")
        self.back = Button(_("Back"), kind="link")
        self.add(Labelled(_("Start code"), self.code))
        self.add(Labelled(_("New password"), self.password, password_help()))
        self.add(shows(self.password))
        self.add(Strength(self.password))
        self.add(self.error)
        self.add(row(self.back, None, self.submit))
        self.submit.clicked.connect(self._give)
        self.password.returnPressed.connect(self._give)
        self.code.returnPressed.connect(self.password.setFocus)
        self.back.clicked.connect(self.reject)
        self.submit.setAutoDefault(False)  # Return in the code goes on to the password

    @Slot()
    def _give(self) -> None:
        if not self.submit.isEnabled():
            return
        for field, sentence in (
            (self.code, _("Type the start code.")),
            (self.password, _("Choose a password.")),
        ):
            if not field.text().strip():
                self.refuse(sentence)
                field.setFocus()
                return
        self.set_busy(True)
        self.given.emit(self.code.text(), self.password.text())
