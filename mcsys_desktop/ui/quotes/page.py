"""The page of quotes: the list, or one version beside its page as it would be printed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.services import quotes
from mcsys_desktop.services.customers import CustomerRow
from mcsys_desktop.services.invoices import keeping
from mcsys_desktop.services.quotes import Row
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.agreements.tables import WholeTable
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.callers.finder import CustomerFinder
from mcsys_desktop.ui.invoices.preview import PreviewPane
from mcsys_desktop.ui.labels import Card
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.quotes import words
from mcsys_desktop.ui.quotes.editor import Opened, QuoteEditor
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.texts import Label, WrappedLabel
from mcsys_desktop.ui.toast import Toast
from mcsys_desktop.ui.work import Task, Work

_ROOM = 1000  # pixels below which the page beside the editor goes


class QuotesPage(Page):
    """``invoice_wanted`` carries the id of an invoice that came of a quote."""

    title = N_("Quotes")
    icon = "file-pen-line"
    shows = frozenset({"quote", "quote_version", "quote_line", "quote_event", "customer"})

    invoice_wanted = Signal(int)

    def __init__(self, work: Work, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(work, live, parent)
        self._why, self._masked, self._hidden = "", False, False
        self._rows: Sequence[Row] = ()
        self.new = Button(_("New quote"), "plus", "primary", shortcuts.shown("new"))
        self.finder = CustomerFinder(work)
        self.finder.hide()
        self.list = WholeTable(words.columns(), words.row_key, name=_("Quotes"))
        self.nothing = WrappedLabel("", "meta")
        self.preview = PreviewPane(work)
        self.editor = QuoteEditor(work, self.preview)
        self.toast = Toast(self, work.notices)
        self.stack = QStackedWidget()
        head = row(Label(_(self.title), "title"), None, self.new)
        table = Card(column(self.nothing, self.list, gap=10, margins=(16, 12, 1, 12)))
        lists = column(head, self.finder, table, None, gap=16, margins=(24, 16, 24, 20))
        self.stack.addWidget(ScrollPage(lists))
        self.stack.addWidget(self.editor)
        self.preview.hide()
        whole = row(self.stack, self.preview, gap=0)
        whole.setStretch(0, 3)
        whole.setStretch(1, 2)
        self.setLayout(column(whole, gap=0))
        self._connect()
        self.work.run(self, keeping.treatments, then=self.editor.lines.offer)

    def fetch(self) -> Task | None:
        """Ask for the list; what is typed stays."""
        return self.work.run(self, quotes.listing, then=self.show_rows)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the quotes."""
        self._rows = rows
        shown = () if self._masked else rows
        self.list.show_rows(shown)
        self.list.setVisible(bool(shown))
        none = _("No quotes yet. Make the first with “New quote”.")
        self.nothing.setText(_(words.HIDDEN) if self._masked else "" if rows else none)
        self.nothing.setVisible(not shown)

    def start_new(self) -> None:
        """Begin a quote: first for whom."""
        if not self._why and not self._masked:
            self._show(0)
            self.finder.show()
            self.finder.field.setFocus()

    def open_version(self, version_id: int) -> None:
        """Show a version."""
        self.work.run(self, opened, version_id, then=self._come, failed=self._refuse)

    def show_list(self) -> None:
        """Show the list again."""
        self._show(0)
        self.refresh()
        self.list.setFocus()

    def set_counter(self, masked: bool) -> None:
        """Hide names and amounts from the person opposite, or show them."""
        self._masked = masked
        if masked:
            self.editor.keeping.save()
            self._show(0)
        self.new.setDisabled(masked or bool(self._why))
        self.show_rows(self._rows)

    def set_only_reads(self, why: str) -> None:
        """Let who may only read do nothing else."""
        self._why = why
        self.new.setDisabled(bool(why) or self._masked)
        self.new.setToolTip(why)
        self.editor.set_only_reads(why)

    def unsaved(self) -> int:
        """How many versions the office does not have as they stand here."""
        return int(self.editor.keeping.changed)

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self.stack, self.preview]

    def _show(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self._make_room()

    def _make_room(self) -> None:
        room = self.width() >= style().px(_ROOM)
        self.preview.setVisible(bool(self.stack.currentIndex()) and room and not self._hidden)

    def _come(self, found: Opened | None) -> None:
        if found is None:
            self.toast.say(_("This document is no longer there."))
            self.show_list()
            return
        self._show(1)
        self.editor.show_version(found)
        if not found.version.frozen:
            self.editor.lines.view.begin()

    def _open(self, found: Row | None) -> None:
        if found is not None:
            self.open_version(found.id)

    def _picked(self, found: CustomerRow) -> None:
        self.finder.hide()
        self.work.run(self, quotes.begin, found.id, then=self.open_version, failed=self._refuse)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.toast.say(str(error))
        else:
            self.work.failed.emit(self, error)

    def _hide_preview(self) -> None:
        self._hidden = True
        self._make_room()

    def _connect(self) -> None:
        self.new.clicked.connect(self.start_new)
        self.finder.picked.connect(self._picked)
        self.list.opened.connect(self._open)
        self.editor.left.connect(self.show_list)
        self.editor.opened.connect(self.open_version)
        self.editor.invoiced.connect(self.invoice_wanted)
        self.editor.said.connect(self.toast.say)
        self.preview.hidden.connect(self._hide_preview)
        shortcuts.bind(self, "save", self.editor.keeping.save)
        shortcuts.bind(self, "undo", self.editor.lines.model.undo)

    # Qt's own names from here.

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._make_room()


def opened(version_id: int) -> Opened | None:
    """A version, whom it is for, and what is left of it; runs on a worker."""
    found = quotes.get(version_id)
    if found is None:
        return None
    buyer = keeping.buyer(found.head.customer_id) if found.head.customer_id else None
    said = quotes.said(found.events)
    accepted = said is quotes.QuoteEventKind.ACCEPTED
    return Opened(found, buyer, tuple(quotes.rest(version_id)) if accepted else ())
