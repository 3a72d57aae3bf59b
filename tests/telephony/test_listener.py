"""The listener hears the office's phones and nobody else, whatever is thrown at it."""

import logging
import socket
import subprocess
import threading

import pytest

from mcsys_desktop.core import i18n
from mcsys_desktop.telephony import addresses, connections, listener
from mcsys_desktop.telephony import exchange as exchange_module
from mcsys_desktop.telephony.base import SourceState
from mcsys_desktop.telephony.events import CallEvent, EventKind
from mcsys_desktop.telephony.exchange import Exchange
from mcsys_desktop.telephony.listener import HandsetListener
from tests.telephony.lines import (
    LOOPBACK,
    PATIENCE,
    Line,
    listening,
    local,
    read_all,
    send_from_another_process,
)
from tests.telephony.transcripts import GRANDSTREAM, SNOM, TOKEN, YEALINK

EMPTY_200 = connections.response(200)


@pytest.fixture(autouse=True)
def _speak_english() -> None:
    i18n.use("en")


def test_a_yealink_and_a_snom_in_another_process_are_heard() -> None:
    with listening() as line:
        calls = [YEALINK["ring"], SNOM["ring"], YEALINK["answered"], SNOM["elsewhere"]]
        answers = send_from_another_process(line.port, [local(call) for call in calls])
        events = [line.event() for _ in calls]
    assert answers == [EMPTY_200] * 4
    assert [(event.source, event.kind) for event in events] == [
        ("handset:001565a1b2c3", EventKind.RINGING),
        ("handset:000413aa00ff", EventKind.RINGING),
        ("handset:001565a1b2c3", EventKind.ANSWERED),
        ("handset:000413aa00ff", EventKind.ANSWERED_ELSEWHERE),
    ]
    assert events[0].name_raw == 'Bakkerij J&B" <Amersfoort>'


def test_two_handsets_can_ring_at_the_same_moment() -> None:
    other = GRANDSTREAM["ring"].replace(b"000b82c4d5e6", b"000b82c4d5e7")
    with listening() as line:
        both = [line.connect(), line.connect()]
        for phone, request in zip(both, (GRANDSTREAM["ring"], other), strict=True):
            phone.sendall(local(request)[:40])
        for phone, request in zip(both, (GRANDSTREAM["ring"], other), strict=True):
            phone.sendall(local(request)[40:])
        assert [read_all(phone) for phone in both] == [EMPTY_200] * 2
        for phone in both:
            phone.close()
        sources = {line.event().source, line.event().source}
    assert sources == {"handset:000b82c4d5e6", "handset:000b82c4d5e7"}


def test_the_answer_is_on_its_way_before_the_news_is_passed_on() -> None:
    got = threading.Event()
    waited: list[bool] = []
    heard: list[CallEvent] = []

    def emit(event: CallEvent) -> None:
        waited.append(got.wait(PATIENCE))
        heard.append(event)

    exchange, line = Exchange(), Line(HandsetListener(LOOPBACK, 0, TOKEN))
    exchange.start([line.listener], emit, line.statuses.put)
    try:
        line.status(SourceState.WORKING)
        assert line.listener.bound is not None
        with socket.create_connection(line.listener.bound, timeout=PATIENCE) as phone:
            phone.sendall(local(SNOM["ring"]))
            assert phone.recv(4096) == EMPTY_200
            got.set()
    finally:
        assert exchange.stop()
    assert waited == [True]
    assert len(heard) == 1


def test_a_request_in_single_bytes_is_heard() -> None:
    with listening() as line, line.connect() as phone:
        phone.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in local(SNOM["ring"]):
            phone.sendall(bytes([byte]))
        assert read_all(phone) == EMPTY_200
        assert line.event().number_raw == "0612345678"


def test_a_phone_that_only_half_closes_is_heard() -> None:
    with listening() as line, line.connect() as phone:
        phone.sendall(local(SNOM["ring"]).rstrip())
        phone.shutdown(socket.SHUT_WR)
        assert read_all(phone) == EMPTY_200
        assert line.event().kind is EventKind.RINGING


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"POST /phone/x/ring HTTP/1.1\r\n\r\n", 405),
        (b"GET /phone/not-the-token-at-all/ring?remote=1 HTTP/1.1\r\n\r\n", 404),
        (local(SNOM["ring"]).replace(b"Host: 127.0.0.1", b"Host: evil.example"), 421),
        (b"GET /" + b"x" * 4200, 414),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 1500, 431),
    ],
)
def test_what_is_not_a_call_is_refused(request_: bytes, status: int) -> None:
    with listening() as line:
        assert line.send(request_).startswith(b"HTTP/1.1 %d " % status)
        assert line.send(local(SNOM["ring"])) == EMPTY_200
        assert line.event().kind is EventKind.RINGING
        assert line.events.empty()


def test_localhost_is_a_name_of_this_machine() -> None:
    request = local(SNOM["ring"]).replace(b"Host: 127.0.0.1", b"Host: localhost")
    with listening() as line:
        assert line.send(request) == EMPTY_200


