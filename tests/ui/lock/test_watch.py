"""Nobody works here any more: noticed after the minutes that were chosen, and not before."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.lock import watch as watching
from mcsys_desktop.ui.lock.watch import Watch

CTRL = Qt.KeyboardModifier.ControlModifier


class Clock:
    """Time that passes when the test says so."""

    def __init__(self) -> None:
        self.now = 5000.0

    def __call__(self) -> float:
        return self.now

    def minutes(self, count: float) -> None:
        self.now += count * 60


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(clock: Clock, qtbot: QtBot) -> Iterator[Watch]:
    made = Watch(lambda: 15, clock)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(QLineEdit())
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    return made


def told(watch: Watch) -> list[str]:
    heard: list[str] = []
    watch.idle.connect(lambda: heard.append("idle"))
    watch.lock_pressed.connect(lambda: heard.append("lock"))
    return heard


def test_it_comes_after_the_minutes_and_once(watch: Watch, clock: Clock) -> None:
    heard = told(watch)
    clock.minutes(14.9)
    watch.look()
    assert heard == []
    clock.minutes(0.1)
    watch.look()
    watch.look()
    assert heard == ["idle"]


def test_a_key_in_a_window_is_work(watch: Watch, clock: Clock, window: QWidget) -> None:
    heard = told(watch)
    clock.minutes(14)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    clock.minutes(14)
    watch.look()
    assert heard == []
    clock.minutes(1)
    watch.look()
    assert heard == ["idle"]


def test_a_step_of_the_mouse_is_work_also_in_a_window_without_the_focus(
    watch: Watch, clock: Clock, window: QWidget, qtbot: QtBot
) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    other.show()
    watch.look()
    heard = told(watch)
    clock.minutes(14)
    QTest.mouseMove(other.windowHandle(), QPoint(5, 5))
    QTest.mouseMove(other.windowHandle(), QPoint(9, 9))
    clock.minutes(14)
    watch.look()
    assert heard == []


def test_the_minutes_can_change_meanwhile(clock: Clock, qtbot: QtBot) -> None:
    minutes = [120]
    watch = Watch(lambda: minutes[0], clock)
    watch.start()
    heard = told(watch)
    clock.minutes(2)
    watch.look()
    assert heard == []
    minutes[0] = 1
    watch.look()
    assert heard == ["idle"]
    watch.stop()


def test_it_looks_by_itself(clock: Clock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LOOK_MS", 10)
    watch = Watch(lambda: 15, clock)
    watch.start()
    with qtbot.waitSignal(watch.idle):
        clock.minutes(16)
    watch.stop()


def test_time_asleep_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    if clock is None:
        pytest.skip("this system cannot tell")
    monkeypatch.setattr(time, "clock_gettime", {clock: 42.0}.__getitem__)
    assert watching.awake_and_asleep() == 42.0


def test_nothing_is_told_after_the_end(watch: Watch, clock: Clock) -> None:
    heard = told(watch)
    watch.stop()
    clock.minutes(100)
    watch.look()
    assert heard == []


def test_the_key_of_the_lock_is_heard_while_somebody_types(watch: Watch, window: QWidget) -> None:
    heard = told(watch)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_L)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_L, CTRL)
    assert heard == ["lock"]
    field = window.findChild(QLineEdit)
    assert field is not None
    assert field.text() == "l"


def test_the_key_of_the_lock_is_heard_in_a_modal_dialog(
    watch: Watch, window: QWidget, qtbot: QtBot
) -> None:
    dialog = QDialog(window)
    QVBoxLayout(dialog).addWidget(QLineEdit())
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    dialog.show()
    assert QTest.qWaitForWindowActive(dialog)
    heard = told(watch)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, CTRL)
    assert heard == ["lock"]
    dialog.close()
