"""Wrong passwords make the next try wait: longer each time, but never for good.

A person who mistypes five times notices nothing; a program that guesses is slowed to one try in
five minutes. Whoever has the file can guess elsewhere, which is what Argon2id is for.
"""

import json
import logging
import time
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger(__name__)
FREE_TRIES = 5
LONGEST_WAIT = 300.0  # seconds


class Patience:
    """Counts wrong passwords per office, in ``file`` so that a restart does not forget them."""

    def __init__(self, file: Path | None = None, now: Callable[[], float] = time.time) -> None:
        self._file = file
        self._now = now
        self._tries = _read(file)

    def wait(self, office: str) -> float:
        """How many seconds the next try must wait; 0 for none."""
        count, last = self._tries.get(office, (0, 0.0))
        if count < FREE_TRIES:
            return 0.0
        wait = min(2.0 ** min(count - FREE_TRIES, 16), LONGEST_WAIT)
        # A clock that was set back must not make the wait longer than it was.
        return max(0.0, min(last + wait - self._now(), wait))

    def count(self, office: str) -> int:
        """How many wrong ones there were since the last right one."""
        return self._tries.get(office, (0, 0.0))[0]

    def failed(self, office: str) -> None:
        """One more wrong password."""
        count, _last = self._tries.get(office, (0, 0.0))
        self._tries[office] = (count + 1, self._now())
        self._save()

    def succeeded(self, office: str) -> None:
        """The right one: start again from nothing."""
        if self._tries.pop(office, None) is not None:
            self._save()

    def _save(self) -> None:
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file.write_text(json.dumps(self._tries), encoding="utf-8")
        except OSError:
            log.warning("wrong passwords could not be counted on disk")


def _read(file: Path | None) -> dict[str, tuple[int, float]]:
    if file is None:
        return {}
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        return {str(office): (int(count), float(last)) for office, (count, last) in held.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
