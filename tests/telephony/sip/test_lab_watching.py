"""With a real exchange that tells of extensions: who picked up, and when it was over."""

from pathlib import Path

import pytest

from mcsys_desktop.telephony.base import SourceState
from mcsys_desktop.telephony.events import EventKind
from tests.telephony.sip import lab

pytestmark = lab.needed


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_a_watched_extension_tells_who_picked_up(tmp_path: Path, transport: str) -> None:
    with (
        lab.registrar(tmp_path, watch=True) as office,
        lab.desk(office.account(transport, watched=("201",))) as desk,
        office.handset() as phone,
        office.caller("caller_answered") as caller,
    ):
        events = desk.until(EventKind.ENDED)
        caller.done()
        phone.done()
    told = [event for event in events if event.source == "dialog:201@office.test"]
    assert [event.kind for event in told] == [
        EventKind.RINGING,
        EventKind.ANSWERED,
        EventKind.ENDED,
    ]
    assert {event.device for event in told} == {"201"}
    own = [event for event in events if event.source == "sip:201@office.test"]
    assert [event.kind for event in own] == [EventKind.RINGING, EventKind.ANSWERED_ELSEWHERE]
    assert len({event.external_id for event in events}) == 1
    assert all(event.withheld and not event.number_raw for event in events)


def test_a_watched_extension_that_nobody_answers_has_missed_it(tmp_path: Path) -> None:
    with (
        lab.registrar(tmp_path, watch=True) as office,
        lab.desk(office.account(rings=True, watched=("201",))) as desk,
        office.caller("caller_cancel", silent=False) as caller,
    ):
        events = desk.until(EventKind.MISSED) + desk.until(EventKind.MISSED)
        caller.done()
    told = [event for event in events if event.source == "dialog:201@office.test"]
    assert [event.kind for event in told] == [EventKind.RINGING, EventKind.MISSED]
    assert {event.number_raw for event in told} == {"+31201234567"}  # of the INVITE, not the From


def test_an_exchange_that_tells_nothing_is_no_reason_not_to_hear_calls(tmp_path: Path) -> None:
    with (
        lab.registrar(tmp_path) as office,
        lab.desk(office.account(watched=("202",))) as desk,
    ):
        said = desk.status(SourceState.WORKING)
        assert "202" in said.error
        with office.caller("caller_cancel") as caller:
            desk.until(EventKind.MISSED)
            caller.done()
