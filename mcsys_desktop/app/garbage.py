"""Collect garbage on the UI thread only, between the events.

Python's cycle collector runs on whatever thread happens to allocate. Garbage of screens holds
widgets, and a widget that is destroyed on a worker's thread brings the program down. So collecting
by itself is switched off, and done here when the thresholds of the interpreter are passed. A call
is never held up by it: what was there when the office was opened is left out of all looking.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 1000


class Garbage(QObject):
    """Takes over the cycle collector until ``stop``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thawed = False
        self._pulse = QTimer(self, interval=EVERY_MS)
        self._pulse.timeout.connect(self.look)

    def start(self) -> None:
        """From now on no other thread collects."""
        gc.disable()
        self._pulse.start()

    def settle(self) -> None:
        """Everything is built: what lives now will live to the end, so stop looking at it.

        Not while one person has left and the other is not in yet: what was built goes just then.
        """
        if self._thawed:
            return
        gc.collect(1)
        gc.freeze()

    def thaw(self) -> None:
        """Much of what was built goes now: nothing is left out of looking any more."""
        self._thawed = True
        gc.unfreeze()

    def sweep(self) -> None:
        """After a thaw, take away all that has gone, before as much is built anew."""
        if self._thawed:
            self._thawed = False
            gc.collect()

    def stop(self) -> None:
        """Leave it to the interpreter again."""
        self._pulse.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def look(self) -> None:
        """Collect as far as the interpreter would have by now."""
        # The second and third counters count collections of the generation before.
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
