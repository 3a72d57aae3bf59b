"""What may be asked of the listener, by the first part of the path: phones, exchanges, names."""

import hmac
from collections.abc import Callable, Container, Sequence
from datetime import datetime
from functools import partial

from mcsys_desktop.core import clock
from mcsys_desktop.telephony import caller_names, request_head
from mcsys_desktop.telephony.caller_names import CallerNames, Question
from mcsys_desktop.telephony.handsets import Handsets
from mcsys_desktop.telephony.replies import Reply
from mcsys_desktop.telephony.request_head import Refusal, Request
from mcsys_desktop.telephony.webhooks.cti import Cti
from mcsys_desktop.telephony.webhooks.kwebbl import Kwebbl
from mcsys_desktop.telephony.webhooks.reading import Webhook
from mcsys_desktop.telephony.webhooks.threecx import ThreeCx
from mcsys_desktop.telephony.webhooks.voipzeker import Voipzeker
from mcsys_desktop.telephony.webhooks.voys import Voys

_OFF = Refusal(404, "switched off, or no such address")


def webhooks(token: str, relay: str = "") -> Sequence[Webhook]:
    """All kinds of senders. ``relay`` is the address from which they are passed on to here."""
    back = f"{relay.rstrip('/')}/{Cti.path}/{token}" if relay else ""
    return (Voys(), Cti(back), Voipzeker(), Kwebbl(), ThreeCx(token))


class Reception:
    """Takes a request to whoever reads it. ``names`` is None while no names are given out."""

    def __init__(
        self,
        token: str,
        hosts: Container[str],
        heard: Sequence[Webhook] = (),
        names: CallerNames | None = None,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._token, self._hosts = token.encode(), hosts
        self._webhooks = {webhook.path.encode(): webhook for webhook in heard}
        self._names = names
        self._now = now
        self._handsets = Handsets(token, hosts, now)

    def hear(self, head: bytes, body: bytes, sender: str) -> Reply | Refusal:
        """Read one request from address ``sender``. Raises nothing."""
        request = request_head.read(head)
        if isinstance(request, Refusal):
            return request
        if not _is_for_exchanges(request):
            heard = self._handsets.hear(head, sender)
            return heard if isinstance(heard, Refusal) else Reply(200, (heard,))
        refusal = self._refused(request)
        if refusal is not None:
            return refusal
        if request.path[0] == caller_names.PATH:
            question = caller_names.read(request)
            return question if isinstance(question, Refusal) else self._asked(question)
        told = self._webhooks[request.path[0]].hear(request, body, self._now())
        # Always 200: providers switch off what does not take their news.
        return Reply(200, told.events, told.body, told.kind)

    def refusal(self, head: bytes) -> Refusal | None:
        """Why such a request would not be heard, or None; nothing comes of asking."""
        request = request_head.read(head)
        if isinstance(request, Refusal):
            return request
        return (
            self._refused(request) if _is_for_exchanges(request) else self._handsets.refusal(head)
        )

    def _refused(self, request: Request) -> Refusal | None:
        if any(host not in self._hosts for host in request.hosts):
            return Refusal(421, "addressed by another name")
        kind, is_name = request.path[0], request.path[0] == caller_names.PATH
        if (self._names is None) if is_name else (kind not in self._webhooks):
            return _OFF
        if len(request.path) < 2 or not hmac.compare_digest(request.path[1], self._token):
            return Refusal(404, "wrong token")
        if not is_name and request.method != self._webhooks[kind].method:
            return Refusal(404, "not the method of this sender")
        return None

    def _asked(self, question: Question) -> Reply:
        return Reply(200, kind=question.kind, later=partial(self._answer, question))

    async def _answer(self, question: Question) -> bytes:
        name = "" if self._names is None else await self._names.name(question.number)
        return question.answered(name)


_EXCHANGES = frozenset(
    {caller_names.PATH, *(kind.path.encode() for kind in (Voys, Cti, Voipzeker, Kwebbl, ThreeCx))}
)


def _is_for_exchanges(request: Request) -> bool:
    return bool(request.path) and request.path[0] in _EXCHANGES


def is_from_phone(head: bytes) -> bool:
    """Whether a request is of the kind that telephones send, whoever sent it."""
    request = request_head.read(head)
    return isinstance(request, Request) and not _is_for_exchanges(request)
