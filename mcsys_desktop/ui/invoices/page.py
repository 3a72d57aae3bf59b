"""The page of invoices: the list, and a document beside its page as it would be printed."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mcsys_desktop.core.drafts import Draft
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.services.invoices import DraftHead, DraftLine, Finished, Invoice, keeping
from mcsys_desktop.services.invoices.keeping import Buyer
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.articles.view import ArticlesView
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.invoices import opening, typing, words
from mcsys_desktop.ui.invoices.editor import Editor
from mcsys_desktop.ui.invoices.final import FinalView
from mcsys_desktop.ui.invoices.preview import PreviewPane
from mcsys_desktop.ui.invoices.table import InvoiceTable, in_words
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.toast import Toast
from mcsys_desktop.ui.work import Task, Work

LIST = "invoices"  # under which is remembered how the list was left
_ROOM = 1000  # pixels below which the page beside the editor goes


class InvoicesPage(Page):
    """The list, the editor of a draft, or a final document.

    ``print_wanted`` and ``mail_wanted`` carry the id of a final document, ``customer_wanted`` that
    of a customer. ``remembered`` (a name, what was chosen) is for the next time, see `restore`.
    """

    title = N_("Invoices")
    icon = "receipt-euro"
    shows = frozenset(
        {"invoice", "invoice_line", "invoice_event", "payment", "allocation", "customer", "article"}
    )

    print_wanted = Signal(int)
    prints_wanted = Signal(object)  # several ids
    mail_wanted = Signal(int)
    mails_wanted = Signal(object)  # several ids
    customer_wanted = Signal(int)
    reminders_wanted = Signal()
    remembered = Signal(str, str)

    def __init__(self, work: Work, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(work, live, parent)
        self._hidden = False  # the preview, by hand
        self._task: Task | None = None
        self.list = InvoiceTable(work)
        self.new = Button(_("New invoice"), "plus", "primary", shortcuts.shown("new"))
        self.articles = Button(_("Articles"))
        self.reminders = Button(_("Reminders"), key=shortcuts.shown("reminders"))
        self.preview = PreviewPane(work)
        self.editor = Editor(work, self.preview)
        self.final = FinalView(work, self.preview)
        self.catalogue = ArticlesView(work)
        self.stack = QStackedWidget()
        self.toast = Toast(self, work.notices)
        for view in (self.list, self.editor, self.final, self.catalogue):
            self.stack.addWidget(view)
        self.list.head.line.addWidget(self.reminders)
        self.list.head.line.addWidget(self.articles)
        self.list.head.line.addWidget(self.new)
        self.preview.hide()
        whole = row(self.stack, self.preview, gap=0)
        whole.setStretch(0, 3)
        whole.setStretch(1, 2)
        self.setLayout(column(whole, gap=0))
        self._connect()
        self.work.run(self, keeping.treatments, then=self.editor.set_treatments)

    def fetch(self) -> Task | None:
        """Fetch what is shown again."""
        shown = self.stack.currentWidget()
        if shown is self.list:
            self.list.refresh()
        elif shown is self.editor:
            self.editor.look_again()
        elif shown is self.final:
            self.final.refresh()
        else:
            self.catalogue.refresh()
        return None

    def restore(self, told: dict[str, str]) -> None:
        """What whoever works here chose the last time, by the names of `remembered`."""
        if written := told.get(LIST):
            self.list.restore(written)

    def show_list(self, part: str | None = None, customer_id: int | None = None) -> None:
        """Show the list as it was left, or a part of it: "open", "overdue"; of one customer."""
        self._leave()
        self._show(self.list)
        if part is not None or customer_id is not None:
            self.list.show_part(part or "", customer_id)
        else:
            self.list.refresh()
        self.list.table.setFocus()

    def show_articles(self) -> None:
        """Show what the shop sells."""
        self._leave()
        self._show(self.catalogue)
        self.catalogue.refresh()
        self.catalogue.view.setFocus()

    def start_new(self, customer_id: int | None = None) -> None:
        """Begin a new invoice, for a customer where that is known."""
        self._leave()
        if customer_id is None:
            self._begin(None)
        else:
            self.work.run(self, keeping.buyer, customer_id, then=self._begin, failed=self._refuse)

    def open_invoice(self, invoice_id: int) -> None:
        """Show a document: a draft to type on, a final one to look at."""
        self._leave()
        if self._task is not None:
            self._task.cancel()
        self._task = self.work.run(self, opening.opened, invoice_id, then=self._opened)

    def take_up(self, draft: Draft) -> None:
        """Go on with what was typed before the program ended."""
        try:
            head, lines = typing.read(draft)
        except ValueError:
            self.toast.say(_("What was typed cannot be read any more."))
            self.work.drafts.drop(draft.form)
            return
        name = draft.form.removeprefix(typing.FORM)
        self._leave()
        self.work.run(
            self, opening.resumed, head, name, then=partial(self._resume, head, lines, draft.form)
        )

    def set_counter(self, masked: bool) -> None:
        """Hide names and amounts (a counter), or show them."""
        self.list.set_counter(masked)
        if masked and self.stack.currentWidget() is not self.list:
            self.show_list()

    def set_only_reads(self, why: str) -> None:
        """Let who may only read do nothing else."""
        self.new.setDisabled(bool(why))
        self.new.setToolTip(why)
        self.final.set_only_reads(why)
        self.catalogue.set_only_reads(why)
        for button in self.list.bar.acts:
            button.setVisible(not why)

    def unsaved(self) -> int:
        """How many drafts the office does not have yet as they stand here."""
        return int(self.stack.currentWidget() is self.editor and self.editor.typing.unsaved)

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self.stack, self.preview]

    def _show(self, view: QWidget) -> None:
        self.stack.setCurrentWidget(view)
        self._make_room()

    def _make_room(self) -> None:
        document = self.stack.currentWidget() in (self.editor, self.final)
        room = self.width() >= style().px(_ROOM)
        self.preview.setVisible(document and room and not self._hidden)
        for view in (self.editor, self.final):
            view.show_preview.setVisible(document and room and self._hidden)

    def _leave(self) -> None:
        """What is typed is kept before something else is shown."""
        if self.stack.currentWidget() is self.editor:
            self.editor.setFocus()
            self.editor.typing.save()

    def _begin(self, buyer: Buyer | None) -> None:
        self._show(self.editor)
        self.editor.start_new(buyer)

    def _opened(self, found: tuple[Invoice, Buyer | None] | None) -> None:
        if found is None:
            self.toast.say(_("This document is no longer there."))
            self.show_list()
        elif found[0].final:
            self._show(self.final)
            self.final.show_invoice(found[0].id)
        else:
            self._show(self.editor)
            self.editor.show_draft(*found)

    def _resume(
        self,
        head: DraftHead,
        lines: tuple[DraftLine, ...],
        form: str,
        found: tuple[Invoice | None, Buyer | None],
    ) -> None:
        there, buyer = found
        self._show(self.editor)
        if there is not None and not there.final:
            self.editor.show_draft(there, buyer)
            self.editor.take_up(head, lines, buyer)
            return
        self.work.drafts.drop(form)
        request = form.partition("new:")[2]
        self.editor.start_new(None)
        self.editor.take_up(head, lines, buyer, request)

    def _on_finished(self, done: Finished) -> None:
        self.toast.say(
            _("{number} is final: {amount}.").format(
                number=done.number, amount=words.euros(done.total)
            )
        )
        self._show(self.final)
        self.final.show_invoice(done.id)
        self.final.focus_first()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.toast.say(str(error))
        else:
            self.work.failed.emit(self, error)

    def _toggle_preview(self, hidden: bool) -> None:
        self._hidden = hidden
        self._make_room()
        if not hidden:
            self.preview.turn_on()

    def _undo(self) -> None:
        if self.stack.currentWidget() is self.editor and self.editor.lines.model.undo():
            return
        self.toast.act()

    def _connect(self) -> None:
        self.list.opened.connect(lambda found: self.open_invoice(found.id))
        self.list.said.connect(self.toast.say)
        self.list.finished.connect(lambda found: self.toast.say(in_words(found)))
        self.list.remembered.connect(lambda written: self.remembered.emit(LIST, written))
        self.new.clicked.connect(lambda: self.start_new())
        self.articles.clicked.connect(self.show_articles)
        self.catalogue.left.connect(lambda: self.show_list())
        self.catalogue.said.connect(self.toast.say)
        self.editor.left.connect(lambda: self.show_list())
        self.editor.deleted.connect(lambda: self.show_list())
        self.editor.finished.connect(self._on_finished)
        self.editor.said.connect(self.toast.say)
        self.final.left.connect(lambda: self.show_list())
        self.final.said.connect(self.toast.say)
        self.final.opened.connect(self.open_invoice)
        self.reminders.clicked.connect(self.reminders_wanted)
        self.list.prints_wanted.connect(self.prints_wanted)
        self.list.mails_wanted.connect(self.mails_wanted)
        self.final.print_wanted.connect(self.print_wanted)
        self.final.mail_wanted.connect(self.mail_wanted)
        self.final.customer_wanted.connect(self.customer_wanted)
        self.preview.hidden.connect(lambda: self._toggle_preview(True))
        for view in (self.editor, self.final):
            view.show_preview.clicked.connect(lambda: self._toggle_preview(False))
        shortcuts.bind(self, "filter", self._search)
        shortcuts.bind(self, "undo", self._undo)
        shortcuts.bind(self, "save", self._save)

    def _save(self) -> None:
        if self.stack.currentWidget() is self.catalogue:
            self.catalogue.save()
        else:
            self.editor.typing.save()

    def _search(self) -> None:
        if self.stack.currentWidget() is self.catalogue:
            self.catalogue.search.setFocus()
            return
        if self.stack.currentWidget() is not self.list:
            self.show_list()
        self.list.head.search.setFocus()

    # Qt's own names from here.

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._make_room()
