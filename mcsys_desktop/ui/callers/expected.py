"""Calls that were begun on this desk and that a phone system is to tell of: whose they are.

A number can be of several customers, and a phone system may write it otherwise. But here it is
known on whose card it was called; so the call goes there, whoever hears it first.
"""

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from mcsys_desktop.core import dialled
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.work import Work

WAITS = 180.0  # seconds until somebody who was asked to pick up their own phone has


@dataclass(slots=True)
class _Expected:
    number: str
    customer_id: int | None
    since: float
    known: frozenset[int]  # calls of before


class Expected(QObject):
    """Waits for the line in the log of each call that was begun here."""

    def __init__(self, work: Work, desk: CallDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._desk = work, desk
        self._waiting: list[_Expected] = []
        desk.today_changed.connect(self._on_today)

    @Slot(str, object)
    def expect(self, number: str, customer_id: int | None) -> None:
        """Somebody calls ``number``, on this customer's card if there is one."""
        known = frozenset(row.id for row in self._desk.today)
        self._waiting.append(_Expected(number, customer_id, time.monotonic(), known))

    @Slot(object)
    def _on_today(self, today: list[calls.CallRow]) -> None:
        now = time.monotonic()
        self._waiting = [one for one in self._waiting if now - one.since < WAITS]
        for one in list(self._waiting):
            row = next((each for each in today if self._is_it(one, each)), None)
            if row is None:
                continue
            self._waiting.remove(one)
            if row.customer_id != one.customer_id or row.e164 != one.number:
                arguments = (row.id, one.number, one.customer_id)
                self._work.run(self, calls.was_dialled, *arguments)

    def _is_it(self, one: _Expected, row: calls.CallRow) -> bool:
        if row.direction is not calls.Direction.OUTBOUND or row.id in one.known:
            return False
        own = self._desk.extension
        if own and row.called.isdigit() and len(row.called) <= len(own) and row.called != own:
            return False  # a colleague calls the same number
        return dialled.is_same(one.number, (row.e164, row.number))
