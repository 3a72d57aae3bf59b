"""A password is proved by the strongest way that both sides know, and never told."""

import re

import pytest

from mcsys_desktop.telephony.sip import digest, message
from mcsys_desktop.telephony.sip.digest import Challenge, Credentials
from mcsys_desktop.telephony.sip.message import Response
from tests.telephony.sip.messages import UNAUTHORIZED

_HEAD = UNAUTHORIZED.partition(b"WWW-Auth")[0]


def asked(*challenges: str, status: int = 401) -> Challenge | None:
    name = "WWW-Authenticate" if status == 401 else "Proxy-Authenticate"
    fields = "".join(f"{name}: {one}\r\n" for one in challenges)
    data = _HEAD.replace(b"401", str(status).encode()) + fields.encode() + b"\r\n"
    response = message.read(data)
    assert isinstance(response, Response), response
    return digest.challenge(response)


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [  # RFC 7616 3.9.1
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_answers_of_the_standard_come_out(algorithm: str, response: str) -> None:
    found = asked(
        'Digest realm="http-auth@example.org", qop="auth, auth-int", '
        f"algorithm={algorithm}, "
        'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", '
        'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
    )
    assert found is not None
    name, value = Credentials(found, "Mufasa", "Circle of Life").answer(
        "GET", "/dir/index.html", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
    )
    assert name == "authorization"
    assert f'response="{response}"' in value
    assert "nc=00000001" in value
    assert "Circle" not in value


def test_the_strongest_way_is_taken() -> None:
    ways = [f'Digest realm="r", nonce="{way}", algorithm={way}' for way in ("MD5", "SHA-256")]
    found = asked(*ways)
    assert found is not None
    assert found.algorithm == "SHA-256"
    found = asked(*ways, 'Digest realm="r", nonce="n", algorithm=sha-512-256, qop="auth"')
    assert found is not None
    assert found.algorithm == "SHA-512-256"
    _name, value = Credentials(found, "201", "x").answer("REGISTER", "sip:office.test")
    assert re.search(r'response="[0-9a-f]{64}"', value)


def test_several_challenges_in_one_line_and_commas_in_a_realm_are_told_apart() -> None:
    found = asked('Basic realm="x", Digest realm="a, b", nonce="1", Digest nonce="2", stale=TRUE')
    assert found is not None
    assert (found.realm, found.nonce, found.stale) == ("a, b", "1", False)


@pytest.mark.parametrize(
    "challenge",
    [
        'Digest realm="r", nonce="n", qop="auth-int"',
        'Digest realm="r", nonce="n", algorithm=SHA-1',
        'Digest realm="r"',
        'Basic realm="r"',
        "",
        "Digest",
        "Digest " + 'a="b",' * 200 + "!",  # on which a well-known reader hangs
    ],
)
def test_a_challenge_that_cannot_be_answered_is_none(challenge: str) -> None:
    assert asked(challenge) is None


def test_a_proxy_is_answered_in_its_own_field_and_an_old_exchange_in_its_own_way() -> None:
    found = asked('Digest realm="r", nonce="n"', status=407)
    assert found is not None
    name, value = Credentials(found, "201", "x").answer("REGISTER", "sip:office.test")
    assert name == "proxy-authorization"
    assert "qop" not in value
    assert "cnonce" not in value


def test_each_answer_counts_on_and_quotes_are_kept() -> None:
    found = asked('Digest realm="r", nonce="a\\"b", qop="auth"')
    assert found is not None
    credentials = Credentials(found, 'o"k', "x")
    credentials.answer("REGISTER", "sip:a")
    _name, value = credentials.answer("REGISTER", "sip:a")
    assert "nc=00000002" in value
    assert 'username="o\\"k"' in value
    assert 'nonce="a\\"b"' in value
    assert "x" not in repr(credentials).replace("proxy", "")
