"""What exchanges and providers post is understood, and not taken for more than it is."""

from datetime import timedelta

import pytest

from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from mcsys_desktop.telephony.reception import Reception
from mcsys_desktop.telephony.replies import Reply
from mcsys_desktop.telephony.request_head import Refusal
from tests.telephony import webhook_transcripts as said
from tests.telephony.exchanges_office import NOON, RELAY, Relayed
from tests.telephony.transcripts import HOST, TOKEN

RING, SPOKE, OVER = EventKind.RINGING, EventKind.ANSWERED, EventKind.ENDED


def kinds(name: str) -> list[EventKind]:
    return [event.kind for event in heard(name)]


def heard(name: str) -> list[CallEvent]:
    office = Relayed()
    return [event for request in said.CALLS[name] for event in office.hear(request)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("VOYS_1", [RING, SPOKE, OVER]),
        ("VOYS_1_MISSED", [RING, EventKind.MISSED]),
        ("VOYS_1_UNAVAILABLE", [EventKind.MISSED]),
        ("VOYS_1_TRANSFERRED", [RING, SPOKE, SPOKE, OVER]),
        ("VOYS_2", [RING, RING, SPOKE, OVER]),
        ("VOYS_2_OUT", [EventKind.DIALLING, SPOKE, OVER]),
        ("SIPGATE", [RING, SPOKE, OVER]),
        ("SIPGATE_MISSED", [RING, EventKind.MISSED]),
        ("SIPGATE_VOICEMAIL", [RING, RING, SPOKE, OVER]),
        ("SIPGATE_WITHHELD", [RING, EventKind.MISSED]),
        ("ZAMMAD", [RING, SPOKE, OVER]),
        ("VOIPZEKER", [RING, SPOKE, OVER]),
        ("VOIPZEKER_MISSED", [RING, EventKind.MISSED]),
        ("VOIPZEKER_GROUP", [RING, RING, SPOKE, EventKind.MISSED, OVER]),
        ("KWEBBL", [RING]),
        ("THREE_CX", [OVER, SPOKE, RING]),
        ("THREE_CX_MISSED", [EventKind.MISSED, RING]),
    ],
)
def test_each_call_is_heard_as_its_documentation_tells_it(
    name: str, expected: list[EventKind]
) -> None:
    assert kinds(name) == expected
    events = heard(name)
    assert len({event.external_id for event in events}) == 1
    for event in events:
        assert event.number_raw[-9:] in ("334612045", "")
        assert (event.number_raw == "") is (name == "SIPGATE_WITHHELD")


def test_every_transcript_is_tried() -> None:
    assert len(said.CALLS) == 17


def test_the_device_is_whoever_took_the_call() -> None:
    devices = {
        name: [event.device for event in heard(name) if event.kind is SPOKE]
        for name in ("VOYS_2", "SIPGATE", "VOIPZEKER_GROUP", "THREE_CX")
    }
    assert devices == {
        "VOYS_2": ["678"],
        "SIPGATE": ["Alice"],
        "VOIPZEKER_GROUP": ["202"],
        "THREE_CX": ["201"],
    }


def test_names_and_our_own_numbers_come_along() -> None:
    voys, kwebbl = heard("VOYS_1")[0], heard("KWEBBL")[0]
    assert (voys.name_raw, voys.called_raw) == ("Karin", "+31334800000")
    assert (kwebbl.name_raw, kwebbl.called_raw) == ("Karin de Vries", "31334800000")


def test_a_call_that_we_make_is_outbound() -> None:
    for event in heard("VOYS_2_OUT"):
        assert event.direction is Direction.OUTBOUND
        assert event.number_raw == "+31334612045"


def test_whoever_withholds_the_number_leaves_nothing() -> None:
    for event in heard("SIPGATE_WITHHELD"):
        assert event.withheld
        assert event.number_raw == event.name_raw == ""


def test_an_empty_caller_in_a_path_moves_nothing() -> None:
    (event,) = Relayed().hear(said.voipzeker("INCOMING_RINGING", caller=""))
    assert (event.number_raw, event.called_raw) == ("", "201")


