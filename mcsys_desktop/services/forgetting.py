"""Since when things are old: by a clock that can be trusted, and by the term that the office chose.

What is thrown away is gone. So on a server its own clock decides, and in a file none that jumped
half a year.
"""

from datetime import datetime, timedelta

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import Group, rows, shared, transaction
from mcsys_desktop.models.office import (
    CALL_LOG_DAYS,
    SHORTEST_RETENTION,
    USUAL_RETENTION,
    keep_setting,
    setting,
)
from mcsys_desktop.services import colleagues, history

LONGEST_DAYS = 730  # of the call log; there is no purpose for which a stranger is kept longer


def call_log_days() -> int:
    """How many days a call of nobody stays in the log, and how long who was called back."""
    chosen = setting(CALL_LOG_DAYS)
    days = int(chosen) if chosen.isdecimal() else USUAL_RETENTION
    return min(max(days, SHORTEST_RETENTION), LONGEST_DAYS)


def set_call_log_days(days: int) -> None:
    """Choose another term for the call log. Raises UserError for one that will not do, and Refused
    for who is no administrator.
    """
    if not SHORTEST_RETENTION <= days <= LONGEST_DAYS:
        raise UserError(
            _("Choose between {least} and {most} days.").format(
                least=SHORTEST_RETENTION, most=LONGEST_DAYS
            )
        )
    colleagues.require(Group.ADMIN)
    with transaction():
        keep_setting(CALL_LOG_DAYS, str(days))


def old_before(days: int) -> datetime | None:
    """What is from before this moment is older than so many days; None when no clock can tell."""
    now = clock.now()
    if shared():
        ((now,),) = rows("SELECT clock_timestamp()")
    elif history.was_silent(now):
        return None
    return now - timedelta(days=days)
