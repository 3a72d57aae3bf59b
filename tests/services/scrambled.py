"""Calls that a ring group of three handsets reports, to be told in any order by any desk."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from mcsys_desktop.models import base
from mcsys_desktop.services import calls
from mcsys_desktop.services.calls import CallEvent, CallRow, CallState, EventKind, Outcome

HANDSETS = ("handset:a", "handset:b", "handset:c")
SECOND_CALL = 30  # seconds after the first


def two_calls(at: datetime, number: str) -> list[CallEvent]:
    """Somebody calls, is helped by the second handset, and calls again half a minute later."""
    return _ring_group(at, number, "1") + _ring_group(
        at + timedelta(seconds=SECOND_CALL), number, "2"
    )


def _ring_group(at: datetime, number: str, call: str) -> list[CallEvent]:
    events = []
    for place, source in enumerate(HANDSETS):
        told = [(EventKind.RINGING, place)]
        if place == 1:
            told += [(EventKind.ANSWERED, 8), (EventKind.ENDED, 21)]
        else:
            told += [(EventKind.ANSWERED_ELSEWHERE, 8 + place)]
        events += [
            CallEvent(
                source,
                f"{number}-{call}",
                kind,
                at + timedelta(seconds=second),
                number_raw=number,
                device=source[-1],
            )
            for kind, second in told
        ]
    return events


def faults(rows: Sequence[CallRow], at: datetime) -> list[str]:
    """What is wrong with the log of one number's two calls."""
    starts = sorted((row.rang_at - at).total_seconds() for row in rows)
    found = [] if starts == [0, SECOND_CALL] else [f"calls began at {starts}"]
    for row in rows:
        whole = (row.state, row.outcome, row.seconds, row.sources)
        if whole != (CallState.ENDED, Outcome.ANSWERED, 13, HANDSETS):
            found.append(str(whole))
    return found


def tell(url: str, password: str, seed: int, at: datetime, numbers: Sequence[str]) -> int:
    """Report everything as one desk, in an order of its own; runs in a process of its own."""
    events = [event for number in numbers for event in two_calls(at, number)]
    random.Random(seed).shuffle(events)  # a test's order, no secret
    base.connect(url, password=password, author="desk")
    try:
        with base.connected():
            for event in events:
                calls.report(event)
    finally:
        base.disconnect()
    return len(events)
