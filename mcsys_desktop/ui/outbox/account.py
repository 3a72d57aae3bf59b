"""This desk's mail account on the settings page: the password, signing in, and a test."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import outbox
from mcsys_desktop.ui.offices.question import Question
from mcsys_desktop.ui.outbox.steps import Steps
from mcsys_desktop.ui.outbox.texts import TextsDialog
from mcsys_desktop.ui.said import SaidLine
from mcsys_desktop.ui.secret_setting import SecretSetting
from mcsys_desktop.ui.widgets import Button, Card, Label, column, label, row
from mcsys_desktop.ui.work import Work


class MailCard(Card):
    """Below the settings of mail. ``setting_changed`` (name, value); a password tells only that.

    ``outside`` runs what asks no office, and may take minutes: somebody signs in in the browser.
    """

    setting_changed = Signal(str, object)
    queue_wanted = Signal()

    def __init__(self, work: Work, outside: Work, settings: Settings) -> None:
        self.explained = label("", wrap=True)
        self.password = SecretSetting(
            _("Password at the mail server"),
            _("For the user above. It lies sealed on this computer, and nowhere else."),
        )
        self.sign_in = Button(_("Sign in at Microsoft"), "globe")
        self.steps = Button(_("Set up Microsoft 365 step by step"), "list-todo")
        self.test = Button(_("Send a test mail"), "mail")
        self.texts = Button(_("Texts of mails"), "file-pen-line")
        self.queue = Button(_("Outgoing mail"), "list-todo")
        self.said = SaidLine()
        super().__init__(
            column(
                Label(_("Sending mail from this desk"), "row"),
                self.explained,
                self.password,
                row(self.sign_in, self.steps, None),
                row(self.test, self.texts, self.queue, None),
                self.said,
                margins=(16, 12, 16, 16),
                gap=10,
            )
        )
        self._work, self._outside, self._settings = work, outside, settings
        self.dialog: Question | None = None
        self.password.given.connect(self._keep)
        self.sign_in.clicked.connect(self._sign_in)
        self.steps.clicked.connect(self.show_steps)
        self.test.clicked.connect(self.send_test)
        self.texts.clicked.connect(self._show_texts)
        self.queue.clicked.connect(self.queue_wanted)
        self.show_way()

    @Slot()
    def show_way(self) -> None:
        """Show what belongs to the way that was chosen."""
        way = self._settings.mail_way
        self.explained.setText(
            _(
                "A mail leaves from the desk of whoever pressed Send, with the account above. Each"
                " desk has its own; it may be the same mailbox."
            )
        )
        smtp, graph = way == outbox.accounts.SMTP_WAY, way == outbox.accounts.GRAPH_WAY
        self.password.setVisible(smtp)
        name = outbox.accounts.password_name(self._settings)
        self.password.show_kept(self._settings.secrets.has(name))
        self.sign_in.setVisible(graph)
        self.steps.setVisible(graph)
        self.test.setVisible(smtp or graph)

    def send_test(self) -> None:
        """Send a mail to oneself."""
        self._run(_("Sending…"), outbox.accounts.test, self._settings)

    def show_steps(self) -> None:
        """Walk through the registration at Microsoft."""
        asked = Steps(self._settings, self)
        asked.chosen.connect(self.setting_changed)
        asked.sign_in_wanted.connect(self._sign_in)
        asked.test_wanted.connect(self.send_test)
        self._open(asked)

    def _show_texts(self) -> None:
        self._open(TextsDialog(self._work, self))

    def _open(self, asked: Question) -> None:
        self.dialog = asked
        asked.finished.connect(asked.deleteLater)
        asked.open()

    @Slot(str)
    def _keep(self, password: str) -> None:
        try:
            name = outbox.accounts.password_name(self._settings)
            self._settings.secrets.put(name, password)
        except OSError:
            self.password.show_error(_("The password could not be kept. Is the disk full?"))
            return
        self.password.taken()
        self.show_way()
        self.setting_changed.emit("mail_password", True)  # of which only the name is told

    @Slot()
    def _sign_in(self) -> None:
        self._run(
            _("Sign in in the browser that has opened."), outbox.accounts.sign_in, self._settings
        )

    def _run(self, waiting: str, job: Callable[[Settings], str], settings: Settings) -> None:
        buttons = (self.test, self.sign_in)
        for button in buttons:
            button.setEnabled(False)
        self.said.say(waiting)

        def over(sentence: str, *, bad: bool) -> None:
            for button in buttons:
                button.setEnabled(True)
            self.said.say(sentence, bad=bad)
            if isinstance(self.dialog, Steps):
                self.dialog.say(sentence, bad=bad)

        def done(sentence: str) -> None:
            over(sentence, bad=False)
            self.setting_changed.emit("mail_password", True)  # what waits may go now

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                over(str(error), bad=True)
                return
            over("", bad=True)
            self._work.failed.emit(self, error)

        self._outside.run(self, job, settings, then=done, failed=failed)
