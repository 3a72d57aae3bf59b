"""Our telephone against an exchange of a few lines, on every system; and what it says of itself."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mcsys_desktop.core import i18n
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import sources
from mcsys_desktop.telephony.base import SourceState
from mcsys_desktop.telephony.events import EventKind
from mcsys_desktop.telephony.sip import message, source
from mcsys_desktop.telephony.sip.account import Account, place
from mcsys_desktop.telephony.sip.message import Request, respond
from mcsys_desktop.telephony.sip.source import SipSource, password_name
from tests.telephony.sip.lab import desk
from tests.telephony.sip.messages import ACCOUNT, CANCEL, INVITE


@pytest.fixture(autouse=True)
def _speak_english(monkeypatch: pytest.MonkeyPatch) -> None:
    i18n.use("en")
    monkeypatch.setattr(source, "FIRST_WAIT", 0.05)


class Small:
    """An exchange on one UDP port: admits everybody, or answers what it is told to."""

    def __init__(self, host: str, status: int = 200) -> None:
        self._box = socket.socket(
            socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM
        )
        self._box.bind((host, 0))
        self._box.settimeout(20)
        self.host, self.port = self._box.getsockname()[:2]
        self.status = status
        self.asked: list[Request] = []
        self.answers: list[bytes] = []
        self._phone: object = None
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            data, sender = self._box.recvfrom(65_535)
            if data == b"end":
                return
            read = message.read(data)
            if isinstance(read, Request):
                self.asked.append(read)
                self._phone = sender
                self._box.sendto(respond(read, self.status, "t").wire(), sender)
            elif data.strip():
                self.answers.append(data)

    def ring(self, data: bytes) -> None:
        assert isinstance(self._phone, tuple)
        self._box.sendto(data, self._phone)

    def close(self) -> None:
        with socket.socket(self._box.family, socket.SOCK_DGRAM) as knock:
            knock.sendto(b"end", self._box.getsockname())
        self._thread.join()
        self._box.close()


@contextlib.contextmanager
def small(host: str = "127.0.0.1", status: int = 200) -> Iterator[Small]:
    made = Small(host, status)
    try:
        yield made
    finally:
        made.close()


def account(office: Small) -> Account:
    return replace(ACCOUNT, host=office.host, port=office.port)


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as box:
            box.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_it_registers_rings_and_signs_off(host: str) -> None:
    if ":" in host and not has_ipv6():
        pytest.skip("this machine has no IPv6")
    with small(host) as office:
        with desk(account(office)) as phone:
            office.ring(INVITE)
            assert phone.event().kind is EventKind.RINGING
            office.ring(CANCEL)
            assert phone.event().kind is EventKind.MISSED
        first, last = office.asked[0], office.asked[-1]
    assert first.first("expires") == "300"
    assert last.first("expires") == "0"
    wanted = f"[{host}]" if ":" in host else host
    assert f"<sip:201@{wanted}:" in first.first("contact")


def test_how_it_is_is_told_in_words() -> None:
    with small() as office:
        with desk(account(office)) as phone:
            assert phone.statuses.empty()
        office.status = 403
        with desk(account(office), registered=False) as phone:
            assert "refuses" in phone.status(SourceState.WRONG_PASSWORD).error
        office.status = 503
        with desk(account(office), registered=False) as phone:
            assert "(answer 503)" in phone.status(SourceState.OFF).error


def test_an_exchange_that_is_not_there_is_looked_for_again() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as box:
        box.bind(("127.0.0.1", 0))
        port = box.getsockname()[1]
    with desk(replace(ACCOUNT, host="127.0.0.1", port=port), registered=False) as phone:
        assert "keeps trying" in phone.status(SourceState.OFF).error
    nowhere = replace(ACCOUNT, host="no-such-exchange.invalid")
    with desk(nowhere, registered=False) as phone:
        assert "no-such-exchange.invalid" in phone.status(SourceState.OFF).error


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"host": ""}, "address of the phone system"),
        ({"host": "a b"}, "not the address"),
        ({"host": "h\r\nX: 1"}, "not the address"),
        ({"domain": "<evil>"}, "not the address"),
        ({"user": ""}, "user name"),
        ({"user": "2 01"}, "not a user name"),
        ({"watched": ("20>2",)}, "not a user name or an extension"),
        ({"password": ""}, "Fill in the password of 201"),
        ({"transport": "tls", "fingerprint": "aa:bb"}, "not complete"),
        ({"transport": "tls", "authority": "nowhere.pem"}, "not there any more"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_tried(
    changes: dict[str, object], words: str
) -> None:
    wrong = replace(ACCOUNT, **changes)  # type: ignore[arg-type] # names as above
    with desk(wrong, registered=False) as phone:
        assert words in phone.status(SourceState.OFF).error
        assert phone.statuses.empty()


def test_a_file_that_holds_no_certificate_is_named(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    wrong = replace(ACCOUNT, host="127.0.0.1", transport="tls", authority=str(tmp_path / "ca.pem"))
    with desk(wrong, registered=False) as phone:
        assert "holds none" in phone.status(SourceState.OFF).error


def test_it_is_made_from_the_settings_and_the_password_is_in_none_of_them(tmp_path: Path) -> None:
    settings = Settings()
    settings.change("sip_server", "pbx.example.nl")
    settings.change("sip_transport", "tls")
    settings.change("sip_user", "201")
    assert sources.of_office("sip", settings) is None
    settings.change("sip_enabled", True)
    settings.secrets.put(password_name(settings), "geheim201")
    made = sources.of_office("sip", settings)
    assert isinstance(made, SipSource)
    assert made.key == "sip:201@pbx.example.nl"
    assert (made._account.port, made._account.password) == (5061, "geheim201")
    assert len(settings.sip_instance) == 36
    settings.save(tmp_path)
    assert "geheim201" not in (tmp_path / "settings.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "transport", "found"),
    [
        ("pbx.example.nl", "udp", ("pbx.example.nl", 5060)),
        (" sip:10.0.0.9:5070 ", "tls", ("10.0.0.9", 5070)),
        ("[fd00::7]:5071", "tcp", ("fd00::7", 5071)),
        ("fd00::7", "tls", ("fd00::7", 5061)),
        ("pbx:99999", "udp", ("pbx:99999", 5060)),
        ("", "udp", ("", 5060)),
    ],
)
def test_an_address_is_read_as_people_type_it(
    text: str, transport: str, found: tuple[str, int]
) -> None:
    assert place(text, transport) == found
