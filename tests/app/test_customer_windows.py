"""Customers in windows of their own: several, with the same editing and news, asked for once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.app.screens import Screens
from mcsys_desktop.services import customers
from mcsys_desktop.ui.customers.window import CustomerWindow

pytestmark = pytest.mark.parametrize("engine", ["sqlite"])  # the engine does not matter here
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screens(plain: Program, qtbot: QtBot) -> Screens:
    """The screens of a program with two customers, the first of them open."""
    made: list[int] = []
    for count, name in enumerate(("Hendriks", "Kuipers"), start=1):
        draft = customers.CustomerDraft(first_name="Els", surname=name)
        plain.work.run(plain, customers.create, draft, then=made.append)
        qtbot.waitUntil(lambda count=count: len(made) == count)  # type: ignore[misc]
    assert plain.screens is not None
    plain.window.show_page("customers")
    plain.screens.open_customer(made[0])
    qtbot.waitUntil(lambda: plain.screens.customers.editing.card is not None)  # type: ignore[union-attr]
    return plain.screens


def note_of(window: CustomerWindow) -> QPlainTextEdit:
    """The field for notes of the card in the window."""
    return window.page.card.notes.findChildren(QPlainTextEdit)[0]


def detach(screens: Screens, qtbot: QtBot) -> CustomerWindow:
    """Ctrl+Enter on the card that is open."""
    page, before = screens.customers, len(screens.customer_windows.open_ones)
    page.card.header.edit.setFocus()
    QTest.keyClick(page.card.header.edit, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(screens.customer_windows.open_ones) == before + 1)
    window = screens.customer_windows.open_ones[-1]
    qtbot.waitUntil(lambda: window.page.editing.card is not None)
    return window


def test_control_enter_opens_the_card_in_a_window_of_its_own_and_escape_closes_it(
    screens: Screens, qtbot: QtBot
) -> None:
    window = detach(screens, qtbot)
    assert window.windowTitle().startswith("Els Hendriks")
    assert window.page.card.isVisible()
    assert not window.page.list.isVisible()
    QTest.keyClick(window.page, Qt.Key.Key_Escape)
    assert screens.customer_windows.open_ones == []
    assert screens.settings.customer_window  # where it stood


def test_a_customer_has_one_window_and_several_customers_each_their_own(
    screens: Screens, qtbot: QtBot
) -> None:
    first = detach(screens, qtbot)
    screens.customer_windows.open(first.customer_id)
    assert screens.customer_windows.open_ones == [first]
    screens.customer_windows.open(first.customer_id + 1)
    second = screens.customer_windows.open_ones[-1]
    qtbot.waitUntil(lambda: second.windowTitle().startswith("Els Kuipers"))
    assert len(screens.customer_windows.open_ones) == 2


def test_what_is_saved_in_the_window_is_seen_in_the_main_window(
    screens: Screens, qtbot: QtBot
) -> None:
    window = detach(screens, qtbot)
    window.page.edit()
    note_of(window).insertPlainText("Belt liever 's middags.")
    assert screens.unsaved().forms == 1
    window.page.save()
    card = screens.customers.editing
    qtbot.waitUntil(lambda: "middags" in str(card.card), timeout=10_000)
    qtbot.waitUntil(lambda: screens.unsaved().forms == 0)


def test_a_window_with_something_typed_asks_before_it_closes(
    screens: Screens, qtbot: QtBot
) -> None:
    window = detach(screens, qtbot)
    window.page.edit()
    note_of(window).insertPlainText("half")
    QTest.keyClick(window.page, Qt.Key.Key_W, CTRL)
    window.close()
    assert window.isVisible()
    assert window.question is not None
    stay = window.question.escapeButton()
    stay.click()
    qtbot.waitUntil(lambda: window.question is None)
    assert window.unsaved() == 1
    window.close()
    away = [b for b in window.question.buttons() if b.text() == "Throw away"]
    away[0].click()
    qtbot.waitUntil(lambda: screens.customer_windows.open_ones == [])


def test_at_a_counter_the_title_names_nobody(screens: Screens, qtbot: QtBot) -> None:
    window = detach(screens, qtbot)
    screens.window.privacy.set_counter(True)
    assert "Hendriks" not in window.windowTitle()


def test_the_windows_go_with_whoever_leaves(plain: Program, screens: Screens, qtbot: QtBot) -> None:
    import shiboken6

    window = detach(screens, qtbot)
    plain.leave().stop()
    assert not shiboken6.isValid(window)
