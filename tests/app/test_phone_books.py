"""The program hands out its customers to telephones, as soon as that is chosen."""

import socket

from pytestqt.qtbot import QtBot

from mcsys_desktop.app import phone_addresses
from mcsys_desktop.app.phones import Phones
from mcsys_desktop.app.program import Program
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import customers
from mcsys_desktop.telephony.books import Lender
from mcsys_desktop.telephony.ldap.source import DirectorySource
from mcsys_desktop.telephony.listener import HandsetListener
from tests.telephony.ldap.asking import PASSWORD, bind, search, yealink
from tests.telephony.lines import LOOPBACK, read_all

USER, KEY = "User name for LDAP", "Password for LDAP"


def phones(program: Program) -> Phones:
    assert program.phones is not None
    return program.phones


def place(program: Program, kind: type[Lender]) -> tuple[str, int] | None:
    """Where this source listens now."""
    for source in phones(program).sources:
        if isinstance(source, kind) and isinstance(source, HandsetListener | DirectorySource):
            return source.bound
    return None


def switch_on(program: Program, qtbot: QtBot, **chosen: object) -> None:
    draft = customers.CustomerDraft(first_name="Karin", surname="de Vries", phone="06 1234 5678")
    made: list[int] = []
    program.work.run(program, customers.create, draft, then=made.append)
    qtbot.waitUntil(lambda: bool(made))
    for name, value in {"listener_address": LOOPBACK, **chosen}.items():
        program.settings.change(name, value)
        program.choices.apply(name, value)
    qtbot.waitUntil(lambda: phones(program).books.shelf.index is not None, timeout=10_000)


def ask(where: tuple[str, int], question: bytes) -> bytes:
    with socket.create_connection(where, timeout=10) as phone:
        phone.sendall(question)
        phone.shutdown(socket.SHUT_WR)
        return read_all(phone)


def test_a_telephone_fetches_the_book_at_the_address_on_the_settings_page(
    program: Program, qtbot: QtBot
) -> None:
    assert phones(program).books.shelf.index is None  # off at first: nothing is read
    switch_on(program, qtbot, listener_port=0, book_enabled=True)
    qtbot.waitUntil(lambda: place(program, HandsetListener) is not None, timeout=10_000)
    where = place(program, HandsetListener)
    assert where is not None
    urls = {one.brand: one.url for one in phone_addresses.addresses(program.settings)}
    path = urls["Yealink"].partition(f"{LOOPBACK}:0")[2]
    assert path.endswith("/yealink.xml")
    answer = ask(where, f"GET {path} HTTP/1.1\r\nHost: {LOOPBACK}\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert b"<Name>Karin de Vries</Name><Telephone>0612345678</Telephone>" in answer


def test_a_telephone_asks_over_ldap_with_the_password_that_was_given(
    program: Program, qtbot: QtBot
) -> None:
    program.settings.secrets.put("phone book", PASSWORD)
    switch_on(program, qtbot, book_port=0, book_directory=True)
    qtbot.waitUntil(lambda: place(program, DirectorySource) is not None, timeout=10_000)
    where = place(program, DirectorySource)
    assert where is not None
    answer = ask(where, bind() + search(yealink("+31612345678"), "cn"))
    assert b"Karin de Vries" in answer


def test_a_telephone_whose_name_is_taken_away_is_not_answered_any_more(
    program: Program, qtbot: QtBot
) -> None:
    switch_on(program, qtbot, book_port=0, book_directory=True, book_phones=["Balie", "Magazijn"])
    qtbot.waitUntil(lambda: place(program, DirectorySource) is not None, timeout=10_000)
    lines = phone_addresses.addresses(program.settings)
    (login,) = (one.url for one in lines if (one.brand, one.field) == ("Balie", USER))
    (key,) = (one.url for one in lines if (one.brand, one.field) == ("Balie", KEY))

    def answer() -> bytes:
        where = place(program, DirectorySource)
        assert where is not None
        return ask(where, bind(login, key) + search(yealink("+31612345678"), "cn"))

    assert b"Karin de Vries" in answer()
    before = place(program, DirectorySource)
    program.settings.change("book_phones", ["Magazijn"])
    program.choices.apply("book_phones", ("Magazijn",))
    qtbot.waitUntil(lambda: place(program, DirectorySource) not in (None, before), timeout=10_000)
    assert b"Karin de Vries" not in answer()


def test_nothing_is_offered_to_copy_until_it_is_chosen() -> None:
    settings = Settings(listener_address=LOOPBACK)
    assert phone_addresses.addresses(settings) == []
    settings.book_directory = True
    fields = [one.url for one in phone_addresses.addresses(settings)]
    assert f"ldap://{LOOPBACK}:3890" in fields
    assert "cn=telephone,dc=mcsys" in fields
    settings.book_enabled = settings.listener_enabled = True
    brands = [one.brand for one in phone_addresses.addresses(settings)]
    assert brands == sorted(brands, key=brands.index)
    assert {"Gigaset", "Cisco", "FRITZ!Box", "Htek", "LDAP"} <= set(brands)


def test_news_renews_the_book_later_and_not_at_once(program: Program, qtbot: QtBot) -> None:
    switch_on(program, qtbot, listener_port=0, book_enabled=True)
    books = phones(program).books
    qtbot.waitUntil(lambda: not books._reading)
    first = books.shelf.index
    program.live.hear("customer")
    qtbot.waitUntil(books._later.isActive)
    assert books._later.remainingTime() > 60_000
    assert books.shelf.index is first
    books._later.start(0)  # a quarter of an hour has gone by
    qtbot.waitUntil(lambda: books.shelf.index is not first)
