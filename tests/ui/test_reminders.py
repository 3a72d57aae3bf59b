"""Reminders are worked off by keyboard: the letter is seen, one key sends it, the next opens."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock
from mcsys_desktop.models.reminders import Reminder
from mcsys_desktop.services import reminders
from mcsys_desktop.services.colleagues import Group, Rights
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.reminders import RemindersPage
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests import billing
from tests.conftest import AtDesk, Office
from tests.ui.accessibility import clipped, walk

NAMES = ("Bakkerij De Vries", "Fam. Jansen", "Garage Smit")


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines; what differs is tested where two desks meet."""
    return "sqlite"


@pytest.fixture
def page(
    db: Office,
    at_desk: AtDesk,
    work: Work,
    live: Live,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> RemindersPage:
    """Three customers are late."""
    at_desk(billing.company, login="carla")
    for name in NAMES:
        billing.final(billing.customer(name, private=name.startswith("Fam")))
    day = clock.today() + timedelta(days=25)
    monkeypatch.setattr(clock, "today", lambda: day)
    style().apply("light", "normal", 1.0)
    page = RemindersPage(work, live)
    page.set_rights(Rights(Group.DESK))
    qtbot.addWidget(page)
    page.resize(1100, 680)
    return page


def seen(page: RemindersPage, qtbot: QtBot) -> None:
    """Open it, and wait for the first letter."""
    with qtbot.waitActive(page):
        page.show()
    qtbot.waitUntil(page.send.isEnabled)
    page.list.view.setFocus()


def press(page: RemindersPage, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, key)


def names(page: RemindersPage) -> list[str]:
    return [row.name for row in page.list.model.rows]


def gone_on(page: RemindersPage, qtbot: QtBot, left: int) -> None:
    """Wait until so many are left, and the next letter is seen."""
    qtbot.waitUntil(lambda: len(names(page)) == left and (not left or page.send.isEnabled()))


def test_the_list_is_worked_off_without_a_mouse(page: RemindersPage, qtbot: QtBot) -> None:
    printed: list[int] = []
    page.print_wanted.connect(printed.append)
    seen(page, qtbot)
    assert names(page) == list(NAMES)
    assert page.heading_line.text() == NAMES[0]

    press(page, Qt.Key.Key_S)
    gone_on(page, qtbot, 2)
    assert Reminder.select().count() == 1
    assert reminders.paper(printed[0]).content.startswith(b"%PDF")
    assert page.heading_line.text() == NAMES[1]

    press(page, Qt.Key.Key_L)
    gone_on(page, qtbot, 1)
    assert page.toast.sentence.startswith("Held until")

    page.lock_customer()
    gone_on(page, qtbot, 0)
    assert page.list.nothing.text() == "Nobody has to be reminded now."
    assert Reminder.select().count() == 1, "nothing was sent but what somebody sent"

    page.undo()
    page.live.changed.emit({"billing_terms"})
    gone_on(page, qtbot, 1)


def test_a_key_that_is_pressed_too_soon_sends_nothing(page: RemindersPage, qtbot: QtBot) -> None:
    seen(page, qtbot)
    for _press in range(5):
        press(page, Qt.Key.Key_S)
    gone_on(page, qtbot, 2)
    assert Reminder.select().count() == 1


def test_what_was_paid_meanwhile_is_not_sent(page: RemindersPage, qtbot: QtBot) -> None:
    from mcsys_desktop.services import payments
    from mcsys_desktop.services.payments import Method, Share

    seen(page, qtbot)
    one = page.list.proposal()
    assert one is not None
    share = Share(one.items[0].invoice_id, one.principal)
    payments.receive(one.principal, clock.today(), Method.BANK, [share])
    press(page, Qt.Key.Key_S)
    gone_on(page, qtbot, 2)
    assert page.toast.sentence.startswith("Something changed")
    assert Reminder.select().count() == 0


def test_at_a_counter_no_debt_is_seen(page: RemindersPage, qtbot: QtBot) -> None:
    seen(page, qtbot)
    page.set_counter(True)
    index = page.list.model.index(0, 0)
    assert NAMES[0] not in page.list._look(page.list.model.row(index)).spoken()
    assert not page.send.isVisible()
    page.set_counter(False)
    qtbot.waitUntil(page.send.isEnabled)
    assert page.send.isVisible()


def test_who_only_reads_sends_nothing(page: RemindersPage, qtbot: QtBot) -> None:
    seen(page, qtbot)
    page.set_rights(Rights(Group.READER))
    assert not page.send.isVisible()
    page.send_it()
    assert Reminder.select().count() == 0


@pytest.mark.parametrize("size", [1.0, 1.3])
def test_everything_is_named_and_nothing_is_cut_off(
    page: RemindersPage, qtbot: QtBot, size: float
) -> None:
    style().apply("light", "normal", size)
    page.resize(1150, 680)  # what is left of 1366 x 768 beside the rail
    seen(page, qtbot)
    assert walk(page) == []
    assert clipped(page) == []


def test_the_model_keeps_qts_rules(
    page: RemindersPage, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    seen(page, qtbot)
    qtmodeltester.check(page.list.model)  # type: ignore[no-untyped-call]  # pytest-qt has no types here
    reminders.hold(page.list.model.rows[0].invoice_ids)
    page.refresh()
    gone_on(page, qtbot, 2)
