"""How a call source is doing, told whenever that changes: the same for all of them."""

import logging
from collections.abc import Callable

from mcsys_desktop.core import clock
from mcsys_desktop.telephony.base import SourceState, SourceStatus, Trouble

log = logging.getLogger(__name__)


class Standing:
    """What one source said last of itself. ``where`` gives the address to tell people of.

    Only the kind of the source goes into the log: its key may name an account.
    """

    def __init__(self, key: str, where: Callable[[SourceState], str]) -> None:
        self._key, self._where = key, where
        self._report: Callable[[SourceStatus], None] = lambda status: None
        self._said: SourceStatus | None = None

    def begin(self, report: Callable[[SourceStatus], None]) -> None:
        """The source runs, perhaps anew: tell ``report`` from now on, and the first word again."""
        self._report, self._said = report, None

    @property
    def state(self) -> SourceState | None:
        """What was told last; None before the first word."""
        return self._said.state if self._said is not None else None

    def tell(self, state: SourceState, error: str = "", trouble: Trouble = Trouble.NONE) -> None:
        """Report this, unless it was the last word already. ``error`` is a sentence."""
        before, address = self._said, self._where(state)
        if before and (before.state, before.error, before.address) == (state, error, address):
            return
        same = before is not None and before.state is state
        since = before.since if before is not None and same else clock.now()
        self._said = SourceStatus(self._key, state, since, error, address, trouble)
        if not same:
            log.info("%s: %s", self._key.partition(":")[0], state.value)
        self._report(self._said)


def while_working(address: str) -> Callable[[SourceState], str]:
    """The address of what a source is connected to, told for as long as it is."""
    return lambda state: address if state is SourceState.WORKING else ""
