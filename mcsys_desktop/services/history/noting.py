"""What is written down beside changes: who came in, wrong passwords before that, rights refused.

A right that is refused ends its transaction, so it is counted here and written a moment later, in
one line for many: whoever tries a thousand times does not fill the log.
"""

import logging
import threading
from collections import Counter

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import audit, base, failures

log = logging.getLogger(__name__)
KINDS_AT_MOST = 20  # different things in one line


class _Refusals:
    """What was refused at this desk since it was last written down."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counted = Counter[str]()

    def count(self, what: str) -> None:
        """One more; called on any thread, in the middle of an error."""
        with self._lock:
            if what in self._counted or len(self._counted) < KINDS_AT_MOST:
                self._counted[what] += 1

    def take(self) -> Counter[str]:
        """All of them, to write down."""
        with self._lock:
            taken, self._counted = self._counted, Counter()
        return taken

    def give_back(self, taken: Counter[str]) -> None:
        """They could not be written down now."""
        with self._lock:
            self._counted.update(taken)


_refusals = _Refusals()
failures.on_refused = _refusals.count


def signed_in(wrong: int) -> None:
    """Write down that somebody came in, and how many wrong passwords this desk heard before."""
    _refusals.take()  # whoever was here before must not be written down as this one
    if not base.state().writable:
        return
    try:
        with base.transaction():
            if wrong:
                audit.note("login_failed", str(wrong))
            audit.note("login")
    except UserError:  # nobody is kept out of the office for that
        log.warning("that somebody came in could not be written down")


def note_refusals() -> int:
    """Write down which rights were refused at this desk meanwhile; how many."""
    taken = _refusals.take()
    if not taken:
        return 0
    said = ", ".join(f"{what} {count}x" for what, count in taken.most_common())
    try:
        with base.transaction():
            audit.note("refused", said)
    except UserError:
        _refusals.give_back(taken)
        return 0
    return taken.total()
