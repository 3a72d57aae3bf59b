"""The queue of mail: what needs somebody first, then what waits, then what went."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.services import outbox
from mcsys_desktop.services.outbox import MailLine
from mcsys_desktop.ui.delegates import List
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.outbox import words
from mcsys_desktop.ui.outbox.detail import Detail
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import PagedList
from mcsys_desktop.ui.toast import Toast
from mcsys_desktop.ui.widgets import Button, Pane, column, label, row
from mcsys_desktop.ui.work import Task, Work


class MailPage(Page):
    """The mails at the left, one of them at the right."""

    title = N_("Outgoing mail")
    icon = "mail"
    shows = frozenset({"mail"})

    document_wanted = Signal(int)  # the id of an invoice
    account_wanted = Signal()

    def __init__(self, work: Work, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(work, live, parent)
        self._wanted: object = None
        self._hidden = False
        self.list = PagedList(lambda *_asked: None, lambda one: words.look(one).title, _spoken)
        self.view = List(words.look, name=_("Outgoing mail"))
        self.view.setModel(self.list)
        self.nothing = label(_("No mail was sent yet."), ink="text2", wrap=True)
        self.trouble = label("", "small", ink="bad", wrap=True)
        self.account = Button(_("Set up mail"), "settings")
        self.detail = Detail()
        self._right = QStackedWidget()
        self._right.addWidget(Pane("bg"))
        self._right.addWidget(self.detail)
        self._left = Pane("surface", "right")
        head = column(label(_(self.title), "title"), self.trouble, self.account, gap=12)
        head.addWidget(self.nothing)
        head.setContentsMargins(16, 16, 16, 8)
        self._left.setLayout(column(head, self.view, margins=(0, 0, 1, 0), gap=0))
        line = row(self._left, gap=0)
        line.addWidget(self._right, 1)
        self.setLayout(line)
        self.toast = Toast(self._right, work.notices)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.account.clicked.connect(self.account_wanted)
        self.detail.again.connect(lambda: self._decide(outbox.again, _("It is sent.")))
        self.detail.arrived.connect(lambda: self._decide(outbox.arrived, _("Written down.")))
        self.detail.drop.connect(lambda: self._decide(outbox.drop, _("It is not sent.")))
        self.detail.open_wanted.connect(self._on_open)
        self.show_trouble("", sends=True)
        self.restyle()

    def restyle(self) -> None:
        """Take the present text size."""
        self._left.setFixedWidth(style().metrics.list_pane)

    def fetch(self) -> Task | None:
        """Ask for the queue."""
        return self.work.run(self, outbox.lines, then=self._show)

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self.view, self._right]

    def set_only_reads(self, why: str) -> None:
        """Say why nothing can be decided here, or let it be."""
        self.detail.set_only_reads(why)

    def set_counter(self, hidden: bool) -> None:
        """Show nobody's data while somebody stands opposite."""
        self._hidden = hidden
        self.view.setVisible(not hidden)
        self._on_current(self.view.currentIndex())

    def show_trouble(self, sentence: str, *, sends: bool) -> None:
        """Say why nothing leaves from this desk; ``sends``: it was chosen how mail leaves."""
        self.trouble.setText(
            sentence if sends else _("No mail leaves from this desk yet: choose how first.")
        )
        self.trouble.setVisible(bool(sentence) or not sends)
        self.account.setVisible(bool(sentence) or not sends)

    def _show(self, lines: list[MailLine]) -> None:
        self.list.show(lines)
        self.nothing.setVisible(not lines)
        at = self.list.find(self._wanted)
        if not at.isValid() and lines:
            at = self.list.index(0, 0)
        self.view.setCurrentIndex(at)
        self._on_current(at)

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        line = None if self._hidden else self.list.row(index)
        if line is None:
            self._right.setCurrentIndex(0)
            return
        self._wanted = line.id
        self.detail.show_line(line)
        self._right.setCurrentWidget(self.detail)

    def _decide(self, service: Callable[[int, int], None], said: str) -> None:
        line = self.detail.line
        if line is None:
            return

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                self.toast.say(str(error))
                self.refresh()
                return
            self.work.failed.emit(self, error)

        self.work.run(
            self,
            service,
            line.id,
            line.version,
            then=lambda _nothing: self.toast.say(said),
            failed=failed,
        )

    def _on_open(self) -> None:
        line = self.detail.line
        if line is not None and line.invoice_id is not None:
            self.document_wanted.emit(line.invoice_id)


def _spoken(one: MailLine) -> str:
    return words.look(one).spoken()
