"""What is no call, or damaged beyond reading, is refused without harm."""

import random
import unicodedata
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcsys_desktop.core import phone
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.handsets import Handsets
from tests.telephony.office import Office, request
from tests.telephony.transcripts import ALL, GRANDSTREAM, HOST, TOKEN


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (request("ring", "remote=1", token="wrong-token-0123456789"), 404),
        (request("ring", "remote=1", token=TOKEN + "x"), 404),
        (request("ring", "remote=1", token=""), 404),
        (request("dance", "remote=1"), 400),
        (request("ring", "remote=1", host="evil.example"), 421),
        (b"GET /phone/invented-token-0123456789/ring HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 421),
        (b"POST /phone/invented-token-0123456789/ring HTTP/1.1\r\n\r\n", 405),
        (b"GET / HTTP/1.1\r\nHost: 192.168.20.5\r\n\r\n", 404),
        (b"GET /favicon.ico HTTP/1.1\r\n\r\n", 404),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        (b"", 400),
        (b"GET", 404),
        (request("ring", "&".join(f"f{'x' * n}=1" for n in range(21))), 400),
        (request("ring", "name=" + "x" * 4200), 414),
        (request("ring", "") + b"X: " + b"y" * 9000, 431),
    ],
)
def test_what_is_not_for_us_is_refused(office: Office, head: bytes, status: int) -> None:
    refusal = office.refuse(head)
    assert refusal.status == status
    assert "token-" not in refusal.reason
    assert office.handsets.refusal(head) == refusal


def test_a_request_without_a_host_or_version_is_heard(office: Office) -> None:
    head = b"GET /phone/invented-token-0123456789/ring?remote=0612345678&name=Jan de Boer\r\n"
    event = office.hear(head)
    assert (event.number_raw, event.name_raw) == ("0612345678", "Jan de Boer")


def test_asking_for_the_refusal_begins_no_call(office: Office) -> None:
    assert office.handsets.refusal(GRANDSTREAM["ring"]) is None
    office.after(15)
    assert office.hear(GRANDSTREAM["missed"]).number_raw == "0334801173"


def test_no_token_is_no_listener() -> None:
    with pytest.raises(ValueError, match="token"):
        Handsets("", {HOST})


def test_many_handsets_and_calls_take_no_more_room(office: Office) -> None:
    for number in range(600):
        for again in range(3):
            office.hear(request("ring", f"mac={number:012x}&id={again}&remote=06{number:08}"))
    for again in range(100):
        office.hear(request("ring", f"mac=001fc11a8b6c&id={again}&remote=0612345678"))
    remembered = office.handsets._calls._handsets
    assert len(remembered) <= 257
    assert max(len(calls) for calls in remembered.values()) <= 33


def test_thousands_of_damaged_requests_do_no_harm(office: Office) -> None:
    chance = random.Random(20)
    heard = 0
    for _ in range(6000):
        head = bytearray(chance.choice(ALL))
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(head))
            match chance.randrange(4):
                case 0:
                    head[at] = chance.randrange(256)
                case 1:
                    del head[at : at + chance.randint(1, 30)]
                case 2:
                    head[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 9)))
                case _:
                    head[at:at] = head[: chance.randint(1, 60)]
            head = head or bytearray(b"G")
        office.after(chance.random() * 20)
        result = office.handsets.hear(bytes(head), "192.168.20.31")
        if isinstance(result, CallEvent):
            heard += 1
            check(result)
        else:
            assert result.status in (400, 404, 405, 414, 421, 431)
    assert heard > 500  # much damage is harmless, and those calls are heard


@given(st.binary(max_size=300), st.sampled_from(ALL), st.integers(0, 200))
def test_no_bytes_make_the_reader_raise(noise: bytes, head: bytes, at: int) -> None:
    office = Office()
    for damaged in (noise, head[:at] + noise, head[:at] + noise + head[at:]):
        result = office.handsets.hear(damaged, "192.168.20.31")
        if isinstance(result, CallEvent):
            check(result)


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_as_a_name_or_number_is_kept_harmless(name: str, number: str) -> None:
    query = f"mac=001fc11a8b6c&id=1&remote={number}&name={name}"
    line = request("ring", "").replace(b"?", b"?" + query.encode("utf-8", "replace"), 1)
    result = Office().handsets.hear(line, "192.168.20.31")
    if isinstance(result, CallEvent):
        check(result)


def check(event: CallEvent) -> None:
    """What the rest of the program may rely on."""
    for text in (event.source, event.external_id, event.number_raw, event.name_raw, event.reason):
        assert len(text) <= 140
        assert not {unicodedata.category(sign) for sign in text} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert event.external_id
    assert event.at.tzinfo is UTC
    if event.withheld:
        assert event.number_raw == event.name_raw == ""
    phone.parse(event.number_raw)
