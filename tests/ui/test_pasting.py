"""Fields take plain text from everywhere, leave out what nobody sees, and cut nothing unsaid."""

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.customers.fields import NoteField as NoteForm
from mcsys_desktop.ui.customers.fields import TextField
from mcsys_desktop.ui.fields import LineField, NoteField
from mcsys_desktop.ui.pasting import PlainLine, PlainLines
from mcsys_desktop.ui.search_field import SearchField

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")  # off screen

PASTED = {  # what is pasted → what one line takes, what several lines take
    "<b>vet</b><img src='x'>": ("<b>vet</b><img src='x'>",) * 2,
    "een\ntwee\r\n  drie\x0bvier\n": ("een twee drie vier", "een\ntwee\n  drie\nvier\n"),
    "a\x00b\x07c\x1b[2J": ("abc[2J",) * 2,
    "naam\u202efdp.exe\u2066\u200f": ("naamfdp.exe",) * 2,
    "x\u200by\u00adz\ufeff": ("xyz",) * 2,
    "tab\there\u00a0hard": ("tab here hard",) * 2,
    "🍰 Çelik €": ("🍰 Çelik €",) * 2,
    "🍰\n🍰": ("🍰 🍰", "🍰\n🍰"),
    "a\u2028b\u2029c\x85d": ("a b c d", "a\nb\nc\nd"),
    "\u3164\u2800": ("",) * 2,
    "  twee blanks  ": ("  twee blanks  ",) * 2,
    "&amp; =1+1 'quoted'": ("&amp; =1+1 'quoted'",) * 2,
}
Way = Callable[[PlainLine | PlainLines, str], None]


