"""The small caller window: where it stands, and what is on it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.calls import Call
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers.acts import Acts
from mcsys_desktop.ui.callers.compact import ARRIVED_MS, MARGIN, CompactCaller
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.places import screens
from mcsys_desktop.ui.privacy import Privacy
from mcsys_desktop.ui.work import Work
from tests import make
from tests.ui import accessibility
from tests.ui.callers.screen import BAKERY, HOSTILE, STRANGER, Kind, Phone, ago

# The offscreen plug-in has no window manager; showing any tool window makes it say so.
pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)


def test_a_key_is_shown_only_while_one_of_our_windows_is_in_front(
    window: CompactCaller, phone: Phone, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    monkeypatch.setattr(window, "_keys_work", lambda: False)
    phone.rings()
    qtbot.waitUntil(lambda: window.body.view.name == "Bakkerij De Vries")
    window.body.settle()
    assert window.body.buttons["open"].isVisible()
    assert window.body.buttons["open"].key == ""

    monkeypatch.setattr(window, "_keys_work", lambda: True)
    window._decide()

    assert window.body.buttons["open"].key == "F7"


def test_it_is_where_people_left_it_on_these_screens(
    desk: CallDesk, work: Work, phone: Phone, qtbot: QtBot
) -> None:
    places = {screens(): [37, 53], "other screens": [1, 2]}
    window = CompactCaller(desk, Acts(desk, Privacy(parent=desk)), work, lambda: None, places)
    qtbot.addWidget(window)

    phone.rings()

    assert window.pos() == QPoint(37, 53)
    work.stop()


def test_it_stands_at_the_right_of_the_screen_of_the_main_window_also_after_a_late_answer(
    window: CompactCaller, main: QWidget, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings()
    room = main.screen().availableGeometry()
    assert window.x() == room.right() - window.width() - MARGIN

    window.move(0, 0)  # as a server says that has only now made the window
    window.body.settled.emit()

    qtbot.waitUntil(lambda: window.x() == room.right() - window.width() - MARGIN)
    qtbot.wait(ARRIVED_MS + 20)
    assert room.contains(window.geometry())


def test_a_place_off_the_screen_is_brought_back(
    desk: CallDesk, work: Work, phone: Phone, qtbot: QtBot
) -> None:
    places = {screens(): [99_000, -500]}
    window = CompactCaller(desk, Acts(desk, Privacy(parent=desk)), work, lambda: None, places)
    qtbot.addWidget(window)

    phone.rings()

    room = window.screen().availableGeometry()
    assert room.contains(window.geometry().adjusted(0, 0, -1, -1))
    work.stop()


def test_dragging_it_tells_where_it_is_now(
    window: CompactCaller, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings()
    window.move(100, 100)
    grip = QPoint(60, 20)

    with qtbot.waitSignal(window.moved) as told:
        QTest.mousePress(window.body.card, Qt.MouseButton.LeftButton, pos=grip)
        QTest.mouseMove(window.body.card, grip + QPoint(30, 40))
        QTest.mouseRelease(window.body.card, Qt.MouseButton.LeftButton, pos=grip)

    assert told.args == [screens(), window.x(), window.y()]
    assert window.pos() != QPoint(100, 100)


def test_at_a_counter_it_names_nobody_until_asked_for(
    window: CompactCaller, privacy: Privacy, phone: Phone, qtbot: QtBot
) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    calls.report(calls.CallEvent("x", "1", Kind.RINGING, ago(99), number_raw=BAKERY))
    calls.report(calls.CallEvent("x", "1", Kind.MISSED, ago(80), number_raw=BAKERY))
    privacy.set_counter(True)
    phone.rings()
    qtbot.waitUntil(lambda: window.body.view.masked)
    assert "Vries" not in repr(window.body.view)
    assert window.body.view.chips == ()

    privacy.reveal()

    assert window.body.view.name == "Bakkerij De Vries"
    assert ("1 missed call today", "bad") in window.body.view.chips


def test_a_note_typed_here_is_the_note_of_the_call(
    window: CompactCaller, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings()
    window.body.settle()

    QTest.keyClicks(window.body.note, "Belt terug")

    assert desk.shown is not None
    assert desk.shown.note == "Belt terug"
    qtbot.waitUntil(lambda: (row := Call.select().first()) and row.note == "Belt terug")


@pytest.mark.parametrize("state", ["known", "unknown", "several", "anonymous"])
def test_every_control_has_a_name_and_room(
    window: CompactCaller, phone: Phone, desk: CallDesk, qtbot: QtBot, state: str
) -> None:
    make.customer(HOSTILE, numbers=[BAKERY])
    make.customer("Garage Verhoeven", numbers=["0342415560"])
    make.customer("Ruud de Vries", numbers=["0342415560"])
    number = {"unknown": STRANGER, "several": "0342415560", "anonymous": ""}.get(state, BAKERY)
    phone.rings(number, withheld=state == "anonymous")
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.looked_up)
    window.body.settle()

    assert window.body.view.state == state
    assert accessibility.walk(window) == []
    assert accessibility.clipped(window) == []
    assert window.height() >= window.body.tall()


def test_it_grows_upwards_when_it_stands_at_the_bottom(
    window: CompactCaller, phone: Phone, qtbot: QtBot
) -> None:
    for name in ("A", "B", "C", "D"):
        make.customer(name, numbers=[BAKERY])
    phone.rings()
    qtbot.wait(ARRIVED_MS + 20)  # what moves it now is somebody, and no slow window manager
    room = window.screen().availableGeometry()
    window.move(100, room.bottom() - window.height())
    bottom = window.geometry().bottom()

    qtbot.waitUntil(lambda: window.body.view.state == "several")
    window.body.settle()

    assert window.geometry().bottom() == bottom
