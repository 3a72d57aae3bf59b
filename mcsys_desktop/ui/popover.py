"""A small window beside a button that explains something and may offer to repair it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from mcsys_desktop.ui import painting
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import label
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.style import style


class Popover(QFrame):
    """A heading, a few sentences and at most one button. Esc or a click elsewhere closes it."""

    acted = Signal()

    def __init__(self, owner: QWidget, heading: str, sentences: str, action: str = "") -> None:
        super().__init__(owner, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(sentences)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = column(
            label(heading, "row"),
            label(sentences, "meta", wrap=True),
            margins=(16, 12, 16, 14),
            gap=6,
        )
        self.action: Button | None = None
        if action:
            self.action = Button(action, kind="primary")
            self.action.clicked.connect(self._act)
            layout.addSpacing(6)
            layout.addLayout(row(self.action, None))
        self._layout = layout
        self.setLayout(layout)
        self.setFixedWidth(style().px(320))

    def open_above(self, anchor: QWidget) -> None:
        """Open with the lower edge on top of ``anchor``, inside its screen."""
        height = self._layout.totalHeightForWidth(self.width())
        self.resize(self.width(), height)
        self._open(anchor, anchor.mapToGlobal(QPoint(0, -height - 4)))

    def open_below(self, anchor: QWidget) -> None:
        """Open below ``anchor``, inside its screen."""
        self.resize(self.width(), self._layout.totalHeightForWidth(self.width()))
        self._open(anchor, anchor.mapToGlobal(QPoint(0, anchor.height() + 4)))

    def _open(self, anchor: QWidget, corner: QPoint) -> None:
        room = anchor.screen().availableGeometry()
        left = min(max(corner.x(), room.left() + 8), room.right() - self.width() - 8)
        top = min(max(corner.y(), room.top() + 8), room.bottom() - self.height() - 8)
        self.move(left, top)
        self.show()
        (self.action or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _act(self) -> None:
        self.close()
        self.acted.emit()

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), painting.colour("surface"))
        painting.frame(painter, self.rect(), "line2", 0)
        painter.end()
