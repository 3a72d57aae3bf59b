"""What the person who works at a locked desk sees: their name, and how to go on."""

from PySide6.QtCore import QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from mcsys_desktop.core import pins
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.lock.asking import Asking
from mcsys_desktop.ui.offices.question import secret, wrapped
from mcsys_desktop.ui.widgets import Avatar, Button, Icon, Label, Labelled, column, row

AVATAR = 56


class Unlocking(Asking):
    """Asks for the PIN, the password, or nothing but a press on a button."""

    pin_given = Signal(str)
    password_given = Signal(str)
    opened = Signal()
    other_wanted = Signal()

    def __init__(self, name: str, place: str, *, others: bool) -> None:
        super().__init__()
        self._asks = "password"
        self.password = secret()
        self.pin = pin_field()
        self.said = wrapped("")
        self.by_pin = Labelled(_("PIN"), self.pin)
        self.by_password = Labelled(_("Password"), self.password)
        self.submit = Button(_("Unlock"), kind="primary")
        self.instead = Button(_("Use the password"), kind="link")
        self.other = Button(_("Somebody else"), "users", "link")
        self.other.setVisible(others)
        self.setLayout(
            column(
                row(None, Avatar(name, size=AVATAR), None),
                _centred(Label(name, "title")),
                row(None, Icon("lock", size=14), _centred(Label(place, "meta")), None, gap=6),
                8,
                self.said,
                self.by_pin,
                self.by_password,
                self.error,
                2,
                row(self.other, self.instead, None, self.submit, gap=16),
                gap=10,
            )
        )
        self.submit.clicked.connect(self._give)
        self.pin.returnPressed.connect(self._give)
        self.password.returnPressed.connect(self._give)
        self.instead.clicked.connect(lambda: self.ask_password())
        self.other.clicked.connect(self.other_wanted)
        self.ask_password()

    def ask_pin(self, *, has_password: bool) -> None:
        """Ask for the PIN; ``has_password`` is whether the password would do as well."""
        self._turn("pin", "")
        self.instead.setVisible(has_password)

    def ask_password(self, sentence: str = "") -> None:
        """Ask for the password, and say why where that is not plain."""
        self._turn("password", "")
        self.refuse(sentence)

    def ask_nothing(self) -> None:
        """There is nothing to ask for."""
        self._turn(
            "",
            _(
                "This office has no password, so anybody can unlock the desk."
                " You can choose a PIN in the settings."
            ),
        )

    def focus_first(self) -> None:
        """Put the cursor where the typing starts."""
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self) -> QWidget:
        return {"pin": self.pin, "password": self.password}.get(self._asks, self.submit)

    def _turn(self, asks: str, said: str) -> None:
        self._asks = asks
        self.by_pin.setVisible(asks == "pin")
        self.by_password.setVisible(asks == "password")
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.instead.hide()
        self.refuse("")
        self.focus_first()

    @Slot()
    def _give(self) -> None:
        if self.is_waiting:
            return
        match self._asks:
            case "pin" if self.pin.text():
                self.set_busy(True)
                self.pin_given.emit(self.pin.text())
            case "password" if self.password.text():
                self.set_busy(True)
                self.password_given.emit(self.password.text())
            case "":
                self.opened.emit()

    def refuse(self, sentence: str) -> None:
        """Say why it did not work; what was typed is typed anew."""
        super().refuse(sentence)
        self.pin.clear()
        self.password.clear()
        self.focus_first()


def pin_field() -> QLineEdit:
    """A field for a PIN: digits, which nobody sees."""
    field = secret()
    field.limit = pins.MOST_DIGITS
    field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), field))
    field.setInputMethodHints(
        Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
    )
    return field


def _centred(label: Label) -> Label:
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
