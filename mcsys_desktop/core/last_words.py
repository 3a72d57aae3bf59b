"""What Python prints of an error that nobody took: its places, and nothing of its message.

Standard error is kept by systems that start programs, and read by whoever asks them. This stands
before everything else, so it loads nothing until there is an error to tell.
"""

import sys
import threading


def tell(error: BaseException | None) -> None:
    """Print where ``error`` came from."""
    from mcsys_desktop.core.masking import scrub  # no start without an error needs them
    from mcsys_desktop.core.traces import trace

    if error is not None and sys.stderr is not None:
        sys.stderr.write(scrub(trace(error)) + "\n")


def install() -> None:
    """Print no message of an error from now on, on any thread."""
    sys.excepthook = lambda kind, error, where: tell(error)
    threading.excepthook = lambda caught: tell(caught.exc_value)
    sys.unraisablehook = lambda caught: tell(caught.exc_value)
