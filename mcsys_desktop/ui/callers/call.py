"""One call as this desk knows it: put together from what phones say and what the office knows.

Plain Python, no widgets and no database. What phones say is judged by the same rules as in the
log. A call only moves forward: whatever comes in late, a finished call is never opened again.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from mcsys_desktop.core import phone
from mcsys_desktop.services import callers, calls
from mcsys_desktop.services.calls import merging, settling

LONGEST_NAME = 100  # of what phones send along: more than anybody wants to read


class Stage(IntEnum):
    """How far a call has come at this desk. The order is the only way it can go."""

    RINGING = 1
    TALKING = 2
    FINISHING = 3  # the conversation is over, its note and result may not be
    MISSED = 4
    GONE = 5  # nothing left to do at this desk


@dataclass(slots=True, eq=False)
class DeskCall:
    """One call on this desk. ``key`` names it here; ``row`` is its line in the log, once known."""

    key: int
    direction: calls.Direction
    number_raw: str  # as it was sent, cleaned; empty when withheld
    withheld: bool
    name_given: str
    called: str
    rang_at: datetime
    heard: dict[tuple[str, str], settling.Heard] = field(default_factory=dict)
    stage: Stage = Stage.RINGING
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    card: callers.CallerCard | None = None
    looked_up: bool = False  # an answer came, or there is nothing to look up
    row: calls.CallRow | None = None
    chosen: int | None = None  # the customer, once a person or the log said which
    chosen_name: str = ""
    note: str = ""  # what the note field holds
    kept_note: str = ""  # what the office holds of it
    result: calls.Result = calls.Result.NONE
    listed: bool = False  # somebody put it on the call-back list here
    problem: str = ""  # a sentence, while the office does not have it all
    refused: str = ""  # why the office would not have the last decision
    parsed: phone.Number | None = None
    ours: set[str] = field(default_factory=set)  # our numbers and telephones that it is for
    quiet: bool = False  # it does not come up at this desk by itself
    handed_here: bool = False  # a colleague gave it to whoever works at this desk
    known_by: str = ""  # the number of who is passed on, where a colleague's own stands here

    @property
    def number(self) -> phone.Number:
        """What the number means. Reading it takes time, so it waits until somebody must know."""
        if self.parsed is None:
            self.parsed = phone.parse(self.number_raw)
        return self.parsed

    def know(self, card: callers.CallerCard) -> None:
        """Take what the office knows of the number."""
        self.card, self.looked_up = card, True
        if not self.known_by:
            self.parsed = card.number

    def heed(self, row: calls.CallRow) -> bool:
        """Take what only the log knows of it. True where who it is must be asked anew."""
        self.ours.update(filter(None, (row.called, *row.devices)))
        before, self.known_by = self.known_by, row.passed_number
        return before != self.known_by

    @property
    def inbound(self) -> bool:
        """Whether they call us."""
        return self.direction is calls.Direction.INBOUND

    @property
    def anonymous(self) -> bool:
        """Whether there is no number to know anybody by."""
        return self.withheld or self.number.kind in (
            phone.NumberKind.WITHHELD,
            phone.NumberKind.UNKNOWN,
        )

    @property
    def hits(self) -> tuple[callers.Hit, ...]:
        """Whose number it is, as far as the office knows."""
        return self.card.hits if self.card else ()

    @property
    def hit(self) -> callers.Hit | None:
        """The one it is: the only hit, or the chosen one."""
        customer = self.customer_id
        return next((hit for hit in self.hits if hit.customer_id == customer), None)

    @property
    def customer_id(self) -> int | None:
        """Which customer it is, or None while nobody can say."""
        if self.chosen is not None:
            return self.chosen
        if len(self.hits) != 1:
            return None
        hit = self.hits[0]
        sure = hit.step is callers.MatchStep.EXACT and not hit.archived
        # Where the log, which also knows former numbers, links nobody, somebody must choose.
        return hit.customer_id if sure and self.row is None else None

    @property
    def candidates(self) -> tuple[callers.Hit, ...]:
        """Who it may be, while nobody has said who it is."""
        return () if self.customer_id is not None else self.hits

    @property
    def unsaved(self) -> bool:
        """Whether the office does not yet have what was typed here."""
        return self.note != self.kept_note

    @property
    def visible(self) -> bool:
        """Whether it belongs on the screen; what is not saved stays there."""
        return self.stage is not Stage.GONE or bool(self.problem)

    @property
    def spent(self) -> bool:
        """Whether it is over and holds nothing that the log does not show as well."""
        over = self.stage in (Stage.FINISHING, Stage.MISSED)
        return over and not self.note and self.result is calls.Result.NONE

    @property
    def under_way(self) -> bool:
        """Whether it rings, or somebody speaks."""
        return self.stage in (Stage.RINGING, Stage.TALKING)

    def ticked_by(self, login: str) -> bool:
        """Whether this person said that nothing more need be done about it."""
        return self.row is not None and login != "" and self.row.handled_by == login

    def same_ring(self, new: "DeskCall", event: calls.CallEvent) -> bool:
        """Whether ``new``, made from another source's event, is this call as well."""
        if new.direction is not self.direction:
            return False
        if any(source == event.source for source, _id in self.heard):
            return False
        if self.anonymous:  # without a number, only the number they called can tell
            if new.withheld != self.withheld or new.called != self.called:
                return False
        elif new.number != self.number:
            return False
        if not self.heard:
            return abs(event.at - self.rang_at) <= merging.RING_APART
        return merging.fit(settling.hear(None, event), list(self.heard.values())) is not None

    def same_row(self, row: calls.CallRow) -> bool:
        """Whether a line of the log is this call, also before the log has told us its id."""
        if self.row is not None:
            return self.row.id == row.id
        if row.direction != self.direction:
            return False
        if abs(row.rang_at - self.rang_at) > merging.RING_APART:
            return False
        if self.anonymous:
            return row.withheld == self.withheld and row.called == self.called
        return bool(row.e164) and row.e164 == self.number.e164

    def take(self, event: calls.CallEvent, extension: str) -> bool:
        """Take what a source says; ``extension`` is this desk's own phone, or empty for any.

        True where it changed the stage.
        """
        name = (event.source, event.external_id)
        first = not self.heard
        self.ours.update(filter(None, (event.called_raw, event.device)))
        self.heard[name] = settling.hear(self.heard.get(name), event)
        if first and event.kind in (calls.EventKind.RINGING, calls.EventKind.DIALLING):
            return False
        found = settling.settle(list(self.heard.values()), self.direction)
        by = found.answered_by  # an extension, or only the name of a phone: that says nothing
        here = not extension or not by.isdigit() or by == extension
        return self.judge(found.state, found.outcome, found.answered_at, found.ended_at, here=here)

    def judge(
        self,
        state: calls.CallState,
        outcome: calls.Outcome,
        answered_at: datetime | None,
        ended_at: datetime | None,
        *,
        here: bool,
    ) -> bool:
        """Go where the call stands by now. ``here`` is whether this desk spoke or would speak."""
        self.answered_at = self.answered_at or answered_at
        self.ended_at = self.ended_at or ended_at
        return self.move_to(self._stage_of(state, outcome, here))

    def move_to(self, stage: Stage) -> bool:
        """Go on to ``stage``; never back. True where that is a change."""
        if stage <= self.stage:
            return False
        self.stage = stage
        return True

    def _stage_of(self, state: calls.CallState, outcome: calls.Outcome, here: bool) -> Stage:
        # Nobody at this desk spoke: nothing to do here, unless somebody had begun to write.
        without_us = Stage.FINISHING if self.note else Stage.GONE
        if state is calls.CallState.RINGING:
            return Stage.RINGING
        if state is calls.CallState.ANSWERED:
            return Stage.TALKING if here else without_us
        if self.answered_at is not None or self.stage is Stage.TALKING:
            return Stage.FINISHING if here else without_us
        match outcome:
            case calls.Outcome.ANSWERED_ELSEWHERE:
                return without_us
            case calls.Outcome.UNKNOWN | calls.Outcome.NONE | calls.Outcome.ANSWERED:
                # A bare "ended" may follow an answer that was never sent (telephony.md 11).
                return Stage.FINISHING if self.inbound and here else without_us
            case _:  # missed, and what a caller also hears as nobody there
                return Stage.MISSED if self.inbound else without_us
