"""What a trial learns of a phone system, and that what is wrong is told by its kind."""

import socket
from datetime import UTC, datetime

import pytest

from mcsys_desktop.core import i18n, number_forms
from mcsys_desktop.core.phone import Bare, Profile
from mcsys_desktop.telephony import routes, servers
from mcsys_desktop.telephony.base import SourceState, Trouble
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from mcsys_desktop.telephony.exchange import Exchange
from mcsys_desktop.telephony.fritzbox import finding
from mcsys_desktop.telephony.fritzbox.reader import FritzReader
from mcsys_desktop.telephony.line_source import Box, LineSource
from mcsys_desktop.telephony.routes import Kind, Seat
from mcsys_desktop.telephony.trial import Observed, Trial
from tests.telephony.boxes import Desk, desk, monitor
from tests.telephony.sip.lab import free_port

LOOPBACK = "127.0.0.1"


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def box_at(host: str, port: int) -> LineSource:
    box = Box("fritzbox:test", "FRITZ!Box", host, port)
    return LineSource(box, lambda: FritzReader(box.key), lambda: "")


def rings(raw: str, *, call: str = "1", called: str = "", device: str = "") -> CallEvent:
    now = datetime.now(UTC)
    return CallEvent("sip:201@office.test", call, EventKind.RINGING, now, Direction.INBOUND, raw,
                     called_raw=called, device=device)  # fmt: skip


def test_a_closed_port_and_an_unknown_name_are_told_apart() -> None:
    with desk(box_at(LOOPBACK, free_port())) as heard:
        closed = heard.status(SourceState.OFF)
    assert closed.trouble is Trouble.CLOSED_PORT
    assert "port is closed" in closed.error
    with desk(box_at("no-such-box.invalid", 1012)) as heard:
        unknown = heard.status(SourceState.OFF)
    assert unknown.trouble is Trouble.NO_HOST
    assert "no-such-box.invalid" in unknown.error


def test_a_machine_with_several_addresses_that_all_refuse_has_a_closed_port() -> None:
    text = "Multiple exceptions: [Errno 111] Connect call failed ('::1', 1), [Errno 111] Connect"
    assert servers.trouble(OSError(text)) is Trouble.CLOSED_PORT
    mixed = text.replace("111", "113", 1)
    assert servers.trouble(OSError(mixed)) is Trouble.NO_ANSWER
    assert servers.trouble(TimeoutError()) is Trouble.NO_ANSWER


def test_extensions_and_own_numbers_are_remembered_once() -> None:
    seen = Observed()
    for device in ("201", "SIP/202-0000001a", "sip:203@office.test", "201", "0011223344ff", ""):
        seen.take(rings("0612345678", device=device, called="0881234567"))
    assert seen.extensions == ["201", "202", "203"]
    assert seen.own_numbers == ["0881234567"]


def test_the_form_of_numbers_is_learned_from_what_came() -> None:
    seen = Observed()
    seen.take(rings("31612345678", call="1"))
    seen.take(rings("31201234567", call="2"))
    assert seen.learned().profile == Profile(Bare.E164)
    seen.from_number = "+31612345678"
    assert not seen.another_number
    seen.from_number = "+31699999999"
    assert seen.another_number


def test_a_source_with_a_form_tells_numbers_as_they_are_meant() -> None:
    with monitor() as box:
        source = box_at(LOOPBACK, box.port)
        source.form = Profile(trunk_prefix="9")
        heard = Desk(Exchange())
        heard.exchange.start([source], heard.events.put, heard.statuses.put)
        box.accept()
        box.say(b"12.10.25 20:24:22;RING;0;90612345678;6547841;SIP2;\r\n")
        assert heard.event().number_raw == "+31612345678"
        assert heard.exchange.stop()


def test_a_trial_hears_numbers_as_they_were_written() -> None:
    with monitor() as box:
        source = box_at(LOOPBACK, box.port)
        source.form = Profile(trunk_prefix="9")
        heard = Desk(Exchange())
        trial = Trial(source, heard.events.put, heard.statuses.put)
        box.accept()
        heard.status(SourceState.WORKING)
        box.say(b"12.10.25 20:24:22;RING;0;90612345678;6547841;SIP2;\r\n")
        raw = heard.event().number_raw
        assert trial.end()
    assert raw == "90612345678"
    assert number_forms.look(raw).prefix == "9"


def test_a_box_is_found_where_something_reports_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server((LOOPBACK, 0)) as door:
        monkeypatch.setattr(finding, "REPORTS", door.getsockname()[1])
        assert finding.find(["no-such-box.invalid", LOOPBACK]) == LOOPBACK
    monkeypatch.setattr(finding, "REPORTS", free_port())
    assert finding.find([LOOPBACK]) == ""


def test_each_system_says_a_way_or_why_there_is_none() -> None:
    assert len({system.key for system in routes.SYSTEMS}) == len(routes.SYSTEMS)
    for system in routes.SYSTEMS:
        assert system.routes
        keys = [route.key for route in system.routes]
        assert len(set(keys)) == len(keys)
        for route in system.routes:
            assert route.title
            assert route.tells
            assert bool(route.needs) is route.possible
    teams = routes.system("teams")
    assert teams is not None
    assert not teams.possible


def test_no_way_that_is_offered_needs_the_internet_to_reach_us_and_seats_are_said() -> None:
    found = [route for system in routes.SYSTEMS for route in system.routes]
    assert {route.key for route in found if route.relay} == {"relay"}
    assert not any(route.relay for route in found if route.possible)
    provider = routes.system("provider")
    assert provider is not None
    seats = {route.key: route.seat for route in provider.routes}
    assert (seats["sip"], seats["handsets"]) == (Seat.PAID, Seat.FREE)
    # The same registrar account is one more device at 3CX too, and costs there.
    assert all(route.seat is not Seat.FREE for route in found if route.kind is Kind.SIP)
