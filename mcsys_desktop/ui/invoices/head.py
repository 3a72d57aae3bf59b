"""What a draft says besides its lines: whom it is for, days, references, texts."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.core.money import amounts
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.services.customers import CustomerRow
from mcsys_desktop.services.invoices import DraftHead, Problem
from mcsys_desktop.services.invoices.keeping import Buyer
from mcsys_desktop.ui import dates
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.callers.finder import CustomerFinder
from mcsys_desktop.ui.choices import ChoiceField
from mcsys_desktop.ui.fields import Labelled, LineField, NoteField
from mcsys_desktop.ui.invoices import words
from mcsys_desktop.ui.labels import Avatar, Card
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.texts import ElidedLabel
from mcsys_desktop.ui.work import Work


class HeadCard(Card):
    """The first card of the editor. ``changed`` comes when something was typed or chosen."""

    changed = Signal()
    customer_wanted = Signal(int)  # a customer was chosen
    pricing_changed = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._head, self._days, self._silent = DraftHead(), 14, False
        self.buyer: Buyer | None = None
        self.avatar = Avatar("", size=44)
        self.name = ElidedLabel("", "row")
        self.detail = ElidedLabel("", "meta")
        self.change = Button(_("Change"), kind="link", name=_("Change the customer"))
        self.finder = CustomerFinder(work)
        self.dated = LineField()
        self.dated.setReadOnly(True)
        self.delivered = LineField(placeholder=_("day-month-year"))
        self.term = LineField()
        self.reference = LineField()
        self.attention, self.project = LineField(), LineField()
        self.discount = LineField(placeholder="0")
        self.mode = ChoiceField(
            ((PriceMode.EXCL, _("Without VAT")), (PriceMode.INCL, _("VAT included")))
        )
        self.language = ChoiceField((("nl", _("Dutch")), ("en", _("English"))))
        self.introduction = NoteField("", name=_("Text above the lines"))
        self.remark = NoteField("", name=_("Text below the lines"))
        self.note = NoteField("", name=_("Note of our own, never on paper"))
        self.labelled: dict[str, Labelled] = {
            "dated": Labelled(_("Invoice date"), self.dated, _("today, fixed when it is final")),
            "payment_days": Labelled(_("Term of payment"), self.term),
            "reference": Labelled(_("Your reference"), self.reference),
            "delivered_on": Labelled(
                _("Day of delivery"), self.delivered, _("empty: the invoice date")
            ),
            "attention": Labelled(_("For the attention of"), self.attention),
            "project": Labelled(_("Project"), self.project),
            "discount": Labelled(_("Discount on everything (%)"), self.discount),
            "mode": Labelled(_("Prices"), self.mode),
            "language": Labelled(_("Language"), self.language),
            "introduction": Labelled(_("Text above the lines"), self.introduction),
            "remark": Labelled(_("Text below the lines"), self.remark),
            "note": Labelled(_("Note of our own, never on paper"), self.note),
        }
        self.more = Button(_("More fields"), "chevron-down", "link")
        self.further = QWidget()
        self._lay_out()
        self._connect()

    def show_head(self, head: DraftHead, buyer: Buyer | None, credit: bool = False) -> None:
        """Show what is stored; nobody is told of it."""
        self._silent = True
        self._head = head
        self.show_buyer(buyer)
        self.change.setVisible(not credit and buyer is not None)
        today = clock.today()
        self.dated.setText(words.day(today))
        self.delivered.setText(words.day(head.delivered_on))
        days = head.payment_days
        self.term.setText("" if days is None else str(days))
        for name, field in self._lines().items():
            field.setText(getattr(head, name))
        for name, note in self._notes().items():
            note.show_text(getattr(head, name))
        self.discount.setText(amounts.percentage(head.discount) if head.discount else "")
        self.mode.choose(head.mode)
        self.language.choose(head.language)
        self._silent = False
        used = any(getattr(head, name) for name in ("attention", "project", "discount",
                                                    "introduction", "remark", "note"))  # fmt: skip
        self.further.setVisible(used or not self.further.isHidden())
        for labelled in self.labelled.values():
            labelled.show_error("")
        self._show_term()

    def show_buyer(self, buyer: Buyer | None) -> None:
        """Show whom it is for; None: somebody has to be chosen."""
        self.buyer = buyer
        if buyer is not None:
            self._days = buyer.payment_days
            self._head = replace(self._head, customer_id=buyer.id)
            self.avatar.show_name(buyer.name, buyer.business)
            self.name.setText(buyer.name)
            self.detail.setText(buyer.detail)
        for part in (self.avatar, self.name, self.detail, self.change):
            part.setVisible(buyer is not None)
        self.finder.setVisible(buyer is None)
        self._show_term()

    def head(self) -> DraftHead:
        """What stands there. What cannot be understood keeps what it was, and says so."""
        typed = {name: field.text() for name, field in self._lines().items()}
        typed |= {name: note.text() for name, note in self._notes().items()}
        return replace(
            self._head,
            payment_days=self._read_term(),
            delivered_on=self._read_day(),
            discount=self._read_discount(),
            mode=PriceMode(str(self.mode.value())),
            language=str(self.language.value()),
            **typed,  # type: ignore[arg-type]  # texts all of them
        )

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say below the fields what is not right with them yet."""
        said = {each.field: each.sentence for each in problems if each.line is None}
        for name in ("reference", "delivered_on"):
            if name in said or name == "reference":
                self.labelled[name].show_error(said.get(name, ""))

    def wrong(self) -> QWidget | None:
        """The first field that says an error."""
        found = (one for one in self.labelled.values() if one.field.property("wrong"))
        return next((one.field for one in found), None)

    def _read_term(self) -> int | None:
        typed = self.term.text().strip()
        if not typed:
            return None
        bare = typed.split()[0]
        if bare.isdecimal() and int(bare) <= 365:
            return int(bare)
        return self._head.payment_days

    def _read_day(self) -> date | None:
        typed = self.delivered.text().strip()
        return None if not typed else words.typed_day(typed) or self._head.delivered_on

    def _read_discount(self) -> int:
        try:
            found = amounts.read(self.discount.text().rstrip("% ") or "0", amounts.PERCENT)
        except UserError:
            return self._head.discount
        return found if 0 <= found <= 10_000 else self._head.discount

    def _check(self) -> None:
        """On leaving a field: what is not understood is said below it."""
        term, day = self.term.text().split(), self.delivered.text().strip()
        bad_term = bool(term) and not (term[0].isdecimal() and int(term[0]) <= 365)
        self.labelled["payment_days"].show_error(
            _("Type a number of days, such as 14.") if bad_term else ""
        )
        bad_day = bool(day) and words.typed_day(day) is None
        self.labelled["delivered_on"].show_error(
            _("Type a day, such as 6-12-2026.") if bad_day else ""
        )
        try:
            off = amounts.read(self.discount.text().rstrip("% ") or "0", amounts.PERCENT)
            why = "" if 0 <= off <= 10_000 else _("A discount is between 0 and 100 per cent.")
        except UserError as error:
            why = str(error)
        self.labelled["discount"].show_error(why)
        if not bad_term:
            self._show_term()

    def _show_term(self) -> None:
        typed = self._read_term()
        days = self._days if typed is None else typed
        self.term.setPlaceholderText(
            ngettext("{count} day", "{count} days", days).format(count=days)
        )
        due = clock.today() + timedelta(days=days)
        note = _("due on {day}").format(day=dates.written(due))
        self.labelled["payment_days"].note.setText(note)
        self.labelled["payment_days"].note.show()

    def _lines(self) -> dict[str, LineField]:
        return {"reference": self.reference, "attention": self.attention, "project": self.project}

    def _notes(self) -> dict[str, NoteField]:
        return {"introduction": self.introduction, "remark": self.remark, "note": self.note}

    def _lay_out(self) -> None:
        who = row(self.avatar, column(self.name, self.detail, gap=2), self.change, gap=14)
        who.setStretch(1, 1)
        first = row(gap=16)
        for name in ("dated", "payment_days", "reference"):
            first.addWidget(self.labelled[name], 1, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        names = ("delivered_on", "attention", "project", "discount", "mode", "language",
                 "introduction", "remark", "note")  # fmt: skip
        for at, name in enumerate(names):
            grid.addWidget(self.labelled[name], at // 3, at % 3, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at % 3, 1)
        self.further.setLayout(grid)
        self.further.hide()
        body = column(who, self.finder, first, self.further, row(self.more, None), gap=14,
                      margins=(16, 16, 16, 12))  # fmt: skip
        self.setLayout(body)

    def _connect(self) -> None:
        for field in (self.delivered, self.term, *self._lines().values(), self.discount):
            field.textEdited.connect(self._tell)
            field.editingFinished.connect(self._check)
        self.discount.textEdited.connect(lambda _text: self.pricing_changed.emit())
        for note in self._notes().values():
            note.textChanged.connect(self._tell)
        for choice in (self.mode, self.language):
            choice.currentIndexChanged.connect(self._tell)
        self.mode.currentIndexChanged.connect(lambda _at: self._priced())
        self.change.clicked.connect(self._change)
        self.finder.picked.connect(self._picked)
        self.more.clicked.connect(lambda: self.further.setVisible(self.further.isHidden()))

    def _priced(self) -> None:
        if not self._silent:
            self.pricing_changed.emit()

    def _tell(self, *_told: object) -> None:
        if not self._silent:
            self.changed.emit()

    def _change(self) -> None:
        self.finder.show()
        self.finder.field.setFocus()

    def _picked(self, found: CustomerRow) -> None:
        self.finder.hide()
        self.customer_wanted.emit(found.id)
