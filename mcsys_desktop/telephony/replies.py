"""What goes back to a telephone or an exchange: nearly always nothing but a status."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from mcsys_desktop.telephony.events import CallEvent

_REASONS = {
    200: "OK",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    413: "Content Too Large",
    414: "URI Too Long",
    421: "Misdirected Request",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
}
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Reply:
    """What to answer, and the news that came of the request. ``later`` is asked for the body."""

    status: int
    events: tuple[CallEvent, ...] = ()
    body: bytes = b""
    kind: str = ""  # its Content-Type
    later: Callable[[], Awaitable[bytes]] | None = None


def response(status: int, body: bytes = b"", kind: str = "") -> bytes:
    """An answer in bytes. Without a body it depends on nothing but the status: it reflects nothing.

    Errors never have a body: an exchange would show it to people as the name of the caller.
    """
    allow = "Allow: GET\r\n" if status == 405 else ""
    content = f"Content-Type: {kind}\r\n" if kind else ""
    head = (
        f"HTTP/1.1 {status} {_REASONS[status]}\r\n{allow}{content}"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode("ascii") + body
