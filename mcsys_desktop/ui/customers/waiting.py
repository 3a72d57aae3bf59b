"""A quiet word in place when something takes longer than a blink."""

from PySide6.QtCore import QTimer

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import widgets

PATIENCE_MS = 300  # shorter waits are better not mentioned: a flash of text is a disturbance


class Waiting(widgets.Label):
    """Says "Loading …" from the moment that the wait is worth a word until the answer is there."""

    def __init__(self) -> None:
        super().__init__(_("Loading …"), "small")
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves when it comes and goes
        self.setSizePolicy(policy)
        self.hide()
        self.is_waiting = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)

    def begin(self) -> None:
        """Something was asked."""
        if not self.is_waiting:
            self.is_waiting = True
            self._patience.start()

    def end(self) -> None:
        """The answer is there, or no longer wanted."""
        self.is_waiting = False
        self._patience.stop()
        self.hide()
