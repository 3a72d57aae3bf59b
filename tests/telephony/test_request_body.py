"""The body of a request is read to its end, in whatever pieces, and never beyond a bound."""

import pytest

from mcsys_desktop.telephony import request_body
from mcsys_desktop.telephony.request_body import LONGEST_BODY, Body

CHUNKS = b"4;x=y\r\nWiki\r\nB\r\npedia in 9\n\r\n0\r\nTrailer: 1\r\n\r\nmore"


def fed(body: Body, data: bytes, size: int) -> Body:
    for start in range(0, len(data), size):
        body.feed(data[start : start + size])
    return body


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_chunks_are_put_together_wherever_they_are_cut(size: int) -> None:
    assert fed(Body(None), CHUNKS, size).whole == b"Wikipedia in 9\n"


@pytest.mark.parametrize("size", [1, 3, 100])
def test_a_body_of_known_length_ends_there(size: int) -> None:
    assert fed(Body(5), b"abcdefgh", size).whole == b"abcde"


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"x\r\n", 400),
        (b"-1\r\n", 400),
        (b"2\r\nabc\r\n", 400),
        (b"1" * 300, 400),
        (b"FFFFFFF\r\n", 413),
        (b"1\r\na\r\n" * 40_000, 413),
        (b"10000\r\n" + b"a" * 65_536 + b"\r\n1\r\n", 413),
    ],
)
def test_wrong_chunks_are_refused(data: bytes, status: int) -> None:
    refusal = fed(Body(None), data, 5000).refusal
    assert refusal is not None
    assert refusal.status == status


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"POST / HTTP/1.1\r\nContent-Length: 65537", 413),
        (b"POST / HTTP/1.1\r\nContent-Length: 99999999999999", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: +5", 400),
    ],
)
def test_lengths_that_are_none_are_refused(head: bytes, status: int) -> None:
    refusal = request_body.of(head).refusal
    assert refusal is not None
    assert refusal.status == status


def test_only_a_post_has_a_body() -> None:
    assert request_body.of(b"GET / HTTP/1.1\r\nContent-Length: 5").whole == b""
    assert request_body.of(b"POST / HTTP/1.1\r\nHost: x").whole == b""
    assert not request_body.of(b"POST / HTTP/1.1\r\nContent-Length: %d" % LONGEST_BODY).over
