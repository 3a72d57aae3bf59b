"""An address book on a CardDAV server (RFC 6352), into which our cards are put.

Only cards of ours are touched: they are known by their file names. Outside the office's network it
must be https with a certificate that is trusted, and a redirection is not followed: it would take
the password along.
"""

import re
import socket
import time
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony import addresses, safe_xml
from mcsys_desktop.telephony.book_push import Kept, PasswordRefused, PushTrouble

if TYPE_CHECKING:
    from requests import Response, Session

OURS = re.compile(r"mcsys-[0-9a-f]{24}")
LARGEST = 32_000_000  # bytes of an answer; a list of 20,000 cards takes six million
_SECONDS, _WHOLE = 20.0, 120.0
_DIGEST = re.compile(r"(?:\A|,)\s*digest\s", re.IGNORECASE)
_DAV = "{DAV:}"
_ASK = (
    b'<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:"><d:prop><d:getetag/>'
    b"</d:prop></d:propfind>"
)


def problem(url: str) -> str:
    """Why an address cannot be that of an address book, as a sentence; empty when it can."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), 0
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or parts.username:
        return _("Fill in the address of the address book, beginning with https://.")
    if parts.scheme == "http" and not _is_near(parts.hostname):
        return _("Outside the office's network only an address that begins with https:// will do.")
    return ""


class CardDavBook:
    """One address book, and who may write in it."""

    def __init__(self, url: str, login: str, password: str) -> None:
        self._url = url.rstrip("/") + "/"
        self._login, self._password = login, password
        self._session: Session | None = None

    def take_stock(self) -> dict[str, Kept]:
        """The cards there that are ours, with their versions."""
        answer, data = self._ask("PROPFIND", "", _ASK, {"Depth": "1"})
        if answer.status_code != 207:
            raise PushTrouble(self._refusal(answer))
        found: dict[str, Kept] = {}
        try:
            root = safe_xml.read(data, LARGEST)
        except safe_xml.NoXml as error:
            raise PushTrouble(self._strange()) from error
        for each in root.iter(f"{_DAV}response"):
            name = unquote(each.findtext(f"{_DAV}href") or "").rstrip("/").rpartition("/")[2]
            stem = name.removesuffix(".vcf")
            if name.endswith(".vcf") and OURS.fullmatch(stem):
                etag = next((one.text or "" for one in each.iter(f"{_DAV}getetag")), "")
                found[stem] = Kept(name, etag, "")
        return found

    def put(self, name: str, content: bytes, before: Kept | None) -> Kept:
        """Put a card; one that somebody changed there is ours all the same."""
        file = f"{name}.vcf"
        for mark in (before.mark if before else None, self._version):
            etag = mark(file) if callable(mark) else mark
            answer, _data = self._ask("PUT", file, content, _condition(etag) | _CARD)
            if answer.status_code != 412:
                break
        if answer.status_code not in (200, 201, 204):
            raise PushTrouble(self._refusal(answer))
        return Kept(file, answer.headers.get("ETag", ""), "")

    def remove(self, kept: Kept) -> None:
        """Remove a card."""
        for etag in (kept.mark, None):
            held = self._version(kept.place) if etag is None else etag
            answer, _data = self._ask("DELETE", kept.place, b"", _condition(held, new=False))
            if answer.status_code != 412:
                break
        if answer.status_code not in (200, 204, 404, 410):
            raise PushTrouble(self._refusal(answer))

    def close(self) -> None:
        """Hang up."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def _version(self, file: str) -> str | None:
        """The version that a card has there now; None where there is none."""
        answer, data = self._ask("PROPFIND", file, _ASK, {"Depth": "0"})
        if answer.status_code != 207:
            return None
        try:
            root = safe_xml.read(data, LARGEST)
        except safe_xml.NoXml as error:
            raise PushTrouble(self._strange()) from error
        return next((one.text or "" for one in root.iter(f"{_DAV}getetag")), None)

    def _ask(
        self, method: str, file: str, body: bytes, headers: dict[str, str]
    ) -> "tuple[Response, bytes]":
        import requests

        trouble = problem(self._url)
        if trouble:
            raise PushTrouble(trouble)
        more = {"Content-Type": "application/xml; charset=utf-8"} | headers
        until = time.monotonic() + _WHOLE
        try:
            with self._open().request(
                method,
                self._url + file,
                data=body,
                headers=more,
                timeout=_SECONDS,
                allow_redirects=False,
                stream=True,
            ) as answer:
                return answer, self._whole(answer, until)
        except requests.exceptions.SSLError as error:
            raise PushTrouble(
                _("The certificate of the address book's server is not trusted here.")
            ) from error
        except (requests.RequestException, OSError, ValueError) as error:
            raise PushTrouble(
                _("The address book cannot be reached. The program keeps trying.")
            ) from error

    def _whole(self, answer: "Response", until: float) -> bytes:
        if answer.status_code == 401:
            raise PasswordRefused(
                _(
                    "The address book refuses the user name or the password of {user}. Type them"
                    " again; until then nothing is tried."
                ).format(user=self._login)
            )
        if answer.is_redirect or answer.status_code in (301, 302, 303, 307, 308):
            raise PushTrouble(
                _("The address book is somewhere else now. Type the address that it has there.")
            )
        data = b""
        for part in answer.iter_content(262_144):
            data += part
            if len(data) > LARGEST or time.monotonic() > until:
                raise PushTrouble(self._strange())
        return data

    def _open(self) -> "Session":
        """A connection with the proof that the server asks for; the password goes to it alone."""
        if self._session is not None:
            return self._session
        import requests
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth

        session = requests.Session()
        session.trust_env = False  # no other login from a file of this computer
        with session.request(
            "PROPFIND",
            self._url,
            headers={"Depth": "0"},
            data=_ASK,
            timeout=_SECONDS,
            allow_redirects=False,
            stream=True,
        ) as asked:
            ways = asked.headers.get("WWW-Authenticate", "")
        kind = HTTPDigestAuth if _DIGEST.search(ways) else HTTPBasicAuth
        session.auth = kind(self._login.encode(), self._password.encode())
        self._session = session
        return session

    def _refusal(self, answer: "Response") -> str:
        if answer.status_code in (404, 405, 409):
            return _("There is no address book at that address. Check how it is written.")
        if answer.status_code == 403:
            return _("This user may not write in the address book.")
        if answer.status_code == 507:
            return _("The address book is full.")
        return _("The address book does not take the cards (answer {status}).").format(
            status=answer.status_code
        )

    def _strange(self) -> str:
        return _("What answers at that address is no address book.")


_CARD = {"Content-Type": "text/vcard; charset=utf-8"}


def _condition(etag: str | None, *, new: bool = True) -> dict[str, str]:
    """Only over the version that is known; None: only where there is none yet."""
    if etag is None:
        return {"If-None-Match": "*"} if new else {}
    return {"If-Match": etag} if etag else {}


def _is_near(host: str) -> bool:
    try:
        found = socket.getaddrinfo(host, 80, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(addresses.is_near(str(address[0])) for *_x, address in found)
