"""A CardDAV server of a few lines on a real socket: versions are checked, and others write too."""

import base64
import hashlib
import http.server
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

LOGIN, PASSWORD = "winkel", "geheim8"
PATH = "/boeken/winkel/"


class DavServer:
    """One address book: its cards by file name, and what was asked of it."""

    def __init__(self) -> None:
        self.cards: dict[str, bytes] = {}
        self.asked: Counter[str] = Counter()
        self.proofs: list[str] = []
        self.tells_versions = True
        self.status = 0  # that it answers to everything
        self.spoil: Callable[[bytes], bytes] = lambda answer: answer
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_words: Any) -> None:
                """Be silent."""

            def do_PROPFIND(self) -> None:
                server._hear(self)

            def do_PUT(self) -> None:
                server._hear(self)

            def do_DELETE(self) -> None:
                server._hear(self)

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}{PATH}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _hear(self, asked: http.server.BaseHTTPRequestHandler) -> None:
        body = asked.rfile.read(int(asked.headers.get("Content-Length", 0)))
        said = asked.headers.get("Authorization", "")
        if said:
            self.proofs.append(said)
        right = "Basic " + base64.b64encode(f"{LOGIN}:{PASSWORD}".encode()).decode()
        if said != right:
            self._say(asked, 401, b"", {"WWW-Authenticate": 'Basic realm="boek"'})
            return
        self.asked[asked.command] += 1
        if self.status:
            self._say(asked, self.status, b"", {"Location": "http://192.0.2.1/"})
            return
        name = asked.path.removeprefix(PATH)
        getattr(self, f"_{asked.command}")(asked, name, body)

    def _PROPFIND(self, asked: http.server.BaseHTTPRequestHandler, name: str, _body: bytes) -> None:
        if name and name not in self.cards:
            self._say(asked, 404)
            return
        names = [name] if name else ["", *(self.cards if asked.headers["Depth"] == "1" else ())]
        told = "".join(
            f"<d:response><d:href>{PATH}{escape(one)}</d:href><d:propstat><d:prop><d:getetag>"
            f"{escape(self.version(one)) if one else ''}</d:getetag></d:prop></d:propstat>"
            "</d:response>"
            for one in names
        )
        answer = f'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">{told}</d:multistatus>'
        self._say(asked, 207, self.spoil(answer.encode()))

    def _PUT(self, asked: http.server.BaseHTTPRequestHandler, name: str, body: bytes) -> None:
        if not self._may(asked, name):
            return
        new = name not in self.cards
        self.cards[name] = body
        more = {"ETag": self.version(name)} if self.tells_versions else {}
        self._say(asked, 201 if new else 204, b"", more)

    def _DELETE(self, asked: http.server.BaseHTTPRequestHandler, name: str, _body: bytes) -> None:
        if name not in self.cards:
            self._say(asked, 404)
        elif self._may(asked, name):
            del self.cards[name]
            self._say(asked, 204)

    def _may(self, asked: http.server.BaseHTTPRequestHandler, name: str) -> bool:
        version = self.version(name) if name in self.cards else None
        wanted = asked.headers.get("If-Match")
        taken = asked.headers.get("If-None-Match") == "*" and version is not None
        if taken or (wanted is not None and wanted != version):
            self._say(asked, 412)
            return False
        return True

    def version(self, name: str) -> str:
        return f'"{hashlib.sha256(self.cards[name]).hexdigest()[:16]}"'

    def _say(
        self,
        asked: http.server.BaseHTTPRequestHandler,
        status: int,
        body: bytes = b"",
        more: dict[str, str] | None = None,
    ) -> None:
        asked.send_response(status)
        for name, value in (more or {}).items():
            asked.send_header(name, value)
        asked.send_header("Content-Length", str(len(body)))
        asked.end_headers()
        asked.wfile.write(body)
