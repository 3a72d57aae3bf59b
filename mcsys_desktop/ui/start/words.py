"""The words of the first page: a greeting, and the day written out."""

from datetime import datetime

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import dates


def greeting(name: str, at: datetime) -> str:
    """Good morning, by the name that people are called by."""
    hour = clock.local(at).hour
    first = name.split()[0] if name.split() else ""
    if hour < 6:
        said = _("Good night {name}")
    elif hour < 12:
        said = _("Good morning {name}")
    elif hour < 18:
        said = _("Good afternoon {name}")
    else:
        said = _("Good evening {name}")
    return said.format(name=first).strip()


def day(at: datetime) -> str:
    """The day written out: "Sunday 22 November 2026"."""
    return dates.whole(clock.local(at).date())


def hour(number: int, here: int) -> str:
    """What stands below the bar of an hour: "9-10", and "now" below this one."""
    return _("now") if number == here else f"{number}-{number + 1}"
