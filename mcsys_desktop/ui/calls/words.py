"""The words of the log: how a call went, which phone system heard it, and which time is meant."""

from datetime import date, timedelta

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import N_, _, ngettext
from mcsys_desktop.services import calls
from mcsys_desktop.services.calls import CallRow, Outcome, Slot
from mcsys_desktop.ui.callers import rows

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_SOURCES = {  # what stands before the colon of a source's key
    "handset": N_("Telephone {name}"),
    "sip": N_("SIP {name}"),
    "dialog": N_("SIP extension {name}"),
    "ami": N_("Asterisk {name}"),
    "fritzbox": N_("FRITZ!Box {name}"),
    "ncid": N_("NCID {name}"),
}


def outcomes() -> dict[str, str]:
    """How calls go, in the order in which they are offered."""
    return {
        str(Outcome.ANSWERED): _("Answered"),
        str(Outcome.MISSED): _("Missed"),
        str(Outcome.VOICEMAIL): _("Voicemail"),
        str(Outcome.BUSY): _("Busy"),
        str(Outcome.ANSWERED_ELSEWHERE): _("Answered elsewhere"),
        str(Outcome.BLOCKED): _("Blocked"),
        str(Outcome.UNKNOWN): _("Unknown"),
    }


def outcome(row: CallRow) -> str:
    """How a call went."""
    if row.state is calls.CallState.RINGING:
        return _("Rings now")
    if row.state is calls.CallState.ANSWERED:
        return _("In conversation")
    if rows.is_open(row):
        return _("Not picked up")
    return outcomes().get(row.outcome, _("Unknown"))


def tone(row: CallRow) -> str:
    """Most calls are answered: only the others stand out."""
    if row.state is not calls.CallState.ENDED:
        return "accent"
    if rows.is_open(row):
        return "bad"
    return "" if row.outcome in (Outcome.ANSWERED, Outcome.UNKNOWN) else "neutral"


def directions() -> dict[str, str]:
    """Who called whom."""
    return {
        str(calls.Direction.INBOUND): _("Incoming"),
        str(calls.Direction.OUTBOUND): _("Outgoing"),
    }


def source(key: str) -> str:
    """A phone system, by what it is and where."""
    kind, _colon, name = key.partition(":")
    return _(_SOURCES[kind]).format(name=name) if kind in _SOURCES else key


def weekday(day: date) -> str:
    """The short name of its weekday."""
    return _(_WEEKDAYS[day.weekday()])


def span(first: date, until: date) -> str:
    """The days from ``first`` up to and without ``until``: "16 – 22 Nov 2026"."""
    last = until - timedelta(days=1)
    ends = _dated(last)
    if first == last:
        return f"{weekday(first)} {ends}"
    begins = str(first.day)
    if first.month != last.month:
        begins = _("{day} {month}").format(day=first.day, month=clock.month(first.month))
    if first.year != last.year:
        begins = _dated(first)
    return f"{begins} – {ends}"


def day(day: date) -> str:
    """A day of a week: "Mon 16 Nov"."""
    dated = _("{day} {month}").format(day=day.day, month=clock.month(day.month))
    return f"{weekday(day)} {dated}"


def week(first: date) -> str:
    """The number of the week, as calendars have it."""
    return _("week {number}").format(number=first.isocalendar().week)


def took(seconds: int | None) -> str:
    """How long it took, as somebody would say it; a dash where nothing did."""
    if seconds is None:
        return "–"
    minutes = round(seconds / 60)
    if minutes < 1:
        return _("under 1 min")
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    return ngettext("{count} day", "{count} days", hours // 24).format(count=hours // 24)


def told(when: str, slot: Slot) -> str:
    """The calls of some time, in words."""
    if not slot.missed:
        return _("{when}: {calls}").format(when=when, calls=slot.calls)
    if slot.back is None:
        said = _("{when}: {calls}, of which missed {missed}, nobody called back")
    else:
        said = _("{when}: {calls}, of which missed {missed}, called back after {time}")
    return said.format(when=when, calls=slot.calls, missed=slot.missed, time=took(slot.back))


def _dated(day: date) -> str:
    return _("{day} {month} {year}").format(
        day=day.day, month=clock.month(day.month), year=day.year
    )
