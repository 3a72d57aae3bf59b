"""Who picked up, and when they hung up: watching an extension at the exchange (RFC 4235, RFC 6665).

An INVITE alone only tells that a call rang and that it no longer does. Each watched extension is a
source of its own in the log, as it is a telephone of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mcsys_desktop.core import clock, phone
from mcsys_desktop.core.text import clean
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from mcsys_desktop.telephony.sip import dialog_info
from mcsys_desktop.telephony.sip.account import Account
from mcsys_desktop.telephony.sip.callers import Caller
from mcsys_desktop.telephony.sip.dialog_info import Dialog, DialogInfo
from mcsys_desktop.telephony.sip.fields import uri
from mcsys_desktop.telephony.sip.incoming import LONGEST_ID, LONGEST_RING

AFTERTHOUGHT = 5.0  # seconds in which an exchange still tells who took a call that is over here
LONGEST_CALL = 4 * 3600.0
_MOST_CALLS = 200  # of one extension
_LONGEST = 100
_RINGS = frozenset({"early"})
_OUTGOING = frozenset({"trying", "proceeding", "early"})


@dataclass(slots=True)
class _Call:
    name: str
    outbound: bool
    number: str
    display: str
    withheld: bool
    called: str
    until: float  # when nothing more will be heard of it
    states: dict[str, str] = field(default_factory=dict)  # of its legs, by dialog id
    rang: bool = False
    answered: bool = False
    over: bool = False  # for the phone that we are


class Extension:
    """Makes call events of what is said about one extension. Times are seconds of a steady clock.

    ``callers`` knows more of calls that also ring here: the exchange tells of the From alone.
    """

    def __init__(
        self,
        account: Account,
        name: str,
        callers: Mapping[str, Caller],
        emit: Callable[[CallEvent], None],
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self.name = name
        self._source = f"dialog:{name}@{account.domain}"
        self._callers, self._emit, self._now = callers, emit, now
        self._calls: dict[str, _Call] = {}

    @property
    def due(self) -> float:
        """When `tick` has something to do."""
        return min((call.until for call in self._calls.values()), default=float("inf"))

    def tick(self, at: float) -> None:
        """Close what will not be heard of again."""
        for call_id, call in list(self._calls.items()):
            if at >= call.until:
                if call.rang and not call.answered and call.over:
                    self._tell(call, EventKind.MISSED)
                elif call.rang or call.answered:
                    self._tell(call, EventKind.LOST)
                del self._calls[call_id]

    def gone(self, call_id: str, at: float) -> None:
        """A call no longer rings for us. Not every exchange says so of its extensions too."""
        call = self._calls.get(call_id)
        if call is not None and not call.answered and not call.outbound:
            call.over, call.until = True, at + AFTERTHOUGHT

    def hear(self, document: bytes, at: float) -> None:
        """Take one document; one that cannot be read changes nothing. Raises nothing."""
        info = dialog_info.read(document)
        if info is None:
            return
        for dialog in info.dialogs:
            self._see(dialog, at)
        if info.full:
            self._miss(info)
        for call_id, call in list(self._calls.items()):
            if all(state == "terminated" for state in call.states.values()):
                over = EventKind.ENDED if call.answered or call.outbound else EventKind.MISSED
                if call.rang or call.answered:
                    self._tell(call, over)
                del self._calls[call_id]

    def lose(self) -> None:
        """Nothing more will be heard of what goes on now."""
        for call in self._calls.values():
            if call.rang or call.answered:
                self._tell(call, EventKind.LOST)
        self._calls.clear()

    def _see(self, dialog: Dialog, at: float) -> None:
        key = clean(dialog.call_id or dialog.id, LONGEST_ID)
        call = self._calls.get(key)
        if call is None:
            if dialog.state == "terminated" or len(self._calls) >= _MOST_CALLS or not key:
                return
            call = self._calls[key] = self._begun(key, dialog, at)
        call.states[dialog.id] = dialog.state
        starts = _OUTGOING if call.outbound else _RINGS
        if not call.rang and dialog.state in starts:
            call.rang = True
            self._tell(call, EventKind.DIALLING if call.outbound else EventKind.RINGING)
        if not call.answered and dialog.state == "confirmed":
            call.answered, call.until = True, at + LONGEST_CALL
            self._tell(call, EventKind.ANSWERED)

    def _miss(self, info: DialogInfo) -> None:
        """A full document leaves out what is over."""
        there = {dialog.id for dialog in info.dialogs}
        for call in self._calls.values():
            for name in call.states:
                if name not in there:
                    call.states[name] = "terminated"

    def _begun(self, key: str, dialog: Dialog, at: float) -> _Call:
        known = self._callers.get(key)
        if known is not None:
            who = known
        else:
            parts = uri(dialog.remote)
            number = clean(parts.user if parts else "", _LONGEST)
            name = clean(dialog.remote_name, _LONGEST)
            hidden = parts is not None and parts.host == "anonymous.invalid"
            if hidden or phone.is_withheld(number) or phone.is_withheld(name):
                who = Caller(withheld=True, called=self.name)
            else:
                who = Caller(number, name if name != number else "", called=self.name)
        until = at + LONGEST_RING
        return _Call(key, dialog.outbound, who.number, who.name, who.withheld, who.called, until)

    def _tell(self, call: _Call, kind: EventKind) -> None:
        if not (call.number or call.withheld):
            return  # some exchanges name nobody here; nothing would tell whose call this is
        self._emit(
            CallEvent(
                source=self._source,
                external_id=call.name,
                kind=kind,
                at=self._now(),
                direction=Direction.OUTBOUND if call.outbound else Direction.INBOUND,
                number_raw=call.number,
                name_raw=call.display,
                called_raw=call.called,
                device=self.name,
                withheld=call.withheld,
            )
        )
