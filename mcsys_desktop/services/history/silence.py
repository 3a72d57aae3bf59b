"""When somebody last worked in an office in a file: all that it knows of the time by itself."""

from datetime import datetime, timedelta

from mcsys_desktop.models.base import rows
from mcsys_desktop.models.fields import EPOCH, MICROSECOND, microseconds

LONG = timedelta(days=180)  # so long nobody works in an office that is in use
SESSION = timedelta(hours=12)  # what was done since belongs to whoever sits here now


def was_silent(now: datetime) -> bool:
    """Whether nobody worked here for half a year before today, by a clock that says ``now``.

    Then that clock may well be years ahead, and nothing should be thrown away for being old.
    """
    asked = "SELECT max(at) FROM audit_act WHERE at < ?"
    before = _moment(rows(asked, (microseconds(now - SESSION),)))
    return before is not None and now - before > LONG


def last_worked() -> datetime | None:
    """When the latest thing in the log happened; None while nothing did."""
    return _moment(rows("SELECT max(at) FROM audit_act"))


def _moment(found: list[tuple[int | None]]) -> datetime | None:
    ((at,),) = found
    return None if at is None else EPOCH + at * MICROSECOND
