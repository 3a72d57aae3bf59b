"""What the listeners of all systems have in common."""

from PySide6.QtCore import QObject, Signal


class SystemLock(QObject):
    """Tells with ``locked`` that the computer was locked, or goes to sleep."""

    locked = Signal()

    def start(self) -> None:
        """Begin to listen; where that is not possible, nothing is heard and nothing is said."""
