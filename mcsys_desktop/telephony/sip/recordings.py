"""Recorded SIP messages, played again: what an exchange sent to one telephone, in order."""

from mcsys_desktop.core import clock
from mcsys_desktop.telephony.events import CallEvent, EventKind
from mcsys_desktop.telephony.recorded import parts
from mcsys_desktop.telephony.sip import dialog_info, message
from mcsys_desktop.telephony.sip.account import Account
from mcsys_desktop.telephony.sip.fields import uri
from mcsys_desktop.telephony.sip.incoming import Incoming
from mcsys_desktop.telephony.sip.message import Request
from mcsys_desktop.telephony.sip.registration import Here
from mcsys_desktop.telephony.sip.watching import AFTERTHOUGHT, Extension

_HERE = Here("127.0.0.1", 5060, "tcp")


def replay(data: bytes) -> list[CallEvent]:
    """What the messages tell of calls. Raises UserError when the file holds none.

    What the telephone itself said is passed over, so that both sides may stand in the file.
    """
    return _Telephone().hear(data)


class _Telephone:
    def __init__(self) -> None:
        self._events: list[CallEvent] = []
        self._at = clock.now()
        self._incoming: Incoming | None = None
        self._extensions: dict[str, Extension] = {}

    def hear(self, data: bytes) -> list[CallEvent]:
        for part in parts(data, "SIP"):
            self._at = part.at
            seconds = part.at.timestamp()
            self._tick(seconds)
            heard = message.read(part.whole)
            if isinstance(heard, Request):
                self._take(heard, seconds)
        self._tick(self._at.timestamp() + AFTERTHOUGHT)
        return self._events

    def _take(self, request: Request, at: float) -> None:
        if self._incoming is None:
            user = uri(request.uri)
            account = _account(user.user if user else "")
            self._incoming = Incoming(
                account, _HERE, lambda _said: None, self._rang, now=lambda: self._at
            )
        if request.method == "NOTIFY":
            self._watch(request, at)
        elif request.method in ("INVITE", "CANCEL", "ACK"):
            self._incoming.hear(request, at)

    def _watch(self, notify: Request, at: float) -> None:
        info = dialog_info.read(notify.body)
        if info is None or self._incoming is None:
            return
        watched = uri(info.entity)
        name = watched.user if watched else ""
        if name not in self._extensions:
            self._extensions[name] = Extension(
                _account(name), name, self._incoming.callers, self._events.append, lambda: self._at
            )
        self._extensions[name].hear(notify.body, at)

    def _rang(self, event: CallEvent) -> None:
        self._events.append(event)
        if event.kind is not EventKind.RINGING:
            call_id = event.external_id.partition(" ")[0]
            for extension in self._extensions.values():
                extension.gone(call_id, self._at.timestamp())

    def _tick(self, at: float) -> None:
        if self._incoming is not None:
            self._incoming.tick(at)
        for extension in self._extensions.values():
            extension.tick(at)


def _account(user: str) -> Account:
    name = user or "telephone"
    return Account(name, "", "recording", 5060, "tcp", "recording", name, "recording")
