"""One office whose calls three phone systems tell of: a SIP exchange, Asterisk, and a FRITZ!Box.

They are honest: each tells of a call to whoever is connected then, tells nothing twice, and forgets
nothing that a real one would know. What happens while nobody is connected, nobody hears; but
Asterisk lists the channels that are there, and the box the calls that it had.
"""

import contextlib
import itertools
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from mcsys_desktop.core import clock
from mcsys_desktop.telephony.asterisk.wire import Packet
from mcsys_desktop.telephony.sip import message
from mcsys_desktop.telephony.sip.message import Request, respond
from tests.telephony.asterisk.exchange import LOOPBACK, SmallAsterisk, written
from tests.telephony.tr064_box import TrBox

OWN = "0332537091"
_TICK = 0.01  # seconds


@dataclass(slots=True)
class Planned:
    """One call. Times in seconds since the first one; ``talks`` 0: nobody answers."""

    number: str
    begins: float
    rings: float
    talks: float
    id: int = 0
    line: int = 0  # of the FRITZ!Box, while it lasts
    told: dict[str, float] = field(default_factory=dict)  # when which moment really came

    @property
    def missed(self) -> bool:
        """Whether it only rang."""
        return not self.talks


class Asterisk(SmallAsterisk):
    """Tells of channels, and lists those that are there. It has time for several at once."""

    def __init__(self) -> None:
        self._since: dict[str, float] = {}
        super().__init__()

    def _welcome(self, line: socket.socket) -> None:
        threading.Thread(target=super()._welcome, args=(line,), daemon=True).start()

    def begin(self, call: Planned) -> None:
        """A call comes in, and the telephone 201 rings."""
        trunk, phone = self._channels_of(call)
        self._since[trunk["Linkedid"]] = time.monotonic()
        self._tell([{"Event": "Newchannel", **trunk}, {"Event": "Newchannel", **phone}])
        dial = {f"Dest{key}": value for key, value in phone.items()}
        self._tell([{"Event": "DialBegin", **trunk, **dial}])
        phone["ChannelState"] = "5"
        with self.speaking:
            self.channels += [trunk, phone]
            self._tell([{"Event": "Newstate", **phone}])

    def answer(self, call: Planned) -> None:
        """Somebody picks it up."""
        with self.speaking:
            ours = self._ours(call)
            for channel in ours:
                channel["ChannelState"], channel["BridgeId"] = "6", f"bridge-{call.id}"
                told = {**channel, "BridgeUniqueid": channel["BridgeId"]}
                self._tell([{"Event": "Newstate", **channel}, {"Event": "BridgeEnter", **told}])

    def end(self, call: Planned) -> None:
        """It is over."""
        with self.speaking:
            ours = self._ours(call)
            self.channels = [one for one in self.channels if one not in ours]
            for channel in reversed(ours):
                self._tell([{"Event": "Hangup", **channel, "Cause": "16"}])

    def listed(self) -> list[Packet]:
        """With how long each channel has been there."""
        now = time.monotonic()
        return [
            {**one, "Duration": f"00:00:{int(now - self._since[one['Linkedid']]):02}"}
            for one in self.channels
        ]

    def _channels_of(self, call: Planned) -> tuple[Packet, Packet]:
        link = f"17000000{call.id}.1"
        common = {"Linkedid": link, "BridgeId": ""}
        trunk = {
            **{"Channel": f"PJSIP/trunk-{call.id:08x}", "Uniqueid": link, "ChannelState": "4"},
            **{"CallerIDNum": call.number, "Context": "from-trunk", "Exten": OWN, **common},
        }
        phone = {
            **{"Channel": f"PJSIP/201-{call.id:08x}", "Uniqueid": f"17000000{call.id}.2"},
            **{"ChannelState": "0", "CallerIDNum": "201", "ConnectedLineNum": call.number},
            **{"Context": "from-internal", "Exten": "", **common},
        }
        return trunk, phone

    def _ours(self, call: Planned) -> list[Packet]:
        return [one for one in self.channels if one["Linkedid"] == f"17000000{call.id}.1"]

    def _tell(self, events: Sequence[Packet]) -> None:
        with self.speaking:
            for line in list(self.there.queue)[-1:]:  # who logged in last
                with contextlib.suppress(OSError):
                    line.sendall(b"".join(written(event) for event in events))


class FritzBox:
    """A box: its call monitor tells whoever is connected, and its list whoever asks afterwards."""

    def __init__(self) -> None:
        self.written = TrBox()
        self._entries: dict[int, dict[str, str]] = {}
        self._door = socket.create_server((LOOPBACK, 0))
        self.port = int(self._door.getsockname()[1])
        self.came: list[float] = []  # when somebody connected
        self._lines: list[socket.socket] = []
        self._used: dict[int, Planned] = {}
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _who = self._door.accept()
                self._lines.append(line)
                self.came.append(time.monotonic())

    def begin(self, call: Planned) -> None:
        """It rings, on the first free line."""
        call.line = next(line for line in itertools.count() if line not in self._used)
        self._used[call.line] = call
        self.written.add(9, clock.now(), call.number)  # under way
        self._entries[call.id] = self.written.calls[0]
        self._tell(f"RING;{call.line};{call.number};{OWN};SIP0;")

    def answer(self, call: Planned) -> None:
        """A telephone of the box is picked up."""
        self._tell(f"CONNECT;{call.line};10;{call.number};")

    def end(self, call: Planned) -> None:
        """The line is free again."""
        ends = {"Type": "2" if call.missed else "1", "Duration": "0:00" if call.missed else "0:01"}
        self._entries.pop(call.id).update(ends)
        self._tell(f"DISCONNECT;{call.line};{round(call.talks)};")
        del self._used[call.line]

    def close(self) -> None:
        """The box is unplugged."""
        self.written.close()
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._thread.join()
        for line in self._lines:
            line.close()

    def _tell(self, words: str) -> None:
        stamp = f"{clock.local(clock.now()):%d.%m.%y %H:%M:%S}"
        for line in self._lines[-1:]:
            with contextlib.suppress(OSError):
                line.sendall(f"{stamp};{words}\r\n".encode())


