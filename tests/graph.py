"""Microsoft as far as mail needs it: a page to sign in, tokens, and Graph's sendMail. For tests.

It is as strict as the real one where our side could be wrong: PKCE, the redirect, the scopes, and
one use of each code and refresh token.
"""

import base64
import hashlib
import json
import ssl
import threading
import time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests import certificate

CLIENT, TENANT = "11111111-2222-3333-4444-555555555555", "66666666-7777-8888-9999-000000000000"
WHO = "info@example.nl"


class Microsoft:
    """The server. ``answers`` are (status, body, headers) for the next mails, one by one."""

    def __init__(self, folder: Path) -> None:
        certificate.write(folder)
        self.authority_file = folder / "server.crt"
        self.sent: list[EmailMessage] = []
        self.answers: list[tuple[int, bytes, dict[str, str]]] = []
        self.hangs_up = False  # when a mail was handed over whole
        self.consents = True
        self.valid: set[str] = set()  # access tokens
        self.refreshes: set[str] = set()
        self.codes: dict[str, dict[str, str]] = {}
        self.count = 0
        ours = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_what: object) -> None:
                pass

            def do_GET(self) -> None:
                ours.get(self)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                ours.post(self, body)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        sealed = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        sealed.load_cert_chain(folder / "server.crt", folder / "server.key")
        self._server.socket = sealed.wrap_socket(self._server.socket, server_side=True)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> "Microsoft":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(20)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"https://localhost:{self._server.server_address[1]}"

    def trust(self) -> ssl.SSLContext:
        """What trusts its certificate, and checks it."""
        return ssl.create_default_context(cafile=str(self.authority_file))

    def get(self, asked: Any) -> None:
        """The metadata and the page where somebody signs in."""
        parts = urlsplit(asked.path)
        told = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path.endswith("/.well-known/openid-configuration"):
            base = f"{self.url}/{TENANT}"
            said = {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
            }
            _answer(asked, 200, json.dumps(said).encode())
            return
        assert parts.path == f"/{TENANT}/oauth2/v2.0/authorize"
        assert told["client_id"] == CLIENT
        assert told["code_challenge_method"] == "S256"
        assert told["response_mode"] == "form_post"
        assert urlsplit(told["redirect_uri"]).hostname == "localhost"
        assert "Mail.Send" in told["scope"]
        assert "Mail.Read" not in told["scope"]
        back = {"state": told["state"]}
        if self.consents:
            self.count += 1
            code = f"code-{self.count}"
            self.codes[code] = told
            back |= {"code": code}
        else:
            back |= {"error": "access_denied", "error_description": "AADSTS65004: declined"}
        # As the real page does: a form that the browser posts to the program by itself.
        form = f"{told['redirect_uri']}\n{urlencode(back)}"
        _answer(asked, 200, form.encode())

    def post(self, asked: Any, body: bytes) -> None:
        """Tokens for a code, and mails."""
        if asked.path.endswith("/token"):
            self._give_tokens(asked, {n: v[0] for n, v in parse_qs(body.decode()).items()})
            return
        assert asked.path == "/v1.0/me/sendMail"
        if asked.headers["Authorization"].removeprefix("Bearer ") not in self.valid:
            said = {"error": {"code": "InvalidAuthenticationToken", "message": "expired"}}
            _answer(asked, 401, json.dumps(said).encode())
            return
        assert asked.headers["Content-Type"] == "text/plain"
        if self.answers:
            _answer(asked, *self.answers.pop(0))
            return
        message = message_from_bytes(base64.b64decode(body, validate=True), policy=default)
        assert isinstance(message, EmailMessage)
        self.sent.append(message)
        if self.hangs_up:
            asked.close_connection = True
            asked.connection.close()
            return
        _answer(asked, 202, b"")

    def _give_tokens(self, asked: Any, told: dict[str, str]) -> None:
        if told["grant_type"] == "authorization_code":
            known = self.codes.pop(told["code"])
            sum_ = hashlib.sha256(told["code_verifier"].encode()).digest()
            challenge = base64.urlsafe_b64encode(sum_).rstrip(b"=").decode()
            assert challenge == known["code_challenge"]
            assert told["redirect_uri"] == known["redirect_uri"]
            nonce = known.get("nonce", "")
        else:
            assert told["grant_type"] == "refresh_token"
            if told["refresh_token"] not in self.refreshes:
                said = {"error": "invalid_grant", "error_description": "AADSTS700082: expired"}
                _answer(asked, 400, json.dumps(said).encode())
                return
            self.refreshes.discard(told["refresh_token"])
            nonce = ""
        self.count += 1
        access, refresh = f"access-{self.count}", f"refresh-{self.count}"
        self.valid.add(access)
        self.refreshes.add(refresh)
        now = int(time.time())
        claims: dict[str, object] = {
            "iss": f"{self.url}/{TENANT}/v2.0",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 3600,
            "sub": "x",
            "oid": "oid",
            "tid": TENANT,
            "preferred_username": WHO,
            "nonce": nonce,
        }
        given: dict[str, object] = {
            "token_type": "Bearer",
            "access_token": access,
            "refresh_token": refresh,
            "expires_in": 3600,
            "scope": "https://graph.microsoft.com/Mail.Send",
            "client_info": _letters({"uid": "oid", "utid": TENANT}),
            "id_token": f"{_letters({'alg': 'none'})}.{_letters(claims)}.x",
        }
        _answer(asked, 200, json.dumps(given).encode())


def _letters(said: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()


def _answer(asked: Any, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
    asked.send_response(status)
    asked.send_header("Content-Length", str(len(body)))
    asked.send_header("Content-Type", "application/json")
    for name, value in (headers or {}).items():
        asked.send_header(name, value)
    asked.end_headers()
    asked.wfile.write(body)
