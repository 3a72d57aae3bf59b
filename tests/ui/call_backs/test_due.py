"""Before when: the quick choices, and any day and time from a calendar."""

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock, i18n
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.ui.call_backs.due import DueField
from mcsys_desktop.ui.calls import CallsPage
from mcsys_desktop.ui.moments import MomentPopup
from mcsys_desktop.ui.style import style
from tests.ui import accessibility
from tests.ui.call_backs.screen import choose, wait_for
from tests.ui.callers.screen import STRANGER, Kind, in_log
from tests.ui.test_calls import call

# Off screen there is no keyboard to grab.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
Key = Qt.Key


@pytest.fixture
def field(qtbot: QtBot) -> DueField:
    style().apply("light")
    field = DueField()
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
    return field


def view(popup: MomentPopup) -> QAbstractItemView:
    found: QAbstractItemView | None = popup.calendar.findChild(QAbstractItemView)
    assert found is not None
    return found


def chosen(popup: MomentPopup) -> date:
    day = popup.calendar.selectedDate()
    return date(day.year(), day.month(), day.day())


def test_any_day_and_time_is_chosen_with_the_keyboard(field: DueField, qtbot: QtBot) -> None:
    popup = field.ask()
    start = chosen(popup)
    assert start == clock.today() + timedelta(days=1)
    assert popup.time.text() == "17:00"
    assert popup.focusWidget() is view(popup)

    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Down):
        QTest.keyClick(view(popup), key)
    day = start + timedelta(days=15)
    assert chosen(popup) == day
    QTest.keyClick(view(popup), Key.Key_PageDown)
    QTest.keyClick(view(popup), Key.Key_PageUp)
    assert chosen(popup) == day
    popup.time.setText("9u30")
    QTest.keyClick(popup.time, Key.Key_Return)

    due = field.value()
    assert due is not None
    assert clock.local(due) == datetime.combine(day, time(9, 30), clock.OFFICE_ZONE)


def test_a_day_is_chosen_with_the_mouse_and_enter(field: DueField, qtbot: QtBot) -> None:
    popup = field.ask()
    first = clock.today().replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    popup.after.click()
    assert (popup.calendar.yearShown(), popup.calendar.monthShown()) == (after.year, after.month)
    popup.calendar.setSelectedDate(QDate(after.year, after.month, 15))
    cell = view(popup).visualRect(view(popup).currentIndex())
    left = view(popup).visualRect(view(popup).currentIndex().siblingAtColumn(1))
    assert cell.isValid()

    QTest.mouseClick(view(popup).viewport(), Qt.MouseButton.LeftButton, pos=left.center())
    monday = date(after.year, after.month, 15)
    monday -= timedelta(days=monday.weekday())
    assert chosen(popup) == monday  # the week begins on Monday
    QTest.keyClick(view(popup), Key.Key_Return)

    due = field.value()
    assert due is not None
    assert clock.local(due).date() == monday


def test_what_is_no_time_or_has_passed_is_said_and_nothing_is_lost(
    field: DueField, qtbot: QtBot
) -> None:
    popup = field.ask()
    popup.time.setText("half drie")
    popup.choose.click()
    assert popup.wrong.text() == "Type a time of day, such as 9:30."
    assert popup.time.text() == "half drie"

    today = clock.today()
    popup.calendar.setSelectedDate(QDate(today.year, today.month, today.day))
    popup.time.setText("0:00")
    popup.choose.click()
    assert popup.wrong.text() == "That time has passed. Choose a later one."
    assert popup.isVisible()

    QTest.keyClick(popup.time, Key.Key_Escape)
    assert not popup.isVisible()
    assert field.value() is None


def test_nobody_goes_to_days_that_are_past(field: DueField) -> None:
    popup = field.ask()
    today = clock.today()
    popup.calendar.setSelectedDate(QDate(today.year, today.month, today.day))
    assert not popup.before.isEnabled()
    QTest.keyClick(view(popup), Key.Key_Left)
    assert chosen(popup) == today
    popup.close()


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_the_calendar_is_fit_for_everybody(language: str, scale: float, qtbot: QtBot) -> None:
    i18n.use(language)
    style().apply("light", "normal", scale)
    try:
        field = DueField()
        qtbot.addWidget(field)
        field.show()
        popup = field.ask()
        assert accessibility.walk(popup) == []
        assert accessibility.clipped(popup) == []
        assert popup.month.text() != ""
        assert popup.screen().availableGeometry().contains(popup.geometry())
        popup.close()
    finally:
        style().apply("light", "normal", 1.0)


def test_a_moment_of_ones_own_is_kept_in_the_office(page: CallsPage, qtbot: QtBot) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)
    due = page.details.plan.when

    popup = due.ask()
    for _week in range(5):
        QTest.keyClick(view(popup), Key.Key_Down)
    day = chosen(popup)
    QTest.keyClick(view(popup), Key.Key_Return)

    in_log(lambda: CallBack.get().due_at is not None, qtbot)
    due_at = CallBack.get().due_at
    assert due_at is not None
    assert clock.local(due_at).date() == day == clock.today() + timedelta(days=36)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("9", time(9)),
        ("9.30", time(9, 30)),
        ("0930", time(9, 30)),
        ("930", time(9, 30)),
        ("17u", time(17)),
        ("17 uur", time(17)),
        (" 17:05 ", time(17, 5)),
        ("24:00", None),
        ("12:60", None),
        ("half drie", None),
        ("", None),
        ("1:2:3", None),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, at: time | None) -> None:
    assert clock.typed_time(typed) == at
