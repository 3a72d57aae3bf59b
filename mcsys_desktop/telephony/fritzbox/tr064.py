"""Asks a FRITZ!Box over TR-064: SOAP over HTTP, in the office's network alone.

Requests wait on a thread of their own; the loop of the call sources goes on meanwhile. An address
that the box names is only followed on the box itself.
"""

import re
import socket
import time
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony import addresses, safe_xml
from mcsys_desktop.telephony.sip.fields import in_url

if TYPE_CHECKING:
    from requests import Response, Session

PORT = 49000
SERVICE = "urn:dslforum-org:service:X_AVM-DE_OnTel:1"
_PATH = "/upnp/control/x_contact"
_SECONDS = 10.0  # for the box to say anything
_WHOLE = 30.0  # seconds for a whole answer
LARGEST = 4_000_000  # bytes of an answer
_ELEMENT = re.compile(r"\{[^}]*\}")


class BoxTrouble(Exception):
    """Why the box did not do it, as a sentence."""


class WrongPassword(BoxTrouble):
    """The box does not know this user with this password; nothing should be asked again."""


class Refused(BoxTrouble):
    """The box understands, and does not do it; ``code`` is its own word for why."""

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(sentence)
        self.code = code


class Tr064:
    """One box, and who asks. Every method waits, and raises BoxTrouble."""

    def __init__(self, host: str, login: str, password: str, port: int = PORT) -> None:
        self._host, self._port = host, port
        self._login, self._password = login, password
        self._session: Session | None = None

    def ask(self, action: str, **arguments: str | int) -> dict[str, str]:
        """Let the box do something; what it says, by the names that it gives."""
        told = "".join(f"<{name}>{escape(str(v))}</{name}>" for name, v in arguments.items())
        body = (
            '<?xml version="1.0" encoding="utf-8"?>'
            '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"'
            ' s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>'
            f'<u:{action} xmlns:u="{SERVICE}">{told}</u:{action}></s:Body></s:Envelope>'
        )
        headers = {
            "Content-Type": 'text/xml; charset="utf-8"',
            "SOAPAction": f'"{SERVICE}#{action}"',
        }
        status, data = self._exchange("POST", _PATH, body.encode(), headers)
        said = _said(data)
        if status != 200:
            raise Refused(self._strange(), said.get("errorCode", str(status)))
        return said

    def fetch(self, url: str) -> bytes:
        """What lies at an address that the box named; on whatever host, it is asked of the box."""
        parts = urlsplit(url)
        path = parts.path if parts.path.startswith("/") else "/"
        status, data = self._exchange("GET", f"{path}?{parts.query}", b"", {})
        if status != 200:
            raise BoxTrouble(self._strange())
        return data

    def close(self) -> None:
        """Hang up."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def _exchange(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        import requests

        until = time.monotonic() + _WHOLE
        url = f"http://{self._near()}:{self._port}{path}"
        try:
            with self._open().request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=_SECONDS,
                allow_redirects=False,
                stream=True,
            ) as answer:
                return self._whole(answer, until)
        except (requests.RequestException, OSError, ValueError) as error:
            raise BoxTrouble(
                _(
                    "The FRITZ!Box at {server} answers no questions. Allow access for applications"
                    " in its network settings."
                ).format(server=self._host)
            ) from error

    def _whole(self, answer: "Response", until: float) -> tuple[int, bytes]:
        if answer.status_code == 401:
            raise WrongPassword(
                _(
                    "The FRITZ!Box refuses the user name or the password of {user}. Type them"
                    " again; until then its call list is not read."
                ).format(user=self._login)
            )
        data = b""
        for part in answer.iter_content(65_536):
            data += part
            if len(data) > LARGEST or time.monotonic() > until:
                raise BoxTrouble(self._strange())
        return answer.status_code, data

    def _open(self) -> "Session":
        if self._session is None:
            import requests
            from requests.auth import HTTPDigestAuth

            self._session = requests.Session()
            self._session.trust_env = False  # no proxy stands between us and a box of the office
            self._session.auth = HTTPDigestAuth(self._login, self._password)
        return self._session

    def _near(self) -> str:
        """The address of the box, looked up once for this request; only in the office's network."""
        try:
            found = socket.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            found = []
        near = [host for *_x, (host, *_rest) in found if addresses.is_near(str(host))]
        if not near:
            raise BoxTrouble(
                _("There is no FRITZ!Box at {server} in the office's network.").format(
                    server=self._host
                )
            )
        return in_url(str(near[0]))

    def _strange(self) -> str:
        return _("The FRITZ!Box at {server} answers in a way that is not known.").format(
            server=self._host
        )


def _said(data: bytes) -> dict[str, str]:
    """The texts of an answer by the names of their elements; empty where it is no XML."""
    try:
        root = safe_xml.read(data, LARGEST)
    except safe_xml.NoXml:
        return {}
    return {_ELEMENT.sub("", str(one.tag)): (one.text or "").strip() for one in root.iter()}
