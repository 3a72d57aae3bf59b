"""Our program while calls come in: ``-m tests.ui.focus_caller OFFICE FILE HOW``.

The compact window is there, over a real desk and a real office. The file holds, as JSON, what
happened to it. HOW is ``polite``; ``naive``, which shows the window the way it must never be shown;
``own``, with a window of ours to type in, as the main window is; or ``patient``: one long call.
"""

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit

from mcsys_desktop.models import base
from mcsys_desktop.ui.callers.acts import Acts
from mcsys_desktop.ui.callers.compact import CompactCaller
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.privacy import Privacy
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests.ui.callers.screen import BAKERY, STRANGER, Kind, Phone

RING_MS = 450
LONG_MS = 120_000
QUIET_MS = 150


class Program(QObject):
    """Rings again and again, and writes down what it saw."""

    def __init__(self, file: Path, how: str) -> None:
        super().__init__()
        self._file, self._naive = file, how == "naive"
        self._ring_ms = LONG_MS if how == "patient" else RING_MS
        self.work, live = Work(base.connected), Live(self)
        self.desk = CallDesk(self.work, live, parent=self)
        self.window = CompactCaller(
            self.desk, Acts(self.desk, Privacy(parent=self)), self.work, lambda: None, {}
        )
        self.seen: dict[str, Any] = {"calls": 0, "clicks": 0, "active": 0}
        self._phone = Phone(live)
        self.window.installEventFilter(self)
        for button in self.window.findChildren(QAbstractButton):
            button.clicked.connect(self._on_click)
        self.window.body.note.textChanged.connect(self.tell)
        self.window.body.settled.connect(self.tell)
        self.own = QPlainTextEdit()
        self.own.textChanged.connect(self.tell)
        if how == "own":
            self.own.setWindowTitle("somebody types here")
            self.own.setGeometry(40, 40, 600, 400)
            self.own.show()
        if self._naive:
            self.window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        self._ring()

    def tell(self) -> None:
        """Write down how things are."""
        note = self.window.body.note
        middle = note.mapToGlobal(QPoint(note.width() // 2, note.height() // 2))
        self.seen |= {
            "visible": self.window.isVisible(),
            "state": self.window.body.view.state,
            "note": note.text(),
            "own": self.own.toPlainText(),
            "at": [middle.x(), middle.y()],
        }
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(self.seen), encoding="utf-8")
        fresh.replace(self._file)

    def _ring(self) -> None:
        self.seen["calls"] += 1
        self._phone.rings(STRANGER if self.seen["calls"] % 2 else BAKERY)
        if self._naive:
            self.window.raise_()
            self.window.activateWindow()
        self.tell()
        QTimer.singleShot(self._ring_ms, self, self._hang_up)

    def _hang_up(self) -> None:
        self._phone.says(Kind.MISSED)
        for call in list(self.desk.present):
            self.desk.dismiss(call)
        self.tell()
        QTimer.singleShot(QUIET_MS, self, self._ring)

    def _on_click(self) -> None:
        self.seen["clicks"] += 1
        self.tell()

    # Qt's own names from here.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.seen["active"] += 1
            self.tell()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            QTimer.singleShot(0, self, self.tell)  # when the note has found its new place
        return super().eventFilter(watched, event)


def main(office: str, file: Path, how: str) -> int:
    """Run until it is ended."""
    application = QApplication([])
    application.setStyle("Fusion")
    style().apply("light")
    base.connect(office, author="anna")
    program = Program(file, how)
    code = application.exec()
    program.work.stop()
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
