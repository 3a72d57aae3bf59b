"""A phone that rings at a locked desk: that it rings, and the number. Nothing else."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QGuiApplication,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import phone
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import painting
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.callers import words
from mcsys_desktop.ui.callers.call import DeskCall, Stage
from mcsys_desktop.ui.callers.compact import MARGIN
from mcsys_desktop.ui.callers.places import corner, inside, kept_in
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import Icon, Label, column, row

WIDTH = 360
MOST = 3  # more do not ring at once in a shop


def ringing(calls: Sequence[DeskCall]) -> list[str]:
    """The numbers of those who call now, the newest first."""
    return [number_of(call) for call in calls if call.stage is Stage.RINGING and call.inbound]


def number_of(call: DeskCall) -> str:
    """The number, if it is one: a phone may send a name in its place."""
    if call.withheld or call.number.kind is not phone.NumberKind.UNKNOWN:
        return words.number_of(call)
    return _("Number unknown")


class RingingCalls(QWidget):
    """The calls below each other; hidden while nobody calls."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: list[str] = []
        self._rows = column(gap=12)
        self.setLayout(self._rows)
        self.hide()

    def show_numbers(self, numbers: Sequence[str]) -> None:
        """Show these, and say aloud that there is a new one."""
        if list(numbers) == self.numbers:
            return
        came = len(numbers) > len(self.numbers)
        self.numbers = list(numbers)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number in self.numbers[:MOST]:
            self._rows.addWidget(_Ring(number))
        self.setVisible(bool(self.numbers))
        if came:
            said = f"{_('Incoming call')}: {self.numbers[0]}"
            announce(self, said)


class _Ring(QWidget):
    """One call."""

    def __init__(self, number: str) -> None:
        super().__init__()
        said = column(
            Label(_("Incoming call"), "row", ink="accent"),
            Label(number, "caller", figures=True),
            gap=0,
        )
        layout = row(Icon("phone-incoming", "accent", 28), said, None, gap=14)
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)

    # Qt's own names from here.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.fill(painter, self.rect(), "accent_soft", 12)
        painter.end()


class LockedCaller(QWidget):
    """The calls in a small window of their own, for a desk whose main window is behind others.

    Like the compact window it never takes the focus, and it stands where people put that one:
    ``places`` holds its positions per set of screens.
    """

    def __init__(self, places: Mapping[str, list[int]]) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle(_("Call"))
        self._places = places
        self.calls = RingingCalls()
        self.setLayout(column(self.calls, margins=(12, 12, 12, 12)))
        self.setFixedWidth(style().px(WIDTH))

    def show_numbers(self, numbers: Sequence[str]) -> None:
        """Show these; without any, go away."""
        if not numbers:
            self.hide()
            return
        self.calls.show_numbers(numbers)
        self.adjustSize()
        if not self.isVisible():
            self._put()
            self.show()

    def _put(self) -> None:
        kept = kept_in(self._places)
        screen = QGuiApplication.screenAt(kept) if kept is not None else None
        room = (screen or QGuiApplication.primaryScreen()).availableGeometry()
        self.move(inside(room, kept or corner(room, self.size(), MARGIN), self.size()))

    # Qt's own names from here.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), painting.colour("surface"))
        painting.frame(painter, self.rect(), "line2", 0)
        painter.end()
