"""What comes of the messages of RFC 4475: no failure, no hang, and the answer that it asks for."""

import re
import time

import pytest

from mcsys_desktop.telephony.sip import message
from mcsys_desktop.telephony.sip.callers import caller
from mcsys_desktop.telephony.sip.fields import address, way_back
from mcsys_desktop.telephony.sip.message import Refusal, Request, Response
from mcsys_desktop.telephony.sip.stream import Broken, Stream
from tests.telephony.sip.lab import desk
from tests.telephony.sip.messages import Phone
from tests.telephony.sip.test_source import account, small
from tests.telephony.sip.tortures import OPTIONS, READ, REFUSED, TORTUOUS

EVERY = {
    *("wsinv", "intmeth", "esc01", "escnull", "esc02", "lwsdisp", "longreq", "dblreq", "semiuri"),
    *("transports", "mpart01", "unreason", "noreason", "badinv01", "clerr", "ncl", "scalar02"),
    *("scalarlg", "quotbal", "ltgtruri", "lwsruri", "lwsstart", "trws", "escruri", "baddate"),
    *("regbadct", "badaspec", "baddn", "badvers", "mismatch01", "mismatch02", "bigcode"),
    *("badbranch", "insuf", "unkscm", "novelsc", "unksm2", "bext01", "invut", "regaut01"),
    *("multi01", "mcl01", "bcast", "zeromf", "cparam01", "cparam02", "regescrt", "sdp01"),
    "inv2543",
}
NO_REGISTRAR = 405  # whatever a REGISTER holds: nobody registers at a telephone
ANSWERS = {  # the last answer to each request that can be answered; RFC 4475 where it says one
    "wsinv": 481,  # its To has a tag: it belongs to a call that we are not in
    "intmeth": 405,
    "esc01": 100,
    "escnull": NO_REGISTRAR,
    "esc02": 405,  # RE%47IST%45R is not REGISTER
    "lwsdisp": 200,
    "longreq": 100,
    "dblreq": NO_REGISTRAR,
    "semiuri": 200,
    "transports": 200,
    "mpart01": 100,
    "badinv01": 100,
    "quotbal": 100,
    "escruri": 100,  # and what is escaped there is ignored
    "baddate": 100,
    "regbadct": 100,
    "badaspec": 200,
    "baddn": 200,
    "badbranch": 200,
    "unkscm": 416,
    "novelsc": 416,
    "unksm2": NO_REGISTRAR,
    "bext01": 420,
    "invut": 100,  # it is no body of ours: nobody here picks up
    "regaut01": NO_REGISTRAR,
    "zeromf": 200,  # it has arrived
    "cparam01": NO_REGISTRAR,
    "cparam02": NO_REGISTRAR,
    "regescrt": NO_REGISTRAR,
    "sdp01": 100,
    "inv2543": 100,
    "clerr": 400,
    "ncl": 400,
    "scalar02": 400,
    "ltgtruri": 400,
    "lwsruri": 400,
    "lwsstart": 400,
    "trws": 400,
    "badvers": 505,
    "mismatch01": 400,
    "mismatch02": 400,
    "multi01": 400,
    "mcl01": 400,
}
ALL = {name.partition(",")[0]: data for name, data in (READ | REFUSED).items()}
ANSWER = re.compile(rb"SIP/2\.0 (\d{3}) .*^Call-ID: ([^\r]*)", re.DOTALL | re.MULTILINE)
OUR_CALL = re.compile(rb"1-77@192\.0\.2\.8|krom\.1@192\.0\.2\.1")


def test_every_message_of_the_rfc_is_here() -> None:
    assert set(ALL) == EVERY
    assert len(EVERY) == 49


@pytest.mark.parametrize("name", READ)
def test_what_is_allowed_is_read_however_strange(name: str) -> None:
    read = message.read(READ[name])
    assert isinstance(read, Request | Response), (name, read)
    again = message.read(read.wire())
    assert not isinstance(again, Refusal), (name, again)
    assert again.first("call-id") == read.first("call-id")
    if isinstance(read, Request):
        Phone().hear(read)


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_be_read_in_two_ways_is_refused(name: str) -> None:
    refusal = message.read(REFUSED[name])
    assert isinstance(refusal, Refusal), name
    assert refusal.reason
    if refusal.request is not None:
        Phone().incoming.refuse(refusal.request, refusal.status)


def test_a_tortuous_invite_is_understood() -> None:
    read = message.read(TORTUOUS)
    assert isinstance(read, Request)
    sender = address(read.first("from"))
    assert sender is not None
    assert (sender.name, sender.parameters) == ('K de Groot \\"', {"tag": "98b"})
    assert read.sequence == (9, "INVITE")
    assert read.first("nieuwveld") == "nieuwe waarde gaat door"
    via = way_back(read)
    assert via is not None
    assert (via.transport, via.host) == ("UDP", "192.0.2.2")
    assert read.body == b"v=0\r\n"
    assert caller(read).name == 'K de Groot \\"'


def test_each_gets_its_answer_over_a_socket_and_the_next_one_is_heard() -> None:
    with small() as office, desk(account(office)) as phone:
        for name, data in ALL.items():
            office.ring(as_its_own(name, data))
            office.ring(as_its_own(f"after-{name}", OPTIONS))
            said = heard_until(office.answers, name)
            assert said[f"after-{name}"] == 200
            assert said.get(name) == ANSWERS.get(name), name
        assert phone.statuses.empty()  # it is still registered


def as_its_own(name: str, data: bytes) -> bytes:
    """The message with a call and a transaction of this name."""
    return OUR_CALL.sub(name.encode(), data).replace(b"cb3a.1.0", name.encode())


def heard_until(answers: list[bytes], name: str) -> dict[str, int]:
    """The last answer to each call, when the one after ``name`` was answered."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        read = [ANSWER.match(data) for data in list(answers)]  # what we say repeats what is wrong
        said = {one[2].decode(): int(one[1]) for one in read if one}
        if f"after-{name}" in said:
            return said
        time.sleep(0.002)
    raise AssertionError(name)


@pytest.mark.parametrize("name", ALL)
def test_over_a_stream_it_is_cut_the_same_wherever_it_breaks(name: str) -> None:
    def cut(parts: list[bytes]) -> tuple[list[bytes], bool]:
        stream, found = Stream(), []
        try:
            for part in parts:
                found += stream.feed(part)
        except Broken:
            return found, True
        return found, False

    data = ALL[name] + OPTIONS
    whole = cut([data])
    assert cut([data[at : at + 1] for at in range(len(data))]) == whole
    messages, broken = whole
    for each in messages:
        message.read(each)
    assert broken or messages or name == "clerr"  # of which the rest never comes


def test_what_we_do_not_support_is_named() -> None:
    (answer,) = Phone().hear(ALL["bext01"])
    assert answer.first("unsupported") == "nothingSupportsThis, nothingSupportsThisEither"


def test_an_empty_branch_is_no_name_of_a_transaction() -> None:
    read = message.read(ALL["badbranch"])
    assert isinstance(read, Request)
    via = way_back(read)
    assert via is not None
    assert via.branch == ""
