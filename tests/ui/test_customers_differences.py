"""Two people, one record: what it was, what each made of it, and the choice between them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.customers import Customer, EmailAddress, PhoneNumber
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


def test_the_differences_show_what_it_was_and_what_each_made_of_it(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, at_desk: AtDesk, live: Live
) -> None:
    open_card(page, qtbot, bakery)
    press(page, Qt.Key.Key_F2)
    type_over(qtbot, field(page, "identity", "name"), "Bakkerij Van Dam")
    rename_elsewhere(at_desk, bakery.id, "Bakkerij Smit")
    live.hear({"customer"})
    qtbot.waitUntil(lambda: bool(page.card.conflict.sentence))
    idle(page, qtbot)

    QTest.mouseClick(page.card.look, Qt.MouseButton.LeftButton)

    (choice,) = page.card.differences.choices
    told = choice.worded
    assert (told.title, told.base) == ("Name", "Bakkerij De Vries")
    assert (told.mine, told.theirs) == ("Bakkerij Van Dam", "Bakkerij Smit")
    assert field(page, "identity", "name").value() == "Bakkerij Van Dam"
    press(page, Qt.Key.Key_Right)  # the keyboard alone: theirs
    assert choice.value() == "Bakkerij Smit"
    press(page, Qt.Key.Key_Left)
    press(page, Qt.Key.Key_S, CTRL)
    saved(page, qtbot)
    assert Customer.get_by_id(bakery.id).name == "Bakkerij Van Dam"
    assert not page.card.conflict.sentence
    assert page.card.differences.isHidden()


def test_theirs_can_be_taken_and_back_to_typing_loses_nothing(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, at_desk: AtDesk, live: Live
) -> None:
    open_card(page, qtbot, bakery)
    press(page, Qt.Key.Key_F2)
    type_over(qtbot, field(page, "identity", "name"), "Bakkerij Van Dam")
    rename_elsewhere(at_desk, bakery.id, "Bakkerij Smit")
    live.hear({"customer"})
    qtbot.waitUntil(lambda: bool(page.card.conflict.sentence))
    idle(page, qtbot)
    page.editing.look()
    press(page, Qt.Key.Key_Escape)
    assert page.card.differences.isHidden()
    assert field(page, "identity", "name").value() == "Bakkerij Van Dam"
    assert page.card.conflict.sentence

    page.editing.look()
    choice = page.card.differences.choices[0]
    button = choice.chain()[1]
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.card.differences.save, Qt.MouseButton.LeftButton)
    saved(page, qtbot)
    assert Customer.get_by_id(bakery.id).name == "Bakkerij Smit"


def test_two_notes_can_both_stay(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, at_desk: AtDesk, live: Live
) -> None:
    open_card(page, qtbot, bakery)
    QTest.mouseClick(page.card.notes.edit_link, Qt.MouseButton.LeftButton)
    write(page, "Achterom leveren")
    at_desk(note_elsewhere, bakery.id, "<b>Bel na twee uur</b>")
    live.hear({"customer"})
    qtbot.waitUntil(lambda: bool(page.card.conflict.sentence))
    idle(page, qtbot)
    page.editing.look()
    (choice,) = page.card.differences.choices
    texts = [label for label in choice.findChildren(QLabel) if "Bel na" in label.text()]
    assert [label.textFormat() for label in texts] == [Qt.TextFormat.PlainText]
    both = choice.chain()[2]
    assert isinstance(both, QPushButton)
    QTest.mouseClick(both, Qt.MouseButton.LeftButton)
    press(page, Qt.Key.Key_S, CTRL)
    saved(page, qtbot)
    stored = Customer.get_by_id(bakery.id).notes
    assert stored == "Achterom leveren\n<b>Bel na twee uur</b>"


def note_elsewhere(customer_id: int, words: str) -> None:
    customers.change(customer_id, customers.card(customer_id).version, notes=words)


def test_an_e_mail_address_is_never_joined_unseen(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, at_desk: AtDesk, live: Live
) -> None:
    customers.add_email(bakery.id, "info@vries.example")
    open_card(page, qtbot, bakery)
    QTest.mouseClick(page.card.contact.edit_link, Qt.MouseButton.LeftButton)
    type_over(qtbot, field(page, "numbers", "typed"), "033 461 20 99")

    def redirect() -> None:
        mail = EmailAddress.get()
        customers.change_email(mail.id, mail.version, address="ik@elders.example")

    at_desk(redirect)
    live.hear({"email_address"})
    qtbot.waitUntil(lambda: bool(page.card.conflict.sentence))
    idle(page, qtbot)
    page.editing.look()
    (choice,) = page.card.differences.choices
    assert choice.worded.theirs == "ik@elders.example"
    press(page, Qt.Key.Key_S, CTRL)
    assert page.card.is_editing, "nobody has chosen yet"
    assert not page.card.differences.isHidden()
    button = choice.chain()[0]
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    press(page, Qt.Key.Key_S, CTRL)
    saved(page, qtbot)
    assert EmailAddress.get().address == "info@vries.example"


def test_fields_that_do_not_meet_are_joined_while_somebody_types(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, at_desk: AtDesk, live: Live
) -> None:
    make.number(bakery, "033 461 20 46", position=1)
    open_card(page, qtbot, bakery)
    QTest.mouseClick(page.card.contact.edit_link, Qt.MouseButton.LeftButton)
    first = field(page, "numbers", "typed")
    type_over(qtbot, first, "033 461 20 99")

    def remark() -> None:
        second = PhoneNumber.get(PhoneNumber.position == 1)
        customers.change_number(second.id, second.version, remark="alleen in de ochtend")
        customers.add_number(bakery.id, "06 1234 5678")

    at_desk(remark)
    live.hear({"phone_number"})
    qtbot.waitUntil(lambda: len(group(page, "numbers").rows) == 3)
    assert field(page, "numbers", "remark", 1).value() == "alleen in de ochtend"
    assert not page.card.conflict.sentence
    assert field(page, "numbers", "typed") is first, "whoever types is not thrown out"
    assert QApplication.focusWidget() is first.focusProxy()
    write(page, "9")
    assert first.value() == "033 461 20 999"
