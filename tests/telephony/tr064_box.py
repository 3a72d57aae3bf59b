"""The side of a FRITZ!Box that answers TR-064: a small server on a real socket, with digest."""

import hashlib
import http.server
import re
import secrets
import threading
from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import Any
from xml.etree import ElementTree

from mcsys_desktop.core import clock
from mcsys_desktop.telephony.fritzbox.tr064 import Tr064

LOGIN, PASSWORD = "mcsys", "geheim7"  # as they stand in the invented box
REALM = "HTTPS Access"
_PARAMETER = re.compile(r'(\w+)="?([^",]*)"?')


class TrBox:
    """One box: its list of calls, its phone books, and what was asked of it."""

    def __init__(self) -> None:
        self.calls: list[dict[str, str]] = []
        self.books: dict[int, str] = {0: "Telefonbuch"}
        self.contacts: dict[int, dict[int, str]] = {0: {1: "<contact>van de bewoners</contact>"}}
        self.stamp = 0  # of its clock; 0: it says nothing
        self.asked: list[str] = []
        self.proved = 0
        self.wrong = 0
        self.host_told = "fritz.box"  # under which it names its own addresses
        self.spoil: Callable[[bytes], bytes] = lambda answer: answer
        self._sid = secrets.token_hex(8)
        self._next = 100
        box = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_words: Any) -> None:
                """Be silent."""

            def do_GET(self) -> None:
                self._answer(200 if f"sid={box._sid}" in self.path else 403, box.spoil(box.list()))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if not box._is_proved(self.headers.get("Authorization", ""), self.path):
                    self.send_response(401)
                    nonce = secrets.token_hex(8)
                    self.send_header(
                        "WWW-Authenticate",
                        f'Digest realm="{REALM}", nonce="{nonce}", algorithm=MD5, qop="auth"',
                    )
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                self._answer(*box._do(body))

            def _answer(self, status: int, data: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def asker(self, password: str = PASSWORD) -> Tr064:
        """Somebody who asks it."""
        return Tr064("127.0.0.1", LOGIN, password, self.port)

    def add(self, kind: int, began: datetime, number: str, **more: str) -> None:
        """Write down a call; ``number`` is at the other end."""
        out = kind in (3, 11)
        call = {
            "Id": str(len(self.calls) + 1),
            "Type": str(kind),
            "Called" if out else "Caller": number,
            "CallerNumber" if out else "CalledNumber": "0334612045",
            "Date": f"{began.astimezone(clock.OFFICE_ZONE):%d.%m.%y %H:%M}",
            "Duration": "0:01",
            "Port": "10",
        }
        self.calls.insert(0, call | more)

    def list(self) -> bytes:
        """The list as the box sends it."""
        lines = "".join(
            "<Call>" + "".join(f"<{k}>{escape(v)}</{k}>" for k, v in call.items()) + "</Call>"
            for call in self.calls
        )
        stamp = f"<timestamp>{self.stamp}</timestamp>" if self.stamp else ""
        return f'<?xml version="1.0"?><root>{stamp}{lines}</root>'.encode()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _is_proved(self, said: str, path: str) -> bool:
        if not said.startswith("Digest "):
            return False
        given = dict(_PARAMETER.findall(said[7:]))

        def md5(text: str) -> str:
            return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

        secret, request = md5(f"{LOGIN}:{REALM}:{PASSWORD}"), md5(f"POST:{path}")
        middle = f"{given['nonce']}:{given['nc']}:{given['cnonce']}:{given['qop']}"
        right: bool = given["response"] == md5(f"{secret}:{middle}:{request}")
        self.proved += right
        self.wrong += not right
        return right

    def _do(self, body: bytes) -> tuple[int, bytes]:
        root = ElementTree.fromstring(body)  # noqa: S314  # our own words
        action = next(one for one in root.iter() if "OnTel" in str(one.tag))
        name = str(action.tag).partition("}")[2]
        said = {str(one.tag): one.text or "" for one in action}
        self.asked.append(name)
        try:
            told = getattr(self, f"_{name}")(said)
        except KeyError:
            fault = "<s:Fault><detail><UPnPError><errorCode>713</errorCode></UPnPError></detail>"
            return 500, _envelope(f"{fault}</s:Fault>")
        inner = "".join(f"<{key}>{escape(str(value))}</{key}>" for key, value in told.items())
        return 200, self.spoil(_envelope(f"<u:{name}Response>{inner}</u:{name}Response>"))

    def _GetCallList(self, _said: dict[str, str]) -> dict[str, str]:
        place = f"http://{self.host_told}:49000/calllist.lua?sid={self._sid}"
        return {"NewCallListURL": place}

    def _GetPhonebookList(self, _said: dict[str, str]) -> dict[str, str]:
        return {"NewPhonebookList": ",".join(map(str, self.books))}

    def _GetPhonebook(self, said: dict[str, str]) -> dict[str, str]:
        return {"NewPhonebookName": self.books[int(said["NewPhonebookID"])]}

    def _AddPhonebook(self, said: dict[str, str]) -> dict[str, str]:
        self.books[max(self.books) + 1] = said["NewPhonebookName"]
        self.contacts[max(self.books)] = {}
        return {}

    def _DeletePhonebook(self, said: dict[str, str]) -> dict[str, str]:
        number = int(said["NewPhonebookID"])
        del self.books[number], self.contacts[number]
        return {}

    def _SetPhonebookEntryUID(self, said: dict[str, str]) -> dict[str, str]:
        contact = ElementTree.fromstring(said["NewPhonebookEntryData"])  # noqa: S314  # ours
        uid = int(contact.findtext("uniqueid") or 0)
        book = self.contacts[int(said["NewPhonebookID"])]
        if uid and uid not in book:
            raise KeyError(uid)
        if not uid:
            self._next += 1
            uid = self._next
        book[uid] = said["NewPhonebookEntryData"]
        return {"NewPhonebookEntryUniqueID": str(uid)}

    def _DeletePhonebookEntryUID(self, said: dict[str, str]) -> dict[str, str]:
        del self.contacts[int(said["NewPhonebookID"])][int(said["NewPhonebookEntryUniqueID"])]
        return {}


def _envelope(inner: str) -> bytes:
    return (
        '<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"'
        f' xmlns:u="urn:dslforum-org:service:X_AVM-DE_OnTel:1"><s:Body>{inner}</s:Body>'
        "</s:Envelope>"
    ).encode()
