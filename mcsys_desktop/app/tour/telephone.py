"""A desk phone in a process of its own: sends the bytes that it is told to, as they are."""

import socket
import subprocess
import sys

PATIENCE = 20.0  # seconds
VERB = "tour-telephone"  # of the command line; not shown in its help


def main() -> int:
    """The phone's own process: address, port and bytes in hexadecimal per line; the status back."""
    for line in sys.stdin:
        address, port, request = line.split()
        with socket.create_connection((address, int(port)), timeout=PATIENCE) as connection:
            connection.sendall(bytes.fromhex(request))
            answer = b""
            while part := connection.recv(4096):
                answer += part
        status = answer.split(b" ", 2)[1:2] or [b"-"]
        sys.stdout.write(status[0].decode("ascii", "replace") + "\n")
        sys.stdout.flush()
    return 0


class Telephone:
    """The program's end of that process."""

    def __init__(self) -> None:
        own = [sys.executable] if getattr(sys, "frozen", False) else _interpreter()
        self._process = subprocess.Popen(  # noqa: S603  # this program, with a fixed verb
            [*own, VERB], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def send(self, port: int, request: bytes, address: str = "127.0.0.1") -> None:
        """Let the phone send ``request``; it does so while we go on."""
        assert self._process.stdin is not None  # noqa: S101  # asked for above
        self._process.stdin.write(f"{address} {port} {request.hex()}\n")
        self._process.stdin.flush()

    def answer(self) -> str:
        """The status of the oldest request that was not asked after yet; waits for it."""
        assert self._process.stdout is not None  # noqa: S101  # asked for above
        return self._process.stdout.readline().strip()

    def stop(self) -> None:
        """Hang up."""
        assert self._process.stdin is not None  # noqa: S101  # asked for above
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._process.stdout.close()


def yealink(
    token: str,
    port: int,
    event: str,
    call: str,
    remote: str,
    name: str = "",
    address: str = "127.0.0.1",
) -> bytes:
    """What a Yealink sends: blanks and quotes in a name as they are, HTTP 1.1."""
    host = f"[{address}]" if ":" in address else address
    fields = f"mac=001565a1b2c3&id={call}&user=21&local=sip:21@pbx.example"
    remote = f"sip:{remote}@pbx.example" if remote[:1].isdigit() else remote
    return (
        f"GET /phone/{token}/{event}?{fields}&remote={remote}&name={name} HTTP/1.1\r\n"
        f"Host: {host}:{port}\r\nUser-Agent: Yealink SIP-T46U 108.86.0.20\r\n"
        "Connection: close\r\n\r\n"
    ).encode()


def snom(token: str, port: int, event: str, call: str, remote: str, name: str = "") -> bytes:
    """What a Snom sends: HTTP 1.0, and variables that it did not fill in as they are."""
    fields = f"mac=000413AA00FF&id={call}&user=22&local=22&remote={remote}"
    return (
        f"GET /phone/{token}/{event}?{fields}&cancel_reason=$cancel_reason&name={name} HTTP/1.0\r\n"
        f"Host: 127.0.0.1:{port}\r\nUser-Agent: snomD785\r\n\r\n"
    ).encode()


def _interpreter() -> list[str]:
    return [sys.executable, "-m", "mcsys_desktop"]
