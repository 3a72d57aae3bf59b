"""What the search in the top bar found, as a list below its field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.delegates import List, RowLook
from mcsys_desktop.ui.labels import label
from mcsys_desktop.ui.layouts import column
from mcsys_desktop.ui.tables import PagedList

_SHOWN_AT_ONCE = 7


@dataclass(frozen=True, slots=True)
class Result:
    """Something that was found: where it leads ("customer:12") and how its row looks."""

    target: str
    look: RowLook


class Results(QFrame):
    """What the search found, below its field. The focus stays in the field."""

    chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.answers = ""  # the text that the rows were found for
        self.hide()
        self.model = PagedList(
            lambda _last, _limit, deliver: deliver([]),
            lambda result: result.look.title,
            lambda result: result.look.spoken(),
            key=lambda result: result.target,
            parent=self,
        )
        self.list = List(lambda result: result.look, name=_("Search results"), small=True)
        self.list.setModel(self.model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self._nothing = label("", "meta")
        self._nothing.setContentsMargins(16, 8, 16, 8)
        self.setLayout(column(self.list, self._nothing, margins=(1, 5, 1, 5), gap=0))

    def show_rows(self, text: str, rows: Sequence[Result], anchor: QWidget) -> None:
        """Open below ``anchor`` with these rows, the first one chosen."""
        self.answers = text
        self.model.show(rows)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._nothing.setText(_("Nothing found for “{text}”.").format(text=text))
        if rows:
            self.list.setCurrentIndex(self.model.index(0))
            height = self.list.sizeHintForRow(0) * min(len(rows), _SHOWN_AT_ONCE)
            self.list.setFixedHeight(height)
        self.setFixedWidth(anchor.width())
        self.adjustSize()
        self.move(anchor.mapTo(self._window, QPoint(0, anchor.height() + 4)))
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Choose the next or the previous row."""
        count = self.model.rowCount()
        if self.isVisible() and count:
            number = (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self.model.index(number))

    def choose_current(self) -> bool:
        """Go to the chosen row. False when there is none."""
        if not self.isVisible() or not self.list.currentIndex().isValid():
            return False
        self._choose(self.list.currentIndex().row())
        return True

    def _choose(self, number: int) -> None:
        target = self.model.rows[number].target
        self.hide()
        self.chosen.emit(target)

    # Qt's own names from here.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.frame(painter, self.rect(), "line2", tokens.RADIUS, ground="surface")
        painter.end()
