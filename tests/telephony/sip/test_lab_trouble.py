"""With a real exchange, when something is wrong: it goes away, it refuses, or all call at once."""

import gc
import queue
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from mcsys_desktop.core import i18n
from mcsys_desktop.telephony.base import SourceState
from mcsys_desktop.telephony.events import EventKind
from mcsys_desktop.telephony.sip import session, source, standing
from tests.telephony.sip import lab

pytestmark = lab.needed


@pytest.fixture(autouse=True)
def _speak_english() -> None:
    i18n.use("en")


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A telephone that notices at once what takes half a minute in an office."""
    monkeypatch.setattr(session, "KEEP_ALIVE", 0.2)
    monkeypatch.setattr(source, "FIRST_WAIT", 0.2)


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_an_exchange_that_starts_again_is_found_again(tmp_path: Path, transport: str) -> None:
    with lab.registrar(tmp_path) as office, lab.desk(office.account(transport)) as desk:
        office.stop()
        assert office.account(transport).server in desk.status(SourceState.OFF).error
        office.start()
        desk.status(SourceState.WORKING)
        with office.caller("caller_cancel") as caller:
            events = desk.until(EventKind.MISSED)
            caller.done()
    assert [event.kind for event in events] == [EventKind.RINGING, EventKind.MISSED]


@pytest.mark.usefixtures("_impatient")
def test_what_rings_when_the_exchange_dies_is_lost_and_not_missed(tmp_path: Path) -> None:
    with (
        lab.registrar(tmp_path) as office,
        lab.desk(office.account("tcp")) as desk,
        office.caller("caller_cancel"),
    ):
        assert desk.event().kind is EventKind.RINGING
        office.stop()
        assert desk.event().kind is EventKind.LOST


def test_a_wrong_password_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "FIRST_WAIT", 0.05)
    monkeypatch.setattr(source, "FIRST_WAIT", 0.05)
    with lab.registrar(tmp_path) as office:
        account = office.account(password="geheim202")
        with lab.desk(account, registered=False) as desk:
            said = desk.status(SourceState.WRONG_PASSWORD)
            with pytest.raises(queue.Empty):
                desk.statuses.get(timeout=1.0)  # it tries nothing more
    assert "password of 201" in said.error
    assert "geheim" not in said.error


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    with lab.registrar(tmp_path) as office:
        with lab.desk(office.account("tls", authority=""), registered=False) as desk:
            assert "is not trusted here" in desk.status(SourceState.OFF).error
        wrong = office.account("tls", authority="", fingerprint="00" * 32)
        with lab.desk(wrong, registered=False) as desk:
            assert "another certificate" in desk.status(SourceState.OFF).error
        shown = x509.load_pem_x509_certificate((tmp_path / "server.crt").read_bytes())
        print_of_it = sha256(shown.public_bytes(Encoding.DER)).hexdigest()
        with lab.desk(office.account("tls", authority="", fingerprint=print_of_it)):
            pass


def test_sixty_calls_in_three_seconds_are_all_heard_and_none_twice(tmp_path: Path) -> None:
    many = ("-m", "60", "-r", "20", "-rp", "1000", "-l", "60")
    with (
        lab.registrar(tmp_path) as office,
        lab.desk(office.account()) as desk,
        office.caller("caller_cancel", *many) as callers,
    ):
        callers.done()
        events = [desk.event() for _ in range(120)]
        with pytest.raises(queue.Empty):
            desk.events.get(timeout=1.0)
    counted = Counter((event.external_id, event.kind) for event in events)
    assert set(counted.values()) == {1}
    assert len({event.external_id for event in events}) == 60
    assert Counter(event.kind for event in events) == {EventKind.RINGING: 60, EventKind.MISSED: 60}


def test_a_desk_that_is_closed_signs_off_and_lets_others_ring(tmp_path: Path) -> None:
    with (
        lab.registrar(tmp_path) as office,
        office.handset() as phone,
        lab.desk(office.account(rings=True)) as desk,
        office.caller("caller_answered") as caller,
    ):
        assert desk.event().kind is EventKind.RINGING
        assert desk.exchange.stop()  # while it rings; the other telephone rings on
        caller.done()
        phone.done()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files on Linux")
@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_registering_and_signing_off_leaks_nothing(tmp_path: Path, transport: str) -> None:
    def count() -> int:
        gc.collect()
        return sum(1 for _ in Path("/proc/self/fd").iterdir())

    with lab.registrar(tmp_path) as office:
        with lab.desk(office.account(transport)):
            pass
        before = count()
        for _ in range(5):
            with lab.desk(office.account(transport)):
                pass
        assert count() <= before
