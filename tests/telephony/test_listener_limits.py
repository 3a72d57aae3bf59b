"""Nobody can keep the listener busy: limits on size, time, rate and connections."""

import random
import socket

import pytest

from mcsys_desktop.telephony import connections
from mcsys_desktop.telephony.connections import Doorkeeper
from tests.telephony.lines import listening, local, read_all
from tests.telephony.transcripts import ALL, SNOM

EMPTY_200 = connections.response(200)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No limit on the rate, for tests about something else."""
    monkeypatch.setattr(connections, "MOST_A_SECOND", 10_000)


def test_more_than_ten_requests_a_second_are_too_many() -> None:
    with listening() as line:
        answers = [line.send(local(SNOM["ring"])) for _ in range(30)]
    # On a slow machine a second may pass meanwhile; ten of each second are heard.
    assert answers[:10] == [EMPTY_200] * 10
    assert any(answer.startswith(b"HTTP/1.1 429 ") for answer in answers)


def test_the_rate_is_counted_for_each_address_and_each_second() -> None:
    doorkeeper = Doorkeeper()
    assert not any(doorkeeper.too_fast("10.0.0.1", 100 + n / 100) for n in range(10))
    assert doorkeeper.too_fast("10.0.0.1", 100.5)
    assert not doorkeeper.too_fast("10.0.0.2", 100.5)
    assert not doorkeeper.too_fast("10.0.0.1", 101.0)
    for number in range(5000):
        doorkeeper.too_fast(f"10.1.{number // 250}.{number % 250}", 102.0)
    assert len(doorkeeper._recent) <= 1025


def test_a_slow_phone_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "READ_SECONDS", 0.2)
    monkeypatch.setattr(connections, "WHOLE_SECONDS", 1000)
    with listening() as line, line.connect() as silent, line.connect() as stuck:
        stuck.sendall(b"GET /phone/")
        assert read_all(stuck).startswith(b"HTTP/1.1 408 ")
        assert read_all(silent).startswith(b"HTTP/1.1 408 ")


def test_a_phone_that_drips_does_not_get_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "WHOLE_SECONDS", 0.5)
    with listening() as line, line.connect() as slow:
        slow.settimeout(0.02)  # between the drops
        answer = b""
        for drop in local(SNOM["ring"]) * 1000:
            try:
                slow.sendall(bytes([drop]).replace(b"\n", b" "))
                answer = slow.recv(4096)
                break
            except TimeoutError:
                continue
        assert answer.startswith(b"HTTP/1.1 408 ")


def test_one_machine_cannot_take_all_connections() -> None:
    with listening() as line:
        hoard = [line.connect() for _ in range(connections.MOST_OF_ONE)]
        assert line.send(b"") == b""  # dropped without an answer
        for phone in hoard:
            phone.close()
        for _ in range(200):  # the listener hears of the closing in its own time
            if answer := line.send(local(SNOM["ring"])):
                break
        assert answer == EMPTY_200


def test_there_are_never_more_than_64_connections() -> None:
    class Guest:
        def __init__(self, sender: str) -> None:
            self.sender = sender

    doorkeeper = Doorkeeper()
    guests = [Guest(f"10.0.0.{number % 30 + 1}") for number in range(100)]
    let_in = [guest for guest in guests if doorkeeper.enter(guest)]  # type: ignore[arg-type] # any sender
    assert len(let_in) == len(doorkeeper.open) == 64
    assert not doorkeeper.enter(Guest("8.8.8.8"))  # type: ignore[arg-type] # any sender
    for guest in guests:
        doorkeeper.leave(guest)  # type: ignore[arg-type] # also those that were not let in
    assert not doorkeeper.open
    assert not doorkeeper._of_one
    assert not doorkeeper.enter(Guest("8.8.8.8"))  # type: ignore[arg-type] # any sender


@pytest.mark.usefixtures("unhurried")
def test_hundreds_of_damaged_requests_do_not_disturb_the_next_call(
    caplog: pytest.LogCaptureFixture,
) -> None:
    chance = random.Random(4)
    with listening() as line:
        for _ in range(300):
            head = bytearray(local(chance.choice(ALL)))
            for _ in range(chance.randint(1, 8)):
                head[chance.randrange(len(head))] = chance.randrange(256)
            with line.connect() as phone:
                phone.sendall(head)
                if chance.random() < 0.5:
                    phone.shutdown(socket.SHUT_WR)
                    answer = read_all(phone)
                    assert answer == b"" or int(answer[9:12]) in (200, 400, 404, 405, 421)
        good = local(SNOM["ring"]).replace(b"0612345678", b"0342000001").replace(b"3c26", b"new")
        assert line.send(good) == EMPTY_200
        while line.event().number_raw != "0342000001":
            pass  # some of the damaged requests were calls all the same
    assert "could not be heard" not in caplog.text
