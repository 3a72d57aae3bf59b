"""The seconds of a desk's calls: their clocks go on, and what was never told to end, ends."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from mcsys_desktop.core import clock
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers.call import Stage

if TYPE_CHECKING:
    from mcsys_desktop.ui.callers.desk import CallDesk


class Ageing(QTimer):
    """Ticks while a call is under way."""

    def __init__(self, desk: "CallDesk") -> None:
        super().__init__(desk, interval=1000)
        self._desk = desk
        self.timeout.connect(self._on_second)

    def _on_second(self) -> None:
        now, desk = clock.now(), self._desk
        for call in desk.live:
            age = now - call.rang_at
            if call.stage is Stage.RINGING and age > calls.RINGS_AT_MOST:
                desk.dismiss(call)  # nobody believes that it still rings
            elif call.stage is Stage.TALKING and age > calls.SPOKEN_AT_MOST:
                call.move_to(Stage.FINISHING)
                desk.moved(call)
        if any(call.under_way for call in desk.live):
            desk.ticked.emit()
        else:
            self.stop()
