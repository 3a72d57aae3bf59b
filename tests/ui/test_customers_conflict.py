"""Two desks type over one customer: both are told, and neither loses a letter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.customers import Customer, PhoneNumber
from mcsys_desktop.services import customers
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import AtDesk, Office
from tests.ui.customers_screen import (
    CTRL,
    field,
    group,
    idle,
    open_card,
    press,
    saved,
    type_over,
    write,
)


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    page = CustomersPage(work, live)
    qtbot.addWidget(page)
    page.resize(1064, 876)
    with qtbot.waitActive(page):
        page.show()
    return page


@pytest.fixture
def bakery(db: Office) -> Customer:
    made = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"], city="Amersfoort")
    make.person(made)
    return made


def rename_elsewhere(at_desk: AtDesk, customer_id: int, name: str) -> None:
    def rename() -> None:
        customers.change(customer_id, customers.card(customer_id).version, name=name)

    at_desk(rename)


def test_the_banner_comes_at_once_when_somebody_else_saves(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, at_desk: AtDesk, live: Live
) -> None:
    open_card(page, qtbot, bakery)
    press(page, Qt.Key.Key_F2)
    type_over(qtbot, field(page, "identity", "name"), "Bakkerij Van Dam")

    rename_elsewhere(at_desk, bakery.id, "Bakkerij Smit")
    live.hear({"customer"})

    qtbot.waitUntil(lambda: "changed this at" in page.card.conflict.sentence)
    assert field(page, "identity", "name").value() == "Bakkerij Van Dam"
    assert page.card.header.name.text() == "Bakkerij Smit"


def test_being_second_without_having_heard_loses_nothing(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, at_desk: AtDesk
) -> None:
    open_card(page, qtbot, bakery)
    press(page, Qt.Key.Key_F2)
    type_over(qtbot, field(page, "identity", "name"), "Bakkerij Van Dam")
    group(page, "numbers").add()
    type_over(qtbot, field(page, "numbers", "typed", 1), "06 1234 5678")
    rename_elsewhere(at_desk, bakery.id, "Bakkerij Smit")

    press(page, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: bool(page.card.conflict.sentence) and page.card.keep.isEnabled())
    assert page.card.is_editing
    assert Customer.get_by_id(bakery.id).name == "Bakkerij Smit"
    assert PhoneNumber.select().count() == 1  # all of it or nothing

    QTest.mouseClick(page.card.keep, Qt.MouseButton.LeftButton)
    saved(page, qtbot)
    assert Customer.get_by_id(bakery.id).name == "Bakkerij Van Dam"
    assert PhoneNumber.select().count() == 2


def test_two_people_who_change_different_parts_both_keep_their_work(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, at_desk: AtDesk
) -> None:
    open_card(page, qtbot, bakery)
    QTest.mouseClick(page.card.notes.edit_link, Qt.MouseButton.LeftButton)
    write(page, "Achterom leveren")
    rename_elsewhere(at_desk, bakery.id, "Bakkerij Smit")

    press(page, Qt.Key.Key_S, CTRL)  # refused for its version, tried again by itself
    saved(page, qtbot)

    stored = Customer.get_by_id(bakery.id)
    assert (stored.name, stored.notes) == ("Bakkerij Smit", "Achterom leveren")


def test_whoever_only_looks_is_told_who_changed_the_card(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, at_desk: AtDesk, live: Live
) -> None:
    open_card(page, qtbot, bakery)

    rename_elsewhere(at_desk, bakery.id, "Bakkerij Smit")
    live.hear({"customer"})

    qtbot.waitUntil(lambda: "changed this at" in page.toast.sentence)
    assert page.card.header.name.text() == "Bakkerij Smit"


def test_my_own_save_tells_me_nothing(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, live: Live
) -> None:
    open_card(page, qtbot, bakery)
    press(page, Qt.Key.Key_F2)
    type_over(qtbot, field(page, "identity", "name"), "Bakkerij Van Dam")
    press(page, Qt.Key.Key_S, CTRL)
    saved(page, qtbot)
    live.hear({"customer"})
    with qtbot.waitSignal(live.changed):
        pass
    idle(page, qtbot)

    assert not page.toast.sentence
    assert not page.card.conflict.sentence


def test_typing_that_waited_meets_what_was_saved_meanwhile(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, at_desk: AtDesk, live: Live
) -> None:
    open_card(page, qtbot, bakery)
    press(page, Qt.Key.Key_F2)
    type_over(qtbot, field(page, "identity", "name"), "Bakkerij Van Dam")
    press(page, Qt.Key.Key_Escape)
    rename_elsewhere(at_desk, bakery.id, "Bakkerij Smit")
    live.hear({"customer"})
    qtbot.waitUntil(lambda: page.card.header.name.text() == "Bakkerij Smit")
    idle(page, qtbot)

    QTest.mouseClick(page.card.resume, Qt.MouseButton.LeftButton)

    assert field(page, "identity", "name").value() == "Bakkerij Van Dam"
    assert page.card.conflict.sentence


def test_news_of_a_call_does_not_disturb_somebody_who_types(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, live: Live
) -> None:
    open_card(page, qtbot, bakery)
    press(page, Qt.Key.Key_F2)
    name = field(page, "identity", "name")
    type_over(qtbot, name, "Bakkerij Van Dam")

    live.hear({"call"})
    with qtbot.waitSignal(live.changed):
        pass
    idle(page, qtbot)

    assert name.field.hasFocus()
    assert name.value() == "Bakkerij Van Dam"
    assert not page.card.conflict.sentence
