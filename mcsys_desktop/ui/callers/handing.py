"""Calls that colleagues hand to each other: by hand, or with the phone system, at both desks."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from mcsys_desktop.core import clock
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers.call import DeskCall, Stage

if TYPE_CHECKING:
    from mcsys_desktop.ui.callers.desk import CallDesk

FRESH = timedelta(minutes=10)  # what was handed over before that was seen, or is in the log


class HandedIn(QObject):
    """Brings up what was handed to whoever works at ``desk``, and lets go of what they gave."""

    def __init__(self, desk: "CallDesk") -> None:
        super().__init__(desk)
        self._desk = desk
        self._taken: set[tuple[int, datetime]] = set()
        desk.today_changed.connect(self._on_today)

    def compare(self, call: DeskCall) -> None:
        """The phone system may have made another call of one that was handed over: one is seen."""
        row = call.row
        for other in self._desk.present:
            if other is call or other.row is None or row is None:
                continue
            if row.passed_from == other.row.id and other.handed_here and call.under_way:
                call.handed_here = True  # it rings here now, and is the same to people
                self._desk.dismiss(other)
            elif other.row.passed_from == row.id and call.handed_here and not other.under_way:
                self._desk.dismiss(other)  # they asked us before; now the caller is on the line

    @Slot(object)
    def _on_today(self, today: list[calls.CallRow]) -> None:
        me, since = self._desk.news.me, clock.now() - FRESH
        for row in today:
            if not row.handed_to or row.handed_at is None or row.handed_at < since:
                continue
            name = (row.id, row.handed_at)
            if row.handed_to != me:
                self._let_go(row)
            elif name not in self._taken and row.handled_at is None:
                self._taken.add(name)
                self._desk.take_handed(row)

    def _let_go(self, row: calls.CallRow) -> None:
        """Somebody else goes on with it; the note that was begun here can be finished."""
        call = next((one for one in self._desk.present if one.same_row(row)), None)
        if call is not None and call.stage is Stage.TALKING:
            call.handed_here = False
            call.move_to(Stage.FINISHING)
            self._desk.moved(call)
