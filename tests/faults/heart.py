"""How long a thread with an event loop does not answer: a pulse every 10 ms, and its longest gap.

``python -m tests.faults.heart`` is the idle control: the pulse and nothing else. What it misses,
the machine took; only what a desk misses beyond that is the desk's own.
"""

import json
import sys
import time

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Qt, QTimer

BEAT_MS = 10


class Heart(QObject):
    """Beats, and remembers the longest time between two beats."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = time.monotonic()
        self._longest = 0.0
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.monotonic()
        self._longest, self._last = max(self._longest, now - self._last), now

    def take(self) -> float:
        """The longest gap in milliseconds since the last time that this was asked."""
        self._beat()
        longest, self._longest = self._longest, 0.0
        return longest * 1000


def tell(what: str, said: object) -> None:
    """One line for whoever started this process: when, what, and the rest."""
    sys.stdout.write(json.dumps({"at": time.monotonic(), "what": what, "said": said}) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Beat until told ``stop``; answer ``gap`` with the longest gap."""
    application = QCoreApplication(["heart"])
    heart = Heart()
    ears = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def asked() -> None:
        if sys.stdin.readline().strip() == "gap":
            tell("gap", heart.take())
        else:
            application.quit()

    ears.activated.connect(asked)
    tell("ready", True)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
