"""Calls as rows of a list: of today below the panel, and of all days on the page of calls."""

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers import words
from mcsys_desktop.ui.delegates import RowLook


def icon_of(row: calls.CallRow) -> tuple[str, str]:
    """Icon and tone of a call: who called whom, and whether it came to a conversation."""
    if row.direction is calls.Direction.OUTBOUND:
        return "phone-outgoing", "neutral"
    if row.outcome is calls.Outcome.MISSED:
        return "phone-missed", "neutral" if row.handled_at else "bad"
    if row.outcome is calls.Outcome.ANSWERED_ELSEWHERE:
        return "phone-forwarded", "neutral"
    if row.state is calls.CallState.ENDED and row.outcome is not calls.Outcome.ANSWERED:
        return "phone-off", "warn"
    return "phone-incoming", "ok"


def outcome_of(row: calls.CallRow) -> str:
    """How the call went, in a word or two."""
    if row.state is calls.CallState.RINGING:
        return _("rings now")
    if row.state is calls.CallState.ANSWERED:
        return _("in conversation")
    return {
        calls.Outcome.ANSWERED: _("answered"),
        calls.Outcome.MISSED: _("missed"),
        calls.Outcome.ANSWERED_ELSEWHERE: _("answered elsewhere"),
        calls.Outcome.VOICEMAIL: _("voicemail"),
        calls.Outcome.BUSY: _("busy"),
        calls.Outcome.BLOCKED: _("blocked"),
    }.get(row.outcome, _("unknown"))


def name_of(row: calls.CallRow, *, masked: bool = False) -> str:
    """The customer, else the number, else that there was none. ``masked`` hides the customer."""
    number = row.number or (_("Number withheld") if row.withheld else _("Number unknown"))
    return number if masked else row.customer_name or number


def length_of(row: calls.CallRow) -> str:
    """How long they spoke; nothing when they did not."""
    spoke = row.outcome is calls.Outcome.ANSWERED and row.seconds is not None
    return clock.duration(row.seconds or 0) if spoke else ""


def is_open(row: calls.CallRow) -> bool:
    """Whether a call was missed and nobody has picked it up."""
    return row.outcome is calls.Outcome.MISSED and row.handled_at is None


def of_today(row: calls.CallRow, *, masked: bool = False) -> RowLook:
    """A row below the panel: name over time and outcome."""
    icon, tone = icon_of(row)
    handled = row.outcome is calls.Outcome.MISSED and row.handled_at is not None
    outcome = _("missed, handled") if handled else outcome_of(row)
    # Strangers, and numbers that several customers have: the row knows no more than this.
    open_ = row.customer_id is None and bool(row.e164) and not handled
    known = _("no customer chosen") if open_ else ""
    return RowLook(
        name_of(row, masked=masked),
        words.joined(
            clock.time_of_day(row.rang_at),
            length_of(row) or outcome,
            known,
            words.result_name(row.result),
        ),
        icon=icon,
        tone=tone,
    )
