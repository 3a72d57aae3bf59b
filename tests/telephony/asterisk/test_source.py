"""Listening to a manager interface on a real socket: passwords, lines that break, dialling."""

import logging
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from mcsys_desktop.core import i18n
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import sources
from mcsys_desktop.telephony.asterisk import session, source
from mcsys_desktop.telephony.asterisk.source import AsteriskSource, password_name
from mcsys_desktop.telephony.asterisk.wire import packet
from mcsys_desktop.telephony.base import SourceState
from mcsys_desktop.telephony.events import EventKind
from tests import certificate
from tests.telephony.asterisk.exchange import ACCOUNT, LOOPBACK, Desk, desk, manager
from tests.telephony.asterisk.recordings import expected, packets, settled, wire


@pytest.fixture(autouse=True)
def _quick_and_english(monkeypatch: pytest.MonkeyPatch) -> None:
    i18n.use("en")
    monkeypatch.setattr(source, "FIRST_WAIT", 0.05)


def test_the_password_never_crosses_the_line() -> None:
    with manager() as office, desk(office) as here:
        assert here.status(SourceState.WORKING).address == f"{LOOPBACK}:{office.port}"
        login = office.asked[1]
    assert login["action"] == "Login"
    assert login["events"] == "call"
    assert "geheim" not in str(office.asked)


def test_a_wrong_password_is_told_and_not_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with manager() as office:
        office.password = "something else"
        with desk(office) as here:
            told = here.status(SourceState.WRONG_PASSWORD)
            assert "refuses the user name or the password of mcsys" in told.error
            for _ in range(20):  # twenty times the pause after which it would try again
                assert here.exchange.running
                here.exchange._thread.join(0.05)  # type: ignore[union-attr] # it runs
            assert here.statuses.empty()
        assert office.logins == 1
    assert "geheim" not in caplog.text


def test_a_phone_system_that_goes_away_is_looked_for_until_it_is_back() -> None:
    with manager() as office, desk(office) as here:
        here.status(SourceState.WORKING)
        line, events = office.there.get(timeout=30), packets("ab_callgroup")
        line.sendall(wire(events[:40]))
        assert [here.event().kind for _telephone in range(2)] == [EventKind.RINGING] * 2
        port = office.port
        office.close()
        assert "lost" in here.status(SourceState.OFF).error
        assert "port is closed" in here.status(SourceState.OFF).error
        with manager(port=port) as back:
            here.status(SourceState.WORKING)
            assert here.event().kind is EventKind.MISSED  # it is not among those that are there
            back.there.get(timeout=30).sendall(wire(packets("queue_simple")))
            heard = [here.event() for _ in range(3)]
            assert settled(heard) == expected("queue_simple")


def test_a_line_that_says_nothing_any_more_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "PING_EVERY", 0.05)
    monkeypatch.setattr(session, "PATIENCE", 0.5)
    with manager() as office, desk(office) as here:
        here.status(SourceState.WORKING)
        while "Ping" not in [asked["action"] for asked in office.asked[-3:]]:
            here.exchange._thread.join(0.02)  # type: ignore[union-attr] # it runs
        assert here.statuses.empty()  # it answers, and all is well
        office.answers_pings = False
        assert "does not answer" in here.status(SourceState.OFF).error


def test_something_else_at_that_port_is_told_to_be_that() -> None:
    with manager() as office:
        office.banner = b"SSH-2.0-OpenSSH_9.2\r\n"
        with desk(office) as here:
            assert "is not the manager interface" in here.status(SourceState.OFF).error
    with manager() as office:
        office.challenges = False
        with desk(office) as here:
            assert "in a way that is not known" in here.status(SourceState.OFF).error


def test_it_is_found_at_no_address_and_looked_for_again() -> None:
    with socket.socket() as door:
        door.bind((LOOPBACK, 0))
        made = Desk(AsteriskSource(replace(ACCOUNT, port=door.getsockname()[1])))
        made.exchange.start([made.source], made.events.put, made.statuses.put)
        assert "keeps trying" in made.status(SourceState.OFF).error
        assert made.exchange.stop()


def test_tls_proves_who_is_there(tmp_path: Path) -> None:
    certificate.write(tmp_path)
    trusted = replace(ACCOUNT, tls=True, authority=str(tmp_path / "server.crt"))
    with manager(tls=tmp_path) as office:
        with desk(office, trusted) as here:
            here.status(SourceState.WORKING)
            office.there.get(timeout=30).sendall(wire(packets("queue_simple")))
            assert settled([here.event() for _ in range(3)]) == expected("queue_simple")
        with desk(office, replace(ACCOUNT, tls=True)) as here:
            assert "is not trusted here" in here.status(SourceState.OFF).error
        with desk(office, replace(ACCOUNT, tls=True, fingerprint="ab" * 32)) as here:
            assert "another certificate" in here.status(SourceState.OFF).error
    with manager() as office, desk(office, trusted) as here:
        assert here.status(SourceState.OFF).error


@pytest.mark.parametrize("value", ["a\r\nb", "a\nb", "a\rb", "a\0b"])
def test_no_field_of_an_action_can_be_two(value: str) -> None:
    with pytest.raises(ValueError, match="line break"):
        packet("Originate", Exten=value)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"host": ""}, "address of the phone system"),
        ({"host": "h\r\nX: 1"}, "not the address"),
        ({"user": ""}, "manager account"),
        ({"user": "a\r\nb"}, "not the user name"),
        ({"password": ""}, "Fill in the password of mcsys"),
        ({"tls": True, "fingerprint": "aa:bb"}, "not complete"),
        ({"tls": True, "authority": "nowhere.pem"}, "not there any more"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_tried(
    changes: dict[str, object], words: str
) -> None:
    made = Desk(AsteriskSource(replace(ACCOUNT, **changes)))  # type: ignore[arg-type] # as named
    made.exchange.start([made.source], made.events.put, made.statuses.put)
    assert words in made.status(SourceState.OFF).error
    assert made.exchange.stop()
    assert made.statuses.empty()


def test_it_is_made_from_the_settings_and_the_password_is_in_none_of_them(tmp_path: Path) -> None:
    settings = Settings()
    settings.change("asterisk_server", "pbx.example.nl")
    settings.change("asterisk_user", "mcsys")
    assert sources.of_office("asterisk", settings) is None
    settings.change("asterisk_enabled", True)
    settings.secrets.put(password_name(settings), "geheim")
    made = sources.of_office("asterisk", settings)
    assert isinstance(made, AsteriskSource)
    assert made.key == "ami:pbx.example.nl"
    assert (made._account.port, made._account.password) == (5038, "geheim")
    assert "geheim" not in repr(made._account)
    settings.change("asterisk_tls", True)
    made = sources.of_office("asterisk", settings)
    assert isinstance(made, AsteriskSource)
    assert made._account.port == 5039
    settings.save(tmp_path)
    assert "geheim" not in (tmp_path / "settings.json").read_text("utf-8")
