"""The words of the caller panel: what a line is, which country, how a call stands."""

from datetime import datetime

from mcsys_desktop.core import clock, phone
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers.call import DeskCall, Stage


def line_type(kind: phone.LineType) -> str:
    """What kind of line it is, or nothing when the number range does not tell."""
    return {
        phone.LineType.MOBILE: _("Mobile"),
        phone.LineType.FIXED: _("Landline"),
        phone.LineType.FREE: _("Free number"),
        phone.LineType.PREMIUM: _("Paid number"),
        phone.LineType.COMPANY: _("Company number"),
        phone.LineType.INTERNET: _("Internet number"),
        phone.LineType.PERSONAL: _("Personal number"),
        phone.LineType.MACHINE: _("Machine"),
        phone.LineType.PAGER: _("Pager"),
    }.get(kind, "")


def country(region: str) -> str:
    """The country's name for those that call here most; else its code (ISO 3166-1)."""
    known = {
        "NL": _("Netherlands"),
        "BE": _("Belgium"),
        "DE": _("Germany"),
        "FR": _("France"),
        "GB": _("United Kingdom"),
        "LU": _("Luxembourg"),
        "ES": _("Spain"),
        "PL": _("Poland"),
        "TR": _("Türkiye"),
        "MA": _("Morocco"),
    }
    return "" if region in ("", "001") else known.get(region, region)


def number_of(call: DeskCall) -> str:
    """The number as people read it; what was sent where it is no number."""
    number = call.number
    if call.withheld or number.kind is phone.NumberKind.WITHHELD:
        return _("Number withheld")
    if number.kind is phone.NumberKind.INTERNAL:
        return _("Extension {number}").format(number=number.extension)
    if number.e164:
        return phone.display(number.e164)
    return call.number_raw.strip() or _("Number unknown")


def about_number(call: DeskCall) -> str:
    """What the number itself tells: kind of line and country."""
    if not call.number.e164:
        return ""
    kind, region = phone.describe(call.number.e164)
    return joined(line_type(kind), country(region))


def name_of(call: DeskCall) -> str:
    """The customer's name, as far as it is known who it is."""
    hit = call.hit
    return hit.name if hit else call.chosen_name


def title_of(call: DeskCall) -> str:
    """One line for the call in a list: the name, else the number."""
    return name_of(call) or number_of(call)


def customers_count(count: int) -> str:
    """How many customers have the number."""
    return ngettext(
        "{count} customer with this number", "{count} customers with this number", count
    ).format(count=count)


def clock_of(call: DeskCall, now: datetime) -> str:
    """The clock in the band: how long it rings or lasts, how long it lasted, when it was."""
    if call.stage is Stage.MISSED:
        return clock.time_of_day(call.rang_at)
    if call.stage is Stage.RINGING:
        return clock.duration(int((now - call.rang_at).total_seconds()))
    start = call.answered_at or call.rang_at
    end = now if call.stage is Stage.TALKING else call.ended_at or now
    return clock.duration(int((end - start).total_seconds()))


def stage_of(call: DeskCall) -> str:
    """How the call stands, in a word or two."""
    match call.stage:
        case Stage.RINGING:
            return _("Incoming call") if call.inbound else _("Outgoing call")
        case Stage.TALKING:
            return _("In conversation")
        case Stage.FINISHING:
            return _("Finish the call")
        case Stage.MISSED:
            return _("Missed call")
        case Stage.GONE:
            return _("Ended")


def result_name(result: calls.Result) -> str:
    """What came of a conversation."""
    return {
        calls.Result.SOLVED: _("Solved"),
        calls.Result.CALL_BACK: _("Call back"),
        calls.Result.SALES: _("Sales"),
        calls.Result.TRIAL: _("Test call"),
    }.get(result, "")


def kept_for(days: int) -> str:
    """How long a call of nobody stays in the log."""
    said = ngettext(
        "Is erased after {count} day, unless you choose a customer.",
        "Is erased after {count} days, unless you choose a customer.",
        days,
    )
    return said.format(count=days)


def joined(*parts: str) -> str:
    """The parts that say something, with a middle dot between them."""
    return " · ".join(part for part in parts if part)
