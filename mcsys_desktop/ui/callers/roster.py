"""The calls of a desk by all their names, and the names of those that are over.

A phone names a call by source and id, the log by its own id. A name outlives its call for a while,
so that news which comes late does not look like another call.
"""

from collections.abc import Callable, Iterator

from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers.call import DeskCall, Stage

Name = tuple[str, str]  # source and external id
KEPT_NAMES = 500


class Roster:
    """All calls of the desk, in the order in which they came."""

    def __init__(self) -> None:
        self._calls: dict[int, DeskCall] = {}
        self._names: dict[Name, DeskCall] = {}
        self._past: dict[Name | int, None] = {}

    def add(self, call: DeskCall) -> None:
        """Take a call."""
        self._calls[call.key] = call

    def name(self, name: Name, call: DeskCall) -> None:
        """A phone calls it this."""
        self._names[name] = call

    def named(self, name: Name) -> DeskCall | None:
        """The call that a phone calls this."""
        return self._names.get(name)

    def is_past(self, name: Name | int) -> bool:
        """Whether this names a call that is over and gone from the desk."""
        return name in self._past

    def of_row(self, row: calls.CallRow) -> DeskCall | None:
        """The call that is this line of the log."""
        return next((call for call in self._calls.values() if call.same_row(row)), None)

    def live(self) -> list[DeskCall]:
        """The calls with which something is still to be done here."""
        return [call for call in self._calls.values() if call.stage is not Stage.GONE]

    def missed(self) -> list[DeskCall]:
        """The calls that nobody at this desk has done anything about."""
        return [call for call in self._calls.values() if call.stage is Stage.MISSED]

    def visible(self) -> Iterator[DeskCall]:
        """The calls that belong on the screen, the newest first."""
        return (call for call in reversed(self._calls.values()) if call.visible)

    def forget(self, needed: Callable[[DeskCall], bool]) -> None:
        """Let go of what is over, unless it is still ``needed``."""
        for call in [each for each in self._calls.values() if not each.visible]:
            if needed(call):
                continue
            del self._calls[call.key]
            if call.row is not None:
                self._past[call.row.id] = None
            for name in [name for name, each in self._names.items() if each is call]:
                del self._names[name]
                self._past[name] = None
        for old in list(self._past)[:-KEPT_NAMES]:
            del self._past[old]


def urgency(call: DeskCall) -> tuple[int, int]:
    """Which call to show when the shown one went: the conversation first, then the newest."""
    order = {Stage.TALKING: 0, Stage.RINGING: 1, Stage.FINISHING: 2, Stage.MISSED: 3}
    return order.get(call.stage, 4), -call.key
