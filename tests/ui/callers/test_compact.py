"""The small caller window: there when it is needed, out of the way otherwise."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.calls import Call
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers.compact import CompactCaller
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.live import Live
from tests import make
from tests.ui.callers.screen import BAKERY, STRANGER, Kind, Phone

# The offscreen plug-in has no window manager; showing any tool window makes it say so.
pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)


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
