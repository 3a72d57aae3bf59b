"""Runs first in the built program: what ``python`` itself sees to at its start.

Where no language is set (a service, a bare machine), text is UTF-8 all the same; Qt would do that
too, but say so in four lines. Where there is nobody to read (Windows, without a console), what is
printed goes nowhere instead of failing.
"""

import os
import sys
from pathlib import Path

if sys.platform == "linux" and not os.environ.get("LC_ALL"):
    spoken = os.environ.get("LC_CTYPE") or os.environ.get("LANG") or "C"
    if spoken in ("C", "POSIX"):
        os.environ["LC_CTYPE"] = "C.UTF-8"
for name in ("stdout", "stderr"):
    if getattr(sys, name) is None:
        setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for good
