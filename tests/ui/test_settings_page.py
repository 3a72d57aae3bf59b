"""The settings page follows the declarations, and each choice works at once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.settings import Settings, declared
from mcsys_desktop.core.settings_office import kind_of
from mcsys_desktop.ui.setting_fields import ChoiceSetting, SwitchSetting, TypedSetting
from mcsys_desktop.ui.settings_page import PhoneAddress, SettingsPage
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import Button, Card, Label, Labelled, LineField, NoteField, column


def addresses(settings: Settings) -> list[PhoneAddress]:
    host = f"http://192.0.2.10:{settings.listener_port}"
    return [
        PhoneAddress("Yealink", "Incoming Call", f"{host}/ring?remote=$remote"),
        PhoneAddress("Yealink", "Established", f"{host}/answer?remote=$remote"),
        PhoneAddress("Snom", "Incoming", f"{host}/ring?remote=$remote"),
    ]


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[SettingsPage]:
    style().apply("light", "normal", 1.0)
    page = SettingsPage(Settings(), addresses)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    yield page
    style().apply("light", "normal", 1.0)


def choose(page: SettingsPage, name: str, words: str) -> None:
    buttons = page.fields[name].findChildren(Button)
    next(button for button in buttons if button.text() == words).click()


def type_into(page: SettingsPage, name: str, text: str) -> TypedSetting:
    field = page.fields[name]
    assert isinstance(field, TypedSetting)
    editor = field.labelled.field
    editor.setFocus()
    if isinstance(editor, NoteField):
        editor.insertPlainText(text)
        editor.settle()
    else:
        assert isinstance(editor, LineField)
        editor.clear()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
    return field


def test_every_setting_that_people_choose_has_a_field(page: SettingsPage) -> None:
    own = {each.name for each in declared() if each.shown and not kind_of(each.name)}
    assert set(page.fields) == own
    assert isinstance(page.fields["theme"], ChoiceSetting)
    assert isinstance(page.fields["text_scale"], ChoiceSetting)
    assert isinstance(page.fields["counter_mode"], SwitchSetting)


def test_a_choice_works_at_once(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.setting_changed) as told:
        choose(page, "theme", "Dark")
    assert told.args == ["theme", "dark"]
    assert page.settings.theme == "dark"

    with qtbot.waitSignal(page.setting_changed) as told:
        choose(page, "text_scale", "120%")
    assert told.args == ["text_scale", 120]


def test_a_switch_works_at_once(page: SettingsPage, qtbot: QtBot) -> None:
    field = page.fields["counter_mode"]
    assert isinstance(field, SwitchSetting)
    with qtbot.waitSignal(page.setting_changed) as told:
        field.switch.click()
    assert told.args == ["counter_mode", True]


def test_text_counts_when_it_is_finished(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.setting_changed) as told:
        type_into(page, "desk_name", " Balie 1 ")
    assert told.args == ["desk_name", "Balie 1"]


def test_lines_become_a_list_without_blanks(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.setting_changed) as told:
        type_into(page, "listener_phones", "192.0.2.21\n\n 192.0.2.22 ")
    assert told.args == ["listener_phones", ("192.0.2.21", "192.0.2.22")]


@pytest.mark.parametrize("typed", ["99999", "none", ""])
def test_a_value_that_cannot_be_is_refused_with_a_sentence(
    page: SettingsPage, qtbot: QtBot, typed: str
) -> None:
    with qtbot.assertNotEmitted(page.setting_changed):
        field = type_into(page, "listener_port", typed)
    assert "Port" in field.labelled.note.text()
    assert page.settings.listener_port == 8765

    type_into(page, "listener_port", "8766")
    assert page.settings.listener_port == 8766
    assert "Port" not in field.labelled.note.text()


def test_leaving_a_field_unchanged_tells_nobody(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.setting_changed):
        type_into(page, "listener_port", "8765")


def test_the_addresses_for_the_phones_follow_the_settings_and_can_be_copied(
    page: SettingsPage,
) -> None:
    type_into(page, "listener_port", "8800")
    name = "Copy Incoming Call for Yealink"
    copies = [b for b in page.findChildren(Button) if b.accessibleName() == name]

    copies[-1].click()  # those of before the change go away with the next event

    copied = QGuiApplication.clipboard().text()
    assert copied == "http://192.0.2.10:8800/ring?remote=$remote"


def test_a_setting_that_changed_elsewhere_is_shown(page: SettingsPage, qtbot: QtBot) -> None:
    page.settings.rail_narrow = True
    field = page.fields["rail_narrow"]
    assert isinstance(field, SwitchSetting)
    with qtbot.assertNotEmitted(page.setting_changed):
        page.show_value("rail_narrow")
    assert field.switch.isChecked()


def search(page: SettingsPage, typed: str) -> list[str]:
    page.search.field.setFocus()
    page.search.field.selectAll()
    QTest.keyClicks(page.search.field, typed)
    page.search.field.ask_now()
    return [button.text() for button in page.search.answers]


def test_a_setting_is_found_by_its_name_and_by_another_word_for_it(page: SettingsPage) -> None:
    assert search(page, "theme")[0] == "Appearance · Theme"
    assert search(page, "dark") == ["Appearance · Theme"]
    assert "Telephony · Phones" in search(page, "yealink")
    assert search(page, "koffiezetter") == []
    assert page.search.nothing.isVisible()


def test_enter_goes_to_the_first_that_was_found(page: SettingsPage) -> None:
    search(page, "name of this desk")
    QTest.keyClick(page.search.field, Qt.Key.Key_Return)
    field = page.fields["desk_name"]
    assert isinstance(field, TypedSetting)
    assert field.labelled.field.hasFocus()


def test_a_card_that_was_added_later_is_found_while_it_is_seen(
    page: SettingsPage, qtbot: QtBot
) -> None:
    said = LineField()
    card = Card(column(Label("Company", "row"), Labelled("IBAN", said)))
    page.add_card(card)
    qtbot.waitUntil(card.isVisible)
    assert search(page, "iban") == ["Company · IBAN"]
    assert search(page, "logo") == ["Company"]
    QTest.keyClick(page.search.field, Qt.Key.Key_Return)
    assert said.hasFocus()
    card.hide()
    assert search(page, "iban") == []
