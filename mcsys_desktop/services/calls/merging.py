"""Which reports speak of the same call. Pure functions.

A ring group makes every handset report the same call; a customer who hangs up and rings again makes
one handset report two. So two reports of one source are never the same call, and reports of
different sources are, when number and direction are equal and both rang within four seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from mcsys_desktop.services.calls.settling import Heard

RING_APART = timedelta(seconds=4)  # how far apart the phones of one ring group start to ring
RINGS_AT_MOST = timedelta(minutes=5)  # no exchange lets a phone ring longer


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a report fits a call, and which weaker reports it would drive out of it."""

    apart: timedelta
    displaced: tuple[Heard, ...] = ()


def same_call(one: Heard, other: Heard) -> bool:
    """Whether two reports of different sources, equal in number and direction, are one call."""
    if one.source == other.source:
        return False
    if (one.rang_at is None) == (other.rang_at is None):
        return abs(one.first_at - other.first_at) <= RING_APART
    rang, late = (one, other) if one.rang_at is not None else (other, one)
    # The other's ring was never heard of: what it says must fall within this one's call.
    over_at = rang.last_at if rang.final else rang.first_at + RINGS_AT_MOST
    return rang.first_at - RING_APART <= late.first_at <= over_at + RING_APART


def fit(heard: Heard, others: Sequence[Heard]) -> Fit | None:
    """How ``heard`` fits a call of which ``others`` speak; None if it is another call.

    A report that knows when it rang is only measured against others that know it too, and takes
    the place of one of its own source that was put there without knowing.
    """
    certain = [other for other in others if other.rang_at is not None]
    displaced: tuple[Heard, ...] = ()
    measured: Sequence[Heard] = others
    if heard.rang_at is not None:
        displaced = tuple(
            other for other in others if other.source == heard.source and other.rang_at is None
        )
        measured = certain or [other for other in others if other not in displaced]
    if not measured or not all(same_call(heard, other) for other in measured):
        return None
    apart = min(abs(heard.first_at - other.first_at) for other in measured)
    return Fit(apart, displaced)
