"""A real mail server on loopback, and what may stand between it and a desk, for tests."""

import random
import select
import socket
import ssl
import threading
from collections import Counter
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from mcsys_desktop.services.outbox.smtp import Server, Smtp
from tests import certificate

LOGIN, PASSWORD = "info@example.nl", "een wachtwoord van de testen"


class Post:
    """What the server does with mails: it takes them, and says ``answers`` to whom it must not.

    ``taken`` are the mails that it said to have; ``heard`` also those whose sender went away
    before the answer came.
    """

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.answers: dict[str, str] = {}  # to RCPT, by address
        self.after: list[str] = []  # answers to what is handed over, one by one
        self.signed_in: list[str] = []
        self.lines = 0
        self._lock = threading.Lock()

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        with self._lock:
            if self.after and not (answer := self.after.pop(0)).startswith("250"):
                return answer
            message = message_from_bytes(envelope.content, policy=default)
            assert isinstance(message, EmailMessage)
            message["X-Taken-For"] = ", ".join(envelope.rcpt_tos)
            self.taken.append(message)
        return "250 2.0.0 kept as 4711"

    def ids(self) -> Counter[str]:
        """How often each Message-ID was taken."""
        with self._lock:
            return Counter(str(each["Message-ID"]).strip() for each in self.taken)


class MailServer:
    """The server itself, with TLS and a password."""

    def __init__(self, folder: Path, *, tls: bool = True) -> None:
        self.post = Post()
        certificate.write(folder)
        self.authority = folder / "server.crt"
        sealed = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        sealed.load_cert_chain(folder / "server.crt", folder / "server.key")

        def authenticate(
            _server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any
        ) -> AuthResult:
            assert isinstance(given, LoginPassword)
            right = (given.login.decode(), given.password.decode()) == (LOGIN, PASSWORD)
            if right:
                self.post.signed_in.append(given.login.decode())
            return AuthResult(success=right, handled=False)

        known: dict[str, Any] = {}
        if tls:
            known = {"tls_context": sealed, "require_starttls": True, "auth_required": True}
        self._controller = Controller(
            self.post,
            hostname="127.0.0.1",
            port=_free_port(),
            authenticator=authenticate,
            **known,
        )

    def __enter__(self) -> "MailServer":
        self._controller.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._controller.stop()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._controller.port)

    def trust(self) -> ssl.SSLContext:
        """What trusts this server's certificate, and checks it."""
        return ssl.create_default_context(cafile=str(self.authority))

    def server(self, **other: Any) -> Server:
        """As a desk's settings name it."""
        said: dict[str, Any] = {
            "host": "localhost",
            "port": self.port,
            "login": LOGIN,
            "password": PASSWORD,
        }
        return Server(**(said | other))

    def way(self, **other: Any) -> Smtp:
        """The way of sending that uses it."""
        return Smtp(self.server(**other), context=self.trust(), timeout=20.0)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Cutter:
    """Stands between a desk and a server, and cuts lines after so many bytes in either direction.

    ``cuts`` are the counts of bytes after which the next lines are cut, one by one; when there
    are none left it passes everything on.
    """

    def __init__(self, port: int, chance: random.Random, cuts: int, least: int, most: int) -> None:
        self._to, self._chance, self._left = port, chance, cuts
        self._least, self._most = least, most
        self.cut = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def __enter__(self) -> "Cutter":
        return self

    def __exit__(self, *_error: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(20)

    def _listen(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _budget(self) -> int | None:
        with self._lock:
            if not self._left:
                return None
            self._left -= 1
            return self._chance.randint(self._least, self._most)

    def _pass_on(self, client: socket.socket) -> None:
        budget = self._budget()
        with client:
            try:
                server = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                return
            with server:
                self._both_ways(client, server, budget)

    def _both_ways(self, client: socket.socket, server: socket.socket, budget: int | None) -> None:
        other = {client: server, server: client}
        while True:
            ready, _writable, _broken = select.select([client, server], [], [], 60)
            if not ready:
                return
            for each in ready:
                try:
                    some = each.recv(4096 if budget is None else max(1, min(4096, budget)))
                    if not some:
                        return
                    other[each].sendall(some)
                except OSError:
                    return
                if budget is not None:
                    budget -= len(some)
                    if budget <= 0:
                        self.cut += 1
                        return
