"""What happened with a final document: payments, credit invoices, sent, printed, disputed."""

from PySide6.QtCore import Signal

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.payments.whole import Whole
from mcsys_desktop.ui.facts import FactRow
from mcsys_desktop.ui.invoices import words
from mcsys_desktop.ui.labels import Card
from mcsys_desktop.ui.layouts import column
from mcsys_desktop.ui.texts import Label

_ICONS = {"sent": "mail", "printed": "printer", "disputed": "triangle-alert", "refused": "mail"}


class Beside(Card):
    """One row for each thing that happened, the first first. ``opened``: a credit invoice."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.heading = Label(_("What happened"), "row")
        self.nothing = Label(_("Nothing yet."), "meta")
        self._rows = column(gap=6)
        self.rows: list[FactRow] = []
        self.setLayout(
            column(self.heading, self.nothing, self._rows, gap=8, margins=(16, 12, 16, 14))
        )

    def show_whole(self, whole: Whole) -> None:
        """Show what lies beside this document."""
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        methods = words.methods()
        for paid in reversed(whole.payments):
            used = sum(each.amount for each in paid.used if each.invoice_id == whole.invoice.id)
            said = [words.day(paid.dated), methods[paid.method], paid.payer, paid.words]
            if paid.cancelled:
                said.insert(0, _("taken back"))
            title = _("{amount} paid").format(amount=words.euros(used or abs(paid.amount)))
            self._add(title, said, "landmark", "neutral" if paid.cancelled else "ok")
        for credit in whole.credits:
            amount = words.euros(credit.total or 0) if credit.final else _("draft")
            row = self._add(
                words.title(credit.kind, credit.number),
                [words.day(credit.dated), amount],
                "file-text",
                leads=True,
            )
            row.clicked.connect(lambda _on=False, found=credit.id: self.opened.emit(found))
        for event in whole.events:
            who = whole.names.get(event.author, event.author)
            at = clock.day_and_time(event.at, clock.today())
            icon = _ICONS.get(str(event.kind), "history")
            self._add(words.event(event.kind), [at, who, " ".join(event.words.split())], icon)
        self.nothing.setVisible(not self.rows)

    def _add(
        self, title: str, said: list[str], icon: str, tone: str = "neutral", leads: bool = False
    ) -> FactRow:
        row = FactRow()
        detail = " · ".join(part for part in said if part)
        row.show_fact(title, detail, icon=icon, tone=tone, leads=leads)
        self._rows.addWidget(row)
        self.rows.append(row)
        return row
