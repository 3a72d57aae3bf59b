"""Calls as tests tell them: short to write, by one phone unless it says otherwise."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from mcsys_desktop.services import calls
from mcsys_desktop.services.calls import CallEvent, CallRow, Direction, EventKind


def said(
    kind: EventKind,
    at: datetime,
    second: float = 0,
    *,
    source: str = "handset:01",
    call: str = "1",
    number: str = "0334612045",
    **more: object,
) -> CallEvent:
    moment = at + timedelta(seconds=second)
    return CallEvent(source, call, kind, moment, number_raw=number, **more)  # type: ignore[arg-type]  # fields of the event


def report_all(events: Iterable[CallEvent]) -> CallRow:
    row = None
    for event in events:
        row = calls.report(event)
    assert row is not None
    return row


def miss(at: datetime, call: str = "1", number: str = "0334612045", **more: Any) -> CallRow:
    return report_all(
        [
            said(EventKind.RINGING, at, call=call, number=number, **more),
            said(EventKind.MISSED, at, 20, call=call, number=number, **more),
        ]
    )


def speak(at: datetime, call: str, number: str = "0334612045", *, out: bool = False) -> CallRow:
    way: dict[str, Any] = {"direction": Direction.OUTBOUND if out else Direction.INBOUND}
    kinds = (
        (EventKind.DIALLING if out else EventKind.RINGING, 0),
        (EventKind.ANSWERED, 4),
        (EventKind.ENDED, 90),
    )
    return report_all(
        [said(kind, at, second, call=call, number=number, **way) for kind, second in kinds]
    )


def later(at: datetime, minutes: float) -> datetime:
    return at + timedelta(minutes=minutes)
