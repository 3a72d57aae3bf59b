"""An exchange (Kamailio), telephones (SIPp) on this machine, and our own telephone among them."""

import contextlib
import os
import queue
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from build_spec import debian
from mcsys_desktop.telephony.base import SourceState, SourceStatus
from mcsys_desktop.telephony.events import CallEvent, EventKind
from mcsys_desktop.telephony.exchange import Exchange
from mcsys_desktop.telephony.sip.account import Account
from mcsys_desktop.telephony.sip.source import SipSource
from tests import certificate

LOOPBACK = "127.0.0.1"
PATIENCE = 30.0  # seconds; only a failure takes that long
DOMAIN = "office.test"
PASSWORDS = {"201": "geheim201", "202": "geheim202"}  # as they stand in the exchange's file
FILES = Path(__file__).parents[2] / "data" / "calls" / "sip"
TABLES = Path("/usr/share/kamailio/db_sqlite")
_START = ("/usr/sbin/kamailio", "-DD", "-E", "-m", "32", "-M", "4")
_TRYING = '<recv response="100"/>'
_RINGING = '<recv response="100" optional="true"/><recv response="180"/>'


def missing() -> str:
    """What is not installed here, as the reason to leave the lab out; empty when all is."""
    lacking = debian.missing_files(debian.TELEPHONES)
    return f"not installed: {' '.join(lacking)}; dev.py test can do that" if lacking else ""


needed = pytest.mark.skipif(bool(missing()), reason=missing() or "all is there")


def free_port() -> int:
    """A port that nobody has, for TCP and for UDP."""
    for _ in range(50):
        with socket.socket() as door, socket.socket(type=socket.SOCK_DGRAM) as box:
            door.bind((LOOPBACK, 0))
            try:
                box.bind(door.getsockname())
            except OSError:
                continue
            return int(door.getsockname()[1])
    raise OSError("no port is free")


