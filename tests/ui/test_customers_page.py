"""The customers page as a whole: names, sizes, hostile text, and who may read along."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.customers.waiting import PATIENCE_MS, Waiting
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import SPOKEN
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import Office
from tests.ui.accessibility import clipped, walk
from tests.ui.customers_screen import show, shown, some_people

HOSTILE = '<img src="file:///etc/hostname"><b>Rob</b>'


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


def test_a_name_with_markup_stays_text(page: CustomersPage, qtbot: QtBot) -> None:
    made = make.customer(HOSTILE, city=HOSTILE)
    show(page, qtbot)
    page.open_customer(made.id)
    qtbot.waitUntil(lambda: page.card.header.name.text() == HOSTILE)

    assert page.card.header.name.textFormat() is Qt.TextFormat.PlainText
    assert shown(page) == [HOSTILE]
    page.grab()


def test_at_a_counter_other_names_are_hidden_until_the_button_is_held(
    page: CustomersPage, qtbot: QtBot
) -> None:
    some_people()
    show(page, qtbot)
    opened = page.list.model.row(page.list.model.index(0, 0))
    page.open_customer(opened.id)
    qtbot.waitUntil(lambda: page.card.header.name.text() == opened.name)

    page.set_counter(True)

    other = page.list.model.index(2, 0)
    assert page.list.model.index(0, 0).data() == "Bakkerij De Vries"
    assert other.data() == f"Customer {page.list.model.row(other).number}"
    assert "Karin" not in other.data(SPOKEN)
    assert "Soest" not in other.data(SPOKEN)

    QTest.mousePress(page.list.peek, Qt.MouseButton.LeftButton)
    assert other.data() == "Karin de Vries"
    QTest.mouseRelease(page.list.peek, Qt.MouseButton.LeftButton)
    assert other.data() != "Karin de Vries"

    page.set_counter(False)
    assert other.data() == "Karin de Vries"
    assert not page.list.peek.isVisible()


def test_only_the_last_customer_that_was_asked_for_comes_up(
    page: CustomersPage, qtbot: QtBot
) -> None:
    made = [make.customer(f"Klant {number}") for number in range(5)]
    show(page, qtbot)
    opened: list[int] = []
    page.customer_opened.connect(opened.append)

    for customer in made:
        page.open_customer(customer.id)

    qtbot.waitUntil(lambda: page.card.header.name.text() == "Klant 4")
    assert opened == [made[-1].id]


def test_a_short_wait_is_not_mentioned_and_a_long_one_is(qtbot: QtBot) -> None:
    waiting = Waiting()
    qtbot.addWidget(waiting)

    waiting.begin()
    assert not waiting.isVisible()
    qtbot.waitUntil(waiting.isVisible, timeout=PATIENCE_MS * 5)
    waiting.end()

    assert not waiting.isVisible()


def test_an_empty_office_says_so_and_offers_to_begin(page: CustomersPage, qtbot: QtBot) -> None:
    show(page, qtbot)

    assert page.list.nothing.isVisible()
    QTest.mouseClick(page.nobody.new, Qt.MouseButton.LeftButton)

    assert page.right.currentWidget() is page.form


def test_everything_that_can_be_operated_has_a_name(page: CustomersPage, qtbot: QtBot) -> None:
    made = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"], city="Amersfoort")
    make.person(made)
    show(page, qtbot)
    page.open_customer(made.id)
    qtbot.waitUntil(lambda: page.right.currentWidget() is page.card)
    page.edit()
    assert walk(page) == []
    page.leave()
    page.set_counter(True)
    assert walk(page) == []
    page.start_new()
    assert walk(page) == []


@pytest.mark.parametrize("scale", [1.0, 1.3])
@pytest.mark.parametrize("size", [(1064, 876), (1302, 684)])
def test_nothing_is_clipped_on_a_small_screen_or_with_large_text(
    page: CustomersPage, qtbot: QtBot, scale: float, size: tuple[int, int]
) -> None:
    def fits() -> None:  # as soon as Qt has laid everything out
        assert clipped(page) == []

    made = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"], city="Amersfoort")
    make.person(made)
    style().apply("light", "normal", scale)
    try:
        page.resize(*size)
        show(page, qtbot)
        page.open_customer(made.id)
        qtbot.waitUntil(lambda: page.right.currentWidget() is page.card)
        qtbot.waitUntil(fits)
        page.edit()
        qtbot.waitUntil(fits)
        page.leave()
        page.start_new()
        qtbot.waitUntil(fits)
    finally:
        style().apply("light")
