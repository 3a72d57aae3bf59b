"""Calls that nobody heard are read in the list of a FRITZ!Box, over a real socket with digest."""

import contextlib
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mcsys_desktop.core import clock, i18n
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import sources
from mcsys_desktop.telephony.base import SourceState
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from mcsys_desktop.telephony.fritzbox import call_list, source
from mcsys_desktop.telephony.fritzbox.call_list import NoList
from mcsys_desktop.telephony.fritzbox.source import FritzSource, password_name
from mcsys_desktop.telephony.fritzbox.tr064 import BoxTrouble, Refused, WrongPassword
from tests.telephony.boxes import Desk, desk, monitor
from tests.telephony.tr064_box import PASSWORD, TrBox

NOON = datetime(2026, 12, 1, 11, 0, 30, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=3)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    i18n.use("en")
    monkeypatch.setattr(source, "SETTLES", 0.01)
    monkeypatch.setattr(source, "AGAIN", 0.05)


@pytest.fixture
def box() -> Iterator[TrBox]:
    made = TrBox()
    try:
        yield made
    finally:
        made.close()


def told(box: TrBox, since: datetime = LONG_AGO) -> list[CallEvent]:
    found = call_list.read(box.list(), NOON)
    return call_list.events("fritzbox:test", found.calls, since, NOON)


def test_each_kind_of_call_is_one_event_that_says_all(box: TrBox) -> None:
    ago = [NOON - timedelta(minutes=minutes) for minutes in (60, 50, 40, 30, 20, 10)]
    box.add(1, ago[0], "0612345678", Duration="0:03", Name="Bakkerij Jansen")
    box.add(2, ago[1], "")
    box.add(3, ago[2], "0201234567#", Port="20")
    box.add(10, ago[3], "0612345670")
    box.add(1, ago[4], "0612345671", Port="40")
    box.add(9, ago[5], "0612345672")
    answered, missed, dialled, blocked, recorded = told(box)
    assert (answered.kind, answered.number_raw, answered.seconds) == (
        EventKind.ENDED,
        "0612345678",
        180,
    )
    assert (answered.device, answered.name_raw) == ("610", "Bakkerij Jansen")
    began = ago[0].replace(second=0)
    assert (answered.began, answered.at) == (began, began + timedelta(minutes=3))
    assert (missed.kind, missed.withheld, missed.called_raw) == (
        EventKind.MISSED,
        True,
        "0334612045",
    )
    assert (dialled.direction, dialled.number_raw) == (Direction.OUTBOUND, "0201234567")
    assert (dialled.called_raw, dialled.device) == ("0334612045", "620")
    assert (blocked.reason, blocked.seconds) == ("blocked", 0)
    assert (recorded.kind, recorded.reason) == (EventKind.MISSED, "voicemail")
    assert {event.source for event in told(box)} == {"fritzbox:test list"}
    assert all(event.past for event in told(box))
    assert call_list.read(box.list(), NOON).going_on
    assert told(box, NOON - timedelta(minutes=35)) == [blocked, recorded]


def test_a_box_whose_clock_is_wrong_is_set_right(box: TrBox) -> None:
    behind = timedelta(days=365)
    box.stamp = int((NOON - behind).timestamp())
    box.add(2, NOON - behind - timedelta(minutes=5), "0612345678")
    (event,) = told(box)
    assert abs(event.at - (NOON - timedelta(minutes=5))) <= timedelta(minutes=1)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>Inloggen</html>",
        b"<root>",
        b'<!DOCTYPE root [<!ENTITY a "b">]><root>&a;</root>',
        b"<root>" + b" " * call_list.LARGEST + b"</root>",
    ],
)
def test_whatever_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(NoList):
        call_list.read(data, NOON)


def test_twenty_thousand_damaged_lists_do_no_harm(box: TrBox) -> None:
    chance = random.Random(3)
    for minutes in range(5):
        box.add(1 + minutes % 3, NOON - timedelta(minutes=minutes), "0612345678")
    whole, read = box.list(), 0
    for _ in range(20_000):
        made = bytearray(whole)
        for _each in range(chance.randint(1, 4)):
            at = chance.randrange(len(made))
            if chance.random() < 0.7:
                made[at] = chance.choice(b"0123456789.: <>/&Call")
            else:
                del made[at : at + chance.randrange(20)]
        with contextlib.suppress(NoList):
            found = call_list.read(bytes(made), NOON)
            call_list.events("fritzbox:test", found.calls, LONG_AGO, NOON)
            read += 1
    assert read > 1000


