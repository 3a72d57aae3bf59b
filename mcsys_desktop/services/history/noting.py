"""What is written down beside changes: who came in, wrong passwords, rights refused, PINs.

A right that is refused ends its transaction, so it is counted here and written a moment later, in
one line for many: whoever tries a thousand times does not fill the log.
"""

import logging
import threading
from collections import Counter

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import audit, base, failures

log = logging.getLogger(__name__)
KINDS_AT_MOST = 20  # different things in one line


class _Counted:
    """What happened at this desk since it was last written down, and how often."""

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


_refusals, _wrong = _Counted(), _Counted()
failures.on_refused = _refusals.count


def wrong_secrets(whose: str, count: int) -> None:
    """So many wrong passwords or PINs of ``whose`` a locked desk heard before the right one.

    Written down a moment later (``note_refusals``), or by who comes in next (``signed_in``).
    """
    for _one in range(count):
        _wrong.count(whose)


def signed_in(wrong: int, *also: str) -> None:
    """Write down that somebody came in, and how many wrong passwords this desk heard before.

    ``also`` are HAPPENINGS that went with it: a password that was chosen at the door.
    """
    _refusals.take()  # whoever was here before must not be written down as this one
    if not base.state().writable:
        return
    before = _wrong.take()  # these say themselves whose they were
    try:
        with base.transaction():
            if wrong:
                audit.note("login_failed", str(wrong))
            if before:
                audit.note("login_failed", _said(before))
            for what in also:
                audit.note(what)
            audit.note("login")
    except UserError:  # nobody is kept out of the office for that
        _wrong.give_back(before)
        log.warning("that somebody came in could not be written down")


def pin_changed(*, chosen: bool) -> None:
    """Write down, on a worker, that whoever works here chose a PIN at this desk or gave it up.

    Raises UserError when that cannot be written down; then the PIN stays as it was.
    """
    if base.state().writable:
        with base.connected(), base.transaction():
            audit.note("pin", _("chosen") if chosen else _("removed"))


def note_refusals() -> int:
    """Write down which rights were refused here meanwhile, and wrong passwords; how many."""
    return _write("refused", _refusals) + _write("login_failed", _wrong)


def _write(what: str, counted: _Counted) -> int:
    taken = counted.take()
    if not taken:
        return 0
    try:
        with base.transaction():
            audit.note(what, _said(taken))
    except UserError:
        counted.give_back(taken)
        return 0
    return taken.total()


def _said(taken: Counter[str]) -> str:
    return ", ".join(f"{what} {count}x" for what, count in taken.most_common())
