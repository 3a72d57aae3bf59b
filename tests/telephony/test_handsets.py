"""Desk phones report their calls in their own sloppy ways, and every call is understood."""

import pytest

from mcsys_desktop.core import phone
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from mcsys_desktop.telephony.reasons import answered_elsewhere
from tests.telephony.office import NOON, Office, request
from tests.telephony.transcripts import (
    FANVIL,
    GRANDSTREAM,
    HTEK,
    SNOM,
    YEALINK,
)


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_yealink_call_from_ring_to_end_is_one_call(office: Office) -> None:
    ring, answered, ended = (office.hear(YEALINK[k]) for k in ("ring", "answered", "ended"))
    assert ring == CallEvent(
        source="handset:001565a1b2c3",
        external_id="0_2371@10.0.0.9",
        kind=EventKind.RINGING,
        at=NOON,
        number_raw="sip:0334612045@pbx.example",
        name_raw='Bakkerij J&B" <Amersfoort>',
        called_raw="sip:201@pbx.example",
        device="201",
    )
    assert phone.parse(ring.number_raw).e164 == "+31334612045"
    assert (answered.kind, ended.kind) == (EventKind.ANSWERED, EventKind.ENDED)
    assert {ring.external_id, answered.external_id, ended.external_id} == {"0_2371@10.0.0.9"}
    assert ended.number_raw == ring.number_raw  # the phone left $remote as it stood


def test_a_caller_who_gives_up_is_missed(office: Office) -> None:
    office.hear(YEALINK["ring"])
    assert office.hear(YEALINK["cancelled"]).kind is EventKind.MISSED


def test_a_snom_tells_missed_from_answered_elsewhere(office: Office) -> None:
    ring = office.hear(SNOM["ring"])
    assert ring.name_raw == "Zoë d'Árcy"
    assert ring.reason == ""
    elsewhere = office.hear(SNOM["elsewhere"])
    assert elsewhere.kind is EventKind.ANSWERED_ELSEWHERE
    assert elsewhere.reason == 'SIP;cause=200;text="Call completed elsewhere"'
    assert office.hear(SNOM["missed"]).kind is EventKind.MISSED
    assert elsewhere.external_id == ring.external_id


def test_an_outgoing_call_stays_outgoing(office: Office) -> None:
    dialling, answered = office.hear(SNOM["outgoing"]), office.hear(SNOM["connected"])
    assert dialling.kind is EventKind.DIALLING
    assert (dialling.direction, answered.direction) == (Direction.OUTBOUND, Direction.OUTBOUND)


def test_a_grandstream_call_without_an_id_is_still_one_call(office: Office) -> None:
    ring = office.hear(GRANDSTREAM["ring"])
    office.after(14)
    answered = office.hear(GRANDSTREAM["answered"])
    office.after(3000)
    ended = office.hear(GRANDSTREAM["ended"])  # without a number
    assert ring.external_id == answered.external_id == ended.external_id
    assert ended.number_raw == "0334801173"
    assert "0334801173" not in ring.external_id


def test_a_missed_grandstream_call_and_its_afterword_are_one_call(office: Office) -> None:
    ring = office.hear(GRANDSTREAM["ring"])
    office.after(25)
    missed = office.hear(GRANDSTREAM["missed"])
    ended = office.hear(GRANDSTREAM["ended"])
    assert ring.external_id == missed.external_id == ended.external_id


def test_who_calls_again_at_once_makes_a_second_call(office: Office) -> None:
    first = office.hear(GRANDSTREAM["ring"])
    repeated = office.hear(GRANDSTREAM["ring"])
    office.after(2)
    office.hear(GRANDSTREAM["missed"])
    second = office.hear(GRANDSTREAM["ring"])
    missed = office.hear(GRANDSTREAM["missed"])
    assert repeated.external_id == first.external_id
    assert second.external_id != first.external_id
    assert missed.external_id == second.external_id


def test_a_ring_whose_end_was_lost_does_not_swallow_the_next_call(office: Office) -> None:
    first = office.hear(GRANDSTREAM["ring"])
    office.after(60)
    assert office.hear(GRANDSTREAM["ring"]).external_id != first.external_id


def test_ids_made_up_here_are_the_same_after_a_restart() -> None:
    assert Office().hear(GRANDSTREAM["ring"]) == Office().hear(GRANDSTREAM["ring"])


def test_two_handsets_that_ring_for_one_call_are_two_sources(office: Office) -> None:
    other = GRANDSTREAM["ring"].replace(b"000b82c4d5e6", b"000b82c4d5e7")
    one, two = office.hear(GRANDSTREAM["ring"]), office.hear(other)
    assert one.source == "handset:000b82c4d5e6"
    assert two.source == "handset:000b82c4d5e7"
    office.hear(GRANDSTREAM["answered"])
    missed = office.hear(other.replace(b"/ring?", b"/missed?"))
    assert (missed.source, missed.external_id) == (two.source, two.external_id)


