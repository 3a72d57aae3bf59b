"""What the page asks when a document is opened; runs on a worker."""

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services import invoices
from mcsys_desktop.services.invoices import DraftHead, Invoice, keeping
from mcsys_desktop.services.invoices.keeping import Buyer


def opened(self, found: tuple[Invoice, Buyer | None] | None) -> None:
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


def opened(invoice_id: int) -> tuple[Invoice, Buyer | None] | None:
    """A document and whom it is for."""
    found = invoices.get(invoice_id)
    if found is None:
        return None
    customer_id = found.head.customer_id
    return found, keeping.buyer(customer_id) if customer_id and not found.final else None


def resumed(head: DraftHead, name: str) -> tuple[Invoice | None, Buyer | None]:
    """The draft that was typed on, if it is there, and whom it is for."""
    found = invoices.get(int(name)) if name.isdecimal() else None
    try:
        return found, keeping.buyer(head.customer_id) if head.customer_id else None
    except UserError:
        return found, None
