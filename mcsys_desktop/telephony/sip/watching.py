"""Who picked up, and when they hung up: watching an extension at the exchange (RFC 4235, RFC 6665).

An INVITE alone only tells that a call rang and that it no longer does. Each watched extension is a
source of its own in the log, as it is a telephone of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mcsys_desktop.core import clock, phone
from mcsys_desktop.core.text import clean
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from mcsys_desktop.telephony.sip import dialog_info
from mcsys_desktop.telephony.sip.account import Account
from mcsys_desktop.telephony.sip.callers import Caller
from mcsys_desktop.telephony.sip.dialog_info import Dialog, DialogInfo
from mcsys_desktop.telephony.sip.fields import uri
from mcsys_desktop.telephony.sip.incoming import LONGEST_ID

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
    states: dict[str, str]  # of its legs, by dialog id
    rang: bool = False
    answered: bool = False


class Extension:
    """Makes call events of what is said about one extension. No socket, no clock of its own.

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

    def hear(self, document: bytes) -> None:
        """Take one document; one that cannot be read changes nothing. Raises nothing."""
        info = dialog_info.read(document)
        if info is None:
            return
        for dialog in info.dialogs:
            self._see(dialog)
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

    def _see(self, dialog: Dialog) -> None:
        key = clean(dialog.call_id or dialog.id, LONGEST_ID)
        call = self._calls.get(key)
        if call is None:
            if dialog.state == "terminated" or len(self._calls) >= _MOST_CALLS or not key:
                return
            call = self._calls[key] = self._begun(key, dialog)
        call.states[dialog.id] = dialog.state
        starts = _OUTGOING if call.outbound else _RINGS
        if not call.rang and dialog.state in starts:
            call.rang = True
            self._tell(call, EventKind.DIALLING if call.outbound else EventKind.RINGING)
        if not call.answered and dialog.state == "confirmed":
            call.answered = True
            self._tell(call, EventKind.ANSWERED)

    def _miss(self, info: DialogInfo) -> None:
        """A full document leaves out what is over."""
        there = {dialog.id for dialog in info.dialogs}
        for call in self._calls.values():
            for name in call.states:
                if name not in there:
                    call.states[name] = "terminated"

    def _begun(self, key: str, dialog: Dialog) -> _Call:
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
        return _Call(key, dialog.outbound, who.number, who.name, who.withheld, who.called, {})

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
