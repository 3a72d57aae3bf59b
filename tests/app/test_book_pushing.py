"""The program puts its phone book elsewhere when that is chosen, and says how that goes."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.services import book_pushes
from mcsys_desktop.services.calls import SourceState, SourceStatus
from tests.app.test_phone_books import switch_on
from tests.telephony import dav_server
from tests.telephony.dav_server import DavServer


@pytest.fixture
def server() -> Iterator[DavServer]:
    made = DavServer()
    try:
        yield made
    finally:
        made.close()


def test_customers_come_into_the_address_book_and_a_wrong_password_is_told(
    program: Program, qtbot: QtBot, server: DavServer
) -> None:
    told: list[SourceStatus] = []
    program.live.source_changed.connect(told.append)
    settings = program.settings
    settings.carddav_url, settings.carddav_login = server.url, dav_server.LOGIN
    settings.secrets.put(book_pushes.carddav_password(settings), "fout")
    switch_on(program, qtbot, carddav_enabled=True)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told[-1].state is SourceState.WRONG_PASSWORD
    assert told[-1].error
    settings.secrets.put(book_pushes.carddav_password(settings), dav_server.PASSWORD)
    program.choices.apply("carddav_password", True)
    qtbot.waitUntil(lambda: told[-1].state is SourceState.WORKING, timeout=10_000)
    assert any(b"FN:Karin de Vries" in card for card in server.cards.values())
