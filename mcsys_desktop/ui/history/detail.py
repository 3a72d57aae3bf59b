"""One act with everything in it: each field, what stood there, and what stands there now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QScrollArea, QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import history
from mcsys_desktop.ui.widgets import Button, Card, Label, Pane, column, label, row

MARGIN = 24


class ActDetail(QScrollArea):
    """``customer_wanted`` leads to the card of whom it was about."""

    customer_wanted = Signal(int)

    def __init__(self, *, to_customers: bool = True) -> None:
        super().__init__()
        self._to_customers = to_customers
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("What happened"))
        self.show_act(None)

    def show_act(self, act: history.Act | None) -> None:
        """Show an act, or that none is chosen. Each time anew: acts have all sizes."""
        body = Pane("bg")
        margins = (MARGIN, 20, MARGIN, 16)
        if act is None:
            said = label(_("Choose something from the list to see what was changed."), "meta")
            body.setLayout(column(said, None, margins=margins))
        else:
            parts = [self._card(line) for line in act.lines]
            body.setLayout(column(self._head(act), *parts, None, gap=12, margins=margins))
        self.setWidget(body)

    def _head(self, act: history.Act) -> QLayout:
        when = clock.day_and_time(act.at, clock.today())
        where = _("at {desk}").format(desk=act.desk) if act.desk else ""
        number = _("entry {number}").format(number=act.seq)
        about = " · ".join(part for part in (when, where, number) if part)
        head = column(label(act.name, "title", selectable=True), Label(about, "meta"), gap=2)
        if act.more:
            said = _("It changed {count} rows more, which are not shown here.")
            head.addWidget(label(said.format(count=act.more), "meta", wrap=True))
        return head

    def _card(self, line: history.Line) -> Card:
        inside = column(self._title(line), margins=(16, 12, 16, 16), gap=8)
        if line.said:
            inside.addWidget(label(line.said, wrap=True, selectable=True))
        if line.erased:
            inside.addWidget(
                label(_("What stood here was erased, as somebody asked."), "meta", wrap=True)
            )
        if line.changes:
            inside.addLayout(_grid(line.changes))
        return Card(inside)

    def _title(self, line: history.Line) -> QLayout:
        title = Label(line.title, "row")
        if line.customer_id is None or not self._to_customers:
            return row(title, None)
        to = Button(line.customer or _("Customer"), "user", "link")
        number = line.customer_id
        to.clicked.connect(lambda: self.customer_wanted.emit(number))
        return row(title, None, to)


def _grid(changes: tuple[history.Change, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for place, title in enumerate((_("Field"), _("Before"), _("After"))):
        grid.addWidget(Label(title, "caption"), 0, place)
    for place, change in enumerate(changes, 1):
        grid.addWidget(label(change.label, "small", wrap=True), place, 0)
        grid.addWidget(_value(change.old, "text2"), place, 1)
        grid.addWidget(_value(change.new, ""), place, 2)
    for place, share in enumerate((2, 3, 3)):
        grid.setColumnStretch(place, share)
    return grid


def _value(text: str, ink: str) -> QWidget:
    if not text:
        return Label("–", ink="text3")
    return label(text, ink=ink, wrap=True, selectable=True)
