"""The questions of the colleagues page: who comes, who goes, and what they may do."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.colleagues import Group
from mcsys_desktop.services.colleagues.changing import Welcome
from mcsys_desktop.services.colleagues.listing import ColleagueRow
from mcsys_desktop.ui.colleagues import words
from mcsys_desktop.ui.offices.question import Question, password_help, secret, shows, wrapped
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import (
    Button,
    ChoiceField,
    Label,
    Labelled,
    LineField,
    Switch,
    column,
    row,
)


class GroupChoice(QWidget):
    """A group, with what it may do below it."""

    def __init__(self, chosen: Group = Group.DESK) -> None:
        super().__init__()
        self.field = ChoiceField(words.groups().items(), name=_("What they may do"))
        self.field.choose(chosen)
        self._said = wrapped("")
        self.setLayout(column(Label(_("What they may do"), "small"), self.field, self._said, gap=4))
        self.field.currentIndexChanged.connect(self._explain)
        self._explain()

    def group(self) -> Group:
        """The chosen one."""
        return Group(str(self.field.value()))

    @Slot()
    def _explain(self) -> None:
        self._said.setText(words.explained(self.group()))


class Asking(Question):
    """A question with one button that does it; ``given`` when it is pressed.

    ``proof`` asks for the own password as well, which a file needs to let people in and out.
    """

    given = Signal()

    def __init__(
        self, title: str, sentence: str, does: str, parent: QWidget | None, *, proof: bool
    ) -> None:
        super().__init__(title, sentence, parent)
        self.own = secret() if proof else None
        self.submit = Button(does, kind="primary")
        self.back = Button(_("Cancel"), kind="link")
        self.submit.clicked.connect(self.give)
        self.back.clicked.connect(self.reject)
        self.submit.setDefault(True)

    def end(self) -> None:
        """Put the last parts below what was added."""
        if self.own is not None:
            self.add(Labelled(_("Your own password"), self.own))
            self.own.returnPressed.connect(self.give)
        self.add(self.error)
        self.add(row(self.back, None, self.submit))

    def proof(self) -> str:
        """The own password that was typed."""
        return self.own.text() if self.own is not None else ""

    def is_complete(self) -> bool:
        """Whether it can be done; it says what is missing."""
        if self.own is not None and not self.own.text():
            self.refuse(_("Type your own password, so that it is certain that it is you."))
            self.own.setFocus()
            return False
        return True

    @Slot()
    def give(self) -> None:
        """Do it, once."""
        if self.submit.isEnabled() and self.is_complete():
            self.set_busy(True)
            self.given.emit()


class NewColleague(Asking):
    """Who comes to work here."""

    def __init__(
        self, propose: Callable[[str], str], parent: QWidget | None, *, proof: bool
    ) -> None:
        super().__init__(
            _("New colleague"),
            _("They get a start code from you, and choose a password that nobody else knows."),
            _("Let in"),
            parent,
            proof=proof,
        )
        self._propose = propose
        self._typed_login = False
        self.name, self.login, self.extension = LineField(), LineField(), LineField()
        self.group = GroupChoice()
        self.add(Labelled(_("Name"), self.name))
        self.add(
            Labelled(_("Login"), self.login, _("Small letters and digits; it cannot be changed."))
        )
        self.add(Labelled(_("Extension"), self.extension))
        self.add(self.group)
        self.end()
        self.name.textEdited.connect(self._on_name)
        self.login.textEdited.connect(self._on_login)

    def is_complete(self) -> bool:
        """Whether there is a name and a login; it says what is missing."""
        for field, sentence in (
            (self.name, _("Type the name of the new colleague.")),
            (self.login, _("Type a login.")),
        ):
            if not field.text().strip():
                self.refuse(sentence)
                field.setFocus()
                return False
        return super().is_complete()

    def _on_name(self, typed: str) -> None:
        if not self._typed_login:
            self.login.setText(self._propose(typed))

    def _on_login(self, typed: str) -> None:
        self._typed_login = bool(typed)


class ChangedColleague(Asking):
    """Another name, extension or group."""

    def __init__(self, person: ColleagueRow, parent: QWidget | None) -> None:
        super().__init__(
            _("Change {name}").format(name=person.name), "", _("Save"), parent, proof=False
        )
        self._said.hide()
        self.name, self.extension = LineField(person.name), LineField(person.extension)
        self.group = GroupChoice(person.group or Group.DESK)
        self.add(Labelled(_("Name"), self.name))
        self.add(Labelled(_("Extension"), self.extension))
        self.add(self.group)
        self.end()


class NewCode(Asking):
    """Whether somebody gets another start code."""

    def __init__(self, person: ColleagueRow, parent: QWidget | None, *, proof: bool) -> None:
        super().__init__(
            _("New start code for {name}").format(name=person.name),
            _(
                "The present password no longer counts, and what is open with it is closed. With"
                " the code they choose a new one."
            ),
            _("Make the code"),
            parent,
            proof=proof,
        )
        self.end()


class Leaving(Asking):
    """Whether somebody works here no longer; it says what that protects, and what not."""

    def __init__(
        self, person: ColleagueRow, parent: QWidget | None, *, proof: bool, on_server: bool
    ) -> None:
        on_file = _("From now on nobody comes in with this password.")
        out = _("Within five seconds everything that is open there is closed.")
        super().__init__(
            _("{name} leaves").format(name=person.name),
            out if on_server else on_file,
            _("Take leave"),
            parent,
            proof=proof,
        )
        self.another_key = Switch(name=_("Give the file another key"))
        self.another_key.setChecked(proof)
        if proof:
            self.add(row(self.another_key, Label(_("Give the file another key")), None))
            self.add(
                wrapped(
                    _(
                        "Do this when somebody could have copied the file. It gets the new key the"
                        " next time that it is opened, and you print a new recovery code now. A"
                        " copy that was made before opens with the old password for ever."
                    )
                )
            )
        self.end()


class OwnPassword(Asking):
    """Another password for whoever works here."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            _("Another password"),
            _("Nobody else knows your password, an administrator neither."),
            _("Change the password"),
            parent,
            proof=False,
        )
        self.present, self.chosen = secret(), secret()
        self.add(Labelled(_("Your present password"), self.present))
        self.add(Labelled(_("New password"), self.chosen, password_help()))
        self.add(shows(self.chosen))
        self.end()

    def is_complete(self) -> bool:
        """Whether both were typed; it says what is missing."""
        for field, sentence in (
            (self.present, _("Type your present password.")),
            (self.chosen, _("Choose a password.")),
        ):
            if not field.text():
                self.refuse(sentence)
                field.setFocus()
                return False
        return super().is_complete()