def test_nothing_of_a_request_comes_back_or_reaches_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    with listening() as line:
        answers = [
            line.send(local(SNOM["ring"])),
            line.send(local(SNOM["ring"]).replace(b"/ring", b"/sing")),
            line.send(local(SNOM["ring"]).replace(b"GET", b"PUT")),
            line.send(local(SNOM["ring"]).replace(TOKEN.encode(), b"guessed-token-000000")),
        ]
    assert all(
        answer.endswith(b"\r\n\r\n") and b"Content-Length: 0" in answer for answer in answers
    )
    for secret in (TOKEN, "guessed", "0612345678", "Zo"):
        assert secret not in caplog.text
        assert not any(secret.encode() in answer for answer in answers)
    assert "refused" in caplog.text


def test_a_phone_that_connects_while_the_listener_stops_is_not_left_hanging() -> None:
    for _ in range(50):
        with listening() as line:
            phones = [line.connect() for _ in range(4)]
        assert [read_all(phone) for phone in phones] == [b""] * 4
        for phone in phones:
            phone.close()


def test_a_fault_in_accepting_is_noticed_and_the_listener_starts_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exchange_module, "FIRST_WAIT", 0.01)

    async def broken(self: HandsetListener, door: socket.socket) -> None:
        raise LookupError

    with listening() as line:
        pass
    with monkeypatch.context() as patch:
        patch.setattr(HandsetListener, "_accept", broken)
        again, exchange = Line(HandsetListener(LOOPBACK, line.port, TOKEN)), Exchange()
        exchange.start([again.listener], again.events.put, again.statuses.put)
        assert "started again" in again.status(SourceState.OFF).error
    for _ in range(1000):  # the patch is gone; one of the next runs holds
        again.status(SourceState.WORKING)
        try:
            answer = send_from_another_process(line.port, [local(SNOM["ring"])])
        except subprocess.CalledProcessError:
            continue
        break
    assert exchange.stop()
    assert answer == [EMPTY_200]


def test_stopping_frees_the_port_and_ends_every_connection() -> None:
    with listening() as line:
        port, phone = line.port, line.connect()
        phone.sendall(b"GET /phone/")
    assert read_all(phone) == b""
    phone.close()
    with socket.create_server((LOOPBACK, port)):
        pass
    assert not [thread for thread in threading.enumerate() if thread.name == "telephony"]


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "8.8.8.8", ""])  # noqa: S104 - refused
def test_it_never_listens_where_strangers_can_reach_it(address: str) -> None:
    line, exchange = Line(HandsetListener(address, 0, TOKEN)), Exchange()
    exchange.start([line.listener], line.events.put, line.statuses.put)
    status = line.statuses.get(timeout=PATIENCE)
    assert exchange.stop()
    assert status.state is SourceState.OFF
    assert status.error.startswith("Choose") or "internet" in status.error
    assert line.listener.bound is None


def test_a_token_that_can_be_guessed_is_no_token() -> None:
    line, exchange = Line(HandsetListener(LOOPBACK, 0, "short")), Exchange()
    exchange.start([line.listener], line.events.put, line.statuses.put)
    status = line.statuses.get(timeout=PATIENCE)
    assert exchange.stop()
    assert (status.state, "too short" in status.error) == (SourceState.OFF, True)


def test_a_taken_port_is_reported_and_taken_over_when_it_is_free(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listener, "FIRST_WAIT", 0.05)
    with socket.create_server((LOOPBACK, 0)) as other:
        port = other.getsockname()[1]
        line, exchange = Line(HandsetListener(LOOPBACK, port, TOKEN)), Exchange()
        exchange.start([line.listener], line.events.put, line.statuses.put)
        off = line.status(SourceState.OFF)
    working = line.status(SourceState.WORKING)
    assert exchange.stop()
    assert "Another program already listens at 127.0.0.1" in off.error
    assert str(port) in off.error
    assert working.address == f"127.0.0.1:{port}"
    assert working.since >= off.since


def test_an_address_that_this_computer_does_not_have_is_reported() -> None:
    line, exchange = Line(HandsetListener("192.168.253.254", 0, TOKEN)), Exchange()
    exchange.start([line.listener], line.events.put, line.statuses.put)
    off = line.status(SourceState.OFF)
    assert exchange.stop()
    assert off.error == "This computer is not in the network with address 192.168.253.254 now."


def test_when_the_network_goes_the_listener_says_so_and_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [True, False]
    monkeypatch.setattr(listener, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(addresses, "is_here", lambda _: answers.pop(0) if answers else True)
    line, exchange = Line(HandsetListener(LOOPBACK, 0, TOKEN)), Exchange()
    exchange.start([line.listener], line.events.put, line.statuses.put)
    states = [line.statuses.get(timeout=PATIENCE).state for _ in range(4)]
    assert exchange.stop()
    assert states == [
        SourceState.CONNECTING,
        SourceState.WORKING,
        SourceState.OFF,
        SourceState.WORKING,
    ]


def test_a_fault_in_reading_is_answered_and_the_listener_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: HandsetListener, head: bytes, body: bytes, sender: str) -> None:
        raise LookupError("0612345678")

    with listening() as line:
        with monkeypatch.context() as patch:
            patch.setattr(HandsetListener, "_hear", broken)
            assert line.send(local(SNOM["ring"])).startswith(b"HTTP/1.1 500 ")
        assert line.send(local(SNOM["ring"])) == EMPTY_200
    assert "LookupError at connections.py:" in caplog.text
    assert "0612345678" not in caplog.text
