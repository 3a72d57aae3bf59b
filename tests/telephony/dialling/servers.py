"""A small web server that stands for a telephone or a provider: honest about who may dial."""

import base64
import contextlib
import hashlib
import http.server
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

REALM, NONCE = "phone", "a1b2c3"


@dataclass
class Served:
    """What was asked of it, and how it answers."""

    port: int = 0
    user: str = ""
    password: str = ""
    digest: bool = False
    status: int = 200
    body: bytes = b"<ok/>"
    redirect: str = ""
    statuses: list[str] = field(default_factory=list)  # of a call, one after another
    asked: list[tuple[str, str, dict[str, list[str]], dict[str, object]]] = field(
        default_factory=list
    )  # method, path, query, body
    tokens: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def admits(self, said: str, method: str, uri: str) -> bool:
        if not self.user:
            return True
        if said.startswith("Basic ") and not self.digest:
            return base64.b64decode(said[6:]).decode() == f"{self.user}:{self.password}"
        if not said.startswith("Digest "):
            return False
        fields = dict(re.findall(r'(\w+)="?([^",]*)"?', said[7:]))
        one = _md5(f"{self.user}:{REALM}:{self.password}")
        two = _md5(f"{method}:{uri}")
        middle = f"{NONCE}:{fields['nc']}:{fields['cnonce']}:{fields['qop']}"
        right = fields["response"] == _md5(f"{one}:{middle}:{two}")
        return right and bool(fields["uri"] == uri)

    @property
    def challenge(self) -> str:
        if self.digest:
            return f'Digest realm="{REALM}", nonce="{NONCE}", qop="auth", algorithm=MD5'
        return f'Basic realm="{REALM}"'


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


@contextlib.contextmanager
def served(**how: object) -> Iterator[Served]:
    """A server of its own at a free port."""
    made = Served(**how)  # type: ignore[arg-type]  # as its fields are named

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("GET")

        def do_POST(self) -> None:
            self._answer("POST")

        def _answer(self, method: str) -> None:
            length = int(self.headers.get("Content-Length", 0))
            sent = json.loads(self.rfile.read(length)) if length else {}
            said = self.headers.get("Authorization", "")
            if said.startswith("Token "):
                made.tokens.append(said)
            elif not made.admits(said, method, self.path):
                self.send_response(401)
                self.send_header("WWW-Authenticate", made.challenge)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            parts = urlsplit(self.path)
            made.asked.append((method, parts.path, parse_qs(parts.query), sent))
            body = made.body
            if made.statuses and method == "GET":
                body = json.dumps({"status": made.statuses.pop(0)}).encode()
            self.send_response(302 if made.redirect else made.status)
            if made.redirect:
                self.send_header("Location", made.redirect)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_told: object) -> None:
            """Tests print nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join(30)
        server.server_close()
