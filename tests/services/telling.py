"""Calls as tests tell them: short to write, by one phone unless it says otherwise."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from mcsys_desktop.services import calls
from mcsys_desktop.services.calls import CallEvent, CallRow, EventKind


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