class SipExchange:
    """Rings the telephone that is registered when a call begins; admits whoever asks."""

    def __init__(self) -> None:
        self._box = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._box.bind((LOOPBACK, 0))
        self.port = int(self._box.getsockname()[1])
        self.came: list[float] = []  # when another telephone registered
        self._phone: tuple[str, int] | None = None
        self._rings: dict[int, tuple[str, int]] = {}
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                data, sender = self._box.recvfrom(65_535)
            except OSError:  # a telephone that was rung is gone
                continue
            if not data:
                return
            self._take(data, sender)

    def _take(self, data: bytes, sender: tuple[str, int]) -> None:
        read = message.read(data)
        if isinstance(read, Request):
            if read.method == "REGISTER":
                leaves = read.first("expires") == "0"
                if not leaves and sender != self._phone:
                    self.came.append(time.monotonic())
                self._phone = None if leaves else sender
            self._say(respond(read, 200, "office").wire(), sender)
        elif data.startswith(b"SIP/2.0 4") and b"INVITE" in data:
            ack = b"ACK".join(data.split(b"INVITE"))  # the same transaction, and nothing more
            head = f"ACK sip:201@{LOOPBACK} SIP/2.0\r\n".encode()
            self._say(head + ack.partition(b"\r\n")[2], sender)

    def begin(self, call: Planned) -> None:
        """It rings, where somebody is registered."""
        if self._phone is not None:
            self._rings[call.id] = self._phone
            self._ask("INVITE", call)

    def answer(self, call: Planned) -> None:
        """Another telephone was quicker."""
        self._cancel(call, 'Reason: SIP;cause=200;text="Call completed elsewhere"\r\n')

    def end(self, call: Planned) -> None:
        """The caller hangs up."""
        self._cancel(call, "")

    def close(self) -> None:
        """The exchange is unplugged."""
        self._box.sendto(b"", self._box.getsockname())  # which ends the waiting for more
        self._thread.join()
        self._box.close()

    def _cancel(self, call: Planned, reason: str) -> None:
        if call.id in self._rings:
            self._ask("CANCEL", call, reason)
            del self._rings[call.id]

    def _ask(self, method: str, call: Planned, more: str = "") -> None:
        self._say(
            (
                f"{method} sip:201@{LOOPBACK} SIP/2.0\r\n"
                f"Via: SIP/2.0/UDP {LOOPBACK}:{self.port};branch=z9hG4bKoffice{call.id}\r\n"
                f"From: <sip:{call.number}@office.test>;tag=f{call.id}\r\n"
                f"To: <sip:201@office.test>\r\nCall-ID: call-{call.id}@office.test\r\n"
                f"CSeq: 1 {method}\r\nContact: <sip:trunk@{LOOPBACK}:{self.port}>\r\n"
                f"Max-Forwards: 70\r\n{more}Content-Length: 0\r\n\r\n"
            ).encode(),
            self._rings[call.id],
        )

    def _say(self, data: bytes, to: tuple[str, int]) -> None:
        with contextlib.suppress(OSError):  # the telephone there may be gone
            self._box.sendto(data, to)


class Mouths:
    """All three, and the calls that they tell of."""

    def __init__(self) -> None:
        self.asterisk, self.box, self.sip = Asterisk(), FritzBox(), SipExchange()
        self.began = 0.0  # of time.monotonic(), when the first call was due

    def __enter__(self) -> "Mouths":
        return self

    def __exit__(self, *_error: object) -> None:
        self.asterisk.close()
        self.box.close()
        self.sip.close()

    def play(self, calls: Sequence[Planned]) -> threading.Thread:
        """Let these calls happen, in the time that they take."""
        steps = []
        for number, call in enumerate(calls):
            call.id = number + 100
            steps.append((call.begins, "begin", call))
            if call.talks:
                steps.append((call.begins + call.rings, "answer", call))
            steps.append((call.begins + call.rings + call.talks, "end", call))
        steps.sort(key=lambda step: step[0])
        self.began = time.monotonic() + 0.1

        def run() -> None:
            for due, what, call in steps:
                while time.monotonic() < self.began + due:
                    time.sleep(_TICK)
                call.told[what] = time.monotonic()
                for mouth in (self.sip, self.asterisk, self.box):
                    getattr(mouth, what)(call)

        thread = threading.Thread(target=run, name="calls")
        thread.start()
        return thread
