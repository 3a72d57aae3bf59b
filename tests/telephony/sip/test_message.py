"""SIP messages are read in every form that is allowed, and refused with a reason in every other."""

import pytest

from mcsys_desktop.telephony.sip import message
from mcsys_desktop.telephony.sip.fields import address, marked, split, uri, way_back
from mcsys_desktop.telephony.sip.message import Refusal, Request, Response, respond
from tests.telephony.sip.messages import INVITE, UNAUTHORIZED, lines, request

SHORT = lines(
    """INVITE sip:201@192.168.20.5 SIP/2.0
v: SIP/2.0/UDP 192.168.20.2;branch=z9hG4bK7,
 SIP/2.0/UDP 192.0.2.8
f : "De Vries, K."
\t<sip:1@office.test> ; tag = x
T: <sip:201@office.test>
i: 9
CSEQ:   0007
  INVITE
l: 0

"""
)


def refused(data: bytes) -> Refusal:
    read = message.read(data)
    assert isinstance(read, Refusal), read
    return read


def test_short_names_folded_lines_and_blanks_are_understood() -> None:
    read = request(SHORT)
    assert read.first("call-id") == "9"
    assert read.sequence == (7, "INVITE")
    found = address(read.first("from"))
    assert found is not None
    assert (found.name, found.uri, found.parameters) == (
        "De Vries, K.",
        "sip:1@office.test",
        {"tag": "x"},
    )
    via = way_back(read)
    assert via is not None
    assert (via.host, via.branch) == ("192.168.20.2", "z9hG4bK7")
    assert len(split(read.first("via"))) == 2


def test_what_was_read_is_written_as_it_was() -> None:
    read = request(INVITE)
    assert message.read(read.wire()) == read
    assert read.all("p-asserted-identity")[1] == "<tel:+31201234567>"
    assert read.body == b"v=0\r\n"


def test_a_response_is_read() -> None:
    read = message.read(UNAUTHORIZED)
    assert isinstance(read, Response)
    assert (read.status, read.phrase, len(read.all("www-authenticate"))) == (401, "Unauthorized", 2)
    bare = message.read(UNAUTHORIZED.replace(b"401 Unauthorized", b"401"))
    assert isinstance(bare, Response)


def test_bytes_that_are_no_utf8_are_still_a_name() -> None:
    found = address(request(INVITE.replace(b"Bakkerij", b"Caf\xe9")).first("from"))
    assert found is not None
    assert found.name == "Café Jansen"


def test_nothing_in_a_message_can_begin_a_line_of_ours() -> None:
    hostile = INVITE.replace(b"z9hG4bK-77-1", b"z9hG4bK-77-1\rX-Evil: 1\0")
    answer = respond(request(hostile), 486 - 6, "tag").wire()
    assert b"\rX-Evil" not in answer
    assert b"\0" not in answer


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b" SIP/2.0\r\nRecord", b" SIP/3.0\r\nRecord", "another version"),
        (b"INVITE sip", b"INVITE  sip", "the address in the first line"),
        (b"sip:201@192.168.20.5:40001 ", b"<sip:201@192.168.20.5:40001> ", "the address"),
        (b"Call-ID: 1-77@192.0.2.8\r\n", b"", "not one call-id"),
        (b"Call-ID: 1", b"i: 2\r\nCall-ID: 1", "not one call-id"),
        (b"CSeq: 1 INVITE", b"CSeq: 1 OPTIONS", "cseq"),
        (b"CSeq: 1 INVITE", b"CSeq: 36893488147419103232 INVITE", "cseq"),
        (b"CSeq: 1 INVITE", b"CSeq: -1 INVITE", "cseq"),
        (b"Content-Length: 5", b"Content-Length: 9999", "length"),
        (b"Content-Length: 5", b"Content-Length: -5", "length"),
        (b"Content-Length: 5", b"Content-Length: 5\r\nl: 4", "length"),
    ],
)
def test_what_cannot_be_told_apart_is_refused_and_answered(
    old: bytes, new: bytes, reason: str
) -> None:
    assert old in INVITE
    refusal = refused(INVITE.replace(old, new))
    assert reason in refusal.reason
    assert refusal.status in (400, 505)
    assert refusal.request is not None
    assert b"SIP/2.0 " in respond(refusal.request, refusal.status, "t").wire()


def test_what_is_no_sip_or_too_much_of_it_is_refused() -> None:
    assert refused(b"").reason == "the head has no end"
    assert refused(b"GET / HTTP/1.1\r\n\r\n").reason == "the first line is not SIP"
    assert refused(b"\xff" * 100 + b"\r\n\r\n").request is None
    assert refused(INVITE + b"x" * 70_000).status == 513
    assert refused(INVITE.replace(b"Max-F", b"X: " + b"y" * 20_000 + b"\r\nMax-F")).status == 400
    assert refused(INVITE.replace(b"Max-F", b"X: y\r\n" * 300 + b"Max-F")).status == 400


def test_an_ack_is_never_answered() -> None:
    ack = INVITE.replace(b"INVITE", b"ACK").replace(b"Call-ID: 1-77@192.0.2.8\r\n", b"")
    assert refused(ack).request is None


def test_a_line_that_is_no_field_is_passed_over() -> None:
    assert request(INVITE.replace(b"Max-F", b"nonsense\r\n: x\r\nMax-F")).first("max-forwards")


@pytest.mark.parametrize(
    ("text", "user", "host", "port"),
    [
        ("sip:201@10.0.0.9:5070;transport=tcp", "201", "10.0.0.9", 5070),
        ("SIPS:201@[fd00::7]:5061", "201", "[fd00::7]", 5061),
        ("sip:0201234567:geheim@h.example", "0201234567", "h.example", None),
        ("sip:a;b=c@h.example?subject=x", "a;b=c", "h.example", None),
        ("sip:pbx_1", "", "pbx_1", None),
        ("tel:+31-20-1234567", "+31-20-1234567", "", None),
    ],
)
def test_an_address_is_taken_apart(text: str, user: str, host: str, port: int | None) -> None:
    found = uri(text)
    assert found is not None
    assert (found.user, found.host, found.port) == (user, host, port)


@pytest.mark.parametrize("text", ["", "sip:", "sip:a b@h", "http://h", "sip:x@[::", "tel:", "*"])
def test_what_is_no_address_is_none(text: str) -> None:
    assert uri(text) is None


def test_where_a_request_really_came_from_is_written_into_its_way_back() -> None:
    asked = request(INVITE.replace(b";branch=z9hG4bKcb3a", b";rport;branch=z9hG4bKcb3a"))
    first = marked(asked, "192.0.2.1", 6060).first("via")
    assert ";rport=6060;" in first
    assert first.endswith(";received=192.0.2.1")
    assert marked(request(INVITE), "192.168.20.2", 5060) == request(INVITE)


def test_a_request_is_a_request() -> None:
    assert isinstance(request(INVITE), Request)
