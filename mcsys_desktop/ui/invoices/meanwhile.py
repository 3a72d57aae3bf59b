"""Two desks in one draft: what the other one made of it is shown, and neither is lost unasked."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import invoices
from mcsys_desktop.services.invoices import Finished, Invoice, keeping
from mcsys_desktop.services.invoices.keeping import Buyer
from mcsys_desktop.ui.customers.bars import NoticeBand

if TYPE_CHECKING:
    from mcsys_desktop.ui.invoices.editor import Editor
    from mcsys_desktop.ui.work import Work


class Meanwhile(QObject):
    """The band above an editor, and what its buttons do."""

    def __init__(self, editor: "Editor", work: "Work") -> None:
        super().__init__(editor)
        self._editor, self._work = editor, work
        self.band = NoticeBand("warn", "triangle-alert")
        self.theirs = self.band.offer(_("Show theirs"))
        self.mine = self.band.offer(_("Keep mine"))
        self.theirs.clicked.connect(self._show_theirs)
        self.mine.clicked.connect(self._keep_mine)

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """Somebody else was first."""
        self._editor.finishing.set_busy(False)
        self.band.say(sentence)

    def look(self) -> None:
        """Something changed in the office: perhaps this draft."""
        if self._editor.typing.id is not None and not self._editor.finishing.busy:
            self._work.run(self, invoices.get, self._editor.typing.id, then=self._seen)

    def load(self, there: Invoice | None) -> None:
        """Show what the office has of it now: it may be final by now, or gone."""
        editor = self._editor
        if there is None:
            editor.typing.forget()
            editor.deleted.emit()
        elif there.final:
            editor.typing.forget()
            editor.finished.emit(
                Finished(there.id, there.number, there.dated or clock.today(), there.total or 0)
            )
        elif there.head.customer_id is None:
            editor.show_draft(there, None)
        else:
            show = partial(editor.show_draft, there)
            self._work.run(self, keeping.buyer, there.head.customer_id, then=show)

    def _seen(self, there: Invoice | None) -> None:
        typing = self._editor.typing
        if there is None or there.id != typing.id or there.version <= typing.version:
            return
        if typing.unsaved and not there.final:
            self.tell(_("Somebody else changed this draft meanwhile."))
        elif there.final or there.head.customer_id is None:
            self.load(there)
        else:
            come = partial(self._come, there)
            self._work.run(self, keeping.buyer, there.head.customer_id, then=come)

    def _come(self, there: Invoice, buyer: Buyer) -> None:
        """Show it, unless somebody began to type here while it was fetched."""
        typing = self._editor.typing
        if typing.unsaved:
            self._seen(there)
        elif there.id == typing.id and there.version > typing.version:
            self._editor.show_draft(there, buyer)

    def _show_theirs(self) -> None:
        if self._editor.typing.id is not None:
            self._work.run(self, invoices.get, self._editor.typing.id, then=self.load)

    def _keep_mine(self) -> None:
        def come(there: Invoice | None) -> None:
            self.band.hide()
            if there is None or there.final:
                self.load(there)
            else:
                self._editor.typing.over(there.version)

        if self._editor.typing.id is not None:
            self._work.run(self, invoices.get, self._editor.typing.id, then=come)
