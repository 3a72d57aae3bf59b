"""Dialling by Voys, against a small provider of our own that keeps to what theirs says."""

import threading
from dataclasses import replace

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.telephony.dialling import by_voys as voys
from mcsys_desktop.telephony.dialling.by_voys import VoysRoute
from tests.telephony.dialling.servers import Served, served
from tests.telephony.dialling.test_by_asterisk import HOSTILE

ENDED = threading.Event()
TAKEN = b'{"callid": "ab12-cd", "status": "dialing_a"}'
ROUTE = VoysRoute("anna@example.nl", "0123456789abcdef")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voys, "ASK_AGAIN", 0.01)
    monkeypatch.setattr(voys, "LOOK", 0.01)


def at(provider: Served, route: VoysRoute = ROUTE) -> VoysRoute:
    return replace(route, address=f"http://{provider.address}/api/clicktodial/")


def test_a_token_goes_to_one_address_only() -> None:
    assert ROUTE.address == "https://api.voipgrid.nl/api/clicktodial/"
    assert "0123456789abcdef" not in repr(ROUTE)


def test_the_number_is_asked_for_and_followed_until_the_phone_here_is_picked_up() -> None:
    with served(body=TAKEN, statuses=["dialing_a", "confirm", "dialing_b", "never"]) as provider:
        at(provider, replace(ROUTE, extension="201")).dial("+31612340987", ENDED)
    (method, path, _query, body), *after = provider.asked
    assert (method, path) == ("POST", "/api/clicktodial/")
    assert body == {"b_number": "+31612340987", "a_number": "201"}
    assert [path for _method, path, _query, _body in after] == ["/api/clicktodial/ab12-cd/"] * 3
    assert set(provider.tokens) == {"Token anna@example.nl:0123456789abcdef"}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("failed_a", "Your phone does not answer"),
        ("failed_b", "could not reach that number"),
        ("blacklisted", "does not let this number be called"),
    ],
)
def test_what_became_of_it_is_said(status: str, words: str) -> None:
    on = {"body": TAKEN, "statuses": ["dialing_a", status]}
    with served(**on) as provider, pytest.raises(UserError, match=words):
        at(provider).dial("0612340987", ENDED)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"status": 401}, "refuses your token"),
        ({"status": 403}, "refuses your token"),
        ({"status": 429}, "asked too often"),
        ({"status": 400}, "did not take the number"),
        ({"status": 500}, "did not take the number"),
        ({"redirect": "http://127.0.0.1:1/"}, "did not take the number"),
    ],
)
def test_why_it_does_not_dial_is_said(how: dict[str, object], words: str) -> None:
    with served(**how) as provider, pytest.raises(UserError, match=words):
        at(provider).dial("0612340987", ENDED)


@pytest.mark.parametrize("body", [b"", b"[1]", b"<html>", b'{"callid": "../x"}', b'{"callid": 5}'])
def test_an_answer_that_says_nothing_is_no_fault(body: bytes) -> None:
    with served(body=body) as provider:
        at(provider).dial("0612340987", ENDED)


@pytest.mark.parametrize("number", HOSTILE)
def test_what_is_no_number_is_never_dialled(number: str) -> None:
    with served(body=TAKEN) as provider:
        with pytest.raises(UserError, match="cannot be dialled"):
            at(provider).dial(number, ENDED)
        assert provider.asked == []


def test_without_a_token_nothing_is_asked() -> None:
    with pytest.raises(UserError, match="Fill in your user and your token"):
        replace(ROUTE, token="").dial("0612340987", ENDED)
    for wrong in ("with\r\nX: header", "short", "with space in it", "ü" * 20):
        with pytest.raises(UserError, match="cannot be right"):
            replace(ROUTE, token=wrong).dial("0612340987", ENDED)
    with pytest.raises(UserError, match="cannot be right"):
        replace(ROUTE, user="anna:bob@example.nl").dial("0612340987", ENDED)
