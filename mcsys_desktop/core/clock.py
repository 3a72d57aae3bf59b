"""Time: aware UTC in the program and the database, Dutch wall clock on the screen.

Nothing else in the program asks what time it is, so that tests can set the clock in one place.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mcsys_desktop.core.i18n import N_, _

OFFICE_ZONE = ZoneInfo("Europe/Amsterdam")
_TYPED_TIME = re.compile(r"(\d{1,2})(?:\s*(?:[:.,uh]|uur)?\s*(\d{2}))?\s*(?:[uh]|uur)?")
_MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)


def now() -> datetime:
    """This moment, aware UTC."""
    return datetime.now(UTC)


def local(at: datetime) -> datetime:
    """The same moment on the office's wall clock. ``at`` must be aware.

    >>> local(datetime(2026, 7, 1, 8, 42, tzinfo=UTC)).hour
    10
    """
    if at.tzinfo is None:
        raise ValueError("A time without a zone cannot be shown.")
    return at.astimezone(OFFICE_ZONE)


def today() -> date:
    """The date on the office's wall clock."""
    return local(now()).date()


def day_starts(day: date) -> datetime:
    """The first moment of a day at the office, in UTC: 22:00 or 23:00 of the day before."""
    return datetime(day.year, day.month, day.day, tzinfo=OFFICE_ZONE).astimezone(UTC)


def time_of_day(at: datetime) -> str:
    """Hours and minutes as on the wall.

    >>> time_of_day(datetime(2026, 11, 22, 9, 42, tzinfo=UTC))
    '10:42'
    """
    return f"{local(at):%H:%M}"


def typed_time(text: str) -> time | None:
    """The time of day that somebody typed; None when it is none.

    >>> typed_time("9.30"), typed_time("17u"), typed_time("0930"), typed_time("24:10")
    (datetime.time(9, 30), datetime.time(17, 0), datetime.time(9, 30), None)
    """
    found = _TYPED_TIME.fullmatch(text.strip().lower())
    if found is None:
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def day_and_hour(day: date, at: time) -> datetime:
    """A day and a time on the office's wall clock as a moment, in UTC."""
    return datetime.combine(day, at, OFFICE_ZONE).astimezone(UTC)


def day(at: datetime, today: date) -> str:
    """The day in words: "today", "yesterday", "20 Nov", and the year where it is another one."""
    on = local(at).date()
    if on == today:
        return _("today")
    if on == today - timedelta(days=1):
        return _("yesterday")
    if on.year == today.year:
        return _("{day} {month}").format(day=on.day, month=month(on.month))
    return _("{day} {month} {year}").format(day=on.day, month=month(on.month), year=on.year)


def day_and_time(at: datetime, today: date) -> str:
    """Day and time in words: "today 10:42", "yesterday 16:20", "20 Nov 11:05"."""
    return _("{day} {time}").format(day=day(at, today), time=time_of_day(at))


def month(number: int) -> str:
    """The short name of a month, 1 to 12, as it stands inside a date."""
    return _(_MONTHS[number - 1])


def duration(seconds: int) -> str:
    """How long something took, as a stop-watch shows it; never below zero.

    >>> duration(168), duration(7), duration(3725)
    ('2:48', '0:07', '1:02:05')
    """
    minutes, rest = divmod(max(seconds, 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
