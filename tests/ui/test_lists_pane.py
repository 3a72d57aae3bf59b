"""A long list on the screen: sorted, narrowed down, arranged, chosen from, copied, taken out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.models import audit, base
from mcsys_desktop.services import views
from mcsys_desktop.ui import clipboard
from mcsys_desktop.ui.lists import choice as choices
from mcsys_desktop.ui.lists.bar import ManyAct
from mcsys_desktop.ui.lists.head import ColumnsMenu
from mcsys_desktop.ui.lists.pane import ListPane
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests.conftest import Office
from tests.ui.long_lists import Jobs, columns, ids, kind

CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")  # off screen
BOTH = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines."""
    return "sqlite"


@pytest.fixture
def jobs() -> Jobs:
    return Jobs(700)


@pytest.fixture
def pane(work: Work, jobs: Jobs, qtbot: QtBot) -> Iterator[ListPane]:
    yield made(work, jobs, qtbot)
    style().apply("light", "normal", 1.0)


def made(work: Work, jobs: Jobs, qtbot: QtBot, *acts: ManyAct) -> ListPane:
    pane = ListPane(work, kind(jobs, acts=acts))
    qtbot.addWidget(pane)
    pane.resize(1000, 700)
    with qtbot.waitActive(pane):
        pane.show()
    pane.refresh()
    settle(pane, qtbot)
    return pane


def settle(pane: ListPane, qtbot: QtBot) -> None:
    model = pane.model
    qtbot.waitUntil(lambda: model.complete and model.source is model._sought)
    qtbot.waitUntil(lambda: not any(stretch.asked for stretch in model.stretches.all))


def choose(pane: ListPane, *rows: tuple[int, int]) -> None:
    chosen, flag = pane.table.selectionModel(), QItemSelectionModel.SelectionFlag
    pane.table.clearSelection()
    for first, last in rows:
        for at in range(first, last + 1):
            chosen.select(pane.model.index(at, 0), flag.Select | flag.Rows)


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


def test_copying_puts_text_and_a_table_on_the_clipboard_and_not_for_long(
    pane: ListPane, jobs: Jobs, qtbot: QtBot
) -> None:
    jobs.rows[0] = jobs.rows[0].__class__(2, "=cmd|' /C calc'!A0\tx\ny", 1)
    jobs.rows[1] = jobs.rows[1].__class__(4, "a<b>&c", 2)
    pane.refresh()
    settle(pane, qtbot)
    pane.table.show_column("state", seen=False)
    choose(pane, (0, 1))
    with qtbot.waitSignal(pane.said) as told:
        QTest.keyClick(pane.table, Qt.Key.Key_C, CTRL)
    assert told.args == ["2 rows copied."]
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Name\tLength\n'=cmd|' /C calc'!A0 x y\t1\na<b>&c\t2"
    assert data.html().endswith(
        "<table><tr><th>Name</th><th>Length</th></tr>"
        "<tr><td>&#x27;=cmd|&#x27; /C calc&#x27;!A0 x y</td><td>1</td></tr>"
        "<tr><td>a&lt;b&gt;&amp;c</td><td>2</td></tr></table>"
    )
    assert clipboard.secret_clipboard()._timer.remainingTime() > 500_000
    clipboard.forget()  # the desk is locked
    assert QGuiApplication.clipboard().text() == ""


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


def test_at_the_counter_nothing_is_shown_copied_or_taken_out(
    pane: ListPane, qtbot: QtBot, tmp_path: Path
) -> None:
    pane.set_counter(True)
    assert pane.model.index(0, 0).data() == ""
    assert not pane.head.export.isEnabled()
    QGuiApplication.clipboard().setText("what was there")
    choose(pane, (0, 1))
    QTest.keyClick(pane.table, Qt.Key.Key_C, CTRL)
    pane.out.write(tmp_path / "list.csv")
    qtbot.wait(100)
    assert QGuiApplication.clipboard().text() == "what was there"
    assert not list(tmp_path.iterdir())
    pane.set_counter(False)
    assert pane.model.index(0, 0).data() == "job 000002"


def test_the_whole_list_and_what_was_chosen_become_files(
    db: Office, pane: ListPane, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    with qtbot.waitSignal(pane.said) as told:
        pane.out.write(file)
    assert told.args == ["700 rows are in list.csv."]
    lines = file.read_text("utf-8-sig").split("\n")
    assert lines[0].strip() == '"Name";"Length";"State"'
    assert lines[700].strip() == '"job 001400";"0";"open"'
    choose(pane, (500, 501))
    with qtbot.waitSignal(pane.said):
        pane.out.write(tmp_path / "some.csv", chosen=True)
    assert (tmp_path / "some.csv").read_text("utf-8-sig").count("\n") == 3
    with qtbot.waitSignal(pane.said):
        pane.out.write(tmp_path / "list.xlsx", chosen=True)
    assert (tmp_path / "list.xlsx").read_bytes().startswith(b"PK")
    noted = base.rows("SELECT kind FROM audit_row WHERE kind = 'export'")
    assert len(noted) == 3
    assert "export" in audit.HAPPENINGS


def test_a_file_that_cannot_be_written_says_so(
    db: Office, pane: ListPane, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    for name, words in (("list.txt", ".csv or .xlsx"), ("no/list.csv", "another folder")):
        (tmp_path / "no").write_text("a file")
        with qtbot.waitSignal(work.failed) as failed:
            pane.out.write(tmp_path / name)
        assert failed.args is not None
        assert words in str(failed.args[1])


def test_views_are_saved_chosen_and_removed(db: Office, pane: ListPane, qtbot: QtBot) -> None:
    pane.narrow("long", True)
    pane.table.show_column("number", seen=True)
    with qtbot.waitSignal(pane.said):
        pane.views.save("Long & wide", True)
    wanted = pane.choice
    pane.show_choice(pane.kind.usual())
    pane.views.ask()
    qtbot.waitUntil(lambda: pane.views.menu is not None and pane.views.menu.isVisible())
    menu = pane.views.menu
    assert menu is not None
    action = next(each for each in menu.actions() if each.text().startswith("Long"))
    assert action.text() == "Long && wide (for everybody)"
    action.trigger()
    menu.close()
    assert pane.choice == wanted
    assert pane.table.arrangement() == wanted.columns
    settle(pane, qtbot)
    (view,) = views.of_list("jobs")
    with qtbot.waitSignal(pane.said):
        pane.views.remove(view)
    assert views.of_list("jobs") == []


@pytest.mark.parametrize(
    "written",
    [
        "",
        "[]",
        "nonsense",
        "[" * 100_000,
        '{"filters": {"long": "yes", "gone": 1, "place": 7}, "sort": "gone", "columns": 3}',
        '{"columns": [["gone", 1, true], ["name", "x", true], [], ["name", 5], null]}',
        '{"columns": [["name", 100, false], ["length", 1, false], ["state", 1, false]]}',
    ],
)
def test_what_is_no_choice_of_this_list_is_left_out(written: str, jobs: Jobs) -> None:
    declared = kind(jobs)
    assert declared.read(written) == declared.usual()


def test_a_choice_comes_back_as_it_was_written(jobs: Jobs) -> None:
    declared = kind(jobs)
    usual = declared.usual()
    chosen = choices.Choice({"long": True, "place": "here"}, "name", True, usual.columns[::-1])
    assert declared.read(chosen.written()) == chosen


def test_ids_of_all_rows(pane: ListPane, jobs: Jobs) -> None:
    assert ids(pane.model)[:60] == [row.id for row in jobs.rows[:60]]
