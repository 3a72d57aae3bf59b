"""The frame can be used without a mouse, without sight, and with large text."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.settings import Settings
from mcsys_desktop.ui import tokens
from mcsys_desktop.ui.key_sheet import KeySheet
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.privacy import Privacy
from mcsys_desktop.ui.settings_page import PhoneAddress, SettingsPage
from mcsys_desktop.ui.style import style
from tests.ui.accessibility import clipped, walk

THEMES = [tokens.LIGHT, tokens.DARK]


@pytest.fixture
def frame(qtbot: QtBot) -> Iterator[MainWindow]:
    style().apply("light", "normal", 1.0)
    window = MainWindow(Privacy(counter=True))
    qtbot.addWidget(window)
    window.add_page("settings", lambda: SettingsPage(Settings(), lambda _s: [_address()]))
    window.set_dock(QWidget())
    window.show_user("Sanne Visser")
    window.show_desk("Balie 1")
    window.status_bar.telephone.show_state("ok", "Telephones · extension 21", "All is well.")
    window.status_bar.show_updated("10:42:08")
    window.banner.say("bad", "circle-alert", "The office cannot be reached.", "Try again")
    yield window
    style().apply("light", "normal", 1.0)


def _address() -> PhoneAddress:
    return PhoneAddress(
        "Yealink", "Incoming call", "http://192.0.2.10:8765/phone/x/ring?" + "a" * 90
    )


@pytest.mark.parametrize("colours", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), tokens.TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(colours: tokens.Tokens, ink: str, ground: str) -> None:
    assert tokens.contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), tokens.EDGE_PAIRS)
def test_fields_and_focus_can_be_seen(colours: tokens.Tokens, edge: str, ground: str) -> None:
    assert tokens.contrast(getattr(colours, edge), getattr(colours, ground)) >= 3.0


def test_contrast_is_counted_as_the_guideline_says() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_walker_finds_a_control_without_a_name(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = QHBoxLayout(widget)
    layout.addWidget(QPushButton())
    layout.addWidget(QLineEdit())
    widget.show()

    problems = walk(widget)

    assert len(problems) == 2
    assert "QPushButton" in problems[0]


@pytest.mark.parametrize("size", [(1600, 960), (1366, 768)])
def test_every_control_of_the_frame_has_a_name(frame: MainWindow, size: tuple[int, int]) -> None:
    frame.resize(*size)
    frame.show()

    assert walk(frame) == []


def test_every_control_of_the_settings_has_a_name(frame: MainWindow) -> None:
    frame.show_page("settings")
    frame.show()

    assert walk(frame) == []


def test_the_sheet_of_keys_can_be_read_and_closed(frame: MainWindow, qtbot: QtBot) -> None:
    sheet = KeySheet(frame)
    qtbot.addWidget(sheet)
    sheet.show()

    assert walk(sheet) == []
    assert clipped(sheet) == []


@pytest.mark.parametrize("density", ["compact", "normal", "roomy"])
@pytest.mark.parametrize("page", ["customers", "settings"])
def test_nothing_is_cut_off_with_large_text_on_a_small_screen(
    frame: MainWindow, density: tokens.Density, page: str
) -> None:
    style().apply("light", density, 1.3)
    frame.resize(1366, 768)
    frame.show_page(page)
    frame.show()
    QApplication.processEvents()

    assert frame.size().toTuple() == (1366, 768)
    assert clipped(frame) == []


def test_the_clipping_check_finds_a_squeezed_button(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("A rather long text", window)
    button.setGeometry(0, 0, 40, 30)
    window.resize(200, 100)
    window.show()

    assert clipped(window) == ["QPushButton “A rather long text” is smaller than it needs"]
