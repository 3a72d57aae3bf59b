"""Lists and tables keep Qt's rules, and keep the place when their rows are fetched again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.delegates import List, RowLook
from mcsys_desktop.ui.tables import ROW, SPOKEN, Column, PagedList, Table


@dataclass(frozen=True)
class Person:
    id: int
    name: str


def people(*names: str) -> list[Person]:
    return [Person(ord(name[0]), name) for name in names]


def columns() -> list[Column]:
    return [
        Column("Name", lambda row: row.name),
        Column("Length", lambda row: str(len(row.name)), align=Qt.AlignmentFlag.AlignRight),
        Column("State", lambda _row: "open", tone=lambda _row: "ok"),
    ]


class Office:
    """Rows by keyset, answered when the test wants it."""

    def __init__(self, count: int) -> None:
        self.rows = [Person(number, f"Person {number}") for number in range(count)]
        self.asked: list[tuple[Person | None, int]] = []
        self._answers: list[Callable[[], object]] = []

    def ask(self, last: Any, limit: int, deliver: Callable[[Sequence[Any]], object]) -> None:
        self.asked.append((last, limit))
        after = -1 if last is None else last.id
        rows = [row for row in self.rows if row.id > after][:limit]
        self._answers.append(lambda: deliver(rows))

    def answer(self, which: int = 0) -> None:
        self._answers.pop(which)()

    @property
    def waiting(self) -> bool:
        return bool(self._answers)

    def answer_all(self) -> None:
        while self._answers:
            self.answer()


def paged(office: Office) -> PagedList:
    return PagedList(office.ask, lambda row: row.name, lambda row: f"{row.name}, known", page=10)


def test_a_table_keeps_qts_rules_while_rows_come_and_go(qtmodeltester: Any) -> None:
    table = Table(columns())
    qtmodeltester.check(table)

    for rows in (
        people("Anna", "Bob", "Cor"),
        people("Anna", "Cor"),
        people("Dirk", "Anna", "Bo", "Cor", "Els"),
        [],
        people("Anna"),
    ):
        table.show(rows)
        assert table.rows == rows


def test_a_table_shows_its_columns_and_speaks_them(qtmodeltester: Any) -> None:
    table = Table(columns())
    table.show(people("Anna"))
    qtmodeltester.check(table)

    assert table.index(0, 1).data() == "4"
    assert table.index(0, 1).data(SPOKEN) == "Length: 4"
    assert table.index(0, 0).data(ROW) == people("Anna")[0]
    assert table.headerData(2, Qt.Orientation.Horizontal) == "State"


def test_a_table_tells_which_cells_changed_and_resets_nothing(qtbot: QtBot) -> None:
    table = Table(columns())
    table.show(people("Anna", "Bob", "Cor"))
    kept = QPersistentModelIndex(table.index(1, 0))

    with (
        qtbot.waitSignal(table.dataChanged) as changed,
        qtbot.assertNotEmitted(table.modelReset),
        qtbot.assertNotEmitted(table.rowsRemoved),
    ):
        table.show([people("Anna")[0], Person(ord("B"), "Bobby"), people("Cor")[0]])

    assert changed.args is not None
    assert (changed.args[0].row(), changed.args[1].row()) == (1, 1)
    assert kept.data() == "Bobby"


@pytest.mark.parametrize("before", [people(), people("A", "B", "C"), people("A", "B", "C", "D")])
@pytest.mark.parametrize(
    "after", [people(), people("B"), people("D", "A", "B"), people("A", "X", "C"), people("C", "A")]
)
def test_any_rows_can_follow_any_rows(
    qtmodeltester: Any, before: list[Person], after: list[Person]
) -> None:
    table = Table(columns())
    qtmodeltester.check(table)
    table.show(before)
    table.show(after)
    assert table.rows == after


def test_a_long_list_asks_for_its_next_rows_and_keeps_qts_rules(
    qtmodeltester: Any,
) -> None:
    office = Office(25)
    model = paged(office)
    qtmodeltester.check(model)
    model.restart()
    office.answer()
    assert model.rowCount() == 10

    while model.canFetchMore(QModelIndex()) or office.waiting:
        model.fetchMore(QModelIndex())
        office.answer_all()

    assert [row.id for row in model.rows] == list(range(25))
    assert office.asked == [(None, 10), (office.rows[9], 10), (office.rows[19], 10)]
    assert model.index(3).data(SPOKEN) == "Person 3, known"


def test_a_list_asks_only_once_while_it_waits() -> None:
    office = Office(25)
    model = paged(office)
    model.restart()
    office.answer()

    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())

    assert len(office.asked) == 2


def test_whoever_hears_of_rows_may_ask_for_more_at_once() -> None:
    office = Office(25)
    model = paged(office)
    model.rowsInserted.connect(lambda: model.fetchMore(QModelIndex()))
    model.rowsAboutToBeInserted.connect(lambda: model.fetchMore(QModelIndex()))
    model.restart()
    office.answer_all()
    model.fetchMore(QModelIndex())
    office.answer_all()

    assert [row.id for row in model.rows] == list(range(25))


def test_an_answer_that_was_overtaken_is_dropped() -> None:
    office = Office(25)
    model = paged(office)
    model.restart()
    office.rows = office.rows[:3]
    model.restart()

    office.answer(1)
    office.answer(0)

    assert model.rowCount() == 3


def test_a_refresh_fetches_as_much_as_was_shown_and_keeps_the_selection(qtbot: QtBot) -> None:
    office = Office(25)
    view = List(lambda row: RowLook(row.name), name="People")
    qtbot.addWidget(view)
    model = paged(office)
    view.setModel(model)
    model.restart()
    office.answer()
    model.fetchMore(QModelIndex())
    office.answer()
    view.selectionModel().setCurrentIndex(
        model.index(17), QItemSelectionModel.SelectionFlag.SelectCurrent
    )

    office.rows[2] = replace(office.rows[2], name="Renamed")
    del office.rows[5]
    model.refresh()
    office.answer()

    assert office.asked[-1] == (None, 20)
    assert model.index(2).data() == "Renamed"
    assert view.currentIndex().data() == "Person 17"
    assert model.row(model.find(17)).name == "Person 17"
    assert not model.find(5).isValid()


def test_a_list_says_when_the_first_answer_is_there(qtbot: QtBot) -> None:
    office = Office(0)
    model = paged(office)
    model.restart()

    with qtbot.waitSignal(model.loaded):
        office.answer()

    assert model.exhausted


def test_the_answer_to_a_search_ends_the_paging() -> None:
    office = Office(25)
    model = paged(office)
    model.restart()
    model.show(office.rows[3:5])
    office.answer()

    assert [row.id for row in model.rows] == [3, 4]
    assert not model.canFetchMore(QModelIndex())
