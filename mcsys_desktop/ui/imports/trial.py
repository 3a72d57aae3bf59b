"""The third step: what would become of each row, before anything is written."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QButtonGroup, QHeaderView, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import imports
from mcsys_desktop.ui.delegates import TableView
from mcsys_desktop.ui.imports import words
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.tables import Column, Table
from mcsys_desktop.ui.widgets import Button, ChoiceField, Label, label

_SHOWN = 500  # rows of one kind
_ORDER = (
    imports.Outcome.ERROR,
    imports.Outcome.UPDATE,
    imports.Outcome.NEW,
    imports.Outcome.SAME,
)


class Trial(QWidget):
    """Counts, and the rows of one kind at a time. ``existing_changed``: it must be tried again."""

    existing_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tried: imports.Tried | None = None
        self.said = label("", wrap=True)
        self.existing = ChoiceField(
            words.existing().items(), name=_("Customers that are here already")
        )
        self.existing.currentIndexChanged.connect(self.existing_changed)
        about = Label(_("Customers that are here already"), "small")
        about.setBuddy(self.existing)
        self.kinds: dict[imports.Outcome, Button] = {}
        self._group = QButtonGroup(self)
        for outcome in _ORDER:
            chip = Button(words.outcome(outcome), kind="filter")
            chip.clicked.connect(lambda _on=False, outcome=outcome: self._show_rows(outcome))
            self._group.addButton(chip)
            self.kinds[outcome] = chip
        self.table = Table(
            [
                Column(_("Line"), lambda plan: words.number(plan.line)),
                Column(_("Name"), lambda plan: plan.name),
                Column(_("What happens"), lambda plan: plan.sentence()),
            ],
            key=lambda plan: plan.line,
            parent=self,
        )
        self.view = TableView(name=_("Rows of the file"))
        self.view.setModel(self.table)
        self.view.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.view.setColumnWidth(0, 90)
        self.view.setColumnWidth(1, 240)
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.detail = label("", "small", wrap=True)  # a sentence may be longer than its cell
        self.more = label("", "small", wrap=True)
        body = column(
            self.said,
            row(about, self.existing, None),
            row(*self.kinds.values(), None),
            self.view,
            self.detail,
            self.more,
            gap=12,
        )
        body.setStretch(3, 1)
        self.setLayout(body)

    def show_tried(self, tried: imports.Tried) -> None:
        """Show what would happen; first what needs to be looked at."""
        self._tried = tried
        self.said.setText(_("Nothing has been written yet. This is what happens with each row."))
        for outcome, chip in self.kinds.items():
            count = tried.counts[outcome]
            chip.set_text(f"{words.outcome(outcome)} {words.number(count)}")
            chip.setVisible(count > 0)
        first = next((one for one in _ORDER if tried.counts[one]), imports.Outcome.NEW)
        self.kinds[first].setChecked(True)
        self._show_rows(first)

    def chosen(self) -> imports.Existing:
        """What happens to customers that are here already."""
        return imports.Existing(str(self.existing.value()))

    def _on_row(self, current: QModelIndex) -> None:
        plan = self.table.row(current)
        self._show_detail(plan)

    def _show_detail(self, plan: imports.RowPlan | None) -> None:
        """Where there is more to say than the one word that stands in the cell."""
        said = plan.sentence() if plan is not None else ""
        self.detail.setText(
            "" if plan is not None and said == words.outcome(plan.outcome) else said
        )

    def _show_rows(self, outcome: imports.Outcome) -> None:
        rows = [] if self._tried is None else self._tried.rows
        found = [plan for plan in rows if plan.outcome is outcome]
        self.table.show(found[:_SHOWN])
        self._show_detail(found[0] if found else None)
        self.view.scrollToTop()
        behind = len(found) - _SHOWN
        self.more.setVisible(behind > 0)
        self.more.setText(_("and {count} more").format(count=words.number(max(behind, 0))))
