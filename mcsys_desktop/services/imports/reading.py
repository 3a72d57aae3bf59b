"""Read a list of customers from a file, in a process of its own."""

from collections.abc import Callable
from pathlib import Path

from mcsys_desktop.core.contact_files import Flaw, Found, apart
from mcsys_desktop.core.contact_files.found import MOST_BYTES
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.imports import flaws
from mcsys_desktop.services.imports.planning import Stopped, never


def read_file(file: Path, stopped: Callable[[], bool] = never) -> Found:
    """The rows of ``file``. Raises UserError with a sentence where there is nothing to read."""
    try:
        if not file.is_file():
            raise UserError(_("This is no file. Choose a list that was saved as CSV or vCard."))
        if file.stat().st_size > MOST_BYTES:
            raise UserError(flaws.sentence(Flaw.TOO_LARGE))
        found = apart.read_apart(file, stopped)
    except OSError as error:
        raise UserError(
            _("The file cannot be read. Is it open in another program, or on a disk that is gone?")
        ) from error
    except apart.Stopped as error:
        raise Stopped from error
    except apart.Crashed as error:
        raise UserError(
            _(
                "This file cannot be read: it is damaged, or made to do harm. Save the list once"
                " more as CSV in the program that it comes from, and read in that file."
            )
        ) from error
    if found.flaw:
        raise UserError(flaws.sentence(found.flaw))
    return found
