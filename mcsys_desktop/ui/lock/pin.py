"""Choosing a PIN: the line on the settings page, and the question behind it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import pins
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.lock.unlocking import pin_field
from mcsys_desktop.ui.offices.question import Question, secret
from mcsys_desktop.ui.widgets import Button, Label, Labelled, column, row


class PinSetting(QWidget):
    """Says whether there is a PIN, and offers to choose or to remove it."""

    choose_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, has_pin: bool) -> None:
        super().__init__()
        self.choose = Button()
        self.remove = Button(_("Remove the PIN"), kind="link")
        help_text = Label(
            _("Unlocks this desk's screen in place of the password, and opens nothing else."),
            "small",
            ink="text3",
        )
        help_text.setWordWrap(True)
        words = column(Label(_("PIN")), help_text, gap=2)
        layout = row(words, self.remove, self.choose, gap=12)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.choose.clicked.connect(self.choose_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self.show_pin(has_pin)

    def show_pin(self, has_pin: bool) -> None:
        """There is one now, or there is none."""
        self.choose.set_text(_("Change the PIN") if has_pin else _("Choose a PIN"))
        self.remove.setVisible(has_pin)


class PinQuestion(Question):
    """Asks for a new PIN, after the password where there is one. ``given`` (password, PIN)."""

    given = Signal(str, str)

    def __init__(self, *, asks_password: bool, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Choose a PIN"),
            _("Four to eight digits that unlock this desk for you. Each desk has its own PIN."),
            parent,
        )
        self.password = secret()
        self.pin, self.again = pin_field(), pin_field()
        self.submit = Button(_("Keep this PIN"), kind="primary")
        self.back = Button(_("Cancel"), kind="link")
        typed = Labelled(_("Your password"), self.password)
        typed.setVisible(asks_password)
        for part in (typed, Labelled(_("PIN"), self.pin), Labelled(_("PIN again"), self.again)):
            self.add(part)
        self.add(self.error)
        self.add(row(self.back, None, self.submit))
        self.submit.clicked.connect(self._give)
        self.again.returnPressed.connect(self._give)
        self.back.clicked.connect(self.reject)
        self.submit.setDefault(True)

    @Slot()
    def _give(self) -> None:
        if not self.submit.isEnabled():
            return
        try:
            pins.check_new_pin(self.pin.text())
        except UserError as error:
            self.refuse(str(error))
            self.pin.setFocus()
            return
        if self.pin.text() != self.again.text():
            self.refuse(_("The two PINs differ. Type the same one twice."))
            self.again.setFocus()
            return
        self.set_busy(True)
        self.given.emit(self.password.text(), self.pin.text())
