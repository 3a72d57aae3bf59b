"""Dialling by the telephone itself: the address of each brand, its password, and its refusals."""

import threading

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.telephony.dialling.by_handset import BRANDS, HandsetRoute
from mcsys_desktop.telephony.dialling.web import Login
from tests.telephony.dialling.servers import served
from tests.telephony.dialling.test_by_asterisk import HOSTILE

ENDED = threading.Event()
LOGIN = Login("admin", "geheim & zo")
ASKED = {
    "yealink": ("/servlet", {"key": ["number=+31612340987"]}),
    "snom": ("/command.htm", {"number": ["+31612340987"]}),
    "grandstream": (
        "/cgi-bin/api-make_call",
        {
            "phonenumber": ["+31612340987"],
            "account": ["0"],
            "login": ["admin"],
            "password": ["geheim & zo"],
        },
    ),
    "fanvil": ("/cgi-bin/ConfigManApp.com", {"key": ["SPEAKER;0031612340987;ENTER"]}),
}


@pytest.mark.parametrize("digest", [True, False], ids=["digest", "basic"])
@pytest.mark.parametrize("brand", sorted(BRANDS))
def test_each_brand_is_asked_in_its_own_words(brand: str, digest: bool) -> None:
    guarded = {} if brand == "grandstream" else {"user": "admin", "password": LOGIN.password}
    with served(digest=digest, **guarded) as phone:
        HandsetRoute(brand, phone.address, LOGIN).dial("+31612340987", ENDED)
    ((method, path, query, _body),) = phone.asked
    assert method == "GET"
    assert (path, query) == ASKED[brand]


@pytest.mark.parametrize("brand", sorted(BRANDS))
@pytest.mark.parametrize("number", HOSTILE)
def test_what_is_no_number_is_never_dialled(brand: str, number: str) -> None:
    with served() as phone:
        with pytest.raises(UserError, match="cannot be dialled"):
            HandsetRoute(brand, phone.address, LOGIN).dial(number, ENDED)
        assert phone.asked == []


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"user": "admin", "password": "another"}, "does not let this computer dial"),
        ({"status": 403}, "does not let this computer dial"),
        ({"body": b"<html>403 Forbidden"}, "does not let this computer dial"),
        ({"status": 404}, "did not take the number"),
        ({"body": b'{"response": "error", "body": "x"}'}, "did not take the number"),
    ],
)
def test_why_it_does_not_dial_is_said(how: dict[str, object], words: str) -> None:
    with served(**how) as phone, pytest.raises(UserError, match=words):
        HandsetRoute("yealink", phone.address, LOGIN).dial("0612340987", ENDED)


def test_its_password_goes_nowhere_else() -> None:
    with served() as thief, served(redirect="http://127.0.0.1:1/") as phone:
        phone.redirect = f"http://{thief.address}/servlet"
        with pytest.raises(UserError, match="did not take the number"):
            HandsetRoute("yealink", phone.address, LOGIN).dial("0612340987", ENDED)
        assert thief.asked == []
    assert "geheim" not in repr(HandsetRoute("yealink", "phone", LOGIN))


@pytest.mark.parametrize(
    "address", ["", "a b", "ftp://phone", "file:///etc/passwd", "http://phone/x?y", "a@b", "[::1"]
)
def test_an_address_that_is_none_is_said_so(address: str) -> None:
    with pytest.raises(UserError, match="Fill in the address of your telephone"):
        HandsetRoute("yealink", address, LOGIN).dial("0612340987", ENDED)


def test_a_phone_that_is_off_is_said_to_be() -> None:
    with served() as phone:
        address = phone.address
    with pytest.raises(UserError, match="Look whether it is on"):
        HandsetRoute("snom", address, LOGIN).dial("0612340987", ENDED)
