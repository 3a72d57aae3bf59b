"""What was found stands under headings, says why, and stays still while somebody types."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.delegates import RowLook
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.result_rows import Heading, Result, ResultRows
from mcsys_desktop.ui.results import Results
from mcsys_desktop.ui.style import style
from tests.ui.accessibility import walk
from tests.ui.frames import bring_up, press

BAKERY = Result(
    "customer:1",
    RowLook("Bakkerij De Vries", "Soest", "033 461 20 45", icon="building-2"),
    "Customers",
    "street: Langestraat 84",
)
RUUD = Result("customer:2", RowLook("Ruud de Vries", "Ede", chip=("Waits", "bad")), "Customers")
CALL = Result("call:3", RowLook("Bakkerij De Vries", "today 09:12"), "Calls")
LOCK = Result("do:lock", RowLook("Lock this desk", icon="lock"), "Actions", key="Ctrl L")
NEW = Result("new:Vries", RowLook("New customer “Vries”"), "Actions", offered=True)
NEAR = Result("customer:4", RowLook("Jan Fries"), "Did you mean …")


def searched(frame: MainWindow, typed: str, rows: list[Result]) -> Results:
    """The field with ``typed`` in it, and these results below."""
    bring_up(frame)
    frame.go_to_search()
    QTest.keyClicks(frame.top_bar.search, typed)
    frame.top_bar.show_results(rows, typed)
    results = frame.top_bar.results
    assert results is not None
    return results


def chosen(results: Results) -> str:
    row = results.model.row(results.list.currentIndex())
    return row.target if isinstance(row, Result) else ""


def test_the_model_of_results_keeps_to_the_rules_of_models(qtbot: QtBot) -> None:
    owner = QObject()
    model = ResultRows(owner)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, owner)
    for rows in ([BAKERY, RUUD, CALL, LOCK], [RUUD, LOCK], [], [NEW, NEAR], [BAKERY, NEAR]):
        model.show_results(rows)
        assert model.results == rows


def test_headings_part_the_kinds_and_cannot_be_chosen(frame: MainWindow) -> None:
    results = searched(frame, "vries", [BAKERY, RUUD, CALL, LOCK])
    rows = results.model.rows
    assert [row.title for row in rows if isinstance(row, Heading)] == [
        "Customers",
        "Calls",
        "Actions",
    ]

    visited = []
    for _step in range(5):
        visited.append(chosen(results))
        press(frame, Qt.Key.Key_Down)
    assert visited == ["customer:1", "customer:2", "call:3", "do:lock", "customer:1"]
    press(frame, Qt.Key.Key_Up)
    assert chosen(results) == "customer:1"

    heading = results.list.visualRect(results.model.index(0)).center()
    QTest.mouseClick(results.list.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert results.isVisible()


def test_every_row_says_all_that_it_shows(frame: MainWindow) -> None:
    results = searched(frame, "vries", [BAKERY, RUUD, LOCK])
    spoken = Qt.ItemDataRole.AccessibleTextRole
    said = [results.model.data(results.model.index(at), spoken) for at in range(5)]
    assert said == [
        "Customers",
        "Bakkerij De Vries, Soest, 033 461 20 45, street: Langestraat 84",
        "Ruud de Vries, Waits, Ede",
        "Actions",
        "Lock this desk, Ctrl L",
    ]
    assert walk(results) == []


def test_counts_and_chosen_rows_are_announced(
    frame: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        message = getattr(event, "message", None)
        if message is not None:
            heard.append(message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    searched(frame, "vries", [BAKERY, RUUD])
    press(frame, Qt.Key.Key_Down)
    frame.top_bar.add_results([NEAR], "vries")

    assert heard == ["2 results", RUUD.spoken(), "3 results"]


def test_what_comes_later_is_added_below_and_moves_nothing(frame: MainWindow) -> None:
    results = searched(frame, "vries", [BAKERY, RUUD])
    press(frame, Qt.Key.Key_Down)

    frame.top_bar.add_results([NEAR], "vries")

    assert [row.target for row in results.model.results] == [
        "customer:1",
        "customer:2",
        "customer:4",
    ]
    assert chosen(results) == "customer:2"


def test_what_comes_too_late_is_dropped(frame: MainWindow) -> None:
    results = searched(frame, "vries", [BAKERY])
    frame.top_bar.add_results([NEAR], "frie")
    assert results.model.results == [BAKERY]

    frame.top_bar.close_results()
    frame.top_bar.add_results([NEAR], "vries")
    assert not results.isVisible()


def test_results_stay_while_somebody_types_on(frame: MainWindow) -> None:
    results = searched(frame, "vries", [BAKERY, RUUD])
    QTest.keyClicks(frame.top_bar.search, " soest")
    QTest.qWait(20)
    assert results.isVisible()
    assert results.model.results == [BAKERY, RUUD]


def test_what_is_only_offered_needs_a_choice(frame: MainWindow, qtbot: QtBot) -> None:
    results = searched(frame, "vries", [NEW])
    with qtbot.assertNotEmitted(frame.result_chosen):
        press(frame, Qt.Key.Key_Return)
    frame.top_bar.add_results([NEAR], "vries")
    assert chosen(results) == "customer:4"

    press(frame, Qt.Key.Key_Up)
    with qtbot.waitSignal(frame.result_chosen) as gone:
        press(frame, Qt.Key.Key_Return)
    assert gone.args == ["new:Vries"]


@pytest.mark.parametrize(("width", "height", "scale"), [(1366, 768, 1.3), (1600, 960, 1.0)])
def test_many_results_stay_inside_the_window(
    frame: MainWindow, width: int, height: int, scale: float
) -> None:
    many = [
        Result(f"customer:{at}", RowLook(f"Klant {at}", "Soest", "06 1234 5678"), "Customers")
        for at in range(30)
    ]
    style().apply("light", "normal", scale)
    try:
        frame.resize(width, height)
        results = searched(frame, "klant", many)
        assert frame.rect().contains(results.geometry())
        assert results.geometry().bottom() < frame.status_bar.geometry().top()
        assert results.list.visualRect(results.model.index(1)).height() >= 24
    finally:
        style().apply("light", "normal", 1.0)


def test_trouble_is_said_above_what_can_be_done_all_the_same(frame: MainWindow) -> None:
    results = searched(frame, "lock", [])
    frame.top_bar.show_results([LOCK], "lock", "The server of the office does not answer.")

    words = {getattr(child, "text", str)() for child in results.children()}
    assert "The server of the office does not answer." in words
    assert chosen(results) == "do:lock"


def test_a_stroke_leads_to_the_search_field_unless_somebody_types(frame: MainWindow) -> None:
    bring_up(frame)
    frame.setFocus()
    press(frame, Qt.Key.Key_Slash)
    assert frame.top_bar.search.hasFocus()
    assert frame.top_bar.search.text() == ""

    press(frame, Qt.Key.Key_Slash)
    assert frame.top_bar.search.text() == "/"
