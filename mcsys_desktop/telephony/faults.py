"""What may be written to the log about a fault: no message, because that may hold a number."""

import traceback
from pathlib import Path


def place(error: BaseException) -> str:
    """The type of an error and where it arose, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    where = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__} at {where or 'an unknown place'}"
