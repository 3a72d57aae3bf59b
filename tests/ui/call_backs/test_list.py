"""The call-back list on the page of calls: who waits, who takes it, and what keys do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.services import call_backs, calls
from mcsys_desktop.services.call_backs import Asked
from mcsys_desktop.ui import dialling, panes
from mcsys_desktop.ui.calls import CallsPage
from tests import make
from tests.conftest import AtDesk
from tests.ui.call_backs.screen import choose, press, wait_for
from tests.ui.callers.screen import BAKERY, STRANGER, Kind
from tests.ui.test_calls import call


def test_the_page_begins_with_who_waits_the_longest_first(page: CallsPage, qtbot: QtBot) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    call(BAKERY, Kind.MISSED, id="1", ago=3000)
    call(STRANGER, Kind.MISSED, id="2", ago=120)
    call(STRANGER, Kind.MISSED, id="3", ago=60)

    wait_for(page, qtbot, "Bakkerij De Vries", "06 4419 2703")
    first, second = (page.waiters.look(row) for row in page.waiters.list.rows)
    assert (first.aside, first.icon, first.tone) == ("50 minutes", "phone-missed", "bad")
    assert first.detail.startswith("033 461 20 45 · missed ")
    assert second.detail.startswith("2 × missed, last ")
    qtbot.waitUntil(lambda: page.waiting.count == "2")


def test_it_says_that_nobody_waits(page: CallsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.nothing.isVisible)
    assert page.nothing.text() == "Nobody waits to be called back."


def test_t_takes_it_and_lets_it_go_again(page: CallsPage, qtbot: QtBot) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)

    press(page, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: page.waiters.list.rows[0].mine)
    assert page.waiters.look(page.waiters.list.rows[0]).chip == ("You call back", "accent")
    assert page.details.take.text() == "Let go"

    press(page, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: not page.waiters.list.rows[0].taken_by)


def test_what_a_colleague_takes_is_seen_by_itself(
    page: CallsPage, qtbot: QtBot, at_desk: AtDesk
) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    (entry,) = call_backs.listing()

    at_desk(call_backs.hand_over, entry.id, entry.version, "sanne")

    qtbot.waitUntil(lambda: page.waiters.list.rows[0].taken_by == "sanne")
    assert page.waiters.look(page.waiters.list.rows[0]).chip == ("sanne calls back", "neutral")


def test_b_takes_it_and_calls(page: CallsPage, qtbot: QtBot, dialled: list[str]) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)

    press(page, Qt.Key.Key_B)

    qtbot.waitUntil(lambda: bool(dialled))
    assert dialled == ["tel:+31644192703"]
    assert CallBack.get().taken_by == "anna"


def test_whom_a_colleague_calls_is_called_after_a_second_thought_only(
    page: CallsPage, qtbot: QtBot, dialled: list[str]
) -> None:
    call_backs.add(Asked(number=STRANGER, taken_by="sanne"))
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)

    press(page, Qt.Key.Key_B)

    qtbot.waitUntil(lambda: "sanne calls back already" in page.acting.toast.sentence)
    assert dialled == []
    page.acting.toast.act()
    assert dialled == ["tel:+31644192703"]


def test_without_a_program_that_calls_the_number_is_copied(
    page: CallsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialling, "open_link", lambda _link: False)
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)

    assert page.dial()

    qtbot.waitUntil(lambda: "has been copied" in page.acting.toast.sentence)


def test_several_are_ticked_off_at_once_and_come_back_at_once(
    page: CallsPage, qtbot: QtBot
) -> None:
    for number in range(4):
        call(f"06123456{number:02}", Kind.MISSED, id=str(number), ago=1000 - number)
    qtbot.waitUntil(lambda: len(page.waiters.list.rows) == 4)
    choose(page, 0)
    QTest.keyClick(page.waiters, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(page.tick.isVisible)
    assert page.tick.text() == "Tick off 2"

    press(page, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: len(page.waiters.list.rows) == 2)
    assert "2 ticked off." in page.acting.toast.sentence
    page.acting.toast.act()
    qtbot.waitUntil(lambda: len(page.waiters.list.rows) == 4)


def test_space_picks_one_after_the_other(page: CallsPage, qtbot: QtBot) -> None:
    for number in range(3):
        call(f"06123456{number:02}", Kind.MISSED, id=str(number), ago=1000 - number)
    qtbot.waitUntil(lambda: len(page.waiters.list.rows) == 3)
    choose(page, 0)
    press(page, Qt.Key.Key_Space)  # the one that is chosen is let go, and picked again
    press(page, Qt.Key.Key_Space)
    QTest.keyClick(page.waiters, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.waiters, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    press(page, Qt.Key.Key_Space)

    assert [row.e164 for row in page.waiters.selected()] == ["+31612345600", "+31612345602"]


def test_enter_opens_the_customer_or_the_call(page: CallsPage, qtbot: QtBot) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[BAKERY])
    call(BAKERY, Kind.MISSED, id="1", ago=600)
    stranger = call(STRANGER, Kind.MISSED, id="2")
    wait_for(page, qtbot, "Bakkerij De Vries", "06 4419 2703")
    opened: list[int] = []
    taken: list[calls.CallRow] = []
    page.customer_wanted.connect(opened.append)
    page.call_wanted.connect(taken.append)

    choose(page, 0)
    press(page, Qt.Key.Key_Return)
    choose(page, 1)
    press(page, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: bool(taken))
    assert opened == [bakery.id]
    assert [row.id for row in taken] == [stranger.id]


def test_work_on_the_page_begins_in_the_list_and_not_on_a_button(page: CallsPage) -> None:
    assert panes.enter_first(panes.of(page), panes.Places())

    assert page.focusWidget() is page.waiters
