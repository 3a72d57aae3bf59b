"""Light, dark, density and text size reach everything that is on the screen."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import mcsys_desktop
from mcsys_desktop.core import resources
from mcsys_desktop.ui import icons, tokens
from mcsys_desktop.ui.style import FAMILY, FOREGROUNDS, Style, style
from mcsys_desktop.ui.widgets import Avatar, Button, Chip, Label, Pane


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Style]:
    style().apply("light", "normal", 1.0)
    yield style()
    style().apply("light", "normal", 1.0)


def test_the_programs_own_font_is_used(look: Style) -> None:
    assert FAMILY in QFontDatabase.families()
    assert QFontInfo(look.font("body")).family() == FAMILY
    assert QApplication.font().pixelSize() == 13


def test_a_change_of_theme_repaints_what_is_there(look: Style, qtbot: QtBot) -> None:
    pane = Pane("surface")
    qtbot.addWidget(pane)
    pane.resize(20, 20)
    pane.show()
    assert pane.grab().toImage().pixelColor(10, 10).name() == tokens.LIGHT.surface.lower()

    with qtbot.waitSignal(look.changed):
        look.apply("dark")

    assert tokens.current() is tokens.DARK
    assert pane.grab().toImage().pixelColor(10, 10).name() == tokens.DARK.surface.lower()


def test_a_label_keeps_its_colour_when_it_moves_and_when_the_theme_changes(
    look: Style, qtbot: QtBot
) -> None:
    label = Label("overdue", "small", ink="text3")
    inner, outer = QWidget(), QWidget()
    qtbot.addWidget(outer)
    QVBoxLayout(inner).addWidget(label)
    label.set_ink("bad")
    QVBoxLayout(outer).addWidget(inner)
    outer.show()

    def drawn() -> str:
        return label.palette().color(label.foregroundRole()).name().upper()

    assert drawn() == tokens.LIGHT.bad
    look.apply("dark")
    assert drawn() == tokens.DARK.bad


def test_each_colour_of_a_label_has_a_palette_role_of_its_own() -> None:
    assert len(set(FOREGROUNDS.values())) == len(FOREGROUNDS)
    assert {role.ink for role in tokens.ROLES.values()} <= set(FOREGROUNDS)


def test_text_size_and_density_change_every_measure(look: Style, qtbot: QtBot) -> None:
    button, label = Button("Save"), Label("Name", "title")
    qtbot.addWidget(button)
    qtbot.addWidget(label)
    assert button.sizeHint().height() == 36
    assert label.font().pixelSize() == 20

    look.apply("light", "roomy", 1.3)

    assert button.sizeHint().height() == round(40 * 1.3)
    assert label.font().pixelSize() == 26
    assert QApplication.font().pixelSize() == 17


def test_smaller_text_leaves_targets_big_enough_to_hit(look: Style, qtbot: QtBot) -> None:
    look.apply("light", "compact", 0.9)
    for kind in ("default", "primary", "ghost", "nav", "tab", "filter", "link", "status"):
        button = Button("Save", kind=kind)
        qtbot.addWidget(button)
        assert button.sizeHint().height() >= 24, kind


def test_applying_the_same_look_again_costs_nothing(look: Style, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(look.changed):
        look.apply("light", "normal", 1.0)


def test_the_system_theme_is_followed_only_when_it_is_wanted(
    look: Style, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    look.apply("system")
    monkeypatch.setattr("mcsys_desktop.ui.style._system_is_dark", lambda: True)
    look._on_system_scheme()
    assert tokens.current() is tokens.DARK

    look.apply("light")
    look._on_system_scheme()
    assert tokens.current() is tokens.LIGHT


def test_icons_are_drawn_once_and_in_the_colour_of_the_theme(look: Style) -> None:
    light = icons.pixmap("users", "text", 18, 1.0)
    assert icons.pixmap("users", "text", 18, 1.0) is light

    look.apply("dark")
    dark = icons.pixmap("users", "text", 18, 1.0)

    assert dark is not light
    assert dark.toImage() != light.toImage()
    assert icons.pixmap("users", "text", 18, 2.0).width() == 36


def _named_icons() -> set[str]:
    """Every string in the program that is the name of an icon."""
    package = Path(mcsys_desktop.__file__).parent
    words: set[str] = set()
    for file in package.rglob("*.py"):
        words |= set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"', file.read_text("utf-8")))
    return words


def test_only_icons_that_are_used_are_shipped() -> None:
    shipped = {file.stem for file in resources.path("icons").glob("*.svg")}
    assert shipped - _named_icons() == set()


def test_a_missing_icon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon")


def test_a_company_has_a_building_and_a_person_initials(look: Style, qtbot: QtBot) -> None:
    person, company, other = Avatar("Anna Smit"), Avatar("Anna Smit", True), Avatar("Bo Tak", True)
    for avatar in (person, company, other):
        qtbot.addWidget(avatar)
    assert person.grab().toImage() != company.grab().toImage()
    assert company.grab().toImage() == other.grab().toImage()


def test_a_chip_says_its_tone_in_words_too(look: Style, qtbot: QtBot) -> None:
    chip = Chip("2 missed", "bad")
    qtbot.addWidget(chip)
    assert chip.text() == "2 missed"
    chip.show_chip("1 missed", "warn")
    assert chip.sizeHint().height() == 20
