"""The words of the call-back list: how long somebody waits, before when, and who does it."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import N_, _, ngettext
from mcsys_desktop.services.call_backs import CallBackRow
from mcsys_desktop.ui.delegates import RowLook

NOON, EVENING = time(12, 0), time(17, 0)
DAYS_AHEAD = 14
_WEEKDAYS = (*(N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")),)


def waited(since: datetime, now: datetime) -> str:
    """How long somebody has been waiting: minutes, hours or days."""
    minutes = max(1, int((now - since).total_seconds()) // 60)
    if minutes < 60:
        return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    hours = minutes // 60
    if hours < 24:
        return ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    days = (clock.local(now).date() - clock.local(since).date()).days
    return ngettext("{count} day", "{count} days", days).format(count=days)


def before(due: datetime, now: datetime) -> str:
    """Before when somebody is to be called: "before 12:00", "before Thu 3 Dec 17:00"."""
    on, today = clock.local(due).date(), clock.local(now).date()
    if on == today:
        return _("before {time}").format(time=clock.time_of_day(due))
    if on == today + timedelta(days=1):
        return _("before tomorrow {time}").format(time=clock.time_of_day(due))
    day = _("{weekday} {day}").format(weekday=_(_WEEKDAYS[on.weekday()]), day=clock.day(due, today))
    return _("before {day} {time}").format(day=day, time=clock.time_of_day(due))


def dues(now: datetime) -> Iterator[datetime]:
    """The moments to choose from: noon and the end of today, and of the days to come."""
    today = clock.local(now).date()
    for ahead in range(DAYS_AHEAD + 1):
        day = today + timedelta(days=ahead)
        if day.weekday() == 6:  # nobody is at the office
            continue
        for part in (NOON, EVENING) if ahead < 2 else (EVENING,):
            at = datetime.combine(day, part, clock.OFFICE_ZONE).astimezone(now.tzinfo)
            if at > now:
                yield at


def doer(row: CallBackRow) -> str:
    """Who calls them back, as a sentence; nothing while nobody does."""
    if row.mine:
        return _("You call back")
    return _("{name} calls back").format(name=row.taken_name) if row.taken_by else ""


def missed(row: CallBackRow) -> str:
    """How often they called in vain, and when last."""
    if not row.missed or row.last_at is None:
        return ""
    at = clock.day_and_time(row.last_at, clock.today())
    if clock.local(row.last_at).date() == clock.today():
        at = clock.time_of_day(row.last_at)
    if row.missed == 1:
        return _("missed {time}").format(time=at)
    return _("{count} × missed, last {time}").format(count=row.missed, time=at)


def title(row: CallBackRow, *, masked: bool) -> str:
    """Who it is; at a counter the number, or that it is a customer."""
    if masked:
        return row.number or _("A customer")
    return row.title or _("Number unknown")


def look(row: CallBackRow, now: datetime, *, masked: bool = False) -> RowLook:
    """One row of the list: name, number, why and before when; how long they wait aside."""
    name = title(row, masked=masked)
    due = "" if row.due_at is None else before(row.due_at, now)
    chip = None
    if row.taken_by:
        chip = (doer(row), "accent" if row.mine else "neutral")
    elif due:
        late = row.due_at is not None and row.due_at < now
        chip = (due, "bad" if late else "warn")
    said = (
        row.number if row.number != name else "",
        "" if masked else " ".join(row.reason.split()),
        due if row.taken_by else "",
        missed(row),
    )
    return RowLook(
        name,
        " · ".join(part for part in said if part),
        chip=chip,
        icon="phone-missed" if row.missed else "list-todo",
        tone="bad" if row.missed and not row.taken_by else "warn",
        aside=waited(row.waits_since, now),
    )
