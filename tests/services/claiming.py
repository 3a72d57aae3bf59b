"""What one desk does to the call-back list, in a process of its own, as fast as it can."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import base
from mcsys_desktop.services import call_backs, calls
from mcsys_desktop.services.calls import CallEvent, Direction, EventKind

MISSES = 4  # of each number


def take_all(
    url: str, password: str, author: str, ids: Sequence[int], barrier: Any
) -> tuple[list[int], list[str]]:
    """Take every entry; return those that were got, and what was said of the others."""
    base.connect(url, password=password, author=author)
    got, said = [], []
    try:
        with base.connected():
            barrier.wait(60)
            for entry_id in ids:
                try:
                    call_backs.take(entry_id)
                    got.append(entry_id)
                except UserError as error:
                    said.append(str(error))
    finally:
        base.disconnect()
    return got, said


def call_in_vain(
    url: str, password: str, seed: int, at: datetime, numbers: Sequence[str], barrier: Any
) -> int:
    """Tell of missed calls, of conversations with the same people, and tick off what is there."""
    chance = random.Random(seed)  # a test's order, no secret
    told = [
        (kind, number, miss, at + timedelta(minutes=miss, seconds=second))
        for number in numbers
        for miss in range(MISSES)
        for kind, second in ((EventKind.RINGING, 0), (EventKind.MISSED, 20))
    ]
    told += [
        (EventKind.ANSWERED, number, 100 + seed, at + timedelta(seconds=90 + seed))
        for number in numbers
    ]
    chance.shuffle(told)
    base.connect(url, password=password, author="desk")
    try:
        with base.connected():
            barrier.wait(60)
            for kind, number, name, moment in told:
                spoken = kind is EventKind.ANSWERED
                calls.report(
                    CallEvent(
                        f"handset:{seed}",
                        f"{number}-{name}",
                        kind,
                        moment,
                        number_raw=number,
                        direction=Direction.OUTBOUND if spoken else Direction.INBOUND,
                    )
                )
                if chance.random() < 0.15:
                    waits = call_backs.listing()
                    call_backs.bring_back(call_backs.tick_off([row.id for row in waits[:2]]))
                if chance.random() < 0.15:
                    call_backs.add(call_backs.Asked(number=chance.choice(list(numbers))))
    finally:
        base.disconnect()
    return len(told)
