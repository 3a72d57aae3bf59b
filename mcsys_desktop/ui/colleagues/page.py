"""The page of colleagues: who works here; administrators let them in and out."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.services import offices, reviews
from mcsys_desktop.services.colleagues import Group, Rights, changing, listing
from mcsys_desktop.ui.colleagues import asking, words
from mcsys_desktop.ui.colleagues.detail import Detail
from mcsys_desktop.ui.colleagues.review import SecurityReview
from mcsys_desktop.ui.delegates import List
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.offices import RecoveryCode
from mcsys_desktop.ui.offices.question import Question
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import PagedList
from mcsys_desktop.ui.widgets import Button, Pane, column, label, row
from mcsys_desktop.ui.work import Task, Work

NOBODY = listing.Team((), Rights(Group.READER), False, False)


class ColleaguesPage(Page):
    """Who works here at the left, one of them at the right."""

    title = N_("Colleagues")
    icon = "circle-user-round"
    shows = frozenset({"colleague"})

    def __init__(self, work: Work, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(work, live, parent)
        self.team = NOBODY
        self._wanted = ""  # whose login is at the right
        self.dialog: Question | None = None
        self.add = Button(_("New colleague"), "user-plus", "primary")
        self.review = Button(_("Security review"), "shield-check")
        self.why = label("", "small", ink="text3", wrap=True)
        self.list = PagedList(lambda *_asked: None, lambda one: words.look(one).title, _spoken)
        self.view = List(words.look, name=_("Colleagues"))
        self.view.setModel(self.list)
        self.detail = Detail()
        self._right = QStackedWidget()
        self._right.addWidget(Pane("bg"))
        self._right.addWidget(self.detail)
        self._left = Pane("surface", "right")
        head = column(label(_(self.title), "title"), self.add, self.review, self.why, gap=12)
        head.setContentsMargins(16, 16, 16, 8)
        self._left.setLayout(column(head, self.view, margins=(0, 0, 1, 0), gap=0))
        line = row(self._left, gap=0)
        line.addWidget(self._right, 1)
        self.setLayout(line)
        self.add.clicked.connect(self.ask_new)
        self.review.clicked.connect(self.ask_review)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.detail.change.connect(self.ask_change)
        self.detail.code.connect(self.ask_code)
        self.detail.leave.connect(self.ask_leave)
        self.detail.password.connect(self.ask_password)
        self.restyle()

    def restyle(self) -> None:
        """Take the present text size."""
        self._left.setFixedWidth(style().metrics.list_pane)

    def fetch(self) -> Task | None:
        """Ask who works here."""
        return self.work.run(self, listing.team, then=self._show)

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self.view, self._right]

    @property
    def _proof(self) -> bool:
        """Whether the own password is asked for: a file's key comes out of it."""
        return self.team.keyed and not self.team.on_server

    def ask_new(self) -> None:
        """Let somebody in."""
        asked = asking.NewColleague(changing.propose_login, self, proof=self._proof)

        def given() -> None:
            told = (asked.name.text(), asked.login.text(), asked.extension.text())
            name = asked.name.text().strip()
            self._run(
                asked,
                lambda welcome: self._show_code(welcome, name),
                changing.add,
                *told,
                asked.group.group(),
                asked.proof(),
            )

        self._ask(asked, given)

    def ask_change(self) -> None:
        """Another name, extension or group for who is at the right."""
        person = self.detail.person
        if person is None:
            return
        asked = asking.ChangedColleague(person, self)

        def given() -> None:
            told = (person, asked.name.text(), asked.extension.text(), asked.group.group())
            self._run(asked, lambda _nothing: None, _change, *told)

        self._ask(asked, given)

    def ask_code(self) -> None:
        """A new start code for who is at the right."""
        person = self.detail.person
        if person is None:
            return
        asked = asking.NewCode(person, self, proof=self._proof)

        def given() -> None:
            self._run(
                asked,
                lambda welcome: self._show_code(welcome, person.name),
                changing.new_code,
                person.login,
                asked.proof(),
            )

        self._ask(asked, given)

    def ask_leave(self) -> None:
        """Take leave of who is at the right."""
        person = self.detail.person
        if person is None:
            return
        asked = asking.Leaving(person, self, proof=self._proof, on_server=self.team.on_server)

        def given() -> None:
            another = asked.another_key.isChecked() and self._proof
            self._run(asked, self._show_sheet, _leave, person.login, asked.proof(), another)

        self._ask(asked, given)

    def ask_password(self) -> None:
        """Another password for whoever works here."""
        asked = asking.OwnPassword(self)

        def given() -> None:
            told = (asked.present.text(), asked.chosen.text())
            self._run(asked, lambda _nothing: None, offices.choose_password, *told)

        self._ask(asked, given)

    @Slot()
    def ask_review(self) -> None:
        """Look after the office's security; on a server that takes a few seconds."""
        if not self.review.isEnabled():
            return
        self.review.setEnabled(False)

        def failed(error: Exception) -> None:
            self.review.setEnabled(True)
            self.work.failed.emit(self, error)

        self.work.run(self, _look_after, then=self._show_review, failed=failed)

    def _show_review(self, told: tuple[reviews.Seen, list[reviews.Signed]]) -> None:
        self.review.setEnabled(True)
        asked = SecurityReview(*told, self)

        def given() -> None:
            remark = asked.remark.toPlainText()
            self._run(asked, lambda _signed: None, reviews.sign, asked.seen, remark)

        self._ask(asked, given)

    def _show_code(self, welcome: changing.Welcome, name: str) -> None:
        self._wanted = welcome.login
        self._open(asking.StartCode(welcome, name, self))

    def _show_sheet(self, told: tuple[str, bytes]) -> None:
        code, sheet = told
        if code:
            file = _("recovery sheet {office}.pdf").format(office=_("new"))
            self._open(RecoveryCode(code, sheet, file, self, done=_("Done")))

    def _run(
        self,
        asked: Question,
        then: Callable[[Any], object],
        job: Callable[..., Any],
        *told: Any,
    ) -> None:
        def done(answer: Any) -> None:
            asked.accept()
            then(answer)
            self.refresh()

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                asked.refuse(str(error))
                return
            asked.reject()
            self.work.failed.emit(self, error)

        self.work.run(self, job, *told, then=done, failed=failed)

    def _ask(self, asked: asking.Asking, given: Callable[[], object]) -> None:
        asked.given.connect(given)
        self._open(asked)

    def _open(self, asked: Question) -> None:
        self.dialog = asked
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _show(self, team: listing.Team) -> None:
        self.team = team
        manages = team.rights.manages
        self.add.setVisible(manages and (team.on_server or team.keyed))
        self.review.setVisible(manages)
        why = team.rights.why_not(Group.ADMIN)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.list.show(team.rows)
        at = self.list.find(self._wanted)
        if not at.isValid() and team.rows:
            at = self.list.index(0, 0)
        self.view.setCurrentIndex(at)
        self._on_current(at)

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        person = self.list.row(index)
        if person is None:
            self._right.setCurrentIndex(0)
            return
        self._wanted = person.login
        self.detail.show_person(person, self.team)
        self._right.setCurrentWidget(self.detail)


def _spoken(one: listing.ColleagueRow) -> str:
    return words.look(one).spoken()


# What runs on a worker: more than one service each.


def _change(person: listing.ColleagueRow, name: str, extension: str, group: Group) -> None:
    if (name.strip(), extension.strip()) != (person.name, person.extension):
        changing.change(person.login, person.version, name, extension)
    if group is not person.group:
        changing.set_group(person.login, group)


def _look_after() -> tuple[reviews.Seen, list[reviews.Signed]]:
    return reviews.look(), reviews.signed()


def _leave(login: str, own_password: str, another_key: bool) -> tuple[str, bytes]:
    farewell = changing.take_leave(login, own_password, another_key=another_key)
    if not farewell.code:
        return "", b""
    return farewell.code, offices.new_recovery_sheet(farewell.code)
