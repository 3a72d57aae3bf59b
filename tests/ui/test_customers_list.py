"""The list of customers, used by somebody in a hurry."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import text
from mcsys_desktop.models import base
from mcsys_desktop.models.customers import Customer, CustomerKind, PhoneNumber
from mcsys_desktop.services import customers
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.tables import SPOKEN
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import AtDesk, Office
from tests.ui.customers_screen import idle, press, show, shown, some_people, write


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines; what differs is tested where two desks meet."""
    return "sqlite"


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    page = CustomersPage(work, live)
    qtbot.addWidget(page)
    page.resize(1064, 876)
    return page


def see(page: CustomersPage, qtbot: QtBot, *names: str) -> None:
    qtbot.waitUntil(lambda: shown(page) == list(names))


def test_the_list_stands_in_the_dutch_order_and_says_how_many_there_are(
    page: CustomersPage, qtbot: QtBot
) -> None:
    some_people()
    show(page, qtbot)

    see(
        page,
        qtbot,
        "Bakkerij De Vries",
        "De Gouden Leeuw",
        "Karin de Vries",
        "Pieter van der Wal",
    )
    assert page.list.count.text() == "4"


def test_the_list_keeps_qts_rules(page: CustomersPage, qtbot: QtBot, qtmodeltester: Any) -> None:
    some_people()
    show(page, qtbot)

    qtmodeltester.check(page.list.model)


def test_a_chip_filters_with_one_click(page: CustomersPage, qtbot: QtBot) -> None:
    some_people()
    show(page, qtbot)
    private = page.list.chips[list(page.list.chips)[2]]

    QTest.mouseClick(private, Qt.MouseButton.LeftButton)

    see(page, qtbot, "Karin de Vries", "Pieter van der Wal")
    assert page.list.count.text() == "2"


def test_typing_in_the_list_filters_and_enter_opens_the_first(
    page: CustomersPage, qtbot: QtBot
) -> None:
    some_people()
    show(page, qtbot)
    page.list.view.setFocus()

    for letter in "wal":
        write(page, letter)
    press(page, Qt.Key.Key_Return)  # before the answer has come

    qtbot.waitUntil(lambda: page.card.header.name.text() == "Pieter van der Wal")
    assert shown(page) == ["Pieter van der Wal"]
    assert page.list.count.text() == "1 found"


def test_a_number_in_any_spelling_finds_its_owner(page: CustomersPage, qtbot: QtBot) -> None:
    some_people()
    customers.create(customers.CustomerDraft(surname="Zwart", phone="06 2222 3333"))
    show(page, qtbot)

    QTest.keyClicks(page.list.filter, "0031-6/2222 3333")

    see(page, qtbot, "Zwart")


def test_escape_empties_the_filter_and_then_returns_to_the_list(
    page: CustomersPage, qtbot: QtBot
) -> None:
    some_people()
    show(page, qtbot)
    page.list.filter.setFocus()
    QTest.keyClicks(page.list.filter, "wal")
    qtbot.waitUntil(lambda: len(shown(page)) == 1)

    QTest.keyClick(page.list.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown(page)) == 4)
    QTest.keyClick(page.list.filter, Qt.Key.Key_Escape)

    assert page.list.view.hasFocus()


