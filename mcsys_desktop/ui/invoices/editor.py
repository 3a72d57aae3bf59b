"""The editor of a draft: whom it is for, its lines, what it comes to, and when it becomes final."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import invoices
from mcsys_desktop.services.invoices import (
    DraftHead,
    DraftLine,
    Invoice,
    Kind,
    Problem,
    keeping,
    previews,
)
from mcsys_desktop.services.invoices.keeping import Buyer, Kept
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.invoices import words
from mcsys_desktop.ui.invoices.finishing import Finishing
from mcsys_desktop.ui.invoices.head import HeadCard
from mcsys_desktop.ui.invoices.lines_card import LinesCard
from mcsys_desktop.ui.invoices.meanwhile import Meanwhile
from mcsys_desktop.ui.invoices.preview import PreviewPane
from mcsys_desktop.ui.invoices.typing import Typing
from mcsys_desktop.ui.labels import Chip
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.texts import Label, WrappedLabel
from mcsys_desktop.ui.work import Work


class Editor(QWidget):
    """One draft. ``finished`` carries what it became, ``deleted`` that it was thrown away,
    ``said`` a sentence with what undoes it.
    """

    finished = Signal(object)
    deleted = Signal()
    left = Signal()
    said = Signal(str, str, object)

    def __init__(self, work: Work, preview: PreviewPane) -> None:
        super().__init__()
        self._work, self._preview = work, preview
        self._draft: Invoice | None = None
        self.typing = Typing(self, work, self.typed)
        self.back = Button("", "chevron-left", "ghost", name=_("Back to the list"))
        self.title = Label("", "title")
        self.chip = Chip(_("Draft"))
        self.state = Label("", "meta")
        self.delete = Button(_("Throw away"))
        self.show_preview = Button(_("Preview"))
        self.finalise = Button(_("Make final"), "check", "primary", shortcuts.shown("finalise"))
        self.meanwhile = Meanwhile(self, work)
        self.finishing = Finishing(self, work)
        self.missing = WrappedLabel("", "body", ink="bad")
        self.missing.hide()
        self.head = HeadCard(work)
        self.lines = LinesCard(work)
        self._lay_out()
        self._connect()

    @property
    def draft_id(self) -> int | None:
        """The draft that is typed; None for one that is not kept yet."""
        return self.typing.id

    def typed(self) -> tuple[DraftHead, tuple[DraftLine, ...]]:
        """What stands on the screen."""
        return self.head.head(), tuple(self.lines.model.lines)

    def start_new(self, buyer: Buyer | None) -> None:
        """Begin a new one, for a customer where that is known. It is kept when something is."""
        self._draft = None
        self.typing.begin(None)
        self._show(buyer.head if buyer else DraftHead(), (), buyer, Kind.INVOICE)
        self.state.setText(_("Gets its number when you make it final"))
        if buyer is None:
            self.head.finder.field.setFocus()
        else:
            self.lines.view.begin()

    def show_draft(self, draft: Invoice, buyer: Buyer | None) -> None:
        """Show a draft as the office has it."""
        self._draft = draft
        self.typing.begin(draft.id, draft.version)
        self._show(draft.head, draft.lines, buyer, draft.kind)
        self.state.setText(_("Gets its number when you make it final"))

    def take_up(
        self, head: DraftHead, lines: Sequence[DraftLine], buyer: Buyer | None, request: str = ""
    ) -> None:
        """Go on with what was typed and not kept before the program ended."""
        if request:
            self.typing.begin(None, request=request)
            self._draft = None
        self._show(head, lines, buyer, self._draft.kind if self._draft else Kind.INVOICE)
        self._changed()

    def set_treatments(self, offered: Sequence[Any]) -> None:
        """Offer these ways to be taxed."""
        self.lines.offer(offered)

    def look_again(self) -> None:
        """Something changed in the office: perhaps this draft, at another desk."""
        self.meanwhile.look()

    def tell_missing(self, sentence: str) -> None:
        """Say what it lacks; nothing takes that away."""
        self.missing.setText(sentence)
        self.missing.setVisible(bool(sentence))
        if sentence:
            self._area.verticalScrollBar().setValue(0)
            announce(self, sentence)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say at the fields and the lines what is not right with them."""
        self.head.show_problems(problems)
        self.lines.show_problems(problems)

    def _show(
        self,
        head: DraftHead,
        lines: Sequence[DraftLine],
        buyer: Buyer | None,
        kind: Kind,
    ) -> None:
        self.meanwhile.band.hide()
        self.tell_missing("")
        self.finishing.forget()
        self.title.setText(words.title(kind, ""))
        self.setAccessibleName(self.title.text())
        self.typing.called = self._called(buyer)
        self.head.show_head(head, buyer, kind is Kind.CREDIT)
        self.lines.kind = kind
        self.lines.show_lines(lines, head)
        self._preview.show_now(self._drawing())

    def _called(self, buyer: Buyer | None) -> str:
        return " · ".join(part for part in (self.title.text(), buyer.name if buyer else "") if part)

    def _changed(self) -> None:
        self.tell_missing("")
        self.state.setText(_("Not kept yet"))
        self.typing.touch()
        self._preview.show_soon(self._drawing())

    def _drawing(self) -> Any:
        head, lines = self.typed()
        whole = self._draft or Invoice(0, 0, Kind.INVOICE, head, lines)
        return partial(previews.of_draft, replace(whole, head=head, lines=lines, line_ids=()))

    def _priced(self) -> None:
        self.lines.price_as(self.head.head())
        self._changed()

    def _on_kept(self, kept: Kept) -> None:
        at = clock.local(kept.at)
        self.state.setText(
            " · ".join(
                (
                    _("Gets its number when you make it final"),
                    _("kept by itself {time}").format(time=f"{at:%H:%M}"),
                )
            )
        )

    def _on_refused_save(self, sentence: str) -> None:
        self.finishing.set_busy(False)
        self.tell_missing(sentence)

    def _choose(self, customer_id: int) -> None:
        self._work.run(self, keeping.buyer, customer_id, then=self._on_buyer, failed=self._refuse)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.tell_missing(str(error))
        else:
            self._work.failed.emit(self, error)

    def _on_buyer(self, buyer: Buyer) -> None:
        """Somebody was chosen: a new document takes their language and way of pricing."""
        first = self.head.buyer is None and not self.lines.model.lines
        if first:
            self.head.show_head(replace(buyer.head, reference=self.head.reference.text()), buyer)
        else:
            self.head.show_buyer(buyer)
        self.head.change.setVisible(True)
        self.typing.called = self._called(buyer)
        self._priced()
        self.lines.view.begin()

    def _delete(self) -> None:
        """Throw the draft away; for a while it can be brought back."""
        head, lines = self.typed()
        invoice_id, version = self.typing.id, self.typing.version

        def gone(_told: object = None) -> None:
            self.typing.forget()
            back = partial(self._bring_back, head, lines)
            self.said.emit(_("The draft was thrown away."), _("Undo"), back)
            self.deleted.emit()

        if invoice_id is None:
            gone()
        else:
            self._work.run(
                self, invoices.delete, invoice_id, version, then=gone, failed=self.finishing.refuse
            )

    def _bring_back(self, head: DraftHead, lines: tuple[DraftLine, ...]) -> None:
        def come(kept: Kept) -> None:
            self._work.run(self, invoices.get, kept.id, then=self.meanwhile.load)

        request = uuid.uuid4().hex
        self._work.write(self, keeping.keep, None, 0, head, lines, request=request, then=come)

    def _on_removed(self) -> None:
        self.said.emit(_("The line was taken away."), _("Undo"), self.lines.model.undo)

    def _lay_out(self) -> None:
        under = row(self.chip, self.state, None, gap=8)
        names = column(row(self.back, self.title, None, gap=4), under, gap=4)
        head = row(names, self.delete, self.show_preview, self.finalise)
        head.setStretch(0, 1)
        body = column(
            head, self.missing, self.head, self.lines, None, gap=16, margins=(24, 16, 24, 20)
        )
        self._area = ScrollPage(body)
        self.setLayout(column(self.meanwhile.band, self._area, gap=0))

    def _connect(self) -> None:
        self.head.changed.connect(self._changed)
        self.head.pricing_changed.connect(self._priced)
        self.head.customer_wanted.connect(self._choose)
        self.lines.model.changed.connect(self._changed)
        self.lines.view.removed.connect(self._on_removed)
        self.lines.view.customer = lambda: (
            self.head.buyer.id if self.head.buyer else None,
            self.head.head().mode,
            self.head.head().language,
        )
        self.typing.kept.connect(self._on_kept)
        self.typing.refused.connect(self._on_refused_save)
        self.typing.overtaken.connect(self.meanwhile.tell)
        self._preview.problems.connect(self._on_doubts)
        self.back.clicked.connect(self.left)
        self.delete.clicked.connect(self._delete)
        self.finalise.clicked.connect(self.finishing.begin)
        shortcuts.bind(self, "finalise", self.finishing.begin)

    def _on_doubts(self, problems: tuple[Problem, ...]) -> None:
        if self.isVisible() and self.head.buyer is not None:
            self.head.show_problems(problems)
