"""Asking a telephone or a provider over HTTP, and nobody else than who was meant.

No proxy of the system is used and no redirection followed: both would take a password elsewhere.
"""

import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PATIENCE = 6.0  # seconds for each answer
_LONGEST_ANSWER = 65_536  # bytes; nobody needs more of it


class Unreachable(Exception):
    """Nothing answers there, or nothing that speaks HTTP."""


class NotProven(Exception):
    """What answers there does not prove to be who was meant (its certificate is not trusted)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Login:
    """Shown to who asks for it, as a digest where they take one."""

    user: str
    password: str

    def __repr__(self) -> str:
        return "Login(…)"


class _Nowhere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_given: Any) -> None:
        return None


def ask(
    url: str,
    *,
    login: Login | None = None,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    trust: ssl.SSLContext | None = None,
) -> Answer:
    """GET ``url``, or POST ``body`` to it. Raises Unreachable and NotProven."""
    if not url.startswith(("http://", "https://")):
        raise Unreachable
    handlers: list[urllib.request.BaseHandler] = [
        urllib.request.ProxyHandler({}),
        _Nowhere(),
        urllib.request.HTTPSHandler(context=trust or ssl.create_default_context()),
    ]
    if login is not None:
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, url, login.user, login.password)
        handlers += [
            urllib.request.HTTPDigestAuthHandler(known),
            urllib.request.HTTPBasicAuthHandler(known),
        ]
    opener = urllib.request.build_opener(*handlers)
    request = urllib.request.Request(url, data=body, headers=dict(headers or {}))  # noqa: S310  # looked at above
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            return Answer(answer.status, answer.read(_LONGEST_ANSWER))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.read(_LONGEST_ANSWER) if error.fp else b"")
    except urllib.error.URLError as error:
        if isinstance(error.reason, ssl.SSLCertVerificationError):
            raise NotProven from error
        raise Unreachable from error
    except (TimeoutError, OSError, ValueError) as error:  # ValueError: another way to prove it
        raise Unreachable from error
    except Exception as error:  # http.client's own: what answers speaks no HTTP
        raise Unreachable from error