def test_the_keys_of_the_list_find_filter_and_step(page: CustomersPage, qtbot: QtBot) -> None:
    some_people()
    show(page, qtbot)
    page.list.view.setFocus()

    QTest.keyClick(page.list.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.list.filter.hasFocus()

    QTest.keyClick(page.list.filter, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: page.card.header.name.text() == "Bakkerij De Vries")
    QTest.keyClick(page.list.filter, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: page.card.header.name.text() == "De Gouden Leeuw")
    QTest.keyClick(page.list.filter, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: page.card.header.name.text() == "Bakkerij De Vries")


def test_arrows_open_the_customer_they_stop_at_and_a_click_opens_at_once(
    page: CustomersPage, qtbot: QtBot
) -> None:
    some_people()
    show(page, qtbot)
    page.list.view.setFocus()
    opened: list[int] = []
    page.customer_opened.connect(opened.append)

    for _press in range(3):
        QTest.keyClick(page.list.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(opened) == 1)
    third = page.list.model.row(page.list.view.currentIndex())
    assert opened == [third.id]

    where = page.list.view.visualRect(page.list.model.index(3, 0)).center()
    QTest.mouseClick(page.list.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(lambda: page.card.header.name.text() == "Pieter van der Wal")


def test_coming_by_into_the_list_opens_nobody(page: CustomersPage, qtbot: QtBot) -> None:
    some_people()
    show(page, qtbot)
    page.list.filter.setFocus()

    for _press in range(5):
        press(page, Qt.Key.Key_Tab)
        if page.list.view.hasFocus():
            break

    assert page.list.view.hasFocus()
    qtbot.wait(200)
    assert page.right.currentWidget() is page.nobody
    QTest.keyClick(page.list.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.card.header.name.text() == "Bakkerij De Vries")


def test_scrolling_to_the_end_loads_the_rest(page: CustomersPage, qtbot: QtBot) -> None:
    with base.transaction():
        for number in range(230):
            name = f"Klant {number:03}"
            Customer(name=name, kind=CustomerKind.BUSINESS, sort_key=text.sort_key(name)).save()
    show(page, qtbot)
    assert page.list.model.rowCount() == 200
    assert page.list.count.text() == "230"

    page.list.view.scrollToBottom()

    qtbot.waitUntil(lambda: page.list.model.rowCount() == 230)
    names = shown(page)
    assert names == sorted(names)
    assert len(set(names)) == 230


def test_news_from_another_desk_leaves_the_list_where_it_was(
    page: CustomersPage, qtbot: QtBot, at_desk: AtDesk, live: Live
) -> None:
    with base.transaction():
        for number in range(60):
            name = f"Klant {number:03}"
            Customer(name=name, kind=CustomerKind.BUSINESS, sort_key=text.sort_key(name)).save()
    show(page, qtbot)
    bar = page.list.view.verticalScrollBar()
    page.list.view.setCurrentIndex(page.list.model.index(30, 0))
    qtbot.waitUntil(lambda: page.card.header.name.text() == "Klant 030")
    bar.setValue(bar.maximum() // 2)
    place = bar.value()

    at_desk(make.customer, "Zadelmakerij Zuid")
    live.hear({"customer"})

    qtbot.waitUntil(lambda: "Zadelmakerij Zuid" in shown(page))
    assert bar.value() == place
    assert page.list.view.currentIndex().data() == "Klant 030"


def test_news_of_other_tables_asks_nothing(page: CustomersPage, qtbot: QtBot, live: Live) -> None:
    some_people()
    show(page, qtbot)
    asked = []
    page.list.model.loaded.connect(lambda: asked.append(True))

    live.hear({"colleague"})
    with qtbot.waitSignal(live.changed):
        pass
    qtbot.wait(50)

    assert not asked


def test_the_phone_number_of_a_row_is_spoken_with_its_name(
    page: CustomersPage, qtbot: QtBot
) -> None:
    some_people()
    show(page, qtbot)

    assert page.list.model.index(0, 0).data(SPOKEN) == (
        "Bakkerij De Vries, Amersfoort, 033 461 20 45"
    )
    assert PhoneNumber.select().count() == 2


def test_news_does_not_lose_where_the_keys_were_going(page: CustomersPage, qtbot: QtBot) -> None:
    some_people()
    show(page, qtbot)
    page.list.view.setCurrentIndex(page.list.model.index(0, 0))
    qtbot.waitUntil(lambda: page.editing.card is not None)
    idle(page, qtbot)
    wanted = page.list.model.rows[2]
    page.list.view.setCurrentIndex(page.list.model.index(2, 0))
    page.list.model.loaded.emit()  # what another desk saved has come meanwhile
    qtbot.waitUntil(lambda: page.editing.card is not None and page.editing.card.id == wanted.id)


def test_news_of_a_call_alone_counts_nobody_again(
    page: CustomersPage, live: Live, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    some_people()
    show(page, qtbot)
    idle(page, qtbot)
    counted: list[int | None] = []
    ask = customers.page

    def asked(*told: Any) -> customers.Page:
        rows, total = ask(*told)
        counted.append(total)
        return rows, total

    monkeypatch.setattr(customers, "page", asked)
    for news in ({"call"}, {"call", "customer"}, {"call"}):
        with qtbot.waitSignal(page.list.model.loaded):
            live.hear(news)
        idle(page, qtbot)
    assert counted == [None, 4, None]
    assert page.list.count.text() == "4"
