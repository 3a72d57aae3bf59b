"""Which calls would come of what sources reported: the same judgement, without an office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mcsys_desktop.core import phone, text
from mcsys_desktop.models.calls import CallState, Outcome
from mcsys_desktop.services.calls.merging import fit
from mcsys_desktop.services.calls.settling import Heard, hear, settle
from mcsys_desktop.telephony.events import CallEvent, Direction


@dataclass(frozen=True, slots=True)
class Replayed:
    """One call. ``number`` is the other side's, E.164 where it is one; empty when withheld."""

    direction: Direction
    number: str
    name: str
    called: str
    withheld: bool
    state: CallState
    outcome: Outcome
    answered_by: str
    rang_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    origin: int | None  # place in the list of the call that this one was passed on from
    reports: tuple[str, ...]  # what its sources call it


@dataclass(slots=True)
class _Report:
    """All that one source said of one call."""

    id: str
    heard: Heard
    direction: Direction
    number: str = ""
    name: str = ""
    called: str = ""
    withheld: bool = False
    origin: str = ""

    @property
    def key(self) -> tuple[Direction, str]:
        """What reports of one call have in common; no number: nothing can tell calls apart."""
        other = self.called and f"withheld:{self.called}" if self.withheld else self.number
        return self.direction, other


def replay(events: Iterable[CallEvent]) -> list[Replayed]:
    """The calls that these events tell of, in the order in which they began."""
    reports: dict[tuple[str, str], _Report] = {}
    for event in events:
        key = (event.source, event.external_id)
        before = reports.get(key)
        heard = hear(before.heard if before else None, event)
        said = reports.setdefault(key, _Report(event.external_id, heard, event.direction))
        said.heard = heard
        _complete(said, event)
    calls: list[list[_Report]] = []
    for said in reports.values():
        _place(calls, said).append(said)
    calls.sort(key=lambda call: min(one.heard.first_at for one in call))
    places = {one.id: place for place, call in enumerate(calls) for one in call}
    return [_judged(call, places) for call in calls]


def _complete(said: _Report, event: CallEvent) -> None:
    number = phone.parse(event.number_raw)
    said.withheld |= event.withheld or number.kind is phone.NumberKind.WITHHELD
    said.number = said.number or number.e164 or text.clean(event.number_raw, 100)
    said.name = said.name or text.clean(event.name_raw, 100)
    said.called = said.called or text.clean(event.called_raw, 50)
    said.origin = said.origin or event.origin_id
    if said.withheld:
        said.number = said.name = ""


def _place(calls: list[list[_Report]], said: _Report) -> list[_Report]:
    """The call that a report belongs to, or a new one."""
    if said.key[1]:
        for call in calls:
            same = call[0].key == said.key
            if same and fit(said.heard, [one.heard for one in call]) is not None:
                return call
    calls.append([])
    return calls[-1]


def _judged(reports: list[_Report], places: dict[str, int]) -> Replayed:
    first = reports[0]
    settled = settle([one.heard for one in reports], first.direction)
    origins = (places.get(one.origin) for one in reports if one.origin)
    return Replayed(
        direction=first.direction,
        number=first.number,
        name=next((one.name for one in reports if one.name), ""),
        called=next((one.called for one in reports if one.called), ""),
        withheld=first.withheld,
        state=settled.state,
        outcome=settled.outcome,
        answered_by=settled.answered_by,
        rang_at=settled.rang_at,
        answered_at=settled.answered_at,
        ended_at=settled.ended_at,
        origin=next((place for place in origins if place is not None), None),
        reports=tuple(f"{one.heard.source} {one.id}" for one in reports),
    )