def _page(text: str) -> QMimeData:
    """What a browser puts on the clipboard: words, markup and a picture."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(f'<h1 style="color:red">{text}</h1><img src="file:///etc/hostname">')
    picture = QImage(9, 9, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    data.setImageData(picture)
    data.setUrls([QUrl("file:///etc/hostname")])
    return data


def _by_keyboard(field: PlainLine | PlainLines, text: str) -> None:
    QGuiApplication.clipboard().setMimeData(_page(text))
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _by_menu(field: PlainLine | PlainLines, text: str) -> None:
    QGuiApplication.clipboard().setMimeData(_page(text))
    if isinstance(field, PlainLines):
        menu = field.createStandardContextMenu()
    else:
        place = QPoint(2, 2)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, field.mapToGlobal(place))
        QApplication.sendEvent(field, event)
        menu = next(one for one in field.findChildren(QMenu) if one.isVisible())
    action = next(one for one in menu.actions() if one.objectName() == "edit-paste")
    action.trigger()
    menu.close()


def _by_call(field: PlainLine | PlainLines, text: str) -> None:
    QGuiApplication.clipboard().setMimeData(_page(text))
    field.paste()


def _by_drop(field: PlainLine | PlainLines, text: str) -> None:
    data = _page(text)
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    place = QPointF(3, 3)
    event = QDropEvent(place, action, data, button, Qt.KeyboardModifier.NoModifier)
    field.dropEvent(event)  # Qt sends it only at the end of a drag that began somewhere


def _by_input_method(field: PlainLine | PlainLines, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


WAYS: dict[str, Way] = {
    "keyboard": _by_keyboard,
    "menu": _by_menu,
    "call": _by_call,
    "drop": _by_drop,
    "input method": _by_input_method,
}


@pytest.fixture(params=["line", "search", "form"])
def line(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[PlainLine]:
    form = TextField("street", "Street")
    fields = {"line": LineField(), "search": SearchField("Search"), "form": form.line}
    for widget in (form, fields["line"], fields["search"]):
        qtbot.addWidget(widget)
    field = fields[request.param]
    field.window().show()
    yield field
    form.close()  # which lived until here


@pytest.fixture
def note(qtbot: QtBot) -> NoteField:
    field = NoteField("Note")
    qtbot.addWidget(field)
    field.show()
    return field


@pytest.mark.parametrize("way", WAYS)
def test_a_line_takes_the_words_and_nothing_else(line: PlainLine, way: str) -> None:
    for text, (expected, _lines) in PASTED.items():
        line.clear()
        WAYS[way](line, text)
        assert line.text() == expected, (way, text)
        assert "\n" not in line.text()


@pytest.mark.parametrize("way", [way for way in WAYS if way != "input method"])
def test_a_note_takes_the_words_in_their_lines_and_nothing_else(note: NoteField, way: str) -> None:
    for text, (_line, expected) in PASTED.items():
        note.clear()
        WAYS[way](note, text)
        assert note.toPlainText() == expected, (way, text)
        assert "￼" not in note.toPlainText()  # where a picture would stand


def test_a_page_without_words_pastes_nothing(note: NoteField) -> None:
    data = QMimeData()
    data.setHtml('<img src="file:///etc/hostname"><b>x</b>')
    assert not note.canInsertFromMimeData(data)
    QGuiApplication.clipboard().setMimeData(data)
    note.paste()
    assert note.toPlainText() == ""


def test_what_was_pasted_takes_the_place_of_what_was_marked_and_can_be_undone(
    line: PlainLine, note: NoteField
) -> None:
    line.setText("Kerkstraat 12")
    line.setSelection(0, 10)
    _by_keyboard(line, "Dorps\nstraat\x00")
    assert line.text() == "Dorps straat 12"
    line.undo()
    assert line.text() == "Kerkstraat 12"
    line.redo()
    assert line.text() == "Dorps straat 12"

    note.setPlainText("Kassa hangt")
    note.selectAll()
    _by_keyboard(note, "een\r\ntwee\x00")
    assert note.toPlainText() == "een\ntwee"
    note.undo()
    assert note.toPlainText() == "Kassa hangt"


@pytest.mark.parametrize("way", ["keyboard", "menu", "call", "drop"])
def test_what_is_too_long_is_refused_with_a_sentence_and_nothing_is_cut(
    line: PlainLine, note: NoteField, way: str
) -> None:
    for field in (line, note):
        said: list[str] = []
        field.refused.connect(said.append)
        before = "was here"
        if isinstance(field, PlainLines):
            field.setPlainText(before)
        else:
            field.setText(before)
        room = field.limit - len(before)
        WAYS[way](field, "x" * (room + 1))
        assert (field.toPlainText() if isinstance(field, PlainLines) else field.text()) == before
        assert len(said) == 1
        assert str(field.limit) in said[0]
        WAYS[way](field, "x" * room)
        assert len(said) == 1


def test_the_sentence_stands_where_somebody_looks(qtbot: QtBot) -> None:
    line, form, note = LineField(), TextField("street", "Street"), NoteForm("notes", "Notes")
    for widget in (line, form, note):
        qtbot.addWidget(widget)
        widget.show()
    _by_call(line, "x" * 2_000)
    assert "too long" in QToolTip.text()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    _by_call(form.line, "x" * 2_000)
    _by_call(note.lines, "x" * 20_001)
    assert "too long" in form.sentence
    assert form.note.text() == form.sentence
    assert "too long" in note.sentence
    assert not QToolTip.isVisible()
    QTest.keyClick(form.line, Qt.Key.Key_A)
    assert form.sentence == ""


def test_a_password_keeps_every_sign_but_the_line_break(qtbot: QtBot) -> None:
    field = LineField()
    qtbot.addWidget(field)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    _by_call(field, "pa\u200dss  wo\u00a0rd🍰\r\n\x00")
    assert field.text() == "pa\u200dss  wo\u00a0rd🍰"


def test_a_field_that_is_only_read_takes_nothing(qtbot: QtBot) -> None:
    field = LineField("code")
    qtbot.addWidget(field)
    field.setReadOnly(True)
    field.show()
    for way in ("keyboard", "call", "drop"):
        WAYS[way](field, "x")
    assert field.text() == "code"


def test_typing_is_not_hindered(line: PlainLine, note: NoteField) -> None:
    QTest.keyClicks(line, "Kerk straat  12 ")
    assert line.text() == "Kerk straat  12 "
    line.setCursorPosition(4)
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert line.text() == "Ker straat  12 "
    assert line.cursorPosition() == 3
    QTest.keyClicks(note, "een")
    QTest.keyClick(note, Qt.Key.Key_Return)
    QTest.keyClicks(note, "twee")
    assert note.toPlainText() == "een\ntwee"


def test_ten_million_characters_on_the_clipboard_freeze_nobody(
    line: PlainLine, note: NoteField
) -> None:
    QGuiApplication.clipboard().setText("<b>\x00\u202e" * 2_000_000)
    began = time.perf_counter()
    line.paste()
    note.paste()
    assert time.perf_counter() - began < 2
    assert line.text() == note.toPlainText() == ""
