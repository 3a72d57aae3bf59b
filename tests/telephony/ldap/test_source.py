"""Telephones search the phone book at a real socket, and OpenLDAP's own client with them."""

import queue
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from mcsys_desktop.core import i18n
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import sources
from mcsys_desktop.telephony.base import SourceState, SourceStatus
from mcsys_desktop.telephony.exchange import Exchange
from mcsys_desktop.telephony.ldap import ber, source
from mcsys_desktop.telephony.ldap.source import BASE, LOGIN, DirectorySource
from tests.telephony.ldap.asking import PASSWORD as SECRET
from tests.telephony.ldap.asking import Lent, bind, lent, present, read, search, yealink
from tests.telephony.lines import LOOPBACK, PATIENCE, read_all

NUMBERS = "(|(telephoneNumber={0})(mobile={0})(homePhone={0}))"


@pytest.fixture(autouse=True)
def _speak_english() -> None:
    i18n.use("en")


@contextmanager
def answering(book: Lent | None = None) -> Iterator[int]:
    """A directory on a free port."""
    exchange, statuses = Exchange(), queue.Queue[SourceStatus]()
    made = DirectorySource(LOOPBACK, 0, {"telephone": SECRET})
    made.lend(book or lent())
    exchange.start([made], lambda _event: None, statuses.put)
    try:
        while statuses.get(timeout=PATIENCE).state is not SourceState.WORKING:
            pass
        assert made.bound is not None
        yield made.bound[1]
    finally:
        assert exchange.stop()


def ask(phone: socket.socket, question: bytes) -> bytes:
    """The whole answer to one question."""
    phone.sendall(question)
    answer, at = b"", 0
    while read(answer[:at])[1] < 0:
        while size := ber.size(answer[at:]):
            at += size
        if read(answer[:at])[1] < 0:
            answer += phone.recv(65_536)
    return answer


def connect(port: int) -> socket.socket:
    return socket.create_connection((LOOPBACK, port), timeout=PATIENCE)


def test_a_telephone_asks_over_one_connection_call_after_call() -> None:
    with answering() as port, connect(port) as phone:
        assert read(ask(phone, bind()))[1] == 0
        for number in ("0612345678", "+31612345678", "0031612345678"):
            found, code = read(ask(phone, search(yealink(number), "sn")))
            assert (list(found.values()), code) == ([{"sn": ["de Vries"]}], 0)


def test_a_question_may_come_in_single_bytes_and_two_in_one_piece() -> None:
    with answering() as port, connect(port) as phone:
        phone.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in bind():
            phone.sendall(bytes([byte]))
        both = search(yealink("0612345678"), "cn")
        phone.sendall(both + both)
        phone.shutdown(socket.SHUT_WR)
        assert read_all(phone).count(b"Karin") == 2


def test_whoever_speaks_something_else_is_hung_up_on() -> None:
    with answering() as port, connect(port) as phone:
        phone.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"1.3.6.1.4.1.1466.20036" in read_all(phone)


def test_somebody_who_says_nothing_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "STRANGER_SECONDS", 0.1)
    with answering() as port, connect(port) as phone:
        assert read_all(phone) == b""


def test_passwords_cannot_be_tried_quickly(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(source, "WRONG_SECONDS", 0.01)
    with answering() as port, connect(port) as phone:
        phone.sendall(bind(password="a guess") * 9)
        answer = read_all(phone)
    assert answer.count(b"\x0a\x01\x31") == source.MOST_WRONG  # code 49
    assert "a guess" not in caplog.text


def test_one_address_cannot_take_every_connection() -> None:
    with answering() as port:
        taken = [connect(port) for _time in range(source.MOST_OF_ONE)]
        time.sleep(0.2)
        with connect(port) as phone:
            assert read_all(phone) == b""
        for one in taken:
            one.close()


@pytest.mark.skipif(not shutil.which("ldapsearch"), reason="OpenLDAP's client is not here")
@pytest.mark.parametrize("number", ["0612345678", "+31612345678", "0031612345678", "0612345678*"])
def test_openldap_finds_a_caller_by_any_spelling(number: str) -> None:
    with answering() as port:
        code, said = openldap(port, NUMBERS.format(number), "cn", "mobile")
    assert code == 0
    assert "cn: Karin de Vries (Bakkerij De Vries)" in said
    assert "mobile: 0612345678" in said
    assert said.count("dn: ") == 1


@pytest.mark.skipif(not shutil.which("ldapsearch"), reason="OpenLDAP's client is not here")
def test_openldap_is_told_what_is_wrong() -> None:
    with answering() as port:
        assert openldap(port, "(cn=*)", password="wrong")[0] == 49
        assert openldap(port, "(cn=*)", login="", password="")[0] == 50
        code, said = openldap(port, "(cn=*)", "cn", more=("-z", "2"))
        assert (code, said.count("dn: ")) == (4, 2)
        code, said = openldap(port, "(&(!(o=*))(|(sn=demir)(sn=van*me)))", "sn")
        assert (code, said.count("sn: ")) == (0, 2)


def openldap(
    port: int,
    asked: str,
    *names: str,
    login: str = LOGIN,
    password: str = SECRET,
    more: tuple[str, ...] = (),
) -> tuple[int, str]:
    """The result code of OpenLDAP's own client, and what it prints."""
    command = ["ldapsearch", "-x", "-LLL", "-H", f"ldap://{LOOPBACK}:{port}", "-b", BASE, *more]
    command += ["-D", login, "-w", password] if login else []
    done = subprocess.run(
        [*command, asked, *names], capture_output=True, text=True, check=False, timeout=30
    )
    return done.returncode, done.stdout


def test_the_directory_is_off_until_it_is_chosen_and_wants_a_password() -> None:
    settings = Settings(listener_address=LOOPBACK)
    assert sources.configured(settings) == []
    settings.change("book_directory", True)
    (made,) = sources.configured(settings)
    assert isinstance(made, DirectorySource)
    assert "password" in made._trouble()
    settings.secrets.put(source.PASSWORD, SECRET)
    (made,) = sources.configured(settings)
    assert isinstance(made, DirectorySource)
    assert made._trouble() == ""
    settings.book_port = 389
    (made,) = sources.configured(settings)
    assert isinstance(made, DirectorySource)
    assert "1024" in made._trouble()


def test_everybody_is_asked_for_in_a_book_that_changes() -> None:
    book = Lent(None)
    with answering(book) as port, connect(port) as phone:
        ask(phone, bind())
        assert read(ask(phone, search(present("cn")))) == ({}, 51)
        book.index = lent().index
        assert len(read(ask(phone, search(present("cn"))))[0]) == 4
