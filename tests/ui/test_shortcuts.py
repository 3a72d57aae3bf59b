"""Every key is declared once and means one thing."""

import re
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import mcsys_desktop
from mcsys_desktop.core import i18n
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.key_sheet import KeyCap, KeySheet
from mcsys_desktop.ui.shortcuts import ACTIONS, OVERLAPS
from mcsys_desktop.ui.style import style

# Keys that fields or systems take for themselves.
TAKEN = ("Ctrl+E", "Ctrl+U", "Ctrl+Y", "Ctrl+H", "Ctrl+M", "F10", "F11")


def test_no_two_actions_share_a_key_in_one_context() -> None:
    clashes = [
        (one.name, other.name)
        for one, other in combinations(ACTIONS.values(), 2)
        if set(one.keys) & set(other.keys)
        and (
            one.context is other.context
            or (one.context, other.context) in OVERLAPS
            or (other.context, one.context) in OVERLAPS
        )
    ]
    assert clashes == []


@pytest.mark.parametrize("action", ACTIONS.values(), ids=lambda action: action.name)
def test_every_key_can_be_pressed_and_belongs_to_nobody_else(action: shortcuts.Action) -> None:
    for key in action.keys:
        sequence = QKeySequence(key)
        assert sequence.count() == 1
        assert sequence.toString(QKeySequence.SequenceFormat.PortableText) == key
        assert key not in TAKEN


def test_keys_are_bound_in_one_place_only() -> None:
    package = Path(mcsys_desktop.__file__).parent
    others = [
        str(file.relative_to(package))
        for file in package.rglob("*.py")
        if file.name != "shortcuts.py" and re.search(r"\bQShortcut\(", file.read_text("utf-8"))
    ]
    assert others == []


def test_a_bound_key_works_while_somebody_types(qtbot: QtBot) -> None:
    window, pressed = QWidget(), list[str]()
    qtbot.addWidget(window)
    field = QLineEdit()
    QVBoxLayout(window).addWidget(field)
    for name in ("search", "help", "next pane"):
        shortcuts.bind(window, name, partial(pressed.append, name))
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    field.setFocus()

    QTest.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_F1)
    QTest.keyClick(field, Qt.Key.Key_F6)

    assert pressed == ["search", "help", "next pane"]
    assert field.text() == ""


def test_an_action_that_is_not_declared_cannot_be_bound(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with pytest.raises(KeyError):
        shortcuts.bind(window, "make coffee", lambda: None)


def test_keys_are_spelled_as_people_read_them() -> None:
    assert shortcuts.shown("search") == "Ctrl K"
    assert shortcuts.spelled("Ctrl+Return") == "Ctrl ↵"


def test_the_sheet_lists_every_key_by_where_it_works(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    sheet = KeySheet(window)
    words = {getattr(child, "text", str)() for child in sheet.findChildren(QWidget)}
    assert {action.text for action in ACTIONS.values()} <= words
    assert {action.context.value for action in ACTIONS.values()} <= words
    assert {"Ctrl K", "F2", "F9"} <= {cap.key for cap in sheet.findChildren(KeyCap)}


def test_a_key_can_be_looked_up_by_what_it_does_and_by_its_name(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    sheet = KeySheet(window)
    sheet.show()
    for wanted, found in (("note call", "Note on the call"), ("f12", "Note on the call")):
        sheet.search.setText(wanted)
        assert [line.words for line in sheet.lines if line.isVisible()] == [found]
    sheet.search.setText("koffie")
    assert sheet.nothing.isVisible()
    sheet.search.setText("")
    assert all(line.isVisible() for line in sheet.lines)


def test_the_sheet_can_be_printed(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    sheet = KeySheet(window)
    sheet.save_to(tmp_path / "keys.pdf")
    pdf = (tmp_path / "keys.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", pdf)) <= 2
    assert b"Inter" in pdf


def test_the_sheet_of_all_keys_fits_a_low_screen_with_large_letters(
    qtbot: QtBot,
) -> None:
    style().apply("light", "normal", 1.3)
    window = QWidget()
    qtbot.addWidget(window)
    i18n.use("nl")  # the longer words

    hint = KeySheet(window).sizeHint()

    style().apply("light", "normal", 1.0)
    assert hint.width() <= 1366
    assert hint.height() <= 700
