"""A password on the settings page is taken and never shown again."""

from pytestqt.qtbot import QtBot

from mcsys_desktop.core.settings import BOOK, Settings
from mcsys_desktop.ui.secret_setting import SecretSetting
from mcsys_desktop.ui.settings_page import SettingsPage


def test_a_password_is_given_once_and_gone_from_the_screen(qtbot: QtBot) -> None:
    field = SecretSetting("Password", "Of the phone system.")
    qtbot.addWidget(field)
    given: list[str] = []
    field.given.connect(given.append)
    assert not field.keep.isEnabled()
    field.field.setText("geheim201")
    assert "geheim" not in field.field.displayText()
    field.keep.click()
    assert given == ["geheim201"]
    field.show_error("The disk is full.")
    assert field.field.text() == "geheim201"  # nothing typed is lost
    field.taken()
    field.show_kept(True)
    assert field.field.text() == ""
    assert field.field.placeholderText()
    assert not field.keep.isEnabled()


def test_it_stands_below_the_settings_it_belongs_to(qtbot: QtBot) -> None:
    page = SettingsPage(Settings())
    qtbot.addWidget(page)
    field = SecretSetting("Password", "Of the phone system.")
    page.add(BOOK, field)
    assert field.parentWidget() is page.fields["book_port"].parentWidget()
    assert field.field.accessibleName() == "Password"
