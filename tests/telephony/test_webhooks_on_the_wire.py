"""Exchanges post over a real socket, in one lump or in pieces; each request becomes its events."""

import logging
import random
import socket

import pytest

from mcsys_desktop.telephony import connections, reception
from mcsys_desktop.telephony.events import CallEvent
from tests.telephony import webhook_transcripts as said
from tests.telephony.exchanges_office import RELAY, Relayed
from tests.telephony.lines import Line, listening, local, read_all
from tests.telephony.transcripts import TOKEN

EMPTY_200 = connections.response(200)


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST_A_SECOND", 100_000)


def in_pieces(line: Line, request: bytes, cuts: list[int]) -> bytes:
    with line.connect() as sender:
        sender.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for start, end in zip([0, *cuts], [*cuts, len(request)], strict=True):
            sender.sendall(request[start:end])
        return read_all(sender)


def without_times(events: list[CallEvent]) -> list[tuple[object, ...]]:
    return [(e.source, e.external_id, e.kind, e.number_raw, e.name_raw, e.device) for e in events]


def expected() -> list[CallEvent]:
    office = Relayed()
    return [event for request in said.ALL for event in office.hear(request)]


@pytest.mark.parametrize("how", ["lump", "bytes", "cut"])
def test_every_documented_request_is_heard_however_it_arrives(how: str) -> None:
    chance = random.Random(how)
    with listening(heard=reception.webhooks(TOKEN)) as line:
        for request in map(local, said.ALL):
            size = len(request)
            cuts = {
                "lump": [],
                "bytes": list(range(1, size)),
                "cut": sorted(chance.sample(range(1, size), 3)),
            }[how]
            assert in_pieces(line, request, cuts) == EMPTY_200
        events = [line.event() for _ in expected()]
        assert line.events.empty()
    assert without_times(events) == without_times(expected())


def test_one_request_is_heard_wherever_it_is_cut() -> None:
    request = local(said.THREE_CX[0])
    with listening(heard=reception.webhooks(TOKEN)) as line:
        for at in range(1, len(request), 5):
            assert in_pieces(line, request, [at]) == EMPTY_200
            assert len({line.event().external_id for _ in range(3)}) == 1


def test_a_sender_that_waits_for_leave_gets_it() -> None:
    request = local(said.VOYS_1[0]).replace(b"\r\nUser", b"\r\nExpect: 100-continue\r\nUser", 1)
    head, _, body = request.partition(b"\r\n\r\n")
    with listening(heard=reception.webhooks(TOKEN)) as line, line.connect() as sender:
        sender.sendall(head + b"\r\n\r\n")
        assert sender.recv(4096) == b"HTTP/1.1 100 Continue\r\n\r\n"
        sender.sendall(body)
        assert read_all(sender) == EMPTY_200
        assert line.event().number_raw == "+31334612045"


def test_switched_off_it_is_not_there() -> None:
    with listening() as line:
        for request in map(local, said.ALL[:10]):
            assert line.send(request).startswith(b"HTTP/1.1 404 ")
        assert line.events.empty()


def test_a_body_that_is_too_long_is_not_read() -> None:
    request = local(said.post("voys", b"x" * 65_537))
    with listening(heard=reception.webhooks(TOKEN)) as line:
        assert line.send(request).startswith(b"HTTP/1.1 413 ")


def test_a_body_that_never_comes_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "READ_SECONDS", 0.2)
    with listening(heard=reception.webhooks(TOKEN)) as line, line.connect() as sender:
        sender.sendall(local(said.VOYS_1[0])[:-5])
        assert read_all(sender).startswith(b"HTTP/1.1 408 ")
        assert line.events.empty()


def test_a_relay_may_keep_its_own_name_and_sipgate_hears_it() -> None:
    request = said.SIPGATE[0].replace(said.HOST.encode(), b"relay.example.nl")
    heard = reception.webhooks(TOKEN, RELAY)
    with listening(heard=heard, names=["relay.example.nl"]) as line:
        answer = line.send(request)
        assert line.event().number_raw == "31334612045"
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"Content-Type: application/xml" in head
    assert f'onHangup="https://relay.example.nl/cti/{TOKEN}"'.encode() in body


def test_nothing_of_what_is_posted_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with listening(heard=reception.webhooks(TOKEN)) as line:
        for request in map(local, said.ALL):
            line.send(request)
            line.send(request.replace(TOKEN.encode(), b"guessed-token-000000"))
    for secret in (TOKEN, "guessed", "334612045", "Karin", "Alice"):
        assert secret not in caplog.text
    assert "refused" in caplog.text
