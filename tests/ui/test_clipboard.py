"""A secret on the clipboard: marked, forgotten after a while, and nobody else's text is touched."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui import clipboard
from mcsys_desktop.ui.clipboard import HINTS, SecretClipboard, secret_clipboard
from mcsys_desktop.ui.offices import RecoveryCode

CODE = "ABCD-EFGH-2345-KMNP"


@pytest.fixture
def board(qapp: QApplication) -> Iterator[QClipboard]:
    found = QGuiApplication.clipboard()
    found.clear()
    yield found
    found.clear()


def test_it_can_be_pasted_and_histories_are_asked_to_leave_it_out(board: QClipboard) -> None:
    SecretClipboard().put(CODE)
    data = board.mimeData()
    assert board.text() == CODE
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"


def test_windows_is_asked_by_its_own_formats() -> None:
    asked = {name.split('"')[1]: value for name, value in HINTS["win32"].items()}
    assert asked["CanIncludeInClipboardHistory"] == asked["CanUploadToCloudClipboard"] == bytes(4)
    assert "ExcludeClipboardContentFromMonitorProcessing" in asked


def test_it_goes_by_itself(board: QClipboard, qtbot: QtBot) -> None:
    SecretClipboard(seconds=0.05).put(CODE)
    assert board.text() == CODE
    qtbot.waitUntil(lambda: board.text() == "")


def test_half_a_minute_is_the_rule() -> None:
    assert SecretClipboard()._timer.interval() == 30_000


def test_what_somebody_copied_since_stays(board: QClipboard) -> None:
    secrets = SecretClipboard()
    secrets.put(CODE)
    board.setText("Kerkstraat 12")
    secrets.forget()
    assert board.text() == "Kerkstraat 12"


def test_a_second_secret_takes_the_place_of_the_first(board: QClipboard) -> None:
    secrets = SecretClipboard()
    secrets.put(CODE)
    secrets.put("another one")
    secrets.forget()
    assert board.text() == ""


def test_what_was_copied_before_a_secret_was_forgotten_is_not_remembered(board: QClipboard) -> None:
    secrets = SecretClipboard()
    secrets.put(CODE)
    secrets.forget()
    data = QMimeData()
    data.setText(CODE)  # now it is somebody's own wish
    board.setMimeData(data)
    secrets.forget()
    assert board.text() == CODE


def test_the_recovery_code_is_copied_so_and_goes_with_its_dialog(
    board: QClipboard, qtbot: QtBot
) -> None:
    shown = RecoveryCode(CODE, b"%PDF-", "sheet.pdf")
    qtbot.addWidget(shown)
    shown.copy.click()
    assert board.text() == CODE
    assert board.mimeData().hasFormat("x-kde-passwordManagerHint")
    shown.kept.setChecked(True)
    shown.submit.click()
    assert board.text() == ""


def test_the_recovery_code_cannot_be_selected_behind_our_back(qtbot: QtBot) -> None:
    shown = RecoveryCode(CODE, b"%PDF-", "sheet.pdf")
    qtbot.addWidget(shown)
    shown.show()
    QTest.mouseDClick(shown.code, Qt.MouseButton.LeftButton)
    assert not shown.code.hasSelectedText()
    assert CODE not in QGuiApplication.clipboard().text(QClipboard.Mode.Selection)


def test_forgetting_without_a_secret_is_nothing(board: QClipboard) -> None:
    board.setText("Kerkstraat 12")
    clipboard.forget()
    secret_clipboard().put(CODE)
    clipboard.forget()
    assert board.text() == ""