def test_a_report_of_3cx_knows_when_it_rang_and_how_long_it_lasted() -> None:
    ended, answered, rang = heard("THREE_CX")
    assert rang.at == NOON - timedelta(seconds=73)
    assert answered.at - rang.at == timedelta(seconds=5)
    assert ended.seconds == 65
    assert ended.name_raw == ""  # a variable that 3CX did not fill


def test_a_report_without_times_that_can_be_read_counts_back_from_now() -> None:
    ended, _answered, rang = Relayed().hear(
        said.report(started="23/11/2026 11:58", answered="", ended="soon")
    )
    assert ended.at - rang.at == timedelta(seconds=65)
    assert ended.at == NOON + timedelta(seconds=1)


def test_news_goes_by_our_own_clock_and_what_was_kept_back_by_the_senders() -> None:
    fresh = Relayed(NOON + timedelta(seconds=90)).hear(said.VOYS_1[0])[0]
    kept_back = Relayed(NOON + timedelta(hours=3)).hear(said.VOYS_1[0])[0]
    old = Relayed(NOON + timedelta(days=30)).hear(said.VOYS_1[0])[0]
    assert fresh.at == NOON + timedelta(seconds=91)
    assert kept_back.at == NOON
    assert old.at == NOON + timedelta(days=30, seconds=1)


def test_sipgate_is_asked_for_answers_and_ends_when_the_relay_is_known() -> None:
    reply = Relayed(relay=RELAY).ask(said.SIPGATE[0])
    assert isinstance(reply, Reply)
    back = f"https://relay.example.nl/cti/{TOKEN}"
    assert reply.body.decode() == (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Response onAnswer="{back}" onHangup="{back}" />'
    )
    assert reply.kind.startswith("application/xml")
    for request in (*said.SIPGATE[1:], said.ZAMMAD[0]):
        other = Relayed(relay=RELAY).ask(request)
        assert isinstance(other, Reply)
        assert other.body == b""


def test_a_relay_with_odd_letters_makes_no_other_xml() -> None:
    reply = Relayed(relay='https://r.example.nl/"><Dial/>').ask(said.SIPGATE[0])
    assert isinstance(reply, Reply)
    assert b"<Dial/>" not in reply.body


@pytest.mark.parametrize("request_", said.ALL[::3])
def test_nothing_is_heard_while_it_is_switched_off(request_: bytes) -> None:
    off = Reception(TOKEN, {HOST})
    head, _, body = request_.partition(b"\r\n\r\n")
    refused = off.hear(head, body, "192.168.20.9")
    assert isinstance(refused, Refusal)
    assert refused.status == 404


@pytest.mark.parametrize("request_", said.ALL[::3])
def test_without_the_token_or_under_another_name_nothing_is_heard(request_: bytes) -> None:
    office = Relayed()
    wrong = office.ask(request_.replace(TOKEN.encode(), b"guessed-token-0000000000"))
    other = office.ask(request_.replace(HOST.encode(), b"evil.example"))
    assert isinstance(wrong, Refusal)
    assert isinstance(other, Refusal)
    assert (wrong.status, other.status) == (404, 421)


@pytest.mark.parametrize("path", ["voys", "cti", "kwebbl", "3cx"])
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"call_id": {}}', b"[" * 60_000, b"9" * 60_000, b"\xff\xfe{"],
)
def test_what_cannot_be_understood_is_answered_all_the_same(path: str, body: bytes) -> None:
    assert Relayed().hear(said.post(path, body)) == ()


def test_a_form_with_very_many_fields_costs_nothing() -> None:
    body = b"event=newCall&callId=1&from=0334612045" + b"&a=b" * 15_000
    assert Relayed().hear(said.post("cti", body, said.FORM)) == ()


def test_only_so_many_calls_are_remembered() -> None:
    office = Relayed()
    for number in range(2000):
        office.hear(said.zammad("newCall", callId=f"z-{number}"))
    (webhook,) = (each for each in office.reception._webhooks.values() if each.path == "cti")
    assert len(webhook._firsts._calls) == 512  # type: ignore[attr-defined]
