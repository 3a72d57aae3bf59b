"""Behind the bell stands what runs, what was said, and what can still be undone."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.progress import Progress
from mcsys_desktop.ui.bell import BellList
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.texts import Label
from mcsys_desktop.ui.toast import Toast
from mcsys_desktop.ui.work import Work
from tests.ui.accessibility import clipped, walk

# Off screen there is none to grab.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def belled(frame: MainWindow, work: Work) -> MainWindow:
    frame.top_bar.show_notices_of(work)
    frame.show()
    return frame


def opened() -> BellList:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, BellList)]
    return next(each for each in found if each.isVisible())


def texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(Label) if each.isVisible()]


def test_the_bell_counts_what_is_new_until_it_is_opened(
    belled: MainWindow, work: Work, qtbot: QtBot
) -> None:
    work.notices.add("Said in passing.")
    assert belled.top_bar.bell.text() == ""
    work.notices.add("12 customers read.", "Show", lambda: None, tone="ok", counts=True)
    assert belled.top_bar.bell.text() == "1"
    assert belled.top_bar.bell.accessibleName() == "1 new notice"
    belled.top_bar.bell.click()
    assert belled.top_bar.bell.text() == ""
    shown = opened()
    assert "12 customers read." in texts(shown)
    assert walk(shown) == []
    assert clipped(shown) == []
    shown.close()


def test_an_empty_list_says_so(belled: MainWindow, qtbot: QtBot) -> None:
    belled.top_bar.bell.click()
    assert "There is nothing to tell." in texts(opened())
    opened().close()


def test_what_was_said_can_be_undone_from_the_list_by_keyboard(
    belled: MainWindow, work: Work, qtbot: QtBot
) -> None:
    undone: list[bool] = []
    work.notices.add("The tag is gone.", "Undo", lambda: undone.append(True), undoes=True)
    belled.top_bar.open_bell()
    shown = opened()
    button = next(each for each in shown.findChildren(Button) if each.text() == "Undo")
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert undone == [True]
    assert not work.notices.undo()


def test_long_work_stands_in_the_open_list_and_leaves_its_result(
    belled: MainWindow, work: Work, qtbot: QtBot
) -> None:
    end = threading.Event()

    def long(*, progress: Progress) -> int:
        progress(1, 4)
        end.wait()
        return 7

    task = work.long.start("Read in", long, said=lambda n: f"{n} read.", act=lambda _n: None)
    belled.top_bar.open_bell()
    shown = opened()
    qtbot.waitUntil(lambda: "Read in: 25%" in texts(shown))
    end.set()
    qtbot.waitUntil(lambda: "7 read." in texts(shown))
    assert task not in work.long.tasks
    shown.close()


def test_control_z_undoes_after_the_toast_has_gone(belled: MainWindow, work: Work) -> None:
    undone: list[str] = []
    toast = Toast(belled, work.notices)
    toast.say("Archived.", "Undo", lambda: undone.append("archived"))
    toast.say("Nothing to undo here.")
    toast.dismiss()
    assert toast.act()
    assert undone == ["archived"]
    assert not toast.act()


def test_what_was_put_away_is_not_brought_back_by_control_z_later(
    belled: MainWindow, work: Work
) -> None:
    toast = Toast(belled, work.notices)
    toast.say("Not saved.", "Undo", lambda: pytest.fail("undone"), lasting=False)
    toast.dismiss()
    assert not toast.act()


def test_whoever_comes_next_finds_nothing_of_the_one_before(belled: MainWindow, work: Work) -> None:
    work.notices.add("12 customers read.", counts=True)
    belled.clear()
    assert belled.top_bar.bell.text() == ""
    belled.top_bar.bell.click()
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, BellList)]
    assert not [each for each in found if each.isVisible()]
