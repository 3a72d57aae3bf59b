"""A line between a desk and a server that can be cut, stalled, dripped and garbled on command.

``Proxy`` starts one in a process of its own, so that the desk's threads do not wait for it. It
takes one command a line:

    pass            bytes go through (how it begins)
    cut             every connection is reset, and new ones are refused
    pull            as a pulled cable: nothing arrives, and nobody answers who comes new
    silent          takes new connections and passes nothing, in either direction
    drip BYTES MS   so many bytes at a time, and then a pause
    limit BYTES     the line that sends this many more bytes to the server is cut there
    answer BYTES    the line that gets this many more bytes from the server is cut there
    deaf BYTES      the line that sends this many more bytes to the server is silent from there
    lose ANSWERS    from the next bytes on nothing comes back, and the line is cut a moment later
    flip BYTES      one bit of the byte so far on is changed, in what the server says
    stop            end

Each is answered by ``ok`` as soon as it holds.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parent.parent.parent
CHUNK = 65_536
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset


class Proxy:
    """A proxy in a process of its own; ``port`` is where a desk connects to."""

    def __init__(self, host: str, port: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.proxy", host, str(port)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.port = int(self._read())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_what: object) -> None:
        self.say("stop")
        self._process.wait(10)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()

    def say(self, command: str) -> None:
        """Give a command; it holds when this returns."""
        assert self._process.stdin is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()
        assert self._read() == "ok", command

    def _read(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


class Line:
    """One connection of a desk, and ours to the server for it."""

    def __init__(self, desk: socket.socket, server: socket.socket) -> None:
        self.desk, self.server = desk, server
        self.waiting = {desk: b"", server: b""}  # read from it, not yet passed on
        self.deaf = False
        for end in (desk, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def other(self, end: socket.socket) -> socket.socket:
        """The end that what comes from ``end`` goes to."""
        return self.server if end is self.desk else self.desk

    def cut(self) -> None:
        """Reset both ends."""
        for end in (self.desk, self.server):
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            end.close()


class Exchange:
    """The lines and what is done to them, on one thread."""

    def __init__(self, server: tuple[str, int]) -> None:
        self._server = server
        self._ears = selectors.DefaultSelector()
        self._lines: list[Line] = []
        self._mode, self._number, self._pause = "pass", 0, 0.0
        self._cut_at = 0.0
        self._fill: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self.port = 0
        self._listen()
        self._ears.register(sys.stdin, selectors.EVENT_READ, self)

    def run(self) -> None:
        """Until ``stop`` or the end of the commands."""
        while True:
            for key, _events in self._ears.select(self._patience()):
                if key.data is self:
                    command = sys.stdin.readline().split()
                    if not command:
                        return
                    self._obey(command)
                    sys.stdout.write("ok\n")
                    sys.stdout.flush()
                    if command[0] == "stop":
                        return
                elif key.fileobj is self._listener:
                    self._accept()
                else:
                    end, line = key.fileobj, key.data
                    assert isinstance(end, socket.socket)
                    if line in self._lines:
                        self._carry(line, end)
            if self._cut_at and time.monotonic() >= self._cut_at:
                self._cut_at, self._mode = 0.0, "pass"
                self._cut_all()
            if self._mode == "drip":
                for line in list(self._lines):
                    self._drip(line)

    def _patience(self) -> float | None:
        if self._mode == "drip":
            return self._pause
        return max(0.0, self._cut_at - time.monotonic()) if self._cut_at else None

    def _listen(self) -> None:
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind(("127.0.0.1", self.port))
        self._listener.listen(0)  # so that ``pull`` can fill what the kernel accepts for us
        self.port = self._listener.getsockname()[1]
        self._ears.register(self._listener, selectors.EVENT_READ)

    def _deafen(self) -> None:
        """Nobody is at home, and nobody says so: the kernel's own queue is full."""
        assert self._listener is not None
        self._ears.unregister(self._listener)
        for _time in range(3):
            caller = socket.socket()
            caller.setblocking(False)
            caller.connect_ex(("127.0.0.1", self.port))
            self._fill.append(caller)

    def _obey(self, command: list[str]) -> None:
        word, numbers = command[0], [int(each) for each in command[1:]]
        before, self._mode = self._mode, word
        self._number = numbers[0] if numbers else 0
        self._pause = numbers[1] / 1000 if len(numbers) > 1 else 0.0
        self._cut_at = 0.0
        if before in ("cut", "pull") and word != before:  # whoever waits in the queue must go
            self._close_listener()
            self._listen()
        if word == "cut":
            self._cut_all()
            self._close_listener()
        elif word == "pull":
            self._deafen()
        elif word == "pass":
            for line in self._lines:  # the cable is back: what was under way arrives after all
                line.deaf = False
                for end in (line.desk, line.server):
                    self._pass_on(line, end)
            self._hear_all()
        if word in ("pull", "silent"):
            for line in self._lines:
                self._forget(line)

    def _accept(self) -> None:
        assert self._listener is not None
        desk, _where = self._listener.accept()
        try:
            server = socket.create_connection(self._server, timeout=5)
        except OSError:
            desk.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            desk.close()
            return
        line = Line(desk, server)
        self._lines.append(line)
        if self._mode not in ("pull", "silent"):
            self._hear(line)

    def _carry(self, line: Line, end: socket.socket) -> None:
        try:
            said = end.recv(CHUNK)
        except OSError:
            said = b""
        if not said:
            self._end(line)
            return
        to_server = end is line.desk
        if self._mode == "flip" and not to_server:
            said = self._flip(said)
        if self._mode in (("limit", "deaf") if to_server else ("answer",)):
            if len(said) >= self._number:
                with contextlib.suppress(OSError):
                    line.other(end).sendall(said[: self._number])
                if self._mode == "deaf":
                    self._forget(line)
                else:
                    self._end(line)
                self._mode = "pass"
                return
            self._number -= len(said)
        if self._mode == "lose" and not to_server:
            if not self._cut_at:
                self._cut_at = time.monotonic() + 0.2
            return
        line.waiting[end] += said
        if self._mode != "drip":
            self._pass_on(line, end)

    def _flip(self, said: bytes) -> bytes:
        if self._number >= len(said):
            self._number -= len(said)
            return said
        changed = bytearray(said)
        changed[self._number] ^= 0x10
        self._mode = "pass"
        return bytes(changed)

    def _pass_on(self, line: Line, end: socket.socket) -> None:
        said, line.waiting[end] = line.waiting[end], b""
        try:
            line.other(end).sendall(said)
        except OSError:
            self._end(line)

    def _drip(self, line: Line) -> None:
        for end in (line.desk, line.server):
            said = line.waiting[end]
            if not said or line not in self._lines:
                continue
            line.waiting[end] = said[self._number :]
            try:
                line.other(end).sendall(said[: self._number])
            except OSError:
                self._end(line)

    def _hear(self, line: Line) -> None:
        for end in (line.desk, line.server):
            if end not in self._ears.get_map():
                self._ears.register(end, selectors.EVENT_READ, line)

    def _hear_all(self) -> None:
        for line in self._lines:
            self._hear(line)

    def _forget(self, line: Line) -> None:
        """Leave it open and do nothing with it."""
        for end in (line.desk, line.server):
            if end in self._ears.get_map():
                self._ears.unregister(end)

    def _end(self, line: Line) -> None:
        if line in self._lines:
            self._lines.remove(line)
            self._forget(line)
            line.cut()

    def _cut_all(self) -> None:
        for line in list(self._lines):
            self._end(line)

    def _close_listener(self) -> None:
        if self._listener is not None:
            if self._listener in self._ears.get_map():
                self._ears.unregister(self._listener)
            self._listener.close()
            self._listener = None
        for caller in self._fill:
            caller.close()
        self._fill.clear()


if __name__ == "__main__":
    exchange = Exchange((sys.argv[1], int(sys.argv[2])))
    sys.stdout.write(f"{exchange.port}\n")
    sys.stdout.flush()
    exchange.run()
