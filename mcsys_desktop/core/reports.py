"""What people can copy and send when something went wrong: the program, never the office."""

import platform
import sys

from mcsys_desktop import __version__
from mcsys_desktop.core import faults, masking, traces


def report(error: BaseException) -> str:
    """A report of ``error``: where it happened in the code, and on what."""
    return f"{_about()}\n\n{masking.scrub(traces.trace(error))}\n"


def fault_report(fault: str) -> str:
    """A report of the fault that ended the program the last time."""
    return f"{_about()}\n\n{faults.told(fault)}\n"


def _about() -> str:
    # Asked of what is loaded, so that a report before Qt does not load Qt.
    qt = sys.modules.get("PySide6")
    lines = [
        f"MCSys Desktop {__version__}",
        f"Python {platform.python_version()}",
        f"Qt {getattr(qt, '__version__', '-')}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
    ]
    return "\n".join(lines)
