"""Calls of the log that are taken in hand: one of today again, or one that a colleague gave."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers import arrivals
from mcsys_desktop.ui.callers.call import DeskCall, Stage
from mcsys_desktop.ui.callers.looking_up import LookUps
from mcsys_desktop.ui.callers.roster import Roster
from mcsys_desktop.ui.callers.rows import is_open

if TYPE_CHECKING:
    from mcsys_desktop.ui.callers.desk import CallDesk


class TakingUp:
    """Puts lines of the log among the calls of ``desk``."""

    def __init__(
        self, desk: "CallDesk", roster: Roster, keys: Iterator[int], look_ups: LookUps
    ) -> None:
        self._desk, self._roster, self._keys, self._look_ups = desk, roster, keys, look_ups

    def again(self, row: calls.CallRow) -> DeskCall:
        """For its note, or to say who it was."""
        spoken = row.state is calls.CallState.ANSWERED
        over = Stage.MISSED if is_open(row) else Stage.FINISHING
        return self._put(row, Stage.TALKING if spoken else over)

    def handed(self, row: calls.CallRow) -> DeskCall:
        """A colleague hands it over to whoever works here, whoever speaks in it now."""
        rings = row.state is calls.CallState.RINGING
        spoken = row.state is calls.CallState.ANSWERED
        over = Stage.TALKING if spoken else Stage.FINISHING
        call = self._put(row, Stage.RINGING if rings else over)
        call.handed_here = True
        self._desk.book.learn(call, row)
        return call

    def _put(self, row: calls.CallRow, stage: Stage) -> DeskCall:
        call = next((each for each in self._desk.present if each.same_row(row)), None)
        if call is None:
            self._desk.tidy()  # one that is over here would answer to the same line
            call = arrivals.from_row(next(self._keys), row)
            call.stage = stage
            self._desk.book.learn(call, row)
            self._roster.add(call)
            self._look_ups.ask(call)
        call.quiet = False
        return call
