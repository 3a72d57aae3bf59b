"""What is left when the interpreter itself is killed: a file, told at the next start.

Apart from the log, because this must stand before anything else and costs next to nothing.
"""

import faulthandler
import re
from typing import TextIO

from mcsys_desktop.core.masking import scrub
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.core.traces import shorten

LONGEST = 60_000  # characters of it that are told; the interpreter itself writes less
_LINE = re.compile(
    r"(?P<place>  File \"(?P<file>[^\"\n]*)\", line (?P<line>\d+) in (?P<name>[\w<>]{1,80}))"
    r"|(?P<head>Fatal Python error: [A-Z][A-Za-z ]{2,60}"
    r"|(?:Current thread|Thread) 0x[0-9a-f]{1,16}"
    r"|Windows fatal exception: [\w ]{1,60}|Extension modules?: .{0,60}|  <[a-z ]{1,40}>|  \.\.\.)"
)


def told(fault: str) -> str:
    """What was left of a fault, line by line as far as we know what the lines say."""
    lines = (_line(line) for line in fault[:LONGEST].splitlines())
    return "\n".join(line for line in lines if line)


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


def _line(line: str) -> str:
    found = _LINE.match(line)
    if found is None:
        return ""  # not from the interpreter: somebody else wrote to this file
    if found["place"]:
        return f"  {shorten(found['file'])}:{found['line']} in {found['name']}"
    return scrub(found["head"])
