"""Small windows: what the customer said, and what becomes an invoice."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money import amounts
from mcsys_desktop.services import quotes
from mcsys_desktop.services.quotes import Choice, Rest, Version
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.choices import Switch
from mcsys_desktop.ui.fields import Labelled, LineField
from mcsys_desktop.ui.form_popup import FormPopup
from mcsys_desktop.ui.layouts import row
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.texts import ElidedLabel, Label
from mcsys_desktop.ui.work import Work


class _Answer(FormPopup):
    """About one version of a quote. ``done`` carries a result."""

    done = Signal(object)

    def __init__(
        self, owner: QWidget, work: Work, heading: str, act: str, version: Version
    ) -> None:
        super().__init__(owner, work, heading, act, wide=440)
        self._version = version

    def _finish(self, result: object) -> None:
        self.close()
        self.done.emit(result)


class AcceptForm(_Answer):
    """Who agreed, and which options and alternatives they chose."""

    def __init__(self, owner: QWidget, work: Work, version: Version) -> None:
        heading = _("The customer agrees with {number}").format(number=version.number)
        super().__init__(owner, work, heading, _("Record"), version)
        self.who, self.words = LineField(), LineField()
        offered = quotes.counting(version.lines)
        self.checks: dict[int, Switch] = {}
        for line, counts in zip(version.lines, offered, strict=True):
            if line.choice is not Choice.FIXED:
                check = Switch(" ".join(line.description.split()))
                check.setChecked(counts)
                self.checks[line.id] = check
        self.lay_out(
            Labelled(_("Who agreed"), self.who),
            Labelled(_("How, or what was said"), self.words),
            *self.checks.values(),
        )
        self.save.clicked.connect(self._accept)
        self.who.returnPressed.connect(self._accept)
        self.words.returnPressed.connect(self._accept)

    def _accept(self) -> None:
        fixed = [line.id for line in self._version.lines if line.choice is Choice.FIXED]
        chosen = [line_id for line_id, check in self.checks.items() if check.isChecked()]
        wanted = [*fixed, *chosen] if self.checks else None
        self.save.setDisabled(True)

        def accept() -> None:
            quotes.accept(self._version.id, self.who.text(), self.words.text(), chosen=wanted)

        self._work.run(self, accept, then=self._finish, failed=self.refuse)


class DeclineForm(_Answer):
    """Who said no, and why."""

    def __init__(self, owner: QWidget, work: Work, version: Version) -> None:
        heading = _("The customer declines {number}").format(number=version.number)
        super().__init__(owner, work, heading, _("Record"), version)
        self.who, self.words = LineField(), LineField()
        self.lay_out(Labelled(_("Who declined"), self.who), Labelled(_("Why"), self.words))
        self.save.clicked.connect(self._decline)
        self.words.returnPressed.connect(self._decline)

    def _decline(self) -> None:
        self.save.setDisabled(True)
        said = (self._version.id, self.who.text(), self.words.text())
        self._work.run(self, quotes.decline, *said, then=self._finish, failed=self.refuse)


class InvoiceForm(_Answer):
    """How much of each line is invoiced, or which deposit. ``done`` carries the invoice's id."""

    def __init__(self, owner: QWidget, work: Work, version: Version, left: Sequence[Rest]) -> None:
        heading = _("Invoice {number}").format(number=version.number)
        super().__init__(owner, work, heading, _("Draft the invoice"), version)
        self.fields: dict[int, LineField] = {}
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for at, each in enumerate(one for one in left if one.quantity):
            name = " ".join(each.line.description.split())
            field = LineField(amounts.quantity(each.quantity), name=name)
            field.setFixedWidth(style().px(90))
            field.returnPressed.connect(self._invoice)
            grid.addWidget(ElidedLabel(name), at, 0)
            grid.addWidget(field, at, 1)
            self.fields[each.line_id] = field
        self.percent = LineField(placeholder="30")
        self.deposit = Button(_("Draft a deposit"))
        self.labelled = Labelled(_("Or a deposit first (%)"), self.percent)
        self.lay_out(
            Label(_("How much is invoiced?"), "meta"), grid, row(self.labelled, self.deposit)
        )
        self.save.setEnabled(bool(self.fields))
        self.save.clicked.connect(self._invoice)
        self.deposit.clicked.connect(self._deposit)
        self.percent.returnPressed.connect(self._deposit)
        self.percent.textEdited.connect(self._doubt)

    def _invoice(self) -> None:
        try:
            asked = {
                line_id: amounts.read(field.text() or "0", amounts.QUANTITY)
                for line_id, field in self.fields.items()
            }
        except UserError as error:
            self.refuse(error)
            return
        self.save.setDisabled(True)
        self._work.run(
            self, quotes.to_invoice, self._version.id, asked,
            then=self._finish, failed=self.refuse,
        )  # fmt: skip

    def _points(self) -> int | None:
        try:
            return amounts.read(self.percent.text().rstrip("% ") or "0", amounts.PERCENT)
        except UserError as error:
            self.refuse(error)
            return None

    def _doubt(self) -> None:
        """Say at once what a deposit may not be."""
        try:
            points = amounts.read(self.percent.text().rstrip("% ") or "0", amounts.PERCENT)
        except UserError:
            return

        def ask() -> str:
            return quotes.doubt_about(self._version.id, points=points)

        self._work.run(self, ask, then=self.labelled.show_doubt)

    def _deposit(self) -> None:
        points = self._points()
        if points is None:
            return

        def make() -> int:
            return quotes.deposit(self._version.id, points=points)

        self._work.run(self, make, then=self._finish, failed=self.refuse)