def test_two_calls_at_one_handset_are_kept_apart(office: Office) -> None:
    one = office.hear(GRANDSTREAM["ring"])
    two = office.hear(GRANDSTREAM["ring"].replace(b"0334801173", b"0342415560"))
    assert one.external_id != two.external_id
    ended = office.hear(GRANDSTREAM["missed"])
    assert ended.external_id == one.external_id


def test_an_end_without_a_beginning_is_a_call_of_its_own(office: Office) -> None:
    ended = office.hear(GRANDSTREAM["missed"])
    assert ended.kind is EventKind.MISSED
    assert ended.external_id


def test_a_handset_without_a_mac_is_known_by_its_address(office: Office) -> None:
    event = office.hear(request("ring", "mac=$mac&ip=1.2.3.4&remote=0612345678"))
    assert event.source == "handset:192.168.20.31"
    assert event.device == "192.168.20.31"


def test_other_encodings_and_line_ends_are_read(office: Office) -> None:
    fanvil = office.hear(FANVIL["ring"])
    assert (fanvil.number_raw, fanvil.name_raw) == ("+31852019876", "Café Noir")
    assert fanvil.source == "handset:0c383e112233"


def test_a_withheld_number_is_dropped(office: Office) -> None:
    event = office.hear(HTEK["ring"])
    assert (event.withheld, event.number_raw, event.name_raw) == (True, "", "")
    # Inside a trusted network the number may still be sent along; it is not ours to keep.
    asserted = office.hear(request("ring", "mac=001fc11a8b6c&id=78&remote=0612345678&name=Anoniem"))
    assert (asserted.withheld, asserted.number_raw, asserted.name_raw) == (True, "", "")
    ended = office.hear(request("ended", "mac=001fc11a8b6c&id=78&remote=0612345678&name="))
    assert (ended.withheld, ended.number_raw) == (True, "")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ('"Karin de Vries"', "Karin de Vries"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("Jansen & Zonen & Co", "Jansen & Zonen & Co"),
        ("x&remote=0900123&mac=0", "x&remote=0900123&mac=0"),
        ("Ay\u202eşe\u0000 Demir", "Ayşe Demir"),
        ("a" * 3000, "a" * 100),
        ("$display_remote", ""),
        ("%24display_remote", ""),
        ("$sip_header(P-Asserted-Identity)", ""),
        ("{callerName}", ""),
        ("(null)", ""),
        ("0612345678", ""),
        ("50% korting", "50% korting"),
        ("HTTP/1.1 bv HTTP/1.1", "HTTP/1.1 bv HTTP/1.1"),
    ],
)
def test_a_name_is_taken_as_it_comes_and_cleaned(office: Office, raw: str, name: str) -> None:
    event = office.hear(request("ring", f"mac=001fc11a8b6c&id=1&remote=0612345678&name={raw}"))
    assert event.name_raw == name
    assert event.number_raw == "0612345678"
    assert event.source == "handset:001fc11a8b6c"


def test_a_caller_cannot_replace_what_the_phone_said_of_itself(office: Office) -> None:
    query = "mac=001fc11a8b6c&id=1&user=205&remote=061&mac=ffffffffffff&id=2&user=9&x&name=y"
    event = office.hear(request("ring", query))
    assert event.source == "handset:001fc11a8b6c"
    assert (event.external_id, event.device) == ("1", "205")


def test_a_name_cannot_say_how_a_call_ended(office: Office) -> None:
    query = "mac=001fc11a8b6c&id=1&remote=061&name=y&cancel_reason=Q.850;cause=26&seconds=9"
    event = office.hear(request("missed", query))
    assert (event.kind, event.seconds) == (EventKind.MISSED, None)
    assert event.name_raw == "y&cancel_reason=Q.850;cause=26&seconds=9"


def test_long_numbers_and_ids_are_capped(office: Office) -> None:
    event = office.hear(request("ring", f"id={'i' * 500}&remote={'1' * 500}&seconds=99999999"))
    assert (len(event.external_id), len(event.number_raw), event.seconds) == (120, 100, None)


def test_seconds_are_taken_when_they_make_sense(office: Office) -> None:
    assert office.hear(request("ended", "id=1&seconds=168")).seconds == 168


@pytest.mark.parametrize(
    ("reason", "elsewhere"),
    [
        ('SIP;cause=200;text="Call completed elsewhere"', True),
        ("Q.850;cause=26", True),
        ('SIP;cause=200;text="Call completed elsewhere", Q.850;cause=26', True),
        ("Q.850;cause=16, SIP ;cause=200", True),
        ('Q.850;text="Answered, elsewhere";cause=26', True),
        ("SIP;cause=487", False),
        ("", False),
        ("Q.850;cause=16", False),
        ("Q.850;cause=200", False),
        ("SIP;cause=2000", False),
        ('Q.850;cause=16;text="SIP;cause=200"', False),
        ('SIP;text="x, Q.850;cause=26', False),
    ],
)
def test_the_reason_of_a_cancel_is_read(reason: str, elsewhere: bool) -> None:
    assert answered_elsewhere(reason) is elsewhere
