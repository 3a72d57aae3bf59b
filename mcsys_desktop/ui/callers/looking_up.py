"""Asking the office who the callers of a desk are, and asking again when it could not say."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from mcsys_desktop.services import callers
from mcsys_desktop.ui.callers.call import DeskCall, Stage
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.ui.callers.desk import CallDesk

AGAIN_MS = 2000


class LookUps(QObject):
    """Looks callers up for ``desk``. ``expecting`` is the call that a new customer is made for."""

    def __init__(self, desk: "CallDesk", work: Work) -> None:
        super().__init__(desk)
        self.expecting: DeskCall | None = None
        self._desk, self._work = desk, work

    def ask(self, call: DeskCall) -> None:
        """Find out whose number it is; a call that was passed on is known by the first number."""
        number = call.known_by or call.number_raw
        if not number:
            call.looked_up = True
            self._desk.updated.emit(call)
            return

        def found(card: callers.CallerCard) -> None:
            call.know(card)
            if call is self.expecting and call.chosen is None and len(card.hits) == 1:
                self.expecting = None
                self._desk.choose(call, card.hits[0])
            self._desk.updated.emit(call)
            self._desk.log_now()

        def failed(error: Exception) -> None:
            self._work.failed.emit(self._desk, error)
            QTimer.singleShot(AGAIN_MS, self, again)

        def again() -> None:
            if call.stage is not Stage.GONE and not call.looked_up:
                self.ask(call)

        self._work.look_up(self, callers.recognise, number, then=found, failed=failed)
