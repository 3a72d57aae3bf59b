"""From a customer's card to the exchange and back: a whole program that calls by Asterisk."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.app.screens import Screens
from mcsys_desktop.core import clock
from mcsys_desktop.services import calls, customers
from mcsys_desktop.telephony.asterisk.source import password_name
from mcsys_desktop.ui import dialling
from tests.telephony.asterisk.exchange import SmallAsterisk, manager

NUMBER = "0612340987"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def exchange() -> Iterator[SmallAsterisk]:
    with manager() as made:
        yield made


@pytest.fixture
def screens(program: Program, exchange: SmallAsterisk, qtbot: QtBot) -> Screens:
    """Two customers have the number; the card of the second is open."""
    settings = program.settings
    for name, value in (
        ("dial_by", "asterisk"),
        ("dial_prefix", "9"),
        ("extension", "201"),
        ("asterisk_server", f"127.0.0.1:{exchange.port}"),
        ("asterisk_user", "mcsys"),
        ("asterisk_channel", "PJSIP/201"),
    ):
        settings.change(name, value)
    settings.secrets.put(password_name(settings), "geheim")
    assert program.screens is not None
    program.screens.choose_popping()
    made: list[int] = []
    for count, name in enumerate(("Hendriks", "Kuipers"), start=1):
        draft = customers.CustomerDraft(first_name="Els", surname=name, phone=NUMBER)
        program.work.run(program, customers.create, draft, then=made.append)
        qtbot.waitUntil(lambda count=count: len(made) == count)  # type: ignore[misc]
    program.screens.open_customer(made[1])
    page = program.screens.customers
    qtbot.waitUntil(lambda: page.opened.id == made[1] and bool(page.card.contact.calls))
    return program.screens


def originated(exchange: SmallAsterisk) -> list[str]:
    return [asked["exten"] for asked in exchange.asked if asked.get("action") == "Originate"]


def test_a_call_from_the_card_is_on_that_card_however_the_exchange_writes_it(
    screens: Screens, program: Program, exchange: SmallAsterisk, qtbot: QtBot
) -> None:
    page = screens.customers
    page.card.header.edit.setFocus()
    for _press in range(3):
        QTest.keyClick(page.card.header.edit, Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: originated(exchange) == ["90612340987"])

    event = calls.CallEvent(
        "ami:office",
        "1",
        calls.EventKind.DIALLING,
        clock.now(),
        direction=calls.Direction.OUTBOUND,
        number_raw="90612340987",
        called_raw="201",
        device="201",
    )
    program.live.ring(event)

    found: list[calls.CallRow] = []

    def on_the_card() -> bool:
        program.work.run(program, calls.of_customer, page.opened.id, then=found.extend)
        return any(row.customer_id == page.opened.id for row in found)

    qtbot.waitUntil(on_the_card, timeout=10_000)
    row = found[-1]
    assert (row.direction, row.e164) == (calls.Direction.OUTBOUND, "+31612340987")
    assert row.customer_name == "Els Kuipers"
    assert originated(exchange) == ["90612340987"], "three presses are one call"


def test_the_button_beside_the_number_calls_it_and_says_why_not(
    screens: Screens, exchange: SmallAsterisk, qtbot: QtBot
) -> None:
    exchange.goes_on = "Response: Failure\r\nReason: 3"
    (button,) = screens.customers.card.contact.calls.values()
    assert button.accessibleName() == "Call 06 1234 0987"

    button.click()

    qtbot.waitUntil(lambda: "does not answer" in screens.going.acting.toast.sentence)
    assert originated(exchange) == ["90612340987"]


def test_whom_the_search_found_is_called_from_the_field(
    screens: Screens, exchange: SmallAsterisk, qtbot: QtBot
) -> None:
    window = screens.window
    search = window.top_bar.search
    window.activateWindow()
    search.setFocus()
    QTest.keyClicks(search, "kuipers")
    qtbot.waitUntil(lambda: window.top_bar.pointed_at.startswith("customer:"))

    QTest.keyClick(search, Qt.Key.Key_B, CTRL)

    qtbot.waitUntil(lambda: originated(exchange) == ["90612340987"])


def test_the_program_ends_while_a_telephone_is_still_asked(
    screens: Screens, exchange: SmallAsterisk, qtbot: QtBot
) -> None:
    exchange.goes_on = ""
    dialling.dial(NUMBER)
    qtbot.waitUntil(lambda: bool(originated(exchange)))
    screens.dialling.close()
    thread = screens.dialling._thread
    assert thread is not None
    assert not thread.is_alive()
