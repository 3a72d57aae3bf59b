"""A mistake of the program is told, with what is safe, and the program goes on."""

import gc
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.ui.crash import CrashDialog, CrashHandler


@pytest.fixture
def handler(qapp: QApplication) -> Iterator[CrashHandler]:
    handler = CrashHandler()
    handler.install()
    yield handler
    handler.remove()
    for dialog in dialogs():
        dialog.close()


def dialogs() -> list[CrashDialog]:
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog) and w.isVisible()
    ]


def report_of(dialog: CrashDialog) -> str:
    shown = dialog.findChild(QPlainTextEdit)
    assert shown is not None
    return shown.toPlainText()


def fail(secret: str = "Zonne" + "veld 0612345678") -> None:
    raise ValueError(f"no place for {secret!r}")


def test_an_error_on_another_thread_is_told_here(handler: CrashHandler, qtbot: QtBot) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    report = report_of(dialogs()[0])
    assert "ValueError" in report
    assert "test_crash.py" in report
    assert "Zonneveld" not in report
    assert "0612345678" not in report


def test_the_report_can_be_copied_and_the_program_goes_on(
    handler: CrashHandler, qtbot: QtBot
) -> None:
    with pytest.raises(ValueError, match="no place") as caught:
        fail()
    sys.excepthook(caught.type, caught.value, caught.tb)
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialog = dialogs()[0]
    dialog.copy()
    assert "ValueError" in QGuiApplication.clipboard().text()
    dialog.accept()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.isVisible() and not dialogs())


def test_many_errors_open_one_dialog(handler: CrashHandler, qtbot: QtBot) -> None:
    for _time in range(20):
        handler.catch(ValueError("again"))
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    QApplication.processEvents()
    assert len(dialogs()) == 1
    dialogs()[0].accept()
    handler.catch(ValueError("and once more"))
    qtbot.waitUntil(lambda: len(dialogs()) == 1)


def test_what_a_person_can_act_on_is_a_sentence_and_no_crash(
    handler: CrashHandler, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(handler.told) as told:
        handler.catch(UserError("Somebody else was first."))
    assert told.args == ["Somebody else was first."]
    assert dialogs() == []


def test_an_error_that_nobody_could_catch_is_logged_only(
    handler: CrashHandler, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    class Fragile:
        def __del__(self) -> None:
            fail()

    thing = Fragile()
    del thing
    gc.collect()
    QApplication.processEvents()
    assert "could not be raised" in caplog.text
    assert dialogs() == []


def test_a_fault_of_last_time_is_told(handler: CrashHandler, qtbot: QtBot) -> None:
    dialog = handler.show_fault("Fatal Python error: Segmentation fault")
    assert dialog.isVisible()
    assert "Segmentation" in report_of(dialog)
