"""Find the way into an office: which one, with what password, or a new one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from mcsys_desktop.app import entering
from mcsys_desktop.app.asking import Asking
from mcsys_desktop.app.invited import Invited, said
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.file_names import safe_name
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.profile import Profile, url_of
from mcsys_desktop.ui import offices as questions
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.services.offices import Door, Made, Office


class Entrance(QObject):
    """Asks until an office is open. ``entered`` carries it (an Office).

    ``remember`` tells whether the office that was entered is the one to open the next time.
    ``made`` tells that an office of this computer is there, ``code_kept`` that its recovery code
    is on paper; while ``code_owed``, another one is made for whoever comes in.
    """

    entered = Signal(object)
    made = Signal(str, str)  # its address, and the name of whoever made it
    code_kept = Signal()

    def __init__(self, window: MainWindow, work: Work, profile: Profile) -> None:
        super().__init__(window)
        self._window, self._work, self._profile = window, work, profile
        self.asking = Asking(work, self)
        self.asking.left.connect(self._on_left)
        self.again: Callable[[], None] = self.ask_which  # what the banner's button leads to
        self.code_owed = ""  # of the office at this address
        self.name = ""
        self._url = ""
        self._is_inside = False  # then the banner's button is somebody else's
        self.remember = True
        self._invited = Invited(window, work, profile, self)
        self._invited.asks.connect(self._ask_invited)
        self._invited.inside.connect(self.inside)
        self._invited.refused.connect(self.refuse)
        window.banner.acted.connect(self._on_banner)

    @property
    def dialog(self) -> QDialog | None:
        """The question on the screen now."""
        return self.asking.dialog

    def go(self, url: str, password_file: Path | None = None) -> None:
        """Open the office at ``url``; without one, ask which."""
        self._url = url
        if not url:
            self.ask_which()
            return
        password = entering.first_line(password_file)

        def found(door: "Door") -> None:
            self._url = door.url
            if door.asks_password and password is None:
                self._ask_password(door)
            else:
                self._enter(door, password or "")

        self._work.run(self, entering.look, url, then=found, failed=self.refuse)

    def ask_which(self) -> None:
        """No office yet, or another one: which?"""
        asked = questions.WhichOffice(self._window)
        asked.demo_wanted.connect(self._make_demo)
        asked.new_wanted.connect(self._ask_new)
        asked.address_given.connect(self._other)
        asked.invitation_chosen.connect(lambda file: self.join(Path(file)))
        self.asking.ask(asked)

    def join(self, file: Path) -> None:
        """Join the office of the invitation in ``file``."""
        self.remember = True
        self._invited.open(file)

    def _ask_invited(self, asked: QDialog) -> None:
        asked.rejected.connect(lambda: self._back(asked, self.ask_which))
        self.asking.ask(asked)

    def _other(self, url: str) -> None:
        self.remember = True
        if self.dialog is not None:
            self.asking.remember(self.dialog)  # it may be asked again, with what is wrong in it
        self.asking.close()
        self.go(url)

    def _ask_password(self, door: "Door", sentence: str = "") -> None:
        asked = questions.PasswordQuestion(
            door.label,
            door.login,
            has_code=door.keyed,
            people=door.people,
            parent=self._window,
        )

        def chosen() -> "Door":
            return door.as_login(asked.login) if asked.login else door

        asked.given.connect(lambda password: self._enter(chosen(), password))
        asked.code_wanted.connect(lambda: self._ask_code(chosen()))
        asked.other_wanted.connect(self.ask_which)
        self.asking.ask(asked)
        if sentence:
            asked.refuse(sentence)

    def _ask_code(self, door: "Door") -> None:
        asked = questions.CodeQuestion(door.label, self._window)
        asked.rejected.connect(lambda: self._back(asked, lambda: self._ask_password(door)))

        def given(code: str, password: str) -> None:
            self._work.run(
                self,
                entering.enter_with_code,
                door.url,
                code,
                password,
                then=self.inside,
                failed=lambda error: asked.refuse(said(error)),
            )

        asked.given.connect(given)
        self.asking.ask(asked)

    def _enter(self, door: "Door", password: str) -> None:
        def failed(error: Exception) -> None:
            from mcsys_desktop.services import offices  # loaded by the job that just failed

            asked = self.dialog
            if isinstance(error, offices.TooSoonError):
                if not isinstance(asked, questions.PasswordQuestion):
                    self._ask_password(door)
                    asked = self.dialog
                if isinstance(asked, questions.PasswordQuestion):
                    asked.wait(str(error), error.seconds)
            elif isinstance(error, offices.MustChooseError):
                self._ask_first(door, password)
            elif isinstance(asked, questions.PasswordQuestion):
                asked.refuse(said(error))
            elif isinstance(error, offices.WrongPassword):
                self._ask_password(door, str(error))
            else:
                self.refuse(error)

        known = (door.url, password, self._profile.tries)
        if door.url == self.code_owed:
            show = lambda answer: self._show_code(answer, password)  # noqa: E731
            job = entering.another_code
            self._work.run(self, job, *known, self.name, then=show, failed=failed)
        else:
            self._work.run(self, entering.enter, *known, then=self.inside, failed=failed)

    def _ask_first(self, door: "Door", code: str) -> None:
        """The code was right: now a password that nobody else knows."""
        asked = questions.FirstPassword(door.label, door.login, self._window)
        asked.rejected.connect(lambda: self._back(asked, lambda: self._ask_password(door)))

        def given(password: str) -> None:
            self._work.run(
                self,
                entering.enter_first,
                door.url,
                code,
                password,
                self._profile.tries,
                then=self.inside,
                failed=lambda error: asked.refuse(said(error)),
            )

        asked.given.connect(given)
        self.asking.ask(asked)

    def _ask_new(self) -> None:
        asked = questions.NewOffice(self._window)
        asked.rejected.connect(lambda: self._back(asked, self.ask_which))

        def given(name: str, password: str) -> None:
            def made(answer: "tuple[Made, bytes]") -> None:
                self.made.emit(answer[0].url, name)
                self._show_code(answer, password)

            self._work.run(
                self,
                entering.make,
                self._profile.own_office,
                name,
                password,
                then=made,
                failed=lambda error: asked.refuse(said(error)),
            )

        asked.given.connect(given)
        self.asking.ask(asked)

    def _show_code(self, answer: "tuple[Made, bytes]", password: str) -> None:
        made, sheet = answer
        asked = questions.RecoveryCode(
            made.code,
            sheet,
            safe_name(_("recovery sheet {office}.pdf").format(office=made.label), ".pdf"),
            self._window,
        )

        def begin() -> None:
            self.remember = True
            self._url, self.code_owed = made.url, ""
            self.code_kept.emit()
            known = (made.url, password, self._profile.tries)
            self._work.run(self, entering.enter, *known, then=self.inside, failed=self.refuse)

        asked.kept_safe.connect(begin)
        self.asking.ask(asked)

    def _make_demo(self) -> None:
        self.asking.close()
        self._with_demo(self.go)

    def _with_demo(self, go: Callable[[str], None]) -> None:
        self.remember, file = False, self._profile.demo_office
        sentence = _("Making the demo office; this takes a moment.")
        self._window.banner.say("accent", "clock", sentence)

        def made(_nothing: object) -> None:
            self._window.banner.hide()
            go(url_of(file))

        self._work.run(self, entering.make_demo, file, then=made, failed=self.refuse)

    def visit_demo(self, enter: Callable[[str, str, Callable[[Exception], None]], None]) -> None:
        """Leave the office for the demo office, by ``enter`` (its address, no password)."""
        self._with_demo(lambda url: enter(url, "", self.refuse))

    def inside(self, office: "Office") -> None:
        """It is open."""
        self.asking.close()
        self._is_inside = True
        self._window.banner.hide()
        self.entered.emit(office)

    def refuse(self, error: Exception) -> None:
        """It cannot be opened: the window stays, says why, and offers to try again."""
        self._is_inside = False
        if self.asking.wizard is not None and isinstance(error, UserError):
            self.ask_which()
            if isinstance(self.dialog, questions.Question):
                self.dialog.refuse(said(error))
            return
        self.asking.close()
        self._window.banner.say("bad", "circle-alert", said(error), _("Another office"))
        self._window.status_bar.database.show_state(
            "bad", _("No office"), said(error), _("Try again")
        )
        if not isinstance(error, UserError):
            raise error

    def go_on(self, error: Exception, url: str, password: str) -> None:
        """Somebody came to take over a desk and did not get in: a first password, or why not."""
        from mcsys_desktop.services import offices  # loaded by the job that just failed

        if not isinstance(error, offices.MustChooseError):
            self.refuse(error)
            return
        self._url, self._is_inside = url, False
        asked = lambda door: self._ask_first(door, password)  # noqa: E731
        self._work.run(self, entering.look, url, then=asked, failed=self.refuse)

    def _on_banner(self) -> None:
        if self._is_inside:
            return
        if self.dialog is None and self._window.banner.button.isVisible():
            self._window.banner.hide()
            self.again()

    def _back(self, asked: QDialog, where: Callable[[], None]) -> None:
        if self.dialog is asked:  # not when it was closed because the next step came
            self.asking.remember(asked)
            where()

    def _on_left(self) -> None:
        """Somebody closed the question: the window says how to get it back."""
        if not self._is_inside:
            self._window.banner.say(
                "warn", "circle-alert", _("No office is open."), _("Open an office")
            )
            self._window.banner.button.setFocus()
        else:
            self._window.go_to(self._window.current_page)
