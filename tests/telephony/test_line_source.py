"""The connection with a box: cut in pieces, refused, lost, restarted, and what is said of it."""

import random
import socket

import pytest

from mcsys_desktop.core import clock, i18n
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import line_source, sources
from mcsys_desktop.telephony.base import SourceState
from mcsys_desktop.telephony.events import EventKind
from mcsys_desktop.telephony.fritzbox import source as fritzbox
from mcsys_desktop.telephony.line_source import LineSource
from mcsys_desktop.telephony.ncid import source as ncid
from mcsys_desktop.telephony.text_lines import LONGEST, Lines
from tests.telephony import ncid_lines
from tests.telephony.boxes import LOOPBACK, Monitor, desk, monitor

K = EventKind


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    i18n.use("en")
    monkeypatch.setattr(line_source, "FIRST_WAIT", 0.05)
    monkeypatch.setattr(line_source, "LONGEST_WAIT", 0.2)


def fritz(box: Monitor) -> LineSource:
    settings = Settings(fritzbox_enabled=True, fritzbox_address=LOOPBACK, fritzbox_port=box.port)
    source = sources.of_office("fritzbox", settings)
    assert isinstance(source, LineSource)
    return source


def analogue(box: Monitor) -> LineSource:
    settings = Settings(ncid_enabled=True, ncid_address=LOOPBACK, ncid_port=box.port)
    source = sources.of_office("ncid", settings)
    assert isinstance(source, LineSource)
    return source


def lines(*told: str) -> bytes:
    """Lines with the stamp of now, as a box sends them."""
    stamp = f"{clock.local(clock.now()):%d.%m.%y %H:%M:%S}"
    return "".join(f"{stamp};{line}\r\n" for line in told).encode()


def test_a_box_rings_over_a_real_line() -> None:
    data = lines("RING;0;0612345678;123456;SIP0;", "CONNECT;0;10;0612345678;", "DISCONNECT;0;0;")
    chance = random.Random(4480)
    with monitor() as box, desk(fritz(box)) as heard:
        box.accept()
        assert heard.status(SourceState.WORKING).address == f"{LOOPBACK}:{box.port}"
        for _ in range(3):
            at = 0
            while at < len(data):
                length = chance.randrange(1, 9)
                box.say(data[at : at + length])
                at += length
            kinds = [heard.event().kind for _ in range(3)]
            assert kinds == [K.RINGING, K.ANSWERED, K.ENDED]


def test_what_is_held_is_told_without_another_line() -> None:
    with monitor() as box, desk(fritz(box)) as heard:
        box.accept()
        box.say(lines("RING;0;0612345678;123456;SIP0;"))
        assert heard.event().kind is K.RINGING


def test_a_box_that_restarts_is_looked_for_until_it_is_back() -> None:
    with monitor() as box, desk(fritz(box)) as heard:
        box.accept()
        box.say(lines("RING;0;0612345678;123456;SIP0;") + b"half a li")
        ring = heard.event()
        box.go()
        lost = heard.status(SourceState.OFF)
        assert "is lost" in lost.error
        refused = heard.status(SourceState.OFF)
        assert "cannot be reached" in refused.error
        assert fritzbox.SWITCH_ON not in refused.error  # it has worked, so it is switched on
        box.come_back()
        box.accept()
        heard.status(SourceState.WORKING)
        box.say(lines("DISCONNECT;0;0;"))
        missed = heard.event()
        assert (missed.kind, missed.external_id) == (K.MISSED, ring.external_id)


def test_what_was_out_of_reach_for_long_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_source, "GONE_SECONDS", 0.3)
    with monitor() as box, desk(fritz(box)) as heard:
        box.accept()
        box.say(lines("RING;0;0612345678;123456;SIP0;"))
        assert heard.event().kind is K.RINGING
        box.go()
        assert heard.event().kind is K.LOST


def test_a_box_that_does_not_report_calls_gets_the_code_to_dial() -> None:
    with monitor() as box:
        box.go()
        with desk(fritz(box)) as heard:
            assert fritzbox.SWITCH_ON in heard.status(SourceState.OFF).error
            box.come_back()
            box.accept()
            heard.status(SourceState.WORKING)


def test_an_ncid_server_rings_over_a_real_line() -> None:
    with monitor() as box, desk(analogue(box)) as heard:
        box.accept()
        for byte in ncid_lines.START + ncid_lines.cid():
            box.say(bytes([byte]))
        heard.status(SourceState.WORKING)
        assert heard.event().number_raw == "0612345678"


def test_something_else_at_that_place_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_source, "GREETING_SECONDS", 0.2)
    with monitor() as box, desk(analogue(box)) as heard:
        box.accept(b"SSH-2.0-example\r\n")
        assert "is no NCID server" in heard.status(SourceState.OFF).error
        box.accept(ncid_lines.START)
        heard.status(SourceState.WORKING)
        box.hang_up()
        assert "is lost" in heard.status(SourceState.OFF).error


def test_the_line_is_kept_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []

    def keep(line: socket.socket) -> None:
        real(line)
        kept.append(line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE))
        if hasattr(socket, "TCP_KEEPIDLE"):
            assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 60

    real = line_source._keep_alive
    monkeypatch.setattr(line_source, "_keep_alive", keep)
    with monitor() as box, desk(fritz(box)) as heard:
        box.accept()
        heard.status(SourceState.WORKING)
    assert kept
    assert kept[0] != 0


@pytest.mark.parametrize("address", ["", "a b", "x\r\ny", "<b>", "-"])
def test_an_address_that_is_none_is_not_tried(address: str) -> None:
    settings = Settings(ncid_enabled=True, ncid_address=address)
    source = ncid.from_settings(settings)
    assert source is not None
    with desk(source) as heard:
        assert "address" in heard.status(SourceState.OFF).error


def test_a_name_that_nobody_has_is_said() -> None:
    settings = Settings(fritzbox_enabled=True, fritzbox_address="no-such-box.invalid")
    source = sources.of_office("fritzbox", settings)
    assert source is not None
    with desk(source) as heard:
        assert "no-such-box.invalid" in heard.status(SourceState.OFF).error


def test_a_flood_without_a_line_is_not_kept() -> None:
    whole = Lines()
    for _ in range(1000):
        assert whole.feed(b"x" * 4096) == []
    assert len(vars(whole)["_rest"]) <= LONGEST
    assert whole.feed(b"the end of it\nnext\n") == ["next"]
    assert whole.feed(b"\xe9t\xe9\n") == ["été"]