def test_the_list_is_fetched_with_a_proof_and_only_from_the_box_itself(box: TrBox) -> None:
    box.add(2, NOON, "0612345678")
    box.host_told = "elders.example"  # whoever answers could send us anywhere
    assert b"0612345678" in source.fetched(box.asker(), 3)
    assert (box.proved, box.wrong) == (1, 0)


def test_a_wrong_password_is_sent_once(box: TrBox) -> None:
    with pytest.raises(WrongPassword, match="Type them again"):
        source.fetched(box.asker("fout"), 3)
    assert box.wrong == 1


def test_a_box_that_refuses_or_talks_nonsense_is_no_fault_of_ours(box: TrBox) -> None:
    with pytest.raises(Refused) as refused:
        box.asker().ask("GetPhonebook", NewPhonebookID=7)
    assert refused.value.code == "713"
    box.spoil = lambda _answer: b"\xff<not xml"
    with pytest.raises(BoxTrouble):
        source.fetched(box.asker(), 3)


def test_a_box_outside_the_office_is_not_asked() -> None:
    from mcsys_desktop.telephony.fritzbox.tr064 import Tr064

    with pytest.raises(BoxTrouble, match="in the office's network"):
        Tr064("192.0.2.7", "mcsys", PASSWORD).ask("GetCallList")


@contextlib.contextmanager
def listening(box: TrBox, password: str = PASSWORD) -> Iterator[tuple[Desk, object]]:
    with monitor() as line, desk(FritzSource(line.box(), box.asker(password))) as phone:
        line.accept()
        yield phone, line


def test_what_came_before_this_desk_listened_is_told_and_goes_on_being_asked_for(
    box: TrBox,
) -> None:
    box.add(2, clock.now() - timedelta(hours=5), "0612345678")
    box.add(9, clock.now() - timedelta(minutes=5), "0612345679")
    with listening(box) as (phone, _line):
        first = phone.event()
        assert (first.kind, first.number_raw) == (EventKind.MISSED, "0612345678")
        while phone.event().external_id != first.external_id:
            pass  # it is asked again, because a call goes on
        box.calls[0]["Type"] = "1"  # that call is over
        while phone.event().number_raw != "0612345679":
            pass


def test_a_connection_that_was_lost_leaves_no_gap(
    box: TrBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mcsys_desktop.telephony import line_source

    monkeypatch.setattr(line_source, "FIRST_WAIT", 0.01)
    with monitor() as line, desk(FritzSource(line.box(), box.asker())) as phone:
        line.accept()
        phone.status(SourceState.WORKING)
        line.hang_up()
        phone.status(SourceState.OFF)
        box.add(2, clock.now(), "0612345678")
        line.accept()
        assert phone.event().number_raw == "0612345678"


def test_a_wrong_password_is_said_and_calls_are_heard_all_the_same(box: TrBox) -> None:
    with monitor() as line, desk(FritzSource(line.box(), box.asker("fout"))) as phone:
        line.accept()
        while "refuses the user name" not in phone.status(SourceState.WORKING).error:
            pass
        stamp = f"{clock.now().astimezone(clock.OFFICE_ZONE):%d.%m.%y %H:%M:%S}"
        line.say(f"{stamp};RING;0;0612345678;5551234;SIP0;\r\n".encode())
        assert phone.event().kind is EventKind.RINGING
    assert box.wrong == 1


def test_it_is_made_from_the_settings(tmp_path: Path) -> None:
    settings = Settings(fritzbox_enabled=True)
    made = sources.of_office("fritzbox", settings)
    assert isinstance(made, FritzSource)
    assert made._asked is None
    settings.change("fritzbox_login", "mcsys")
    settings.secrets.put(password_name(settings), PASSWORD)
    made = sources.of_office("fritzbox", settings)
    assert isinstance(made, FritzSource)
    assert made._asked is not None
