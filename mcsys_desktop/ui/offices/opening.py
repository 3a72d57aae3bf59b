"""Into an office that exists: which one, with what password, or with the recovery code."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.offices.question import Question, password_help, secret, shows
from mcsys_desktop.ui.widgets import Button, ChoiceField, Labelled, LineField, row


class WhichOffice(Question):
    """Asked when this desk has no office yet."""

    demo_wanted = Signal()
    new_wanted = Signal()
    address_given = Signal(str)
    invitation_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Where are your data?"),
            _(
                "On this computer, for one desk; or on a server in the office, for several. Nothing"
                " ever leaves your premises."
            ),
            parent,
        )
        self.new = Button(_("New office on this computer"), "monitor", "primary")
        self.invited = Button(_("I have an invitation to the office's server"), "server")
        self.demo = Button(_("Look around first, in the demo office"), "users")
        self.address = LineField(placeholder="postgresql://naam@server/kantoor")
        self.go = Button(_("Open"))
        self.add(self.new)
        self.add(self.invited)
        self.add(self.demo)
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
        self.invited.clicked.connect(self._choose)
        self.go.clicked.connect(self._open)
        self.address.returnPressed.connect(self._open)
        self.go.setAutoDefault(False)
        self.new.setDefault(True)

    def begin(self) -> None:
        """Nobody types an address who need not; who did goes on where they were."""
        wanted = self.address if self.address.text() else self.new
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _choose(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Open an invitation"), "", _("Invitation (*.mcsys)")
        )
        if chosen:
            self.invitation_chosen.emit(chosen)

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
        self,
        label: str,
        login: str,
        *,
        has_code: bool,
        people: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        several = len(people) > 1
        as_whom = _("You sign in as {login}.").format(login=login)
        super().__init__(
            _("Open {office}").format(office=label),
            _("Who are you, and what is your password?") if several else as_whom,
            parent,
        )
        self.people = ChoiceField([(name, name) for name in people], name=_("Login"))
        self.people.choose(login)
        if several:
            self.add(self.people)
        self.password = secret()
        self.submit = Button(_("Open"), kind="primary")
        self.code = Button(_("Use the recovery code"), kind="link")
        if not has_code:
            self.code.hide()
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

    @property
    def login(self) -> str:
        """Who it is, where the office knows several; nothing else."""
        return str(self.people.value()) if self.people.count() > 1 else ""

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


class FirstPassword(Question):
    """Asks who came in with a start code for a password that nobody else knows."""

    given = Signal(str)

    def __init__(self, label: str, login: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Welcome, {login}").format(login=login),
            _("Somebody else knows this code. Choose a password for {office} of your own.").format(
                office=label
            ),
            parent,
        )
        self.password = secret()
        self.submit = Button(_("Open"), kind="primary")
        self.back = Button(_("Back"), kind="link")
        self.add(Labelled(_("New password"), self.password, password_help()))
        self.add(shows(self.password))
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
        self.password = secret()
        self.submit = Button(_("Open"), kind="primary")
        self.back = Button(_("Back"), kind="link")
        self.add(Labelled(_("Recovery code"), self.code))
        self.add(Labelled(_("New password"), self.password, password_help()))
        self.add(shows(self.password))
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
