"""The search field of the main window, by keyboard and by mouse."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.delegates import RowLook
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.rail import ENTRIES
from mcsys_desktop.ui.results import Result
from tests.ui.frames import CONTROL, Part, bring_up, press

FOUND = [
    Result(
        "customer:1", RowLook("Anna Smit", "Baarn", "035 541 27 38", avatar=("Anna Smit", False))
    ),
    Result("customer:2", RowLook("Bakkerij De Vries", "Soest", avatar=("Bakkerij", True))),
    Result("customer:3", RowLook("Cor Vries", "Leusden", avatar=("Cor Vries", False))),
]


def test_searching_by_keyboard_from_first_letter_to_the_customer(
    frame: MainWindow, qtbot: QtBot
) -> None:
    frame.add_page("customers", Part("customers"))
    bring_up(frame)
    press(frame, Qt.Key.Key_K, CONTROL)
    assert frame.top_bar.search.hasFocus()

    with qtbot.waitSignal(frame.search_requested) as asked:
        QTest.keyClicks(frame.top_bar.search, "vries")
    assert asked.args == ["vries"]
    frame.top_bar.show_results(FOUND, "vries")
    results = frame.top_bar.results
    assert results is not None
    assert results.isVisible()

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        press(frame, key)
    with qtbot.waitSignal(frame.result_chosen) as chosen:
        press(frame, Qt.Key.Key_Return)

    assert chosen.args == ["customer:3"]
    assert not results.isVisible()
    assert frame.top_bar.search.text() == ""


def test_a_result_can_be_clicked(frame: MainWindow, qtbot: QtBot) -> None:
    bring_up(frame)
    frame.go_to_search()
    QTest.keyClicks(frame.top_bar.search, "vries")
    frame.top_bar.show_results(FOUND)
    results = frame.top_bar.results
    assert results is not None
    place = results.list.visualRect(results.model.index(1)).center()

    with qtbot.waitSignal(frame.result_chosen) as chosen:
        QTest.mouseClick(results.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert chosen.args == ["customer:2"]


def test_enter_never_chooses_from_the_results_of_an_earlier_text(
    frame: MainWindow, qtbot: QtBot
) -> None:
    bring_up(frame)
    frame.go_to_search()
    QTest.keyClicks(frame.top_bar.search, "vries")
    frame.top_bar.show_results(FOUND, "vries")
    QTest.keyClicks(frame.top_bar.search, " hoogland")

    with (
        qtbot.assertNotEmitted(frame.result_chosen),
        qtbot.waitSignal(frame.search_requested) as asked,
    ):
        press(frame, Qt.Key.Key_Return)
    assert asked.args == ["vries hoogland"]


def test_results_of_what_is_no_longer_asked_are_dropped(frame: MainWindow) -> None:
    bring_up(frame)
    frame.go_to_search()
    QTest.keyClicks(frame.top_bar.search, "bakker")
    frame.top_bar.show_results(FOUND, "bak")
    assert frame.top_bar.results is None

    frame.top_bar.show_results([], "bakker")
    assert frame.top_bar.results is not None
    words = {getattr(child, "text", str)() for child in frame.top_bar.results.children()}
    assert "Nothing found for “bakker”." in words


def test_escape_empties_the_search_and_then_goes_back_to_the_page(frame: MainWindow) -> None:
    page = Part("page")
    frame.add_page(ENTRIES[0].name, page)
    bring_up(frame)
    frame.go_to_search()
    QTest.keyClicks(frame.top_bar.search, "vries")
    frame.top_bar.show_results(FOUND, "vries")

    press(frame, Qt.Key.Key_Escape)
    assert frame.top_bar.search.text() == ""
    assert frame.top_bar.results is not None
    assert not frame.top_bar.results.isVisible()
    press(frame, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.one
