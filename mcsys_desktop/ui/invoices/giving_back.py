"""A small window that asks what of an invoice is given back: all, or so much of some lines."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money import amounts
from mcsys_desktop.services import invoices
from mcsys_desktop.services.payments.whole import Whole
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.fields import Labelled, LineField
from mcsys_desktop.ui.form_popup import FormPopup
from mcsys_desktop.ui.invoices import words
from mcsys_desktop.ui.layouts import row
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.texts import ElidedLabel, Label
from mcsys_desktop.ui.work import Work

_MOST = 7  # lines; more of them scroll


class CreditForm(FormPopup):
    """How much of each line is given back, and why. ``drafted`` carries the credit invoice's id."""

    drafted = Signal(int)

    def __init__(self, owner: QWidget, work: Work, whole: Whole) -> None:
        heading = _("Credit {number}").format(number=whole.invoice.number)
        super().__init__(owner, work, heading, _("Draft the credit invoice"), wide=460)
        self._whole = whole
        self._lines = [each for each in whole.left if each.quantity]
        self.fields: dict[int, LineField] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setColumnStretch(0, 1)
        for at, each in enumerate(self._lines):
            name = " ".join(each.line.description.split())
            field = LineField(amounts.quantity(each.quantity), name=name)
            field.setFixedWidth(style().px(90))
            field.returnPressed.connect(self._credit)
            of = _("of {quantity}, {amount}").format(
                quantity=amounts.quantity(each.quantity), amount=words.euros(each.amount)
            )
            grid.addWidget(ElidedLabel(name), at, 0)
            grid.addWidget(field, at, 1)
            grid.addWidget(Label(of, "small", figures=True), at, 2)
            self.fields[each.line_id] = field
        inside: QWidget
        if len(self._lines) > _MOST:
            inside = ScrollPage(grid)
            inside.setFixedHeight(style().px(320))
        else:
            inside = QWidget()
            inside.setLayout(grid)
        self.reason = LineField()
        self.none = Button(_("No line"), kind="link")
        self.lay_out(
            row(Label(_("How much is given back?"), "meta"), None, self.none),
            inside,
            Labelled(_("Reason, on paper"), self.reason),
        )
        self.none.clicked.connect(self._empty)
        self.reason.returnPressed.connect(self._credit)
        self.save.clicked.connect(self._credit)

    @property
    def first(self) -> LineField:
        """Where typing begins: the first quantity."""
        return next(iter(self.fields.values()), self.reason)

    def _empty(self) -> None:
        for field in self.fields.values():
            field.setText("0")

    def _asked(self) -> Mapping[int, int]:
        return {line_id: amounts.read(field.text() or "0", amounts.QUANTITY)
                for line_id, field in self.fields.items()}  # fmt: skip

    def _credit(self) -> None:
        try:
            asked = self._asked()
        except UserError as error:
            self.refuse(error)
            return
        self.save.setDisabled(True)
        self._work.run(
            self,
            invoices.credit,
            self._whole.invoice.id,
            asked,
            self.reason.text(),
            then=self._done,
            failed=self.refuse,
        )

    def _done(self, credit_id: int) -> None:
        self.close()
        self.drafted.emit(credit_id)
