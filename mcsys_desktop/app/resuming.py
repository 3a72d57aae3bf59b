"""Go on with what was typed before the program ended: on the page, the card or the call it was."""

import uuid

from PySide6.QtCore import QObject, Slot

from mcsys_desktop.app.screens import Screens
from mcsys_desktop.core.drafts import Draft
from mcsys_desktop.services import calls, customers
from mcsys_desktop.services.phone_setup import FORM
from mcsys_desktop.ui.call_backs import adding
from mcsys_desktop.ui.callers import kept
from mcsys_desktop.ui.customers import typed
from mcsys_desktop.ui.invoices import typing as invoice_typing
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.offers import Offers
from mcsys_desktop.ui.work import Work


class Resuming(QObject):
    """Offers what was kept, and brings each back to where it was typed."""

    def __init__(self, window: MainWindow, work: Work, screens: Screens) -> None:
        super().__init__(screens)
        self._window, self._work, self._screens = window, work, screens
        self.offers = Offers(work.drafts)
        self.offers.resumed.connect(self._on_resumed)
        window.add_band(self.offers)
        window.privacy.changed.connect(self._on_privacy)
        self._on_privacy()

    @Slot(object)
    def _on_resumed(self, draft: Draft) -> None:
        if draft.form.startswith(kept.CALL):
            self._bring_note_back(draft)
        elif draft.form == adding.DRAFT:
            self._screens.going.calls_page().adder.take_up(draft.texts)
        elif draft.form.startswith(invoice_typing.FORM):
            self._screens.going.invoices_page().take_up(draft)
        elif draft.form.endswith(typed.WINDOW):
            customer_id = typed.customer_of(draft.form)
            self._screens.customer_windows.open(customer_id).page.take_up(draft)
        elif draft.form.startswith((typed.NEW, typed.CARD, typed.NOTE)):
            self._window.show_page("customers")
            self._screens.customers.take_up(draft)
        elif draft.form == FORM:
            self._screens.phone_setup_wanted.emit()

    def _bring_note_back(self, draft: Draft) -> None:
        note = kept.read(draft)

        def found(row: calls.CallRow | None) -> None:
            if row is None:
                self._keep_as_customer(draft, note)
                return
            desk = self._screens.desk
            desk.open_row(row)
            if not self._window.dock_visible:
                self._window.show_dock(True)
            if desk.shown is not None:
                desk.book.write(desk.shown, kept.joined(row.note, note.note))
                desk.updated.emit(desk.shown)
            self._work.drafts.drop(draft.form)

        if note.call_id:
            self._work.run(self, calls.get, note.call_id, then=found)
        else:
            found(None)

    def _keep_as_customer(self, draft: Draft, note: kept.KeptNote) -> None:
        """The log never heard of that call: number and note go into a form, where they stay."""
        begun = customers.CustomerDraft(
            phone=note.number, notes=note.note, origin=customers.Origin.PHONE
        )
        form, texts = typed.NEW + uuid.uuid4().hex, typed.new_texts(begun)
        self._work.drafts.put(form, texts)
        self._work.drafts.drop(draft.form)
        self._on_resumed(Draft(form, texts, draft.at))

    @Slot()
    def _on_privacy(self) -> None:
        self.offers.set_hidden(self._window.privacy.hiding)
