"""The small caller window: there when it is needed, out of the way otherwise."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.models import base
from mcsys_desktop.models.calls import Call
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers import book
from mcsys_desktop.ui.callers import compact as module
from mcsys_desktop.ui.callers.acts import Acts
from mcsys_desktop.ui.callers.compact import CompactCaller, screens
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.privacy import Privacy
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import Office
from tests.ui import accessibility
from tests.ui.callers_screen import BAKERY, HOSTILE, STRANGER, Kind, Phone, ago

# The offscreen plug-in has no window manager; showing any tool window makes it say so.
pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines."""
    return "sqlite"


@pytest.fixture
def main(qtbot: QtBot) -> QWidget:
    """The main window, with the dock in it."""
    style().apply("light")
    window = QWidget()
    dock = QWidget(window)
    dock.setObjectName("dock")
    qtbot.addWidget(window)
    window.resize(600, 400)
    return window


@pytest.fixture
def privacy(qapp: QApplication) -> Privacy:
    return Privacy()


@pytest.fixture
def desk(
    db: Office, work: Work, live: Live, main: QWidget, monkeypatch: pytest.MonkeyPatch
) -> CallDesk:
    monkeypatch.setattr(base, "on_news", live.hear)
    monkeypatch.setattr(book, "NOTE_PAUSE_MS", 10)
    return CallDesk(work, live, parent=main)


@pytest.fixture
def window(
    desk: CallDesk,
    work: Work,
    main: QWidget,
    privacy: Privacy,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[CompactCaller]:
    monkeypatch.setattr(module, "CLOSES_AFTER_MS", 60)
    dock = main.findChild(QWidget, "dock")
    window = CompactCaller(desk, Acts(desk, privacy), work, lambda: dock, {})
    qtbot.addWidget(window)
    yield window
    work.stop()


@pytest.fixture
def phone(live: Live) -> Phone:
    return Phone(live)


def test_it_comes_with_a_call_and_says_who_it_is(
    window: CompactCaller, phone: Phone, qtbot: QtBot
) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    assert not window.isVisible()

    phone.rings()

    assert window.isVisible()
    assert window.body.card.accessibleName().endswith("033 461 20 45")
    qtbot.waitUntil(lambda: window.body.view.name == "Bakkerij De Vries")
    assert window.width() == 496


def test_it_asks_the_system_for_no_focus_and_stays_on_top(window: CompactCaller) -> None:
    flags = window.windowFlags()

    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert flags & Qt.WindowType.Tool == Qt.WindowType.Tool
    assert flags & Qt.WindowType.FramelessWindowHint
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    # With this one a click into the note could not be followed by typing: tried, see test_focus.
    assert not flags & Qt.WindowType.WindowDoesNotAcceptFocus


def test_no_button_of_it_has_the_focus_when_it_comes(window: CompactCaller, phone: Phone) -> None:
    phone.rings()

    assert window.focusWidget() in (None, window)


def test_nothing_of_it_is_made_during_a_call(
    window: CompactCaller, phone: Phone, qtbot: QtBot
) -> None:
    before = window.findChildren(QWidget)

    phone.rings(STRANGER)
    qtbot.waitUntil(lambda: window.body.view.state == "unknown")
    window.body.settle()

    assert window.findChildren(QWidget) == before


def test_it_stays_away_while_the_dock_is_in_the_active_window(
    window: CompactCaller, main: QWidget, phone: Phone, qtbot: QtBot
) -> None:
    with qtbot.waitActive(main):
        main.show()
    phone.rings()
    assert not window.isVisible()

    main.hide()
    QApplication.processEvents()

    qtbot.waitUntil(window.isVisible)
    with qtbot.waitActive(main):
        main.show()
        main.activateWindow()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_it_closes_by_itself_some_time_after_the_call(
    window: CompactCaller, phone: Phone, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without a window manager every window becomes active, and that keeps it open.
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    phone.rings()
    phone.says(Kind.ANSWERED)
    phone.says(Kind.ENDED, seconds=3)
    assert window.isVisible()

    qtbot.waitUntil(lambda: not window.isVisible())


def test_it_stays_while_a_note_is_not_saved(
    window: CompactCaller,
    desk: CallDesk,
    phone: Phone,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    write_note = calls.write_note
    held = {"back": True}

    def slowly(*arguments: object) -> int:
        if held["back"]:
            raise ConnectionError("the office is away")
        return write_note(*arguments)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(calls, "write_note", slowly)
    monkeypatch.setattr("mcsys_desktop.ui.callers.writes.PAUSES", (0.02,))
    phone.rings()
    phone.says(Kind.ANSWERED)
    assert desk.shown is not None
    desk.book.write(desk.shown, "Belt over de kassa")
    phone.says(Kind.ENDED, seconds=3)
    closings: list[bool] = []
    window._closing.timeout.connect(lambda: closings.append(window.isVisible()))
    qtbot.waitUntil(lambda: len(closings) >= 3)
    assert all(closings)

    held["back"] = False

    qtbot.waitUntil(lambda: not window.isVisible())
    assert Call.get().note == "Belt over de kassa"


def test_a_pinned_window_stays(
    window: CompactCaller, phone: Phone, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    phone.rings()
    window.pin.click()
    phone.says(Kind.MISSED)
    closings: list[bool] = []
    window._closing.timeout.connect(lambda: closings.append(window.isVisible()))

    qtbot.waitUntil(lambda: bool(closings))

    assert window.isVisible()
    window.shut.click()
    assert not window.isVisible()


def test_once_closed_it_stays_closed_for_this_call_only(
    window: CompactCaller, phone: Phone, live: Live
) -> None:
    phone.rings()
    window.shut.click()
    phone.says(Kind.ANSWERED)
    assert not window.isVisible()
    phone.says(Kind.ENDED, seconds=2)

    phone.rings(STRANGER)

    assert window.isVisible()


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
    room = window.screen().availableGeometry()
    window.move(100, room.bottom() - window.height())
    bottom = window.geometry().bottom()

    qtbot.waitUntil(lambda: window.body.view.state == "several")
    window.body.settle()

    assert window.geometry().bottom() == bottom
