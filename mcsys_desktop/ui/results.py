"""What the search in the top bar found, as a list below its field."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.labels import label
from mcsys_desktop.ui.layouts import column
from mcsys_desktop.ui.result_rows import Result as Result
from mcsys_desktop.ui.result_rows import ResultList, ResultRows
from mcsys_desktop.ui.style import style

_WIDTH = 560  # pixels at 100 %: a name, its place and a phone number
_BELOW = 48  # what stays free of the window below the list


class Results(QFrame):
    """What the search found, below its field. The focus stays in the field.

    Rows of an earlier text stay until there are others: nothing flickers while somebody types.
    """

    chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._anchor: QWidget | None = None
        # What is behind it need not be painted with each key: that took longer than the results.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.answers = ""  # the text that the rows were found for
        self.hide()
        self.model = ResultRows(self)
        self.list = ResultList(name=_("Search results"))
        self.list.setModel(self.model)
        self.list.clicked.connect(self._on_clicked)
        self._nothing = label("", "meta", wrap=True)
        self._nothing.setContentsMargins(16, 8, 16, 8)
        self._keys = label(_("↑↓ choose · ↵ open · Esc close"), "small")
        self._keys.setContentsMargins(16, 7, 16, 3)
        self.setLayout(column(self._nothing, self.list, self._keys, margins=(1, 5, 1, 5), gap=0))

    def show_rows(
        self, text: str, rows: Sequence[Result], anchor: QWidget, trouble: str = ""
    ) -> None:
        """Open below ``anchor`` with these rows, the first that was found chosen.

        ``trouble`` is a sentence that says why there are no more.
        """
        self.answers = text
        self._anchor = anchor
        self.model.show_results(rows)
        found = any(not result.offered for result in rows)
        self._nothing.setText(trouble or _("Nothing found for “{text}”.").format(text=text))
        self._nothing.setVisible(bool(trouble) or not found)
        self.list.setCurrentIndex(self.model.likeliest)
        self.list.scrollToTop()
        self._lay_out(anchor)
        self.show()
        self.raise_()

    def append_rows(self, text: str, rows: Sequence[Result]) -> bool:
        """Add rows below those for the same ``text``; what is chosen stays. False if too late."""
        if text != self.answers or self._anchor is None or not self.isVisible() or not rows:
            return False
        chosen = self.model.number(self.list.currentIndex())
        self.model.show_results([*self.model.results, *rows])
        if chosen < 0:
            self.list.setCurrentIndex(self.model.likeliest)
        self._lay_out(self._anchor)
        return True

    def step(self, by: int) -> str:
        """Choose the next or the previous row; in words, for a screen reader."""
        results = self.model.results
        if not self.isVisible() or not results:
            return ""
        chosen = self.model.number(self.list.currentIndex())
        number = (chosen + by) % len(results) if chosen >= 0 else min(by, 0) % len(results)
        self.list.setCurrentIndex(self.model.place(number))
        if number == 0:
            self.list.scrollToTop()  # its heading as well
        return results[number].spoken()

    @property
    def current_target(self) -> str:
        """Where the chosen row leads; empty when there is none."""
        number = self.model.number(self.list.currentIndex())
        return self.model.results[number].target if number >= 0 else ""

    def choose_current(self) -> bool:
        """Go to the chosen row. False when there is none."""
        number = self.model.number(self.list.currentIndex())
        if not self.isVisible() or number < 0:
            return False
        self._choose(self.model.results[number])
        return True

    def restyle(self) -> None:
        """Take the present text size."""
        if self._anchor is not None and self.isVisible():
            self._lay_out(self._anchor)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if isinstance(row, Result):
            self._choose(row)

    def _choose(self, result: Result) -> None:
        self.hide()
        self.chosen.emit(result.target)

    def _lay_out(self, anchor: QWidget) -> None:
        corner = anchor.mapTo(self._window, QPoint(0, anchor.height() + 4))
        room = self._window.width() - corner.x() - 16
        self.setFixedWidth(max(anchor.width(), min(style().px(_WIDTH), room)))
        self.list.setVisible(bool(self.model.rows))
        self._keys.setVisible(bool(self.model.rows))
        wanted = sum(self.list.sizeHintForRow(at) for at in range(len(self.model.rows)))
        others = self._keys.sizeHint().height() + 10
        if not self._nothing.isHidden():
            others += self._nothing.heightForWidth(self.width())
        most = self._window.height() - corner.y() - style().px(_BELOW) - others
        self.list.setFixedHeight(max(min(wanted, most), style().px(36)))
        self.adjustSize()
        self.move(corner)

    # Qt's own names from here.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        round_ = QPainterPath()
        round_.addRoundedRect(QRectF(self.rect()), tokens.RADIUS, tokens.RADIUS)
        self.setMask(QRegion(round_.toFillPolygon().toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), painting.colour("line2"))  # up to the edge of the mask
        painting.frame(painter, self.rect(), "line2", tokens.RADIUS, ground="surface")
        if not self._keys.isHidden():
            line = self._keys.geometry()
            painter.fillRect(line.left() + 12, line.top(), line.width() - 24, 1,
                             painting.colour("line"))  # fmt: skip
        painter.end()
