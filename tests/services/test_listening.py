"""Who listens for the office, what is under way when they begin, and who hears telephones."""

from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.models import base
from mcsys_desktop.services import calls, listening, phone_systems
from mcsys_desktop.services.calls import CallEvent, Direction, EventKind
from mcsys_desktop.services.listening import Receiver, Standing
from mcsys_desktop.services.phone_systems import PhoneSystem
from tests.conftest import AtDesk, Office

ONE, OTHER = "11111111-2222-4333-8444-555555555555", "66666666-2222-4333-8444-555555555555"
BOX = {"fritzbox_enabled": True, "fritzbox_address": "10.0.0.1"}


def report(
    kind: EventKind, call: str = "1", source: str = "fritzbox:10.0.0.1", **more: object
) -> None:
    number = more.pop("number_raw", "0612345678")
    calls.report(CallEvent(source, call, kind, clock.now(), number_raw=number, **more))  # type: ignore[arg-type]  # as named


def test_whoever_takes_over_knows_what_is_under_way(db: Office) -> None:
    report(EventKind.RINGING, "rings")
    report(EventKind.RINGING, "speaks", number_raw="0301234567", called_raw="0332537091")
    report(EventKind.ANSWERED, "speaks", number_raw="0301234567", device="10")
    report(EventKind.DIALLING, "dials", number_raw="0201234567", direction=Direction.OUTBOUND)
    report(EventKind.RINGING, "over", number_raw="0401234567")
    report(EventKind.MISSED, "over", number_raw="0401234567")
    report(EventKind.RINGING, "withheld", number_raw="", withheld=True, called_raw="1")
    report(EventKind.TRANSFERRED, "passed on", source="ami:pbx", number_raw="0101234567")
    told = calls.under_way()
    box = {call.external_id: call for call in told["fritzbox:10.0.0.1"]}
    assert set(box) == {"rings", "speaks", "dials", "withheld"}
    assert box["speaks"].answered
    assert (box["speaks"].number_raw, box["speaks"].device) == ("0301234567", "10")
    assert not box["rings"].answered
    assert box["dials"].direction is Direction.OUTBOUND
    assert (box["withheld"].withheld, box["withheld"].number_raw) == (True, "")
    assert [(call.external_id, call.passed_on) for call in told["ami:pbx"]] == [("passed on", True)]


def test_what_was_long_ago_is_not_under_way(db: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    report(EventKind.RINGING)
    later = clock.now() + timedelta(days=1)
    monkeypatch.setattr("mcsys_desktop.services.calls.recalling.clock.now", lambda: later)
    assert calls.under_way() == {}


def test_a_source_goes_on_until_its_phone_system_is_changed(db: Office, at_desk: AtDesk) -> None:
    desk = Settings()
    at_desk(lambda: phone_systems.keep(PhoneSystem("fritzbox", BOX)), login="carla")
    running = listening.wanted(desk).renewed({})
    (source,) = running.values()
    assert list(listening.wanted(desk).renewed(running).values()) == [source]
    at_desk(lambda: phone_systems.change("fritzbox", "fritzbox_port", 1013), login="carla")
    (other,) = listening.wanted(desk).renewed(running).values()
    assert other is not source
    at_desk(lambda: phone_systems.change("fritzbox", "fritzbox_enabled", False), login="carla")
    assert listening.wanted(desk).renewed(running) == {}


def test_who_only_reads_does_not_listen(db: Office, at_desk: AtDesk) -> None:
    at_desk(lambda: phone_systems.keep(PhoneSystem("fritzbox", BOX)), login="carla")
    here = at_desk(lambda: listening.wanted(Settings()), login="anna")
    assert len(here.systems) == 1
    if db.path is None:
        assert not at_desk(lambda: listening.wanted(Settings()), login="rita").systems
        assert at_desk(lambda: listening.standing(ONE), login="rita") == Standing(needed=True)
    db.pretend(min_writer=99)
    base.look_again()
    assert not listening.wanted(Settings()).systems


@pytest.mark.parametrize("engine", ["postgres"])
def test_telephones_report_to_machines_that_say_so_themselves(db: Office, at_desk: AtDesk) -> None:
    turn = listening.receive(ONE, "Balie 1", "10.0.0.5:8765")
    assert turn is not None
    assert listening.receive(ONE, "Balie 1", "10.0.0.6:8765") == turn
    at_desk(lambda: listening.receive(OTHER, "", "10.0.0.7:8765"), login="bob")
    one, other = listening.standing(ONE).receivers
    assert one == Receiver(turn[1], "Balie 1", "10.0.0.6:8765", here=True, silent=True)
    assert (other.name, other.here, other.silent) == ("bob", False, True)
    with db.raw("bob") as holder:
        holder.execute("SELECT pg_try_advisory_lock(%s, %s)", turn)
        assert not listening.standing(ONE).receivers[0].silent
        assert listening.standing(ONE).silent == other
    listening.forget(other.id)
    listening.receive_no_more(ONE)
    assert listening.standing(ONE) == Standing()


@pytest.mark.parametrize("engine", ["sqlite"])
def test_in_a_file_there_is_nobody_to_tell(db: Office) -> None:
    assert listening.receive(ONE, "Balie 1", "10.0.0.5:8765") is None
    listening.receive_no_more(ONE)
    assert listening.standing(ONE) == Standing()
