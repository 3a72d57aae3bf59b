"""What is left when the interpreter itself is killed: a file, told at the next start.

Apart from the log, because this must stand before anything else and costs next to nothing.
"""

import faulthandler
from typing import TextIO

from mcsys_desktop.core.profile import Profile


class Faults:
    """Has the interpreter write down where it was, should it be killed by a fault."""

    def __init__(self, profile: Profile) -> None:
        self._path = profile.fault
        self._file: TextIO | None = None

    def start(self) -> str:
        """Watch from now on. Gives what was left of a fault the last time, or ""."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            last = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            last = ""
        self._file = self._path.open("w", encoding="utf-8")
        faulthandler.enable(self._file)
        return last

    def stop(self) -> None:
        """The program ends as it should."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
