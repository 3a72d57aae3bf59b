"""Buttons, fields and bands do what people and screen readers expect of them."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import (
    Band,
    Button,
    ChoiceField,
    ElidedLabel,
    FactRow,
    Labelled,
    LineField,
    NoteField,
    SearchField,
    Switch,
)


@pytest.fixture(autouse=True)
def _styled(qtbot: QtBot) -> Iterator[None]:
    style().apply("light", "normal", 1.0)
    yield
    style().apply("light", "normal", 1.0)


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.fixture
def stage(qtbot: QtBot) -> QWidget:
    """A window for the widgets of one test; the test keeps it alive."""
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    return window


def show(window: QWidget, *widgets: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def test_a_button_is_called_what_it_says_and_shows_its_key(qtbot: QtBot) -> None:
    button = Button("Bakker & Zn", "user", "primary", "F7")
    qtbot.addWidget(button)

    assert spoken(button) == "Bakker & Zn"
    with_key = button.sizeHint().width()
    button.set_key("")
    assert button.sizeHint().width() < with_key


def test_a_button_with_only_an_icon_has_a_name_and_tells_its_key(qtbot: QtBot) -> None:
    button = Button(icon="x", kind="ghost", key="Esc", name="Close")
    qtbot.addWidget(button)

    assert spoken(button) == "Close"
    assert button.toolTip() == "Close (Esc)"


def test_a_focus_ring_shows_for_the_keyboard_and_not_for_the_mouse(
    qtbot: QtBot, stage: QWidget
) -> None:
    button = Button("Save")
    show(stage, button, Button("Other"))
    button.clearFocus()
    plain = button.grab().toImage()

    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert button.grab().toImage() == plain
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.grab().toImage() != plain


def test_choosing_a_filter_does_not_move_its_neighbours(qtbot: QtBot) -> None:
    button = Button("Business", kind="filter")
    qtbot.addWidget(button)
    before = button.sizeHint()
    button.setChecked(True)
    assert button.sizeHint() == before


def test_a_fact_is_read_in_one_sentence_and_only_takes_focus_when_it_leads(qtbot: QtBot) -> None:
    fact = FactRow()
    qtbot.addWidget(fact)

    fact.show_fact("2 missed calls", "today", icon="phone-missed", tone="bad")
    assert spoken(fact) == "2 missed calls, today"
    assert fact.focusPolicy() == Qt.FocusPolicy.StrongFocus

    fact.show_fact("2 missed calls", "today", leads=False)
    assert fact.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_search_waits_for_a_pause_and_asks_once(qtbot: QtBot, stage: QWidget) -> None:
    field = SearchField("Search customers")
    show(stage, field)
    asked: list[str] = []
    field.searched.connect(asked.append)

    QTest.keyClicks(field, "vries")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["vries"])


def test_enter_asks_at_once_and_escape_empties_then_leaves(qtbot: QtBot, stage: QWidget) -> None:
    field = SearchField("Search customers")
    show(stage, field)
    asked: list[str] = []
    field.searched.connect(asked.append)
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert asked == ["a"]

    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), asked) == ("", ["a", ""])
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field, Qt.Key.Key_Escape)


def test_a_note_settles_after_a_pause_and_at_once_when_it_is_left(
    qtbot: QtBot, stage: QWidget
) -> None:
    note, other = NoteField("Note on this call"), LineField(name="Other")
    show(stage, note, other)
    note.setFocus()
    told: list[str] = []
    note.settled.connect(told.append)

    QTest.keyClicks(note, "calls back")
    assert note.unsaved
    assert told == []
    other.setFocus()

    assert told == ["calls back"]
    assert not note.unsaved


def test_showing_a_saved_note_tells_nobody(qtbot: QtBot) -> None:
    note = NoteField("Note on this call")
    qtbot.addWidget(note)
    with qtbot.assertNotEmitted(note.settled):
        note.show_text("as it was saved")
        note.settle()
    assert note.text() == "as it was saved"


def test_the_label_names_its_field_and_says_what_is_wrong(qtbot: QtBot) -> None:
    field = LineField()
    labelled = Labelled("Postcode", field, "Such as 3811 AH")
    qtbot.addWidget(labelled)
    labelled.show()
    interface = QAccessible.queryAccessibleInterface(field)
    assert interface.text(QAccessible.Text.Name) == "Postcode"
    calm = field.grab().toImage()

    labelled.show_error("Type four digits and two letters.")
    assert interface.text(QAccessible.Text.Description) == "Type four digits and two letters."
    assert field.grab().toImage() != calm

    labelled.show_error("")
    assert labelled.note.text() == "Such as 3811 AH"
    assert field.grab().toImage() == calm


def test_a_choice_keeps_values_apart_from_words(qtbot: QtBot, stage: QWidget) -> None:
    field = ChoiceField([("main", "Main number"), ("fax", "Fax")], name="Use")
    show(stage, field)
    field.choose("fax")
    assert (field.value(), field.currentText()) == ("fax", "Fax")
    field.choose("nothing of the kind")
    assert field.value() == "fax"
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == "main"


def test_a_switch_turns_by_click_and_by_the_space_bar(qtbot: QtBot, stage: QWidget) -> None:
    switch = Switch(name="Listen to phones")
    show(stage, switch)
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert switch.isChecked()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()
    assert QAccessible.queryAccessibleInterface(switch).role() == QAccessible.Role.CheckBox


def test_a_band_says_its_state_in_words(qtbot: QtBot) -> None:
    band = Band()
    qtbot.addWidget(band)
    band.show_state("ok", "phone-incoming", "Incoming call", "0:07")
    assert (band.title.text(), band.clock.text()) == ("Incoming call", "0:07")


def test_a_long_name_gives_way_and_can_be_read_whole(qtbot: QtBot) -> None:
    name = "Stichting Ontmoeting en Gezelligheid Soest-Zuid"
    label = ElidedLabel(name, "section")
    qtbot.addWidget(label)
    label.resize(120, 24)
    label.show()
    label.grab()
    assert label.minimumSizeHint().width() < 120
    assert label.toolTip() == name
    assert spoken(label) == name


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("make", [lambda: Button("Save"), FactRow])
def test_enter_presses_what_has_the_focus_as_the_space_bar_does(
    stage: QWidget, key: Qt.Key, make: Callable[[], QPushButton]
) -> None:
    button = make()
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    show(stage, button)
    button.setFocus()

    QTest.keyClick(button, key)
    QTest.keyClick(button, key, Qt.KeyboardModifier.ControlModifier)

    assert pressed[:1] == [True]
    assert len(pressed) == 1 or key == Qt.Key.Key_Space
