"""One colleague: who it is, what they may do, and what can be done about that."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.colleagues import Group
from mcsys_desktop.services.colleagues.listing import ColleagueRow, Team
from mcsys_desktop.ui.colleagues import words
from mcsys_desktop.ui.widgets import Avatar, Button, Card, Label, column, label, row


class Detail(QWidget):
    """``change``, ``code`` and ``leave`` are what an administrator may do with somebody else."""

    change = Signal()
    code = Signal()
    leave = Signal()
    password = Signal()  # for oneself

    def __init__(self) -> None:
        super().__init__()
        self.person: ColleagueRow | None = None
        self._avatar = Avatar(size=56)
        self.name = label("", "title", wrap=True, selectable=True)
        self._login = Label("", "meta")
        self.change_button = Button(_("Change"), "file-pen-line")
        self.code_button = Button(_("New start code"), "key-round")
        self.leave_button = Button(_("Take leave"), "user-x")
        self.password_button = Button(_("Change my password"), "key-round")
        self.group = Label("", "row")
        self.explained = label("", wrap=True)
        self.standing = label("", "meta", wrap=True)
        self.why = label("", "small", ink="text3", wrap=True)
        head = row(self._avatar, column(self.name, self._login, gap=2), None, gap=16)
        self._card = Card(
            column(self.group, self.explained, self.standing, margins=(16, 12, 16, 16), gap=6)
        )
        self.setLayout(
            column(
                head,
                self._card,
                row(
                    self.change_button,
                    self.code_button,
                    self.leave_button,
                    self.password_button,
                    None,
                ),
                self.why,
                None,
                gap=16,
                margins=(24, 20, 24, 16),
            )
        )
        self.change_button.clicked.connect(self.change)
        self.code_button.clicked.connect(self.code)
        self.leave_button.clicked.connect(self.leave)
        self.password_button.clicked.connect(self.password)

    def show_person(self, person: ColleagueRow, team: Team) -> None:
        """Show somebody, with what may be done about them."""
        self.person = person
        self._avatar.show_name(person.name)
        self.name.setText(person.name)
        extension = _("extension {number}").format(number=person.extension)
        known = (person.login, extension if person.extension else "")
        self._login.setText(" · ".join(part for part in known if part))
        self._card.setVisible(person.group is not None)
        if person.group is not None:
            self.group.setText(words.groups()[person.group])
            self.explained.setText(words.explained(person.group))
        said = words.standing_in_full(person)
        self.standing.setText(said)
        self.standing.setVisible(bool(said))
        manages, gone = team.rights.manages, person.left_at is not None
        with_keys = team.on_server or team.keyed
        self.change_button.setVisible(manages and not gone)
        self.code_button.setVisible(manages and with_keys and not person.is_me)
        self.code_button.set_text(_("Let in again") if gone else _("New start code"))
        self.leave_button.setVisible(manages and with_keys and not person.is_me and not gone)
        self.password_button.setVisible(person.is_me and with_keys)
        why = team.rights.why_not(Group.ADMIN)
        if manages and not with_keys:
            why = _("This office has no key, so nobody else can be let in.")
        self.why.setText(why)
        self.why.setVisible(bool(why))
