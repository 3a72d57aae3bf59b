"""Requests of ours that wait for an answer (RFC 3261 17.1.2): sent again until there is one."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from mcsys_desktop.telephony.sip.fields import MAGIC, way_back
from mcsys_desktop.telephony.sip.message import Request, Response

T1 = 0.5  # seconds, RFC 3261 17.1.1.1
T2 = 4.0
PATIENCE = 64 * T1  # then there is no answer

Answer = Callable[[Response | None, float], None]  # None: nobody answered; and when, in seconds


@dataclass(slots=True)
class _Waiting:
    wire: bytes
    method: str
    then: Answer
    until: float
    again: float
    pause: float


class Clients:
    """All requests under way over one connection. Times are seconds of one steady clock."""

    def __init__(self, send: Callable[[bytes], None], via: str, *, reliable: bool) -> None:
        self._send, self._via, self._reliable = send, via, reliable
        self._waiting: dict[str, _Waiting] = {}

    def ask(self, request: Request, then: Answer, at: float) -> None:
        """Send ``request`` on a way of its own; ``then`` gets the final response."""
        branch = MAGIC + secrets.token_hex(10)
        via = ("via", f"{self._via};rport;branch={branch}")
        wire = replace(request, fields=(via, *request.fields)).wire()
        again = at + T1 if not self._reliable else float("inf")
        self._waiting[branch] = _Waiting(wire, request.method, then, at + PATIENCE, again, T1)
        self._send(wire)

    def hear(self, response: Response, at: float) -> None:
        """Take a response; one that answers nothing of ours is dropped."""
        found = way_back(Request(fields=response.fields, method="", uri=""))
        waiting = self._waiting.get(found.branch) if found else None
        if found is None or waiting is None or response.sequence[1] != waiting.method:
            return
        if response.status < 200:
            waiting.pause = T2
            return
        del self._waiting[found.branch]
        waiting.then(response, at)

    def tick(self, at: float) -> None:
        """Send again what is due, and give up what took too long."""
        for branch, waiting in list(self._waiting.items()):
            if at >= waiting.until:
                del self._waiting[branch]
                waiting.then(None, at)
            elif at >= waiting.again:
                waiting.pause = min(waiting.pause * 2, T2)
                waiting.again = at + waiting.pause
                self._send(waiting.wire)

    @property
    def due(self) -> float:
        """When `tick` has something to do."""
        return min(
            (min(one.again, one.until) for one in self._waiting.values()), default=float("inf")
        )

    @property
    def idle(self) -> bool:
        """Whether nothing waits for an answer."""
        return not self._waiting
