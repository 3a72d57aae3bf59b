"""The whole window takes a list that is dropped on it, and says so while one hangs above it."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.contact_files.suffixes import SPREADSHEETS, SUFFIXES
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.style import style

_FROM_EDGE = 12


class DropZone(QWidget):
    """Lies over the window while a list hangs above it. ``dropped`` carries the file's path."""

    dropped = Signal(Path)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.sentence = ""
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Drop a list here"))
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def close_down(self) -> None:
        """Take nothing any more."""
        self._window.removeEventFilter(self)
        self._window.setAcceptDrops(False)
        self.hide()

    def _light_up(self, file: Path) -> None:
        spreadsheet = file.suffix.lower() in SPREADSHEETS
        self.sentence = (
            _("Save this spreadsheet as CSV first, and drop that file here")
            if spreadsheet
            else _("Release to read in {file}").format(file=file.name)
        )
        self.setAccessibleDescription(self.sentence)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()

    # Qt's own names from here.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A locked desk keeps its parts elsewhere, and this one with them.
        if watched is not self._window or self.parentWidget() is not self._window:
            return False
        if isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.DragEnter:
            self.dragEnterEvent(event)
            return event.isAccepted()
        if event.type() == QEvent.Type.DragLeave and not self.underMouse():
            self.hide()
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self.dropEvent(event)
            return True
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        file = list_in(event.mimeData())
        if file is None:
            event.ignore()
            return
        self._light_up(file)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.hide()
        file = list_in(event.mimeData())
        if file is not None and file.suffix.lower() not in SPREADSHEETS:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(file)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = painting.colour("surface")
        ground.setAlpha(225)
        painter.fillRect(self.rect(), ground)
        edge = style().px(_FROM_EDGE)
        room = self.rect().adjusted(edge, edge, -edge, -edge)
        painting.frame(painter, room, "accent", tokens.RADIUS, 2)
        size = style().px(32)
        middle = room.center()
        icon = QRect(0, 0, size, size)
        painting.draw_icon(
            painter, middle.x() - icon.width() // 2, middle.y() - size, "file-text", "accent", size
        )
        below = QRect(room.left(), middle.y() + 8, room.width(), style().px(32))
        painting.write(painter, below, self.sentence, "section", "accent", painting.CENTER)
        painter.end()


def list_in(data: QMimeData) -> Path | None:
    """The one file of ``data``, where it can be a list of customers or a spreadsheet."""
    urls = data.urls() if data.hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    file = Path(urls[0].toLocalFile())
    return file if file.suffix.lower() in (*SUFFIXES, *SPREADSHEETS) else None
