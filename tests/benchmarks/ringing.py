"""From the INVITE on the wire to the painted card, beside a bare UDP echo and a bare paint.

The real SIP telephone is registered at a small exchange on this machine and hears each call on its
own socket; the whole window stands, looks the caller up among all customers, and logs the call as
always. The floor sends a datagram of the same bytes to somebody who sends it back, hands it from
that thread to Qt's as any program must, and paints a widget as large as the card. Both take turns,
call by call, after the same pause, so that the machine's moods fall on both.

The exchange rings from a thread of its own: the program's thread waits for news as it does all day.
"""

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from mcsys_desktop.app import start
from mcsys_desktop.app.screens import Screens
from mcsys_desktop.core import settings
from mcsys_desktop.services import offices
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.exchange import Exchange
from mcsys_desktop.telephony.sip import message
from mcsys_desktop.telephony.sip.account import Account
from mcsys_desktop.telephony.sip.message import Request, respond
from mcsys_desktop.telephony.sip.source import SipSource
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests.benchmarks.calls import BarePaint, Times
from tests.benchmarks.offices import BigOffice

IDLE = 0.1  # seconds before each of the two
WARM_UP = 20
PATIENCE_MS = 10_000
AIM = 25.0  # milliseconds, at the 99th percentile
LOOPBACK = "127.0.0.1"
_ONCE = 3_600  # seconds that a registration is granted: none falls among the calls


@dataclass(frozen=True)
class Measured:
    """What one office gave, in milliseconds."""

    office: BigOffice
    floor: Times  # a datagram there and back, and a paint
    card: Times  # ours: INVITE to painted card
    heard: Times  # of that: until the event was read, on the network's thread
    number: Times  # until the number was painted
    answered: Times  # until the answer of the office was on the card

    @property
    def reached(self) -> bool:
        """Whether the aim is: within it, or within three times the floor's own."""
        ours = self.card.percentile(99)
        return ours <= AIM or ours <= 3 * self.floor.percentile(99)


class SmallExchange:
    """Admits one telephone over UDP, and rings it."""

    def __init__(self) -> None:
        self._box = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._box.bind((LOOPBACK, 0))
        self.port = int(self._box.getsockname()[1])
        self._phone: Any = None
        self._contact = ""
        self.admitted = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="exchange")
        self._thread.start()

    def _serve(self) -> None:
        while True:
            data, sender = self._box.recvfrom(65_535)
            if data == b"end":
                return
            read = message.read(data)
            if not isinstance(read, Request) or read.method != "REGISTER":
                continue
            granted = respond(read, 200, "t", (("expires", str(_ONCE)),))
            self._box.sendto(granted.wire(), sender)
            self._phone, self._contact = sender, "sip:201@{}:{}".format(*sender)
            self.admitted.set()

    def invite(self, at: int, number: str) -> bytes:
        """The INVITE of the ``at``-th call, as an exchange forks it to a telephone."""
        return self._request("INVITE", at, number, "Content-Type: application/sdp\r\n", "v=0\r\n")

    def cancel(self, at: int, number: str) -> bytes:
        """That the caller gave up."""
        return self._request("CANCEL", at, number)

    def send(self, data: bytes) -> None:
        """Put a message on the wire."""
        self._box.sendto(data, self._phone)

    def close(self) -> None:
        """End it."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as knock:
            knock.sendto(b"end", self._box.getsockname())
        self._thread.join()
        self._box.close()

    def _request(self, method: str, at: int, number: str, more: str = "", body: str = "") -> bytes:
        return (
            f"{method} {self._contact} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {LOOPBACK}:{self.port};branch=z9hG4bKbench.{at}\r\n"
            f"From: <sip:{number}@office.test>;tag=f{at}\r\nTo: <sip:201@office.test>\r\n"
            f"Call-ID: bench-{at}@office.test\r\nCSeq: 1 {method}\r\nMax-Forwards: 69\r\n"
            f"P-Asserted-Identity: <sip:{number}@office.test>\r\n{more}"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        ).encode()


class Echo(QObject):
    """The floor: a datagram there and back on a thread, and a paint on Qt's."""

    came = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.widget = BarePaint()
        self.widget.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.widget.lines = tuple("Klant 0012345 B.V. belt" for _ in range(7))
        self._there, self._here = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in "12")
        for box in (self._there, self._here):
            box.bind((LOOPBACK, 0))
        self._threads = [threading.Thread(target=each) for each in (self._echo, self._hear)]
        for thread in self._threads:
            thread.start()

    def send(self, data: bytes) -> None:
        """Send it round."""
        self._here.sendto(data, self._there.getsockname())

    def close(self) -> None:
        """End it."""
        self.send(b"end")
        for thread in self._threads:
            thread.join()
        self._there.close()
        self._here.close()
        self.widget.close()

    def _echo(self) -> None:
        data = b""
        while data != b"end":
            data, sender = self._there.recvfrom(65_535)
            self._there.sendto(data, sender)

    def _hear(self) -> None:
        while self._here.recv(65_535) != b"end":
            self.came.emit()


