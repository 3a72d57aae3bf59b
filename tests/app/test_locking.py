"""The desk locks whatever is open, and everything on it comes back with every word."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core import settings
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.services import calls
from mcsys_desktop.ui.clipboard import secret_clipboard
from mcsys_desktop.ui.key_sheet import KeySheet
from mcsys_desktop.ui.lock.screen import LockScreen
from mcsys_desktop.ui.rail import ENTRIES
from mcsys_desktop.ui.settings_page import SettingsPage
from tests.app.conftest import StartProgram
from tests.app.locked import (
    locked,
    locking,
    press_lock,
    unlocked,
)
from tests.ui.accessibility import clipped, walk

IN_A_FILE = pytest.mark.parametrize("engine", ["sqlite"])
ON_A_SERVER = pytest.mark.parametrize("engine", ["postgres"])


@pytest.mark.parametrize("page", [entry.name for entry in ENTRIES])
@IN_A_FILE
def test_ctrl_l_locks_from_every_page(plain: Program, page: str) -> None:
    plain.window.show_page(page)
    QApplication.processEvents()
    press_lock(plain)
    locked(plain)


@IN_A_FILE
def test_ctrl_l_locks_from_a_modal_dialog_and_from_the_compact_window(
    plain: Program, qtbot: QtBot
) -> None:
    sheet = KeySheet(plain.window)
    sheet.open()
    assert QTest.qWaitForWindowActive(sheet)
    press_lock(plain, sheet)
    locked(plain)
    assert not sheet.isVisible()
    locking(plain).release()
    qtbot.waitUntil(sheet.isVisible)
    sheet.reject()
    assert plain.screens is not None
    plain.screens.compact.toggle()
    plain.screens.compact.activateWindow()
    assert QTest.qWaitForWindowActive(plain.screens.compact)
    press_lock(plain, plain.screens.compact)
    locked(plain)
    assert not plain.screens.compact.isVisible()


@pytest.mark.qt_log_ignore("grabbing the keyboard")  # off screen there is none
@IN_A_FILE
def test_the_menu_of_the_user_locks(plain: Program) -> None:
    popover = plain.window.status_bar.user.explain()
    assert popover.action is not None
    popover.action.click()
    locked(plain)


@IN_A_FILE
def test_it_locks_when_nobody_works_and_the_minutes_are_a_setting(
    plain: Program, profile: Profile, qtbot: QtBot
) -> None:
    plain.window.show_page("settings")
    page = plain.window.page("settings")
    assert isinstance(page, SettingsPage)
    page.fields["lock_after"].chosen.emit(2)
    qtbot.waitUntil(lambda: settings.load(profile.folder).lock_after == 2)
    for wrong in (0, 121, "ten"):
        page.fields["lock_after"].chosen.emit(wrong)
    assert plain.settings.lock_after == 2
    watch = locking(plain).watch
    last = watch._last  # some while ago, on a slow machine
    watch._now = lambda: last + 119
    watch.look()
    assert not locking(plain).is_locked
    watch._now = lambda: last + 121
    watch.look()
    locked(plain)


@IN_A_FILE
def test_it_locks_with_the_whole_computer(plain: Program) -> None:
    locking(plain)._system.locked.emit()
    locked(plain)


def test_without_an_office_there_is_nothing_to_lock(start_program: StartProgram) -> None:
    program = start_program("", entered=False)
    press_lock(program)
    assert program.locking is None


def test_calls_are_logged_while_locked_and_there_afterwards(program: Program, qtbot: QtBot) -> None:
    assert program.screens is not None
    desk = program.screens.desk
    press_lock(program)
    screen = locked(program)
    program.handed.take({"ring": "0342415560"})
    qtbot.waitUntil(lambda: screen.calls.numbers == ["0342 41 55 60"])
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.row is not None)
    said = "\n".join(label.text() for label in screen.calls.findChildren(QLabel))
    assert said == "Incoming call\n0342 41 55 60"
    assert not program.screens.compact.isVisible()
    locking(program).release()
    QApplication.processEvents()
    assert desk.shown is not None
    assert program.screens.compact.isVisible() or program.window.dock_visible
    rows: list[calls.CallRow] = []
    program.work.run(program, calls.today, then=rows.extend)
    qtbot.waitUntil(lambda: [row.e164 for row in rows] == ["+31342415560"])


@IN_A_FILE
def test_what_stands_for_a_number_is_shown_only_if_it_is_one(plain: Program, qtbot: QtBot) -> None:
    press_lock(plain)
    screen = locked(plain)
    for number, shown in (("Kanarie Bakkerij", "Number unknown"), ("Anonymous", "Number withheld")):
        plain.live.ring(
            calls.CallEvent(
                source="handset",
                external_id=number,
                kind=calls.EventKind.RINGING,
                at=datetime.now(UTC),
                number_raw=number,
                name_raw="Kanarie",
            )
        )
        qtbot.waitUntil(lambda shown=shown: screen.calls.numbers[:1] == [shown])  # type: ignore[misc]


@IN_A_FILE
def test_a_secret_on_the_clipboard_goes_when_the_desk_is_locked(plain: Program) -> None:
    secret_clipboard().put("ABCD-EFGH")
    press_lock(plain)
    assert QGuiApplication.clipboard().text() == ""


@IN_A_FILE
def test_a_secret_on_the_clipboard_goes_when_the_program_ends(plain: Program) -> None:
    secret_clipboard().put("ABCD-EFGH")
    plain.end()
    assert QGuiApplication.clipboard().text() == ""


@IN_A_FILE
def test_a_locked_desk_with_typing_on_it_does_not_close(plain: Program, qtbot: QtBot) -> None:
    assert plain.screens is not None
    plain.window.new_requested.emit()
    plain.screens.customers.form.fields["surname"].set_value("Zonneveld")
    press_lock(plain)
    screen = locked(plain)
    plain.window.close()
    assert plain.window.isVisible()
    assert "not saved" in screen.unlocking.error.text()
    assert plain.leaving.question is None
    screen.unlocking.submit.click()
    unlocked(plain, qtbot)
    assert plain.screens.customers.form.fields["surname"].value() == "Zonneveld"


@IN_A_FILE
def test_a_locked_desk_without_any_closes(plain: Program) -> None:
    press_lock(plain)
    plain.window.close()
    assert not plain.window.isVisible()


@IN_A_FILE
def test_a_desk_that_ends_while_locked_shows_nothing_on_the_way(
    plain: Program, qtbot: QtBot
) -> None:
    sheet = KeySheet(plain.window)
    sheet.open()
    press_lock(plain, sheet)
    drawn: list[str] = []

    class Eye(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                drawn.append(type(watched).__name__)
            return False

    eye = Eye()
    qapp = QApplication.instance()
    assert qapp is not None
    qapp.installEventFilter(eye)
    plain.end()
    QApplication.processEvents()
    qapp.removeEventFilter(eye)
    assert drawn == []
    assert not sheet.isVisible()


@IN_A_FILE
def test_behind_other_windows_the_number_comes_in_a_small_one(
    plain: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_lock(plain)
    caller = locking(plain).caller
    assert caller is not None
    plain.handed.take({"ring": "0342415560"})
    qtbot.waitUntil(lambda: locked(plain).calls.numbers == ["0342 41 55 60"])
    assert not caller.isVisible()  # the lock screen is in front and shows it
    monkeypatch.setattr(plain.window, "isActiveWindow", lambda: False)
    QApplication.sendEvent(plain.window, QEvent(QEvent.Type.WindowDeactivate))
    assert caller.isVisible()
    assert caller.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert caller.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert walk(caller) == clipped(caller) == []
    assert plain.screens is not None
    assert plain.screens.desk.shown is not None
    plain.screens.desk.dismiss(plain.screens.desk.shown)
    assert not caller.isVisible()
    assert not locked(plain).calls.isVisible()


@IN_A_FILE
def test_names_at_a_counter_are_hidden_again_by_locking(plain: Program) -> None:
    plain.window.privacy.set_counter(True)
    plain.window.privacy.reveal()
    press_lock(plain)
    assert plain.window.privacy.hiding


@IN_A_FILE
def test_what_the_program_wants_to_say_waits_for_the_key(plain: Program, qtbot: QtBot) -> None:
    press_lock(plain)
    box = QMessageBox(plain.window)
    box.setText("Kanarie was lost")
    box.open()
    qtbot.waitUntil(lambda: not box.isVisible())
    assert locked(plain).unlocking.submit.isVisible()
    locking(plain).release()
    qtbot.waitUntil(box.isVisible)
    box.close()


@pytest.mark.parametrize("scale", [1.0, 1.3])
@pytest.mark.parametrize("others", [False, True])
def test_every_control_of_the_lock_screen_has_a_name_and_its_room(
    qtbot: QtBot, scale: float, others: bool
) -> None:
    from mcsys_desktop.ui.style import style

    style().apply("light", "normal", scale)
    screen = LockScreen("Sanne Visser", {f"login{n}": f"Colleague {n}" for n in range(9)})
    qtbot.addWidget(screen)
    screen.resize(1024, 640)
    screen.show()
    screen.unlocking.refuse("Five wrong PINs. Type your password.")
    screen.show_others(others)
    QApplication.processEvents()
    try:
        assert walk(screen) == []
        assert clipped(screen) == []
    finally:
        style().apply("light", "normal", 1.0)
