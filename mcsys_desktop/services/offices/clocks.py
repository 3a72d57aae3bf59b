"""Whether the clock of this computer can be right, by what the office knows of the time.

On a server that is the server's own clock. An office in a file has no other clock than those of the
computers that worked in it, and remembers what they said.
"""

from datetime import datetime, timedelta

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import base
from mcsys_desktop.services import history

OFF = timedelta(minutes=5)  # calls of two desks are then told apart, or taken for one another
BEHIND = timedelta(days=1)  # a file may have come from a computer that was a little ahead


def clock_warning() -> str:
    """What to say of this computer's clock; nothing when it may be right."""
    now = clock.now()
    with base.connected():
        if base.shared():
            ((theirs,),) = base.rows("SELECT clock_timestamp()")
            if abs(theirs - now) <= OFF:
                return ""
            return _(
                "The clock of this computer says {here}, that of the server {there}. Set the clock"
                " that is wrong; until then calls and days are not shown where they belong."
            ).format(here=_said(now), there=_said(theirs))
        latest = history.last_worked()
        if latest is not None and latest > now + BEHIND:
            return _(
                "The clock of this computer says {here}, but somebody worked in this office on"
                " {there}. Set the clock right."
            ).format(here=_said(now), there=_said(latest))
        if history.was_silent(now):
            return _(
                "The clock of this computer says {here}, and nobody worked in this office for half"
                " a year. If that is not so, set the clock right."
            ).format(here=_said(now))
    return ""


def _said(moment: datetime) -> str:
    return f"{clock.local(moment):%d-%m-%Y %H:%M}"
