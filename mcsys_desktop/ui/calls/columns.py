"""What the log shows of a call, and what it can be narrowed down by."""

from datetime import datetime

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.calls import CallRow, Outcome, Result, Which
from mcsys_desktop.services.exports.tables import Kind
from mcsys_desktop.ui.callers import rows
from mcsys_desktop.ui.callers.words import result_name
from mcsys_desktop.ui.calls import words
from mcsys_desktop.ui.lists.columns import ListColumn
from mcsys_desktop.ui.lists.filters import Filter
from mcsys_desktop.ui.tables import RIGHT


def columns() -> tuple[ListColumn, ...]:
    """What is shown of a call. At a counter there are no names, and nothing that was said."""
    return (
        ListColumn(
            _("When"),
            _when,
            name="when",
            width=136,
            sort="when",
            kind=Kind.MOMENT,
            value=lambda row: row.rang_at,
            public=_when,
        ),
        ListColumn(
            _("Who"),
            rows.name_of,
            name="who",
            width=190,
            public=lambda row: rows.name_of(row, masked=True),
        ),
        ListColumn(
            _("Number"),
            lambda row: row.number,
            name="number",
            width=140,
            sort="number",
            kind=Kind.PHONE,
            public=lambda row: row.number,
        ),
        ListColumn(
            _("Outcome"),
            words.outcome,
            tone=words.tone,
            name="outcome",
            width=140,
            sort="outcome",
            public=words.outcome,
        ),
        ListColumn(
            _("Talking time"),
            rows.length_of,
            RIGHT,
            name="length",
            width=112,
            kind=Kind.NUMBER,
            value=_seconds,
            amount=_seconds,
            said=clock.duration,
            public=rows.length_of,
        ),
        ListColumn(
            _("Direction"),
            _direction,
            name="direction",
            width=110,
            public=_direction,
        ),
        ListColumn(_("Result"), lambda row: result_name(row.result), name="result", width=110),
        ListColumn(_("Note"), lambda row: " ".join(row.note.split()), name="note", width=240),
        ListColumn(
            _("Called number"),
            lambda row: row.called,
            name="line",
            width=110,
            sort="line",
            kind=Kind.PHONE,
        ),
        ListColumn(
            _("Answered by"),
            lambda row: row.answered_by,
            name="answered_by",
            width=130,
            hidden=True,
        ),
        ListColumn(
            _("Name given"), lambda row: row.name_given, name="name_given", width=160, hidden=True
        ),
        ListColumn(
            _("Dealt with"),
            lambda row: _moment(row.handled_at),
            name="handled",
            width=136,
            kind=Kind.MOMENT,
            value=lambda row: row.handled_at,
            hidden=True,
        ),
        ListColumn(
            _("Heard by"),
            lambda row: ", ".join(map(words.source, row.sources)),
            name="source",
            width=200,
            hidden=True,
        ),
    )


def filters() -> tuple[Filter, ...]:
    """What the log can be narrowed down by; the office knows who called lately."""
    return (
        Filter(
            "which",
            _("Show"),
            (
                (str(Which.MISSED), _("Missed")),
                (str(Which.MINE), _("Mine")),
                (str(Which.UNKNOWN), _("Unknown")),
            ),
            str,
            quick=True,
        ),
        Filter("period", _("Period"), periods(), str, otherwise=_("All days")),
        Filter("customer", _("Customer"), (), int),
        Filter("number", _("Number"), (), str),
        Filter("outcome", _("Outcome"), tuple(words.outcomes().items()), str),
        Filter(
            "result",
            _("Result"),
            tuple((str(one), result_name(one)) for one in Result if one is not Result.NONE),
            str,
        ),
        Filter("direction", _("Direction"), tuple(words.directions().items()), str),
        Filter("line", _("Called number"), (), str),
        Filter("answered_by", _("Answered by"), (), str),
        Filter("source", _("Heard by"), (), str),
        Filter("open", _("Nobody called back yet")),
        Filter("noted", _("With a note")),
    )


def periods() -> tuple[tuple[str, str], ...]:
    """Whole days up to and with today."""
    return (
        ("1", _("Today")),
        ("7", _("Last 7 days")),
        ("30", _("Last 30 days")),
        ("90", _("Last 90 days")),
        ("365", _("Last year")),
    )


def _when(row: CallRow) -> str:
    return _moment(row.rang_at)


def _moment(at: datetime | None) -> str:
    return clock.day_and_time(at, clock.today()) if at is not None else ""


def _direction(row: CallRow) -> str:
    return words.directions().get(str(row.direction), "")


def _seconds(row: CallRow) -> int | None:
    return row.seconds if row.outcome is Outcome.ANSWERED else None
