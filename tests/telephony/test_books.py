"""Telephones fetch the phone book where they know its token, and nobody else gets a name."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from mcsys_desktop.core.phone_book_index import Index
from mcsys_desktop.core.phone_books import NumberForm
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import connections, listener, sources
from mcsys_desktop.telephony.base import SourceState
from mcsys_desktop.telephony.books import Book
from mcsys_desktop.telephony.exchange import Exchange
from mcsys_desktop.telephony.listener import HandsetListener
from tests.telephony.lines import LOOPBACK, Line, local, read_all
from tests.telephony.transcripts import SNOM, TOKEN

BOOK_TOKEN = "b" * 22
BIG = b"<x/>" * 1_000_000


@dataclass
class Lent:
    """A shelf with two books and one page."""

    index: Index | None = None
    form = NumberForm.NATIONAL
    ready: bool = True

    def book(self, name: str, fields: Mapping[str, str]) -> Book | None:
        if not self.ready:
            raise LookupError
        if name == "broken.xml":
            raise ValueError(BOOK_TOKEN)
        if name == "cisco.xml":
            return Book(fields.get("page", "0").encode(), "text/xml", '"c"', "page=1")
        return Book(BIG, "text/xml", '"e"') if name == "yealink.xml" else None


OTHER_TOKEN = "anderToestel_0123456789"


@contextmanager
def lending(lent: Lent | None = None, hears: bool = True) -> Iterator[Line]:
    exchange = Exchange()
    line = Line(
        HandsetListener(LOOPBACK, 0, TOKEN, hears=hears, book_tokens=(BOOK_TOKEN, OTHER_TOKEN))
    )
    line.listener.lend(lent or Lent())
    exchange.start([line.listener], line.events.put, line.statuses.put)
    try:
        line.status(SourceState.WORKING)
        assert line.listener.bound is not None
        line.port = line.listener.bound[1]
        yield line
    finally:
        assert exchange.stop()


def get(target: str, *lines: str, host: str = LOOPBACK) -> bytes:
    return "\r\n".join((f"GET {target} HTTP/1.1", f"Host: {host}", *lines, "", "")).encode()


def asked(line: Line, name: str, *lines: str) -> tuple[int, str, bytes]:
    """The status, the head and the body."""
    head, _, body = line.send(get(f"/book/{BOOK_TOKEN}/{name}", *lines)).partition(b"\r\n\r\n")
    return int(head.split()[1]), head.decode(), body


def test_a_book_of_megabytes_is_fetched_whole() -> None:
    with lending() as line:
        status, head, body = asked(line, "yealink.xml")
    assert (status, body) == (200, BIG)
    assert f"Content-Length: {len(BIG)}" in head
    assert 'ETag: "e"' in head


def test_a_telephone_that_only_half_closes_gets_its_book() -> None:
    with lending() as line, line.connect() as phone:
        phone.sendall(get(f"/book/{BOOK_TOKEN}/yealink.xml"))
        phone.shutdown(socket.SHUT_WR)
        assert read_all(phone).endswith(BIG)


def test_a_telephone_that_has_the_book_does_not_get_it_again() -> None:
    with lending() as line:
        status, head, body = asked(line, "yealink.xml", 'If-None-Match: "x", "e"')
        assert (status, body) == (304, b"")
        assert 'ETag: "e"' in head
        assert asked(line, "yealink.xml", 'If-None-Match: "old"')[0] == 200


def test_each_telephone_goes_on_under_its_own_token() -> None:
    with lending() as line:
        answer = line.send(get(f"/book/{OTHER_TOKEN}/cisco.xml?page=3"))
        assert f"/book/{OTHER_TOKEN}/cisco.xml?page=1\r\n".encode() in answer
        assert BOOK_TOKEN.encode() not in answer


def test_the_next_page_stands_beside_the_first() -> None:
    with lending() as line:
        _status, head, body = asked(line, "cisco.xml?page=3")
        url = f"http://{LOOPBACK}:{line.port}/book/{BOOK_TOKEN}/cisco.xml?page=1"
        assert f"Refresh: 0; url={url}\r\n" in head
        assert body == b"3"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (get("/book/" + "x" * 22 + "/yealink.xml"), 404),
        (get(f"/book/{TOKEN}/yealink.xml"), 404),
        (get(f"/book/{BOOK_TOKEN}"), 404),
        (get(f"/book/{BOOK_TOKEN}/../yealink.xml"), 404),
        (get(f"/book/{BOOK_TOKEN}/settings.json"), 404),
        (get(f"/book/{BOOK_TOKEN}/yealink.xml", host="evil.example"), 421),
        (get(f"/phone/{BOOK_TOKEN}/ring?remote=1"), 404),
        (get(f"/book/{BOOK_TOKEN}/broken.xml"), 500),
    ],
)
def test_nobody_else_gets_one_and_no_answer_repeats_the_question(
    request_: bytes, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    with lending() as line:
        answer = line.send(request_)
    assert int(answer.split()[1]) == status
    assert answer.endswith(b"\r\n\r\n")
    assert BOOK_TOKEN not in caplog.text


def test_before_the_office_was_read_telephones_are_told_to_come_back() -> None:
    with lending(Lent(ready=False)) as line:
        status, head, _body = asked(line, "yealink.xml")
    assert status == 503
    assert "Retry-After: 60" in head


def test_calls_are_heard_beside_it_unless_that_is_switched_off() -> None:
    with lending() as line:
        assert line.send(local(SNOM["ring"])) == connections.response(200)
        assert line.event().number_raw == "0612345678"
    with lending(hears=False) as line:
        assert line.send(local(SNOM["ring"])) == connections.response(404)
        assert asked(line, "yealink.xml")[0] == 200


def test_a_listener_without_the_setting_hands_out_nothing() -> None:
    exchange, line = Exchange(), Line(HandsetListener(LOOPBACK, 0, TOKEN))
    line.listener.lend(Lent())
    exchange.start([line.listener], line.events.put, line.statuses.put)
    try:
        line.status(SourceState.WORKING)
        assert line.listener.bound is not None
        line.port = line.listener.bound[1]
        assert asked(line, "yealink.xml")[0] == 404
    finally:
        assert exchange.stop()


def test_whoever_asks_too_often_waits() -> None:
    with lending() as line:
        found = [asked(line, "cisco.xml")[0] for _time in range(connections.MOST_A_SECOND + 5)]
    assert found[:5] == [200] * 5
    assert set(found) <= {200, 429}


def test_stopping_does_not_wait_for_a_telephone_that_reads_nothing() -> None:
    with lending() as line:
        phone = socket.create_connection((LOOPBACK, line.port))
        phone.sendall(get(f"/book/{BOOK_TOKEN}/yealink.xml"))
        assert phone.recv(16)
    phone.close()


def test_a_telephone_that_reads_nothing_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "TAKE_SECONDS", 0.2)
    with lending() as line, line.connect() as phone:
        phone.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        phone.sendall(get(f"/book/{BOOK_TOKEN}/yealink.xml"))
        first = phone.recv(16)
        while line.listener._doorkeeper.open:
            pass
        assert len(first + read_all(phone)) < len(BIG)


def test_the_book_is_off_until_it_is_chosen_and_has_a_token_of_its_own() -> None:
    settings = Settings(listener_address=LOOPBACK, listener_enabled=True)
    assert listener.from_settings(settings) is not None
    assert settings.book_token == ""
    settings.change("listener_enabled", False)
    settings.change("book_enabled", True)
    (source,) = sources.configured(settings)
    assert isinstance(source, HandsetListener)
    assert len(settings.book_token) >= 22
    assert settings.book_token != settings.listener_token