class StartCode(Question):
    """Shows the code once, to be told by voice, and keeps the invitation of a server."""

    def __init__(self, welcome: Welcome, name: str, parent: QWidget | None) -> None:
        said = _("Tell {name} this code by voice; do not mail it. It is shown once.")
        after = _("In the program they choose their name and type the code as the password.")
        on_server = _("Hand over the invitation too: it is opened at their own desk.")
        super().__init__(
            _("Start code for {name}").format(name=name),
            f"{said.format(name=name)} {on_server if welcome.invitation else after}",
            parent,
        )
        self._welcome = welcome
        self.code = LineField(welcome.code, name=_("Start code"))
        self.code.setReadOnly(True)
        self.code.setFont(style().figures("row"))
        self.save = Button(_("Save the invitation"), "mail", "primary")
        self.save.setVisible(welcome.invitation is not None)
        self.told = Button(_("I have told the code"))
        self.add(self.code)
        self.add(self.error)
        self.add(row(self.save, None, self.told))
        self.save.clicked.connect(self._ask_where)
        self.told.clicked.connect(self.accept)
        self.finished.connect(self._forget)

    def save_to(self, file: str) -> bool:
        """Write the invitation; False, with a sentence, where that is not possible."""
        if self._welcome.invitation is None:
            return False
        try:
            Path(file).write_text(self._welcome.invitation.text(), encoding="utf-8")
        except OSError:
            self.refuse(_("The invitation could not be written there. Choose another place."))
            return False
        return True

    @Slot()
    def _ask_where(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self,
            _("Save the invitation"),
            f"{self._welcome.login}.mcsys",
            _("Invitation (*.mcsys)"),
        )
        if chosen:
            self.save_to(chosen)

    @Slot()
    def _forget(self) -> None:
        """The code must not be pasted elsewhere by accident."""
        clipboard = QGuiApplication.clipboard()
        if self._welcome.code in clipboard.text():
            clipboard.clear()