class Painted(QObject):
    """Waits in Qt's own loop until a widget was painted while ``when`` held."""

    def __init__(self, when: Callable[[], bool] = lambda: True) -> None:
        super().__init__()
        self.first = 0.0  # when it was painted for the first time, by time.perf_counter()
        self._when, self._loop = when, QEventLoop()

    def wait(self) -> float:
        """The moment at which the paint was done. Raises RuntimeError after ten seconds."""
        self.first, late = 0.0, QTimer(singleShot=True, interval=PATIENCE_MS)
        late.timeout.connect(lambda: self._loop.exit(1))
        late.start()
        if self._loop.exec():
            raise RuntimeError("nothing was painted within ten seconds")
        return time.perf_counter()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.first = self.first or time.perf_counter()
            if self._when():
                self._loop.quit()  # which the loop notices when this paint is done
        return False


@dataclass
class Sent:
    """Puts something on the wire from a thread of its own, and knows when."""

    send: Callable[[bytes], None]
    at: float = field(default=0.0, init=False)

    def soon(self, data: bytes) -> None:
        """In a moment, when this thread waits for news again."""
        threading.Timer(0.005, self._now, (data,)).start()

    def _now(self, data: bytes) -> None:
        self.at = time.perf_counter()
        self.send(data)


def measure(_application: QApplication, office: BigOffice, calls: int) -> Measured:
    """Let ``calls`` customers of ``office`` ring over SIP, one after the other."""
    chosen = settings.Settings()
    start.dress(chosen)
    window = start.make_window(chosen)
    window.resize(1600, 960)
    window.show()
    offices.enter(office.url, office.password)
    work, live = Work(offices.connected), Live()
    screens = Screens(window, work, live, chosen)
    screens.warm()
    offices.follow(live.hear, live.reach)
    exchange, phones, echo = SmallExchange(), Exchange(), Echo()
    heard: list[float] = []

    def ring(event: CallEvent) -> None:
        heard.append(time.perf_counter())
        live.ring(event)

    phones.start([SipSource(_account(exchange.port))], ring, live.report)
    try:
        if not exchange.admitted.wait(10):
            raise RuntimeError("the telephone did not register")
        _let_pass(1.5)
        return _measured(screens, office, exchange, echo, heard, calls)
    finally:
        phones.stop()
        exchange.close()
        echo.close()
        screens.close()
        work.stop()
        offices.close()
        window.close()
        window.deleteLater()
        _let_pass(0.1)


def _account(port: int) -> Account:
    instance = "6a5d2f0e-0000-4000-8000-000000000201"
    return Account("201", "geheim", LOOPBACK, port, "udp", "office.test", "201", instance)


def _measured(
    screens: Screens,
    office: BigOffice,
    exchange: SmallExchange,
    echo: Echo,
    heard: list[float],
    calls: int,
) -> Measured:
    desk, card = screens.desk, screens.panel.body.card
    answers: list[float] = []
    desk.updated.connect(lambda _call: answers.append(time.perf_counter()))
    painted = Painted(lambda: desk.shown is not None and desk.shown.looked_up)
    card.installEventFilter(painted)
    bare = Painted()
    echo.widget.installEventFilter(bare)
    echo.came.connect(echo.widget.repaint)
    rang, went = Sent(exchange.send), Sent(echo.send)
    seen: dict[str, list[float]] = {name: [] for name in ("floor", "heard", "number", "answered",
                                                          "card")}  # fmt: skip
    for at in range(calls + WARM_UP):
        number = office.number_of(1 + (at * 7919) % office.customers)
        invite = exchange.invite(at, number)
        if at == 1:  # the first card said how large they are
            echo.widget.resize(card.size())
            echo.widget.show()
        if at > 1:
            _let_pass(IDLE)
            went.soon(invite)
            floor = bare.wait() - went.at
        # The person works in the main window: the call is seen in its panel, and nowhere else.
        if not screens.window.isActiveWindow():
            screens.window.activateWindow()
        _let_pass(IDLE)
        heard.clear()
        answers.clear()
        rang.soon(invite)
        done = painted.wait()
        call = desk.shown
        if call is None or not call.hits:
            raise RuntimeError(f"nobody was found for {number}")
        if at >= WARM_UP:
            marks = (heard[0], painted.first, answers[0], done)
            for name, moment in zip(("heard", "number", "answered", "card"), marks, strict=True):
                seen[name].append((moment - rang.at) * 1000)
            seen["floor"].append(floor * 1000)
        exchange.send(exchange.cancel(at, number))
        desk.dismiss(call)
    times = {name: Times(each) for name, each in seen.items()}
    return Measured(office, **times)


def _let_pass(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
