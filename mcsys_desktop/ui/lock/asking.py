"""What both faces of the lock screen have in common: an answer is awaited, refused, or too soon."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mcsys_desktop.ui.offices.question import wrapped
from mcsys_desktop.ui.widgets import Button


class Asking(QWidget):
    """Asks for something secret. ``submit`` is what gives the answer, ``error`` what was wrong."""

    submit: Button

    def __init__(self) -> None:
        super().__init__()
        self._busy = False
        self.error = wrapped("", ink="bad")
        self.error.hide()
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(lambda: self.refuse(""))

    @property
    def is_waiting(self) -> bool:
        """Whether an answer cannot be given now."""
        return self._busy or self._again.isActive()

    def refuse(self, sentence: str) -> None:
        """Say why it did not work."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.set_busy(False)

    def wait(self, sentence: str, seconds: float) -> None:
        """Nothing can be tried for ``seconds``."""
        self.refuse(sentence)
        self._again.start(round(seconds * 1000) + 100)
        self._fit()

    def set_busy(self, busy: bool) -> None:
        """While an answer is awaited, nothing can be pressed twice."""
        self._busy = busy
        self._fit()

    def _fit(self) -> None:
        self.submit.setEnabled(not self.is_waiting)
