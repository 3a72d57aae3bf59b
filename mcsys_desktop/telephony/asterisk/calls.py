"""One call at the exchange, from the first ringing to its end, and the events that tell of it."""

from dataclasses import dataclass, field
from datetime import datetime

from mcsys_desktop.core.phone import NumberKind, is_withheld, parse
from mcsys_desktop.telephony.asterisk.channels import Channel
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind


@dataclass(slots=True)
class Call:
    """What is known of a call. ``link`` is Asterisk's name for it, ``caller`` the channel of who
    calls; ``leg`` counts how often it was passed on without asking first.
    """

    link: str
    caller: str
    heard: float  # when something was told of it last
    leg: int = 1
    origin: str = ""  # what this one was passed on from
    number: str = ""
    name: str = ""
    called: str = ""
    device: str = ""
    withheld: bool = False
    direction: Direction | None = None  # None: not known yet
    dialled: bool = False  # a real telephone or line was tried
    told: bool = False
    answered: bool = False
    voicemail: bool = False
    rings_at: set[str] = field(default_factory=set)  # telephones here, as far as they were told of
    passed_by: str = ""  # the telephone that passed it on before we came in, and may still be there

    @property
    def id(self) -> str:
        """Names the call within its source."""
        return self.link if self.leg == 1 else f"{self.link} {self.leg}"

    def learn(self, caller: Channel | None, other: Channel | None) -> None:
        """Fill in who calls whom, from the caller's channel and that of who is called."""
        if caller is not None:
            self.withheld = self.withheld or caller.withheld
            if not self.told:
                self.number, self.name = caller.number or self.number, caller.title or self.name
            self.called = self.called or caller.dialled
        if other is not None:
            self.number = self.number or other.other
            self.called = self.called or other.number
        self._look_at_direction(caller, other)
        inbound = self.direction is not Direction.OUTBOUND
        if not self.withheld and inbound:
            self.withheld = is_withheld(self.number) or is_withheld(self.name)

    def _look_at_direction(self, caller: Channel | None, other: Channel | None) -> None:
        """Somebody here dials a number outside; everything else comes in, from wherever."""
        if self.direction is not None or other is None:
            return
        self.direction = Direction.INBOUND
        if caller is None or caller.outside or not other.outside:
            return
        if parse(self.called).kind is not NumberKind.INTERNAL:
            self.direction = Direction.OUTBOUND
            self.device = caller.peer

    def event(
        self, source: str, kind: EventKind, at: datetime, device: str = "", reason: str = ""
    ) -> CallEvent:
        """Something that happened to it. Who withholds leaves nothing behind."""
        outbound = self.direction is Direction.OUTBOUND
        other, own = (self.called, self.number) if outbound else (self.number, self.called)
        name = "" if outbound or self.withheld or self.name == other else self.name
        return CallEvent(
            source=source,
            external_id=self.id,
            kind=kind,
            at=at,
            direction=self.direction or Direction.INBOUND,
            number_raw="" if self.withheld and not outbound else other,
            name_raw=name,
            called_raw=own,
            device=device or self.device,
            withheld=self.withheld and not outbound,
            reason=reason,
            origin_id=self.origin,
        )
