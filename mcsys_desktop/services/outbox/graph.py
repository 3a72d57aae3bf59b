"""Mail by Microsoft Graph: the whole mail as MIME, which Microsoft puts among what was sent.

The last byte goes apart, as the last dot does by SMTP: what breaks before it was surely not taken.
"""

import base64
import http.client
import json
import ssl
from urllib.parse import urlsplit

from mcsys_desktop.core import text
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.outbox.carrying import Fate, NoWay, Told
from mcsys_desktop.services.outbox.message import Envelope
from mcsys_desktop.services.outbox.sign_in import Tokens

SEND = "https://graph.microsoft.com/v1.0/me/sendMail"
TIMEOUT = 60.0  # seconds for each step
LARGEST = 4_000_000  # bytes of a mail in base64: Graph takes no more at once
_MOST_SAID = 64_000  # bytes of an answer


class Graph:
    """The mailbox of whoever signed in. ``address`` and ``context`` are others in tests."""

    def __init__(
        self,
        tokens: Tokens,
        *,
        address: str = SEND,
        context: ssl.SSLContext | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        parts = urlsplit(address)
        self._host, self._port, self._path = parts.hostname or "", parts.port or 443, parts.path
        self._tokens, self._timeout = tokens, timeout
        self._context = context or ssl.create_default_context()
        self._line: http.client.HTTPSConnection | None = None

    def carry(self, envelope: Envelope) -> Told:
        """Hand one mail over. Raises NoWay."""
        content = base64.b64encode(envelope.content)
        if len(content) > LARGEST:
            return Told(
                Fate.REFUSED,
                _("Microsoft takes no mail of more than 3 MB with all that goes along."),
            )
        told = self._ask(content, self._tokens.token())
        if told is None:  # the token was withdrawn, or has just ended
            told = self._ask(content, self._tokens.token(fresh=True))
        if told is None:
            raise NoWay(
                _("Sign in at Microsoft again, under Settings, Mail. Mail waits until then."),
                again=False,
            )
        return told

    def close(self) -> None:
        """Hang up."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _ask(self, content: bytes, token: str) -> Told | None:
        """Hand it over; None when Microsoft wants another token."""
        for fresh in (self._line is None, True):
            handed = False
            line = self._opened()
            try:
                line.putrequest("POST", self._path)
                line.putheader("Authorization", f"Bearer {token}")
                line.putheader("Content-Type", "text/plain")
                line.putheader("Content-Length", str(len(content)))
                line.endheaders()
                line.send(content[:-1])
                handed = True
                line.send(content[-1:])
                answer = line.getresponse()
                status, pause = answer.status, answer.headers.get("Retry-After", "")
                said = answer.read(_MOST_SAID)
            except (OSError, http.client.HTTPException):
                self.close()
                if handed:
                    return Told(Fate.UNKNOWN, ends=True)
                if fresh:
                    return Told(Fate.LATER, ends=True)
                continue  # the line was kept, and Microsoft had hung up
            if answer.will_close or len(said) == _MOST_SAID:
                self.close()
            return _told(status, said, pause)
        return Told(Fate.LATER, ends=True)

    def _opened(self) -> http.client.HTTPSConnection:
        if self._line is None:
            line = http.client.HTTPSConnection(
                self._host, self._port, timeout=self._timeout, context=self._context
            )
            try:
                line.connect()
            except ssl.SSLCertVerificationError as error:
                raise NoWay(
                    _("{host} does not prove who it is: its certificate is not good.").format(
                        host=self._host
                    ),
                    again=False,
                ) from error
            except OSError as error:
                raise NoWay(_("Microsoft cannot be reached. Mail waits until it can.")) from error
            self._line = line
        return self._line


def _told(status: int, said: bytes, pause: str) -> Told | None:
    code, words = _read(said)
    if 200 <= status < 300:
        return Told(Fate.SENT, str(status))
    if status == 401:
        return None
    if status == 403:
        raise NoWay(
            _("Microsoft does not let this account send mail ({code}).").format(code=code),
            again=False,
        )
    if status in (429, 503, 504) or status >= 500:
        told = _("Microsoft asks to wait ({status} {pause}).").format(status=status, pause=pause)
        # A fault after all was handed over: with 500 and 504 it may have been sent.
        fate = Fate.LATER if status in (429, 503) else Fate.UNKNOWN
        return Told(fate, " ".join(told.split()), ends=fate is Fate.LATER)
    return Told(Fate.REFUSED, text.clean(f"({status} {code}) {words}", 300))


def _read(said: bytes) -> tuple[str, str]:
    """The code and the words of what Microsoft says went wrong."""
    try:
        error = json.loads(said)["error"]
        return text.clean(str(error["code"]), 80), text.clean(str(error["message"]), 200)
    except (ValueError, KeyError, TypeError, RecursionError):
        return "?", ""
