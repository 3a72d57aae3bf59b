"""One start of the program, with the moments that it reached on standard output.

``python -m tests.benchmarks.started PROFILE OFFICE``. It is the program's own start; this only
looks on, and lets one caller ring.
"""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer

from mcsys_desktop.app import run, start
from mcsys_desktop.app.start import Start
from mcsys_desktop.core.profile import Profile

moments: dict[str, float] = {}
CALLER = "033 461 20 45"


class Onlooker(QObject):
    """Looks every millisecond how far the start has come."""

    def __init__(self, window: Any) -> None:
        super().__init__(window)
        self._window = window
        self._painted: dict[QObject, float] = {}  # when it was painted last
        self._rang = False
        self._timer = QTimer(self, interval=1)
        self._timer.timeout.connect(self._look)
        window.first_painted.connect(self._on_frame)

    def _on_frame(self) -> None:
        moments["frame"] = time.time()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._painted[watched] = time.time()
        return False

    def _look(self) -> None:
        from mcsys_desktop.app.program import Program

        program = self._window.findChild(Program)
        screens = getattr(program, "screens", None)
        if screens is None:
            return
        view = screens.start
        card = screens.panel.body.card
        if not self._rang and "complete" not in moments:
            view.installEventFilter(self)
            if view.greeting.text():
                if view not in self._painted:
                    view.repaint()
                moments["complete"] = self._painted.get(view, time.time())
            return
        if not self._rang:
            from mcsys_desktop.services.calls import CallEvent, EventKind

            self._rang = True
            self._painted.clear()
            card.installEventFilter(self)
            now = datetime.now(UTC)
            program.live.rang.emit(
                CallEvent("bench", now.isoformat(), EventKind.RINGING, now, number_raw=CALLER)
            )
            return
        call = screens.desk.shown
        if call is not None and call.looked_up and card in self._painted:
            moments["card"] = time.time()
            self._timer.stop()
            self._window.close()


def main() -> int:
    """Start, look on, and print the moments (seconds since the epoch)."""
    profile, office = sys.argv[1:3]
    make_window = start.make_window

    def watched(chosen: Any) -> Any:
        window = make_window(chosen)
        Onlooker(window)
        return window

    run.__dict__["make_window"] = watched  # only to look on
    code = run.run(Start(Profile(Path(profile)), office, remember=False))
    sys.stdout.write(json.dumps(moments) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
