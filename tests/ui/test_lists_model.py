"""A long list keeps Qt's rules and its place, and loses nothing while others change its rows."""

import random
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.lists.model import LongTable
from mcsys_desktop.ui.lists.stretches import MOST, PAGE, read
from mcsys_desktop.ui.tables import ROW, SPOKEN
from mcsys_desktop.ui.work import Work
from tests.ui.long_lists import Jobs, columns, ids, is_here, whole


@pytest.fixture
def model(work: Work) -> LongTable:
    return LongTable(work, columns())


def seek(model: LongTable, jobs: Jobs, qtbot: QtBot) -> None:
    model.seek(jobs.source())
    settle(model, jobs, qtbot)


def settle(model: LongTable, jobs: Jobs, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: model.complete and model.exact and not asked(model))
    assert jobs.rows or not model.rowCount()


def asked(model: LongTable) -> bool:
    return any(stretch.asked for stretch in model.stretches.all)


@pytest.mark.parametrize("count", [0, 1, 59, 60, 61, PAGE - 1, PAGE, PAGE + 1, 1234])
def test_every_row_of_any_list_is_there_once(model: LongTable, qtbot: QtBot, count: int) -> None:
    jobs = Jobs(count)
    seek(model, jobs, qtbot)
    assert model.rowCount() == count
    assert whole(model, qtbot) == [row.id for row in jobs.rows]


def test_the_model_keeps_qts_rules_while_rows_come_and_go(
    model: LongTable, qtbot: QtBot, qtmodeltester: Any
) -> None:
    qtmodeltester.check(model)
    jobs = Jobs(900)
    seek(model, jobs, qtbot)
    model.at(450)
    qtbot.waitUntil(lambda: model.at(450) is not None)
    jobs.add(901)
    jobs.remove(20, 22, 24)
    model.refresh()
    settle(model, jobs, qtbot)
    assert model.rowCount() == 898
    jobs.rows = []
    model.refresh()
    settle(model, jobs, qtbot)
    assert model.rowCount() == 0
    jobs.add(7)
    model.refresh()
    settle(model, jobs, qtbot)
    assert ids(model) == [7]


def test_the_rows_that_are_seen_are_asked_for_and_no_others(model: LongTable, qtbot: QtBot) -> None:
    jobs = Jobs(50_000)
    seek(model, jobs, qtbot)
    jobs.asked.clear()
    for far in range(1000, 50_000, 1000):  # somebody drags the scroll bar
        assert model.at(far) is None
    assert model.at(40_000) is None
    qtbot.waitUntil(lambda: model.at(40_000) is not None)
    assert model.at(40_000).id == 80_002
    settle_asked = len(jobs.asked)
    assert settle_asked <= 5
    assert all(limit == MOST for _start, _end, limit in jobs.asked)


def test_only_a_few_stretches_stay_in_memory(model: LongTable, qtbot: QtBot) -> None:
    jobs = Jobs(10_000)
    seek(model, jobs, qtbot)
    assert whole(model, qtbot) == [row.id for row in jobs.rows]
    assert sum(stretch.rows is not None for stretch in model.stretches.all) <= 12


def test_no_row_is_lost_or_doubled_while_others_change_the_list(
    model: LongTable, qtbot: QtBot
) -> None:
    jobs = Jobs(2000)
    seek(model, jobs, qtbot)
    chance = random.Random(7)
    stay = {row.id for row in jobs.rows}
    seen: list[int] = []
    order = [*range(5, len(model.stretches.all)), *reversed(range(5))]  # down, and up again
    for at in order:
        model.at(model.stretches.first(at))
        qtbot.waitUntil(partial(is_here, model.stretches.all[at]))
        seen += [row.id for row in model.stretches.all[at].rows or ()]
        gone = chance.choice(sorted(stay))
        jobs.remove(gone)
        stay.discard(gone)
        jobs.add(2 * chance.randrange(2000) + 1)
    assert len(seen) == len(set(seen))
    assert stay <= set(seen)


def test_chosen_rows_stay_chosen_by_what_they_are(model: LongTable, qtbot: QtBot) -> None:
    jobs = Jobs(900)
    seek(model, jobs, qtbot)
    qtbot.waitUntil(lambda: model.at(450) is not None)
    chosen = QItemSelectionModel(model)
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for at in (10, 450):
        chosen.select(model.index(at, 0), rows)
    held = QPersistentModelIndex(model.index(10, 0))
    wanted = [model.at(10).id, model.at(450).id]
    jobs.add(1)
    jobs.add(3)
    jobs.remove(40, 902)  # a row between, and the second that is chosen
    model.refresh()
    settle(model, jobs, qtbot)
    assert held.row() == 12
    assert [model.row(index).id for index in chosen.selectedRows()] == wanted[:1] + (
        [] if wanted[1] == 902 else wanted[1:]
    )


def test_a_flood_of_new_rows_makes_new_stretches(model: LongTable, qtbot: QtBot) -> None:
    jobs = Jobs(300)
    seek(model, jobs, qtbot)
    for number in range(1001, 1001 + 2 * 2500, 2):
        jobs.rows.append(jobs.rows[0].__class__(number, f"job 000100 {number}", 1))
    jobs.rows.sort(key=lambda row: (row.name, row.id))
    model.refresh()
    settle(model, jobs, qtbot)
    for _look in range(6):  # what is beyond is measured when somebody looks
        whole(model, qtbot)
    assert whole(model, qtbot) == [row.id for row in jobs.rows]
    assert model.rowCount() == 2800


def test_news_while_the_list_is_on_its_way_is_not_lost(model: LongTable, qtbot: QtBot) -> None:
    jobs = Jobs(500)
    model.seek(jobs.source())
    qtbot.waitUntil(lambda: model.rowCount() >= 60)
    jobs.add(1)
    model.refresh()
    qtbot.waitUntil(lambda: model.complete and model.at(0).id == 1)
    settle(model, jobs, qtbot)
    assert whole(model, qtbot) == [row.id for row in jobs.rows]


def test_an_office_that_was_away_is_asked_again(model: LongTable, qtbot: QtBot) -> None:
    jobs = Jobs(300)
    jobs.broken = True
    with qtbot.waitSignal(model.failed):
        model.seek(jobs.source())
    jobs.broken = False
    model.refresh()
    settle(model, jobs, qtbot)
    assert model.rowCount() == 300
    model.at(250)
    qtbot.waitUntil(lambda: model.at(250) is not None)
    jobs.broken = True
    with qtbot.waitSignal(model.failed):
        model.refresh()
    assert model.at(250).id == 502  # what was seen stays


def test_chosen_rows_are_read_also_where_they_are_away(model: LongTable, qtbot: QtBot) -> None:
    jobs = Jobs(3000)
    seek(model, jobs, qtbot)
    source = model.source
    assert source is not None
    every = [row.id for row in jobs.rows]
    for ranges in (
        [(0, 2999)],
        [(150, 250)],
        [(5, 5), (399, 400), (1000, 2400), (2999, 2999)],
        [(450, 460)],
    ):
        expected = [id_ for first, last in ranges for id_ in every[first : last + 1]]
        assert [row.id for row in read(source, model.parts(ranges))] == expected


def test_a_row_that_is_away_is_empty_and_says_nothing(model: LongTable, qtbot: QtBot) -> None:
    jobs = Jobs(1000)
    seek(model, jobs, qtbot)
    index = model.index(700, 0)
    assert index.data() is None
    assert index.data(SPOKEN) is None
    qtbot.waitUntil(lambda: index.data(ROW) is not None)
    assert index.data() == "job 001402"
    assert index.data(SPOKEN) == "Name: job 001402"
