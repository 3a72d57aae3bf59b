"""With a real exchange: our telephone registers, rings along, and knows how each call ended."""

from pathlib import Path

import pytest

from mcsys_desktop.telephony.events import EventKind
from tests.telephony.sip import lab

pytestmark = lab.needed


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_a_call_that_nobody_takes_is_missed(tmp_path: Path, algorithm: str, transport: str) -> None:
    rings = transport == "tcp"
    with (
        lab.registrar(tmp_path, algorithm) as office,
        lab.desk(office.account(transport, rings=rings)) as desk,
        office.caller("caller_cancel", silent=not rings) as caller,
    ):
        events = desk.until(EventKind.MISSED)
        caller.done()
    assert [event.kind for event in events] == [EventKind.RINGING, EventKind.MISSED]
    ringing = events[0]
    assert ringing.source == "sip:201@office.test"
    assert (ringing.number_raw, ringing.name_raw) == ("+31201234567", "Bakkerij Jansen")
    assert (ringing.called_raw, ringing.device) == ("+31881234567", "201")
    assert not ringing.withheld
    assert events[0].external_id == events[1].external_id


@pytest.mark.parametrize("rings", [False, True])
@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_a_call_that_a_colleague_takes_is_no_missed_one(
    tmp_path: Path, transport: str, rings: bool
) -> None:
    with (
        lab.registrar(tmp_path) as office,
        lab.desk(office.account(transport, rings=rings)) as desk,
        office.handset() as phone,
        office.caller("caller_answered") as caller,
    ):
        events = desk.until(EventKind.ANSWERED_ELSEWHERE)
        caller.done()
        phone.done()
    assert [event.kind for event in events] == [EventKind.RINGING, EventKind.ANSWERED_ELSEWHERE]
    assert all(event.withheld for event in events)  # it carries Privacy: id, and a number
    assert {(event.number_raw, event.name_raw) for event in events} == {("", "")}
