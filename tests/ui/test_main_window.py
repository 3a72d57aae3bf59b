"""The frame: what it shows where there is room, and how people move about in it."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.main_window import MainWindow
from tests.ui.frames import CONTROL, Part, bring_up, press


def test_a_wide_window_has_words_in_the_rail_and_the_telephone_panel(frame: MainWindow) -> None:
    dock = Part("dock")
    frame.set_dock(dock)
    frame.show()

    assert (frame.rail.width(), dock.width()) == (208, 328)
    assert frame.dock_visible
    assert frame.top_bar.dock.isHidden()


def test_a_small_window_has_icons_and_leaves_the_calls_to_the_small_caller_window(
    frame: MainWindow, qtbot: QtBot
) -> None:
    dock = Part("dock")
    frame.set_dock(dock)
    frame.show()

    with qtbot.waitSignal(frame.dock_shown) as told:
        frame.resize(1366, 768)

    assert told.args == [False]
    assert frame.rail.width() == 64
    assert frame.rail.buttons["customers"].toolTip() == "Customers (Ctrl 2)"
    assert not frame.dock_visible


def test_the_panel_can_be_asked_for_in_a_small_window_and_put_away_in_a_wide_one(
    frame: MainWindow, qtbot: QtBot
) -> None:
    frame.set_dock(Part("dock"))
    frame.resize(1366, 768)
    frame.show()
    with qtbot.waitSignal(frame.dock_chosen) as told:
        frame.top_bar.dock.click()
    assert told.args == [True]
    assert frame.dock_visible

    frame.resize(1600, 960)
    assert frame.dock_visible
    frame.show_dock(False)
    assert not frame.dock_visible
    assert not frame.top_bar.dock.isHidden()


def test_where_the_panel_has_no_room_the_small_caller_window_comes_instead(
    frame: MainWindow, qtbot: QtBot
) -> None:
    frame.set_dock(Part("dock"))
    frame.resize(1366, 768)
    frame.show()
    frame.show_dock(True)
    assert frame.dock_visible

    frame.resize(1024, 640)
    assert not frame.dock_visible
    with qtbot.waitSignal(frame.compact_requested):
        frame.top_bar.dock.click()
    assert not frame.dock_visible


def test_the_rail_can_be_kept_narrow(frame: MainWindow) -> None:
    frame.show()
    frame.set_rail_narrow(True)
    assert frame.rail.width() == 64
    frame.set_rail_narrow(False)
    assert frame.rail.width() == 208


def test_a_page_that_comes_late_is_shown_if_it_is_the_one_that_was_chosen(
    frame: MainWindow,
) -> None:
    frame.show_page("calls")
    calls, customers = Part("calls"), Part("customers")
    frame.add_page("customers", customers)
    frame.add_page("calls", calls)
    frame.show()

    assert calls.isVisible()
    assert not customers.isVisible()
    assert frame.rail.buttons["calls"].isChecked()


def test_a_page_can_be_made_when_it_is_first_shown(frame: MainWindow, qtbot: QtBot) -> None:
    made: list[Part] = []

    def make() -> Part:
        made.append(Part("settings"))
        return made[-1]

    frame.add_page("settings", make)
    assert made == []
    with qtbot.waitSignal(frame.page_shown) as told:
        frame.show_page("settings")
    frame.show_page("customers")
    frame.show_page("settings")

    assert told.args == ["settings"]
    assert len(made) == 1
    assert frame.page("settings") is made[0]


def test_a_page_that_no_rail_entry_leads_to_is_refused(frame: MainWindow) -> None:
    with pytest.raises(KeyError):
        frame.add_page("tickets", Part("tickets"))


def test_keys_lead_to_every_part_of_the_rail(frame: MainWindow) -> None:
    for name in ("customers", "calls", "settings"):
        frame.add_page(name, Part(name))
    bring_up(frame)

    seen = []
    for key in (Qt.Key.Key_3, Qt.Key.Key_Comma, Qt.Key.Key_2):
        press(frame, key, CONTROL)
        seen.append(frame.current_page)

    assert seen == ["calls", "settings", "customers"]


def test_other_keys_ask_the_program(frame: MainWindow, qtbot: QtBot) -> None:
    bring_up(frame)
    for key, modifier, signal in (
        (Qt.Key.Key_N, CONTROL, frame.new_requested),
        (Qt.Key.Key_T, CONTROL, frame.compact_requested),
        (Qt.Key.Key_F5, None, frame.refresh_requested),
    ):
        with qtbot.waitSignal(signal):
            press(frame, key, modifier)


def test_f6_goes_round_the_parts_and_comes_back_to_the_same_place(frame: MainWindow) -> None:
    page, dock = Part("page"), Part("dock")
    frame.add_page("start", page)
    frame.set_dock(dock)
    bring_up(frame)
    page.two.setFocus()

    places = []
    for _ in range(5):
        press(frame, Qt.Key.Key_F6)
        places.append(QApplication.focusWidget())

    assert places == [
        dock.one,
        frame.status_bar.database,
        frame.rail.buttons["start"],
        frame.top_bar.search,
        page.two,
    ]
    press(frame, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is frame.top_bar.search


def test_a_lasting_state_is_said_across_the_page(frame: MainWindow, qtbot: QtBot) -> None:
    frame.show()
    frame.banner.say("bad", "circle-alert", "The office cannot be reached.", "Try again")
    assert frame.banner.isVisible()
    with qtbot.waitSignal(frame.banner.acted):
        frame.banner.button.click()
    frame.banner.hide()
    assert not frame.banner.isVisible()


def test_the_first_frame_is_told_once(frame: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(frame.first_painted):
        frame.show()
    with qtbot.assertNotEmitted(frame.first_painted, wait=50):
        frame.repaint()


def test_closing_the_window_is_told(frame: MainWindow, qtbot: QtBot) -> None:
    frame.show()
    with qtbot.waitSignal(frame.closed):
        frame.close()


def test_the_frame_loads_neither_services_nor_a_database() -> None:
    code = (
        "import sys, mcsys_desktop.ui.main_window\n"
        "heavy = ('peewee', 'psycopg', 'phonenumbers', 'fpdf', 'mcsys_desktop.services',"
        " 'mcsys_desktop.models', 'mcsys_desktop.telephony', 'mcsys_desktop.ui.delegates',"
        " 'mcsys_desktop.ui.shortcuts', 'mcsys_desktop.ui.fields')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
