"""A stream of bytes is cut into messages, however it is chopped up on the way."""

import pytest

from mcsys_desktop.telephony.sip.message import LARGEST, LONGEST_HEAD
from mcsys_desktop.telephony.sip.stream import Broken, Stream
from tests.telephony.sip.messages import ALL, CANCEL, INVITE, NOTIFY


def test_messages_come_out_as_they_went_in() -> None:
    assert Stream().feed(b"\r\n\r\n".join(ALL)) == list(ALL)


@pytest.mark.parametrize("size", [1, 7, 100])
def test_it_does_not_matter_where_the_network_cuts(size: int) -> None:
    data, stream, found = INVITE + b"\r\n\r\n" + NOTIFY + CANCEL, Stream(), []
    for at in range(0, len(data), size):
        found += stream.feed(data[at : at + size])
    assert found == [INVITE, NOTIFY, CANCEL]


@pytest.mark.parametrize(
    "data",
    [
        b"x" * (LONGEST_HEAD + 1),
        INVITE.replace(b"Content-Length: 5\r\n", b""),
        INVITE.replace(b"Content-Length: 5", b"Content-Length: 5\r\nl: 6"),
        INVITE.replace(b"Content-Length: 5", b"Content-Length: " + str(LARGEST).encode()),
        INVITE.replace(b"Content-Length: 5", b"Content-Length: -1"),
    ],
)
def test_a_stream_whose_messages_cannot_be_told_apart_is_given_up(data: bytes) -> None:
    with pytest.raises(Broken):
        Stream().feed(data)