class Registrar:
    """A running exchange; it can be stopped and started again at the same place."""

    def __init__(self, folder: Path, algorithm: str = "MD5", *, watch: bool = False) -> None:
        self.folder, self.port, self.tls_port = folder, free_port(), free_port()
        self._defines = ["-A", f"ALGO={algorithm}", *(["-A", "WATCH=1"] if watch else [])]
        self._process: subprocess.Popen[bytes] | None = None
        found = next(Path("/usr/lib").glob("*/kamailio/modules"))
        text = (FILES / "kamailio.cfg.in").read_text("utf-8")
        filled = {"RUN": folder, "MODULES": f"{found}/", "PORT": self.port}
        for name, value in (filled | {"TLSPORT": self.tls_port}).items():
            text = text.replace(f"@{name}@", str(value))
        (folder / "kamailio.cfg").write_text(text)
        certificate.write(folder)
        (folder / "tls.cfg").write_text(
            "[server:default]\nmethod = TLSv1.2+\nverify_certificate = no\n"
            f"private_key = {folder}/server.key\ncertificate = {folder}/server.crt\n"
        )
        if watch:
            for file in ("presence.db", "pua.db"):
                (folder / file).unlink(missing_ok=True)
                with contextlib.closing(sqlite3.connect(folder / file)) as tables:
                    for name in ("standard", "presence"):
                        tables.executescript((TABLES / f"{name}-create.sql").read_text("utf-8"))

    def start(self) -> None:
        """Start, and wait until it answers."""
        with (self.folder / "kamailio.log").open("ab") as words:
            self._process = subprocess.Popen(
                [*_START, "-f", "kamailio.cfg", "-Y", str(self.folder), *self._defines],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                start_new_session=True,
            )
        ask = (
            f"OPTIONS sip:{DOMAIN} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {LOOPBACK};rport;branch=z9hG4bKlab\r\n"
            f"From: <sip:lab@{DOMAIN}>;tag=1\r\nTo: <sip:{DOMAIN}>\r\nCall-ID: lab\r\n"
            "CSeq: 1 OPTIONS\r\nMax-Forwards: 9\r\nContent-Length: 0\r\n\r\n"
        ).encode()
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._process.poll() is None:
            with socket.socket(type=socket.SOCK_DGRAM) as phone, contextlib.suppress(OSError):
                phone.settimeout(0.1)
                phone.connect((LOOPBACK, self.port))
                phone.send(ask)
                if phone.recv(2000).startswith(b"SIP/2.0 200"):
                    return
            time.sleep(0.02)
        self.stop()
        raise RuntimeError((self.folder / "kamailio.log").read_text("utf-8", "replace")[-2000:])

    def stop(self) -> None:
        """End it at once: what it knew of telephones is gone."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def account(self, transport: str = "udp", user: str = "201", **more: object) -> Account:
        """An account at this exchange."""
        given: dict[str, object] = {
            "user": user,
            "password": PASSWORDS[user],
            "host": LOOPBACK,
            "port": self.tls_port if transport == "tls" else self.port,
            "transport": transport,
            "domain": DOMAIN,
            "login": user,
            "instance": "6a5d2f0e-0000-4000-8000-000000000201",
            "authority": str(self.folder / "server.crt") if transport == "tls" else "",
        }
        return Account(**(given | more))  # type: ignore[arg-type] # names as above

    @contextlib.contextmanager
    def caller(self, scenario: str, *options: str, silent: bool = True) -> Iterator["Sipp"]:
        """Somebody who calls extension 201."""
        text = (FILES / f"{scenario}.xml").read_text("utf-8")
        text = text.replace("@HEARD@", _TRYING if silent else _RINGING)
        with _sipp(self, text, free_port(), "-s", "201", *options) as caller:
            yield caller

    @contextlib.contextmanager
    def handset(self, user: str = "201") -> Iterator["Sipp"]:
        """A desk phone that is registered beside ours, and that picks up."""
        port = free_port()
        text = (FILES / "handset_register.xml").read_text("utf-8")
        text = text.replace("username=201", f"username={user}")
        text = text.replace("geheim201", PASSWORDS[user])
        with _sipp(self, text, port, "-s", user) as registering:
            registering.done()
        text = (FILES / "handset_answer.xml").read_text("utf-8")
        with _sipp(self, text, port) as phone:
            yield phone


@dataclass
class Sipp:
    """A run of SIPp."""

    process: "subprocess.Popen[bytes]"
    words: Path

    def done(self) -> None:
        """Wait until it went as the scenario says."""
        code = self.process.wait(PATIENCE)
        assert code == 0, self.words.read_text("utf-8", "replace")[-3000:]


@contextlib.contextmanager
def _sipp(registrar: Registrar, text: str, port: int, *options: str) -> Iterator[Sipp]:
    folder = Path(tempfile.mkdtemp(dir=registrar.folder))
    (folder / "scenario.xml").write_text(text)
    count = [] if "-m" in options else ["-m", "1"]
    command = ["/usr/bin/sipp", "-sf", "scenario.xml", "-i", LOOPBACK, "-p", str(port), "-nostdin"]
    command += ["-t", "u1", "-timeout", "25", "-timeout_error", "-trace_err", *count, *options]
    with (folder / "words").open("wb") as words:
        process = subprocess.Popen(
            [*command, f"{LOOPBACK}:{registrar.port}"],
            cwd=folder,
            env=os.environ | {"TERM": "dumb"},
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
        )
    try:
        yield Sipp(process, folder / "words")
    finally:
        process.kill()
        process.wait()


@dataclass
class Desk:
    """A desk with our telephone: what it hears and how it is."""

    exchange: Exchange
    events: "queue.Queue[CallEvent]" = field(default_factory=queue.Queue)
    statuses: "queue.Queue[SourceStatus]" = field(default_factory=queue.Queue)

    def event(self) -> CallEvent:
        return self.events.get(timeout=PATIENCE)

    def until(self, kind: EventKind) -> list[CallEvent]:
        """What is heard up to the first event of this kind."""
        heard = [self.event()]
        while heard[-1].kind is not kind:
            heard.append(self.event())
        return heard

    def status(self, state: SourceState) -> SourceStatus:
        """The next status in this state."""
        while (status := self.statuses.get(timeout=PATIENCE)).state is not state:
            pass
        return status


@contextlib.contextmanager
def registrar(folder: Path, algorithm: str = "MD5", *, watch: bool = False) -> Iterator[Registrar]:
    """A running exchange."""
    made = Registrar(folder, algorithm, watch=watch)
    try:
        made.start()
    except RuntimeError:  # somebody else took the port meanwhile
        made.stop()
        made = Registrar(folder, algorithm, watch=watch)
        made.start()
    try:
        yield made
    finally:
        made.stop()


@contextlib.contextmanager
def desk(account: Account, *, registered: bool = True) -> Iterator[Desk]:
    """Our telephone with this account; by default it is registered."""
    made = Desk(Exchange())
    made.exchange.start([SipSource(account)], made.events.put, made.statuses.put)
    try:
        if registered:
            made.status(SourceState.WORKING)
        yield made
    finally:
        assert made.exchange.stop()
