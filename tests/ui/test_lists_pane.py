"""A long list on the screen: sorted, narrowed down, arranged, and chosen from."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.lists.bar import ManyAct
from mcsys_desktop.ui.lists.filters import Chips, Filter
from mcsys_desktop.ui.lists.head import ColumnsMenu
from mcsys_desktop.ui.lists.pane import ListPane
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests.ui.long_lists import Jobs, choose, columns, made, settle

CTRL = Qt.KeyboardModifier.ControlModifier
BOTH = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def jobs() -> Jobs:
    return Jobs(700)


@pytest.fixture
def pane(work: Work, jobs: Jobs, qtbot: QtBot) -> Iterator[ListPane]:
    yield made(work, jobs, qtbot)
    style().apply("light", "normal", 1.0)


def test_the_list_says_how_many_there_are(pane: ListPane, jobs: Jobs, qtbot: QtBot) -> None:
    assert pane.head.count.text() == "700"
    jobs.rows = []
    pane.refresh()
    qtbot.waitUntil(lambda: pane.nothing.isVisible())
    assert pane.nothing.text() == "No jobs."
    assert pane.table.isHidden()


def test_a_very_long_list_says_roughly_how_many(pane: ListPane) -> None:
    pane.head.show_count(1_284_377, exact=False)
    assert pane.head.count.text() == "about 1.280.000"
    pane.head.show_count(1_284_377, exact=True)
    assert pane.head.count.text() == "1.284.377"


def test_a_click_on_a_heading_sorts_and_another_turns_it_round(
    pane: ListPane, jobs: Jobs, qtbot: QtBot
) -> None:
    header = pane.table.horizontalHeader()
    where = QPoint(header.sectionViewportPosition(0) + 20, 10)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settle(pane, qtbot)
    assert pane.choice.descending
    qtbot.waitUntil(lambda: pane.model.at(0) is not None and pane.model.at(0).id == 1400)
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(lambda: pane.model.at(0) is not None and pane.model.at(0).id == 2)
    assert not pane.choice.descending


def test_a_heading_that_cannot_sort_changes_nothing(pane: ListPane) -> None:
    header = pane.table.horizontalHeader()
    where = QPoint(header.sectionViewportPosition(2) + 20, 10)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert pane.choice.sort == "name"
    assert header.sortIndicatorSection() == 0


def test_filters_narrow_the_list_down_and_chips_take_them_away(
    pane: ListPane, qtbot: QtBot
) -> None:
    pane.head.filters.click()
    assert pane.panel.isVisible()
    pane.panel.fields["long"].click()  # type: ignore[union-attr]  # a switch
    qtbot.waitUntil(lambda: pane.head.count.text() == "280")
    chip = pane.head.chips.taken["long"]
    assert "Long ones" in chip.text()
    chip.click()
    qtbot.waitUntil(lambda: pane.head.count.text() == "700")
    assert not pane.head.chips.taken
    assert not pane.panel.fields["long"].isChecked()  # type: ignore[union-attr]


def test_a_quick_chip_is_the_field_of_the_panel(pane: ListPane, qtbot: QtBot) -> None:
    pane.head.chips.quick["who", "anna"].click()
    assert pane.panel.fields["who"].value() == "anna"  # type: ignore[union-attr]
    assert pane.choice.filters == {"who": "anna"}
    pane.panel.empty.click()
    settle(pane, qtbot)
    assert pane.head.chips.quick["who", None].isChecked()


def test_typing_in_the_list_searches(pane: ListPane, qtbot: QtBot) -> None:
    pane.table.setFocus()
    QTest.keyClicks(pane.table, "1398")
    qtbot.waitUntil(lambda: pane.head.count.text() == "1")
    assert pane.head.search.text() == "1398"


def test_columns_are_moved_hidden_and_sized_and_come_back(pane: ListPane, qtbot: QtBot) -> None:
    table = pane.table
    with qtbot.waitSignal(pane.remembered) as kept:
        table.show_column("number", seen=True)
        table.show_column("length", seen=False)
        table.setCurrentIndex(pane.model.index(0, 0))
        QTest.keyClick(table, Qt.Key.Key_Right, BOTH)
        table.horizontalHeader().resizeSection(0, 333)
    written = str((kept.args or [""])[0])
    known = pane.kind.read(written)
    assert [(one.name, one.seen) for one in known.columns] == [
        ("length", False),
        ("state", True),
        ("name", True),
        ("number", True),
    ]
    assert next(one.width for one in known.columns if one.name == "name") == 333
    pane.restore(written)
    pane.refresh()
    assert pane.table.arrangement() == known.columns
    style().apply("light", "normal", 1.3)
    assert pane.table.arrangement() == known.columns
    assert table.horizontalHeader().sectionSize(0) == round(333 * 1.3)


def test_the_last_column_stays(pane: ListPane) -> None:
    for one in columns():
        pane.table.show_column(one.name, seen=False)
    assert sum(one.seen for one in pane.table.arrangement()) == 1


def test_everything_that_the_mouse_does_to_columns_is_in_a_menu(
    pane: ListPane, qtbot: QtBot
) -> None:
    menu = ColumnsMenu(pane, pane.table, pane.kind)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        *("Sort by", "Move column"),
        *("Name", "Length", "State", "Number"),
        "As they were at first",
    ]
    menu.actions()[3].trigger()  # behind two menus and a line: the name
    assert not next(one.seen for one in pane.table.arrangement() if one.name == "name")
    menu.usual_wanted.connect(pane._usual_columns)
    menu.actions()[-1].trigger()
    assert pane.table.arrangement() == pane.kind.usual().columns


def test_chosen_rows_are_counted_and_added_up_also_where_they_are_away(
    pane: ListPane, jobs: Jobs, qtbot: QtBot
) -> None:
    choose(pane, (0, 3), (10, 10))
    assert pane.bar.count.text() == "5 selected"
    qtbot.waitUntil(lambda: pane.bar.sums.text() == "Length: 11 s")
    pane.table.selectAll()
    assert pane.bar.count.text() == "700 selected"
    total = sum(row.seconds for row in jobs.rows)
    qtbot.waitUntil(lambda: pane.bar.sums.text() == f"Length: {total} s")
    QTest.keyClick(pane.table, Qt.Key.Key_Escape)
    assert pane.bar.isHidden()


def test_an_act_gets_the_chosen_rows(work: Work, jobs: Jobs, qtbot: QtBot) -> None:
    acted: list[list[int]] = []
    act = ManyAct("Archive", "", lambda rows: acted.append([row.id for row in rows]))
    pane = made(work, jobs, qtbot, act)
    choose(pane, (1, 2))
    pane.bar.acts[0].click()
    qtbot.waitUntil(lambda: acted == [[4, 6]])


def test_rows_above_the_screen_come_and_go_without_moving_it(
    pane: ListPane, jobs: Jobs, qtbot: QtBot
) -> None:
    bar = pane.table.verticalScrollBar()
    bar.setValue(40 * 100 + 13)
    before = pane.model.at(pane.table.rowAt(0)).id
    offset = pane.table.rowViewportPosition(pane.table.rowAt(0))
    jobs.add(1)
    jobs.add(3)
    jobs.remove(20)
    pane.refresh()
    settle(pane, qtbot)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 701)
    assert pane.model.at(pane.table.rowAt(0)).id == before
    assert pane.table.rowViewportPosition(pane.table.rowAt(0)) == offset


def test_at_the_top_a_new_row_is_seen(pane: ListPane, jobs: Jobs, qtbot: QtBot) -> None:
    jobs.add(1)
    pane.refresh()
    qtbot.waitUntil(lambda: pane.model.at(0).id == 1)
    assert pane.table.rowAt(0) == 0


def test_end_and_home_go_to_the_last_and_first_row(pane: ListPane, qtbot: QtBot) -> None:
    pane.table.setFocus()
    QTest.keyClick(pane.table, Qt.Key.Key_End)
    assert pane.table.currentIndex().row() == 699
    qtbot.waitUntil(lambda: pane.model.at(699) is not None)
    opened: list[int] = []
    pane.opened.connect(lambda row: opened.append(row.id))
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert opened == [1400]
    QTest.keyClick(pane.table, Qt.Key.Key_Home)
    assert pane.table.currentIndex().row() == 0


def test_many_filters_are_a_few_chips_and_the_way_to_the_panel(
    qtbot: QtBot,
) -> None:
    chips = Chips([Filter(f"f{at}", f"Filter {at}") for at in range(5)])
    qtbot.addWidget(chips)
    chips.show_values({f"f{at}": True for at in range(5)})
    assert [chip.text() for chip in chips.taken.values()] == ["Filter 0", "Filter 1", "3 more"]
    with qtbot.waitSignal(chips.panel_wanted):
        chips.taken[""].click()
    chips.show_values({"f4": True})
    assert [chip.text() for chip in chips.taken.values()] == ["Filter 4"]
