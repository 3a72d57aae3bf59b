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
from mcsys_desktop.ui.invoices import words
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.popup import Popup
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.texts import ElidedLabel, Label, WrappedLabel
from mcsys_desktop.ui.work import Work

_MOST = 7  # lines; more of them scroll


class CreditForm(Popup):
    """How much of each line is given back, and why. ``drafted`` carries the credit invoice's id."""

    drafted = Signal(int)

    def __init__(self, owner: QWidget, work: Work, whole: Whole) -> None:
        super().__init__(owner)
        self._work, self._whole = work, whole
        self._lines = [each for each in whole.left if each.quantity]
        heading = _("Credit {number}").format(number=whole.invoice.number)
        self.setAccessibleName(heading)
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
        self.wrong = WrappedLabel("", "small", ink="bad")
        self.wrong.hide()
        self.none = Button(_("No line"), kind="link")
        self.save = Button(_("Draft the credit invoice"), kind="primary", key="↵")
        self.leave = Button(_("Cancel"), key="Esc")
        self.setLayout(
            column(
                Label(heading, "section"),
                row(Label(_("How much is given back?"), "meta"), None, self.none),
                inside,
                Labelled(_("Reason, on paper"), self.reason),
                self.wrong,
                row(None, self.leave, self.save),
                gap=10,
                margins=(16, 14, 16, 16),
            )
        )
        self.setMinimumWidth(style().px(460))
        self.none.clicked.connect(self._empty)
        self.reason.returnPressed.connect(self._credit)
        self.save.clicked.connect(self._credit)
        self.leave.clicked.connect(self.close)

    def open_below(self, anchor: QWidget) -> None:
        """Open with the focus on the first quantity."""
        self.adjustSize()
        self.hang(anchor, right=True)
        first = next(iter(self.fields.values()), self.reason)
        first.setFocus()
        first.selectAll()

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
            self._refuse(error)
            return
        self.save.setDisabled(True)
        self._work.run(
            self,
            invoices.credit,
            self._whole.invoice.id,
            asked,
            self.reason.text(),
            then=self._done,
            failed=self._refuse,
        )

    def _done(self, credit_id: int) -> None:
        self.close()
        self.drafted.emit(credit_id)

    def _refuse(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if not isinstance(error, UserError):
            self._work.failed.emit(self, error)
            return
        self.wrong.setText(str(error))
        self.wrong.show()
        self.adjustSize()
