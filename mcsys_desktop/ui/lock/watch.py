"""Notices that nobody works here any more, and the key that locks the desk in any window.

It looks at the windows of the system, not at widgets: those get a few events for each key and each
step of the mouse, so that an event filter in Python costs nothing that anybody could notice.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow

from mcsys_desktop.ui.actions import ACTIONS

LOOK_MS = 5000
_WORK = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TabletPress,
    QEvent.Type.TabletMove,
}


def awake_and_asleep() -> float:
    """Seconds that go on while the computer sleeps, where the system can tell."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)  # Linux
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class Watch(QObject):
    """``idle`` comes when nothing was pressed or moved for ``minutes()`` in any of our windows;
    ``lock_pressed`` when somebody presses the key of the lock, also in a window that keeps the
    keys of the others from working.
    """

    idle = Signal()
    lock_pressed = Signal()

    def __init__(
        self,
        minutes: Callable[[], float],
        now: Callable[[], float] = awake_and_asleep,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._minutes, self._now = minutes, now
        self._last = now()
        self._keys = [QKeySequence(key) for key in ACTIONS["lock"].keys]
        self._pulse = QTimer(self, interval=LOOK_MS)
        self._pulse.timeout.connect(self.look)

    def start(self) -> None:
        """Begin, as if somebody had just moved the mouse."""
        self._last = self._now()
        QGuiApplication.instance().focusWindowChanged.connect(self._follow)  # type: ignore[union-attr]
        self._pulse.start()
        self.look()

    def stop(self) -> None:
        """Nobody is here to look after."""
        if self._pulse.isActive():
            self._pulse.stop()
            QGuiApplication.instance().focusWindowChanged.disconnect(self._follow)  # type: ignore[union-attr]

    def look(self) -> None:
        """Has it been long enough?"""
        for window in QGuiApplication.topLevelWindows():
            self._follow(window)
        if self._pulse.isActive() and self._now() - self._last >= self._minutes() * 60:
            self._last = self._now()  # told once
            self.idle.emit()

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # a second time changes nothing

    # Qt's own names from here.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _WORK:
            self._last = self._now()
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._is_lock(event):
            self.lock_pressed.emit()
            return True
        return False

    def _is_lock(self, event: QKeyEvent) -> bool:
        pressed: QKeyCombination = event.keyCombination()
        return any(QKeySequence(pressed) == key for key in self._keys)
