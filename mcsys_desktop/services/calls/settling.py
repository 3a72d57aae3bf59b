"""What really became of a call, judged from all that was reported of it. Pure functions.

News of one call comes from several handsets, desks and exchanges, late and in any order. So what
one source said is summed up without regard to order (`hear`), and the state of the call is worked
out anew from all of it each time (`settle`). What is stored only moves forward (`forward`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mcsys_desktop.models.calls import CallState, Outcome
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind

# What a source says last of a call. Where it says two of these, the more telling one counts,
# whichever came first: some handsets send "ended" after "missed", others before it.
_FINAL = (
    EventKind.LOST,
    EventKind.ENDED,
    EventKind.MISSED,
    EventKind.ANSWERED_ELSEWHERE,
    EventKind.TRANSFERRED,
)
_RANK = {
    EventKind.RINGING: 0,
    EventKind.DIALLING: 0,
    EventKind.ANSWERED: 1,
    **{kind: 2 + place for place, kind in enumerate(_FINAL)},
}
MOST_TELEPHONES = 50  # of one call
_REASONS = {str(outcome): outcome for outcome in (Outcome.VOICEMAIL, Outcome.BUSY, Outcome.BLOCKED)}


@dataclass(frozen=True, slots=True)
class Heard:
    """All that one source said of one call. Times are aware UTC."""

    source: str
    last_kind: EventKind
    last_at: datetime
    rang_at: datetime | None = None
    answered_at: datetime | None = None
    device: str = ""
    reason: str = ""
    seconds: int | None = None
    rings_at: tuple[str, ...] = ()  # the telephones that ring for it, in any order

    @property
    def first_at(self) -> datetime:
        """The earliest moment that this source spoke of."""
        return min(at for at in (self.rang_at, self.answered_at, self.last_at) if at is not None)

    @property
    def final(self) -> bool:
        """Whether the call is over, as far as this source goes."""
        return self.last_kind in _FINAL

    @property
    def spoke(self) -> bool:
        """Whether somebody spoke on this source's line. Some send no answer, but a duration."""
        return self.answered_at is not None or bool(self.seconds)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a call, as far as anybody can tell now."""

    state: CallState
    outcome: Outcome
    rang_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    answered_by: str = ""


def hear(before: Heard | None, event: CallEvent) -> Heard:
    """Add one event to what its source said before. The order of events makes no difference."""
    rings = event.kind in (EventKind.RINGING, EventKind.DIALLING)
    new = Heard(
        source=event.source,
        last_kind=event.kind,
        last_at=event.at,
        rang_at=event.at if rings else event.began,
        answered_at=event.at if event.kind is EventKind.ANSWERED else None,
        device="" if rings else event.device,
        reason=event.reason,
        seconds=event.seconds,
        rings_at=(event.device,) if rings and event.device else (),
    )
    if before is None:
        return new
    last = min((before, new), key=_weight)
    return Heard(
        source=event.source,
        last_kind=last.last_kind,
        last_at=last.last_at,
        rang_at=_earliest(before.rang_at, new.rang_at),
        answered_at=_earliest(before.answered_at, new.answered_at),
        device=max(before.device, new.device),
        reason=max(before.reason, new.reason),
        seconds=max(before.seconds or 0, new.seconds or 0) or _either(before, new),
        rings_at=tuple(sorted({*before.rings_at, *new.rings_at}))[:MOST_TELEPHONES],
    )


def _weight(heard: Heard) -> tuple[int, datetime, EventKind]:
    """The weightiest word counts; of equal words the earliest; of two at once always the same."""
    return -_RANK[heard.last_kind], heard.last_at, heard.last_kind


def _either(before: Heard, new: Heard) -> int | None:
    """Nought seconds if anybody said so, None if nobody said anything."""
    return 0 if 0 in (before.seconds, new.seconds) else None


def _earliest(*moments: datetime | None) -> datetime | None:
    return min((at for at in moments if at is not None), default=None)


def settle(reports: Sequence[Heard], direction: Direction) -> Settled:
    """Judge a call from all reports of it.

    It rings while any handset rings, answered wins over missed, and it has ended when the line
    that was answered ended, or when every source is done with it. "Answered elsewhere" is only a
    claim: exchanges also send it when the caller gave up, so it counts when nobody knows better.
    """
    rang_at = min(
        (heard.rang_at for heard in reports if heard.rang_at is not None),
        default=min(heard.first_at for heard in reports),
    )
    spoken = [heard for heard in reports if heard.spoke]
    if spoken:
        first = min(spoken, key=lambda heard: (heard.answered_at or heard.last_at, heard.source))
        answered_at = _earliest(*(heard.answered_at for heard in spoken))
        by = first.device or (first.rings_at[0] if len(first.rings_at) == 1 else first.source)
        if not all(heard.final for heard in spoken):
            return Settled(CallState.ANSWERED, Outcome.NONE, rang_at, answered_at, None, by)
        ended_at = max(heard.last_at for heard in spoken)
        outcome = _named(spoken) or Outcome.ANSWERED
        return Settled(CallState.ENDED, outcome, rang_at, answered_at, ended_at, by)
    if not all(heard.final for heard in reports):
        return Settled(CallState.RINGING, Outcome.NONE, rang_at)
    ended_at = max(heard.last_at for heard in reports)
    outcome = _named(reports) or _unanswered({heard.last_kind for heard in reports}, reports)
    if outcome is Outcome.MISSED and direction is Direction.OUTBOUND:
        outcome = Outcome.UNKNOWN  # we called, they did not pick up: nobody here missed anything
    return Settled(CallState.ENDED, outcome, rang_at, None, ended_at)


def _named(reports: Iterable[Heard]) -> Outcome | None:
    """The outcome that a source gave as its reason: voicemail, busy or blocked."""
    found = {_REASONS[heard.reason] for heard in reports if heard.reason in _REASONS}
    return min(found, default=None)


def _unanswered(kinds: set[EventKind], reports: Sequence[Heard]) -> Outcome:
    """What to call a call that nobody is known to have answered."""
    if EventKind.TRANSFERRED in kinds or EventKind.ANSWERED_ELSEWHERE in kinds:
        return Outcome.ANSWERED_ELSEWHERE
    # A bare "ended" may follow an answer that was never sent; nought seconds says it does not.
    if EventKind.MISSED in kinds or any(heard.seconds == 0 for heard in reports):
        return Outcome.MISSED
    return Outcome.UNKNOWN


def forward(stored: Settled, judged: Settled) -> Settled:
    """What to store: ``judged``, unless that would open again what was over or answered."""
    if judged.state >= stored.state:
        return judged
    outcome = stored.outcome
    if stored.state is CallState.ENDED and judged.state is CallState.ANSWERED:
        outcome = Outcome.ANSWERED  # somebody did answer; when it ended, we know already
    return Settled(
        stored.state,
        outcome,
        judged.rang_at,
        judged.answered_at or stored.answered_at,
        stored.ended_at,
        judged.answered_by or stored.answered_by,
    )
