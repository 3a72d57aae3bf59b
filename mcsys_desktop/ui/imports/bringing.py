"""What happens behind the dialog of reading in: the file, its rows as one act, and the way back."""

from collections.abc import Callable, Sequence
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.progress import Cancelled, Progress
from mcsys_desktop.services import imports


def opened(
    file: Path, stopped: Callable[[], bool]
) -> tuple[imports.Found, tuple[imports.Field, ...]]:
    """The file, and what its columns were taken for before. Raises Stopped, UserError."""
    found = imports.read_file(file, stopped)
    return found, imports.remembered(found)


def brought(
    found: imports.Found,
    fields: Sequence[imports.Field],
    existing: imports.Existing,
    *,
    progress: Progress,
) -> imports.Tried:
    """Read the rows in. Raises Cancelled, and then nothing was written."""
    try:
        return imports.bring_in(found, fields, existing, progress, progress.is_cancelled)
    except imports.Stopped as error:
        raise Cancelled from error


def show_again(dialog: QWidget, afterwards: Callable[[], object]) -> None:
    """Where it was asked for; where that is closed by now, where the customers are."""
    if shiboken6.isValid(dialog):
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
    else:
        afterwards()
