"""Bring this desk to the newest version that the office offers."""

from mcsys_desktop.core import installed
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.installed import Installed
from mcsys_desktop.models import base
from mcsys_desktop.services.updates import unpacking
from mcsys_desktop.services.updates.choosing import chosen
from mcsys_desktop.services.updates.finding import newest


def update(here: Installed | None = None) -> Installed:
    """Fetch, prove and unpack it; what is to be started in the place of this program.

    Raises UserError with the sentence that says why this program stays as it is.
    """
    here = here or installed.here()
    if here is None:
        raise UserError(
            _(
                "This program runs from its source, so it is updated there: git pull, then"
                " dev.py run."
            )
        )
    what = chosen()
    release = newest(what.folders, what.key, here.version, base.state().version)
    return unpacking.bring(release, here)
