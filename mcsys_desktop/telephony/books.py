"""Phone books that telephones fetch over HTTP: ``/book/<token>/<file>``, read by the listener.

What is in them comes from elsewhere (`Books`, lent to the listener); here is only who gets them:
whoever knows the token and calls us by the right name, from the local network.
"""

import asyncio
import hmac
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol, runtime_checkable

from mcsys_desktop.core.phone_book_index import Index
from mcsys_desktop.core.phone_books import NumberForm
from mcsys_desktop.telephony import request_head
from mcsys_desktop.telephony.replies import Reply
from mcsys_desktop.telephony.request_head import Refusal, Request

PATH = b"book"


@dataclass(frozen=True, slots=True)
class Book:
    """A file for a telephone. ``more`` is the query for the next page, where there is one."""

    body: bytes
    media_type: str
    etag: str  # with its quotes
    more: str = ""


class Books(Protocol):
    """Whoever makes phone books. It is asked on a thread that may wait."""

    @property
    def index(self) -> Index | None:
        """What can be searched; None while there is nothing."""

    @property
    def form(self) -> NumberForm:
        """How numbers are written."""

    def book(self, name: str, fields: Mapping[str, str]) -> Book | None:
        """The book of this file name; None for no such one. LookupError: not yet."""


@runtime_checkable
class Lender(Protocol):
    """A source that also hands out phone books."""

    def lend(self, lent: Books) -> None:
        """Hand out these."""


def is_wanted(head: bytes) -> bool:
    """Whether somebody asks for a book, whoever it is."""
    request = request_head.read(head)
    return isinstance(request, Request) and request.path[:1] == (PATH,)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A book that somebody may have."""

    name: str
    fields: dict[str, str]
    has: str
    token: str  # by which it was asked for


class BookDesk:
    """Reads requests for books."""

    def __init__(self, tokens: Iterable[str], hosts: Container[str], books: Books) -> None:
        self._tokens = tuple(token.encode() for token in tokens)
        if not self._tokens or not all(self._tokens):
            raise ValueError("Without a token anybody could read the phone book.")
        self._hosts, self._books = hosts, books

    def hear(self, head: bytes, address: str) -> Reply | Refusal:
        """Read one request; ``address`` is ours with its port, for the next page."""
        request = request_head.read(head)
        wanted = request if isinstance(request, Refusal) else self.admitted(request)
        if isinstance(wanted, Refusal):
            return wanted
        # Beside this thread: a book of 20,000 entries takes a moment to write.
        later = partial(asyncio.to_thread, self.answer, wanted, address)
        return Reply(200, later=later, whole=True)

    def admitted(self, request: Request) -> Wanted | Refusal:
        """What is wanted, or why nobody gets it. The reason repeats nothing of the request."""
        if any(host not in self._hosts for host in request.hosts):
            return Refusal(421, "addressed by another name")
        if len(request.path) != 3 or request.method != "GET":
            return Refusal(404, "no such book")
        right = [hmac.compare_digest(request.path[1], token) for token in self._tokens]
        if not any(right):  # all of them are compared: how long it takes tells nothing
            return Refusal(404, "wrong token of the phone book")
        name = request.path[2].decode("latin-1").lower()
        return Wanted(name, request.fields, request.has, request.path[1].decode("latin-1"))

    def answer(self, wanted: Wanted, address: str) -> bytes:
        """The whole answer. May take a moment: it is called beside the network's thread."""
        try:
            book = self._books.book(wanted.name, wanted.fields)
        except LookupError:
            return _head("503 Service Unavailable", "Retry-After: 60\r\nContent-Length: 0\r\n")
        if book is None:
            return _head("404 Not Found", "Content-Length: 0\r\n")
        lines = f"ETag: {book.etag}\r\nCache-Control: private, max-age=900\r\n"
        if book.etag in wanted.has:
            return _head("304 Not Modified", lines)
        if book.more:
            url = f"http://{address}/{PATH.decode()}/{wanted.token}/{wanted.name}"
            lines += f"Refresh: 0; url={url}?{book.more}\r\n"
        lines += f"Content-Type: {book.media_type}\r\nContent-Length: {len(book.body)}\r\n"
        return _head("200 OK", lines) + book.body


def _head(status: str, lines: str) -> bytes:
    return f"HTTP/1.1 {status}\r\n{lines}Connection: close\r\n\r\n".encode("ascii")
