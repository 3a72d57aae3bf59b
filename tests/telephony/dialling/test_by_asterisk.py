"""Dialling by Asterisk over a connection of its own: what is asked, and why nobody is called."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.telephony.asterisk.account import Account
from mcsys_desktop.telephony.dialling import by_asterisk as dialling
from mcsys_desktop.telephony.dialling.by_asterisk import ManagerRoute
from tests import certificate
from tests.telephony.asterisk.exchange import ACCOUNT, SmallAsterisk, manager

ENDED = threading.Event()
HOSTILE = [
    "",
    "1",
    "06\r\nAction: Command",
    "0612345678\n",
    "020 1234567",
    "*21*0900123456#",
    "9" * 21,
    "٠٦١٢",
    "a1",
    "1,2",
    "+",
    "+31+612345678",
]


def at(office: SmallAsterisk, account: Account = ACCOUNT) -> ManagerRoute:
    return ManagerRoute(replace(account, port=office.port))


def test_the_phone_at_this_desk_rings_first() -> None:
    with manager() as office:
        at(office).dial("+31201234567", ENDED)
    asked = office.asked[-1]
    assert (asked["action"], asked["channel"], asked["exten"]) == (
        "Originate",
        "PJSIP/201",
        "+31201234567",
    )
    assert (asked["context"], asked["async"]) == ("from-internal", "true")


def test_it_logs_in_with_tls_where_that_is_asked(tmp_path: Path) -> None:
    certificate.write(tmp_path)
    trusted = replace(ACCOUNT, tls=True, authority=str(tmp_path / "server.crt"))
    with manager(tls=tmp_path) as office:
        at(office, trusted).dial("0201234567", ENDED)
        with pytest.raises(UserError, match="another certificate"):
            at(office, replace(ACCOUNT, tls=True, fingerprint="ab" * 32)).dial("020123", ENDED)
    assert [one["exten"] for one in office.asked if one["action"] == "Originate"] == ["0201234567"]


@pytest.mark.parametrize("number", HOSTILE)
def test_what_is_no_number_is_never_dialled(number: str) -> None:
    with manager() as office:
        with pytest.raises(UserError, match="cannot be dialled"):
            at(office).dial(number, ENDED)
        assert office.asked == []


@pytest.mark.parametrize(
    ("goes_on", "words"),
    [
        ("Response: Failure\r\nReason: 3", "Your phone does not answer"),
        ("Response: Failure\r\nReason: 1", "Your phone does not answer"),
        ("Response: Failure\r\nReason: 5", "Your phone is busy"),
        ("Response: Failure\r\nReason: 8", "Your phone is busy"),
        ("Response: Failure\r\nReason: 0", "refuses to dial"),
    ],
)
def test_what_became_of_the_phone_here_is_said(goes_on: str, words: str) -> None:
    with manager() as office:
        office.goes_on = goes_on
        with pytest.raises(UserError, match=words):
            at(office).dial("0201234567", ENDED)


def test_why_nothing_is_dialled_is_said() -> None:
    with pytest.raises(UserError, match="which phone stands"):
        ManagerRoute(replace(ACCOUNT, channel="")).dial("0201234567", ENDED)
    for channel in ("PJSIP/201\r\nApplication: System", "201", "PJSIP/201&PJSIP/202"):
        with pytest.raises(UserError, match="is not a phone"):
            ManagerRoute(replace(ACCOUNT, channel=channel)).dial("0201234567", ENDED)
    with manager() as office, pytest.raises(UserError, match="refuses to dial"):
        at(office, replace(ACCOUNT, channel="PJSIP/999")).dial("0201234567", ENDED)
    with pytest.raises(UserError, match="Dial by hand"):
        at(office).dial("0201234567", ENDED)
    with manager() as office:
        office.banner = b"220 mail.example.nl ESMTP\r\n"
        with pytest.raises(UserError, match="is not the manager interface"):
            at(office).dial("0201234567", ENDED)


def test_a_password_that_was_refused_is_not_tried_again() -> None:
    with manager() as office:
        office.password = "a new one"
        route = at(office)
        for _press in range(3):
            with pytest.raises(UserError, match="refuses the user name or the password"):
                route.dial("0201234567", ENDED)
        assert office.logins == 1, "most phone systems shut the office out after a few"
        other = at(office, replace(ACCOUNT, password="a new one"))
        assert other != route
        other.dial("0201234567", ENDED)


def test_a_phone_system_that_falls_silent_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dialling, "PATIENCE", 0.5)
    with manager() as office:
        office.challenges = False
        with pytest.raises(UserError, match="not known"):
            at(office).dial("0201234567", ENDED)


def test_the_end_of_the_program_waits_for_nobody_to_pick_up() -> None:
    ended = threading.Event()
    with manager() as office:
        office.goes_on = ""
        asked = threading.Thread(target=at(office).dial, args=("0201234567", ended))
        asked.start()
        office.there.get(timeout=30)
        ended.set()
        asked.join(30)
        assert not asked.is_alive()
