"""Likely duplicates are worked off by keyboard: one key each, and the next pair opens by itself."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import i18n
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.duplicates import NotDuplicate
from mcsys_desktop.models.merging import Merging
from mcsys_desktop.services import customers, duplicates, merging
from mcsys_desktop.services.colleagues import Group, Rights
from mcsys_desktop.services.merging import Choice
from mcsys_desktop.ui.duplicates import DuplicatesPage
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import AtDesk, Office
from tests.ui.accessibility import clipped, walk


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines; what differs is tested where two desks meet."""
    return "sqlite"


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot) -> DuplicatesPage:
    style().apply("light", "normal", 1.0)
    page = DuplicatesPage(work, live)
    qtbot.addWidget(page)
    page.resize(1064, 640)
    return page


def some_pairs(count: int) -> None:
    for at in range(count):
        numbers = [f"033 461 20 {at + 10}"]
        make.customer(f"Bedrijf {chr(97 + at) * 5}", numbers=numbers, notes="Bel eerst")
        make.customer(f"Winkel {chr(97 + at) * 5}", numbers=numbers, kvk_number="12345678")


def seen(page: DuplicatesPage, qtbot: QtBot) -> None:
    """Open it, and wait for the first pair."""
    with qtbot.waitActive(page):
        page.show()
    qtbot.waitUntil(lambda: ready(page))
    page.list.view.setFocus()


def ready(page: DuplicatesPage) -> bool:
    """Whether the pair that is chosen is on the screen."""
    pair, shown = page.list.pair(), page.preview.preview
    if pair is None or shown is None or not page.merge.isEnabled():
        return False
    return set(pair.id) == {shown.heir.card.id, shown.other.card.id}


def press(page: DuplicatesPage, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, key)


def gone_on(page: DuplicatesPage, left: int) -> bool:
    """Whether so many are left, and the next of them is seen."""
    return page.list.model.rowCount() == left and (not left or ready(page))


def first_names(page: DuplicatesPage) -> list[str]:
    return [pair.one.name for pair in page.list.model.rows]


def test_a_pair_is_merged_with_one_key_and_the_next_opens(
    page: DuplicatesPage, qtbot: QtBot
) -> None:
    some_pairs(3)
    seen(page, qtbot)
    assert page.why.text() == "Same phone number (033 461 20 10)"

    press(page, Qt.Key.Key_S)

    qtbot.waitUntil(lambda: ready(page) and len(first_names(page)) == 2)
    assert Customer.get(Customer.name == "Winkel aaaaa").merged_into_id == 1
    assert Customer.get_by_id(1).kvk_number == "12345678", "what was empty was taken over"
    assert page.list.pair() == page.list.model.rows[0]
    assert page.toast.sentence == "Merged."


def test_the_whole_list_is_worked_off_without_a_mouse(page: DuplicatesPage, qtbot: QtBot) -> None:
    some_pairs(12)
    seen(page, qtbot)

    for at in range(12):
        press(page, (Qt.Key.Key_S, Qt.Key.Key_N, Qt.Key.Key_L)[at % 3])
        left = 11 - at
        qtbot.waitUntil(partial(gone_on, page, left))

    assert Merging.select().count() == NotDuplicate.select().count() == 4
    assert page.right.currentIndex() == 0
    assert page.list.nothing.text() == "No customers look alike any more."
    with qtbot.waitSignal(page.list.model.loaded):
        page.list.again.click()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 4)  # those for later


def test_a_key_decides_nothing_about_a_pair_that_is_not_seen_yet(
    page: DuplicatesPage, qtbot: QtBot
) -> None:
    some_pairs(3)
    seen(page, qtbot)

    for _press in range(5):  # faster than any answer
        press(page, Qt.Key.Key_S)

    qtbot.waitUntil(lambda: ready(page) and len(first_names(page)) == 2)
    assert Merging.select().count() == 1


def test_undo_brings_the_pair_back(page: DuplicatesPage, qtbot: QtBot) -> None:
    some_pairs(2)
    seen(page, qtbot)
    first = page.list.pair()
    assert first is not None
    for key in (Qt.Key.Key_S, Qt.Key.Key_N):
        press(page, key)
        qtbot.waitUntil(lambda: ready(page) and page.list.model.rowCount() == 1)

        QTest.keyClick(page.list.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

        qtbot.waitUntil(lambda: ready(page) and page.list.model.rowCount() == 2)
        now = page.list.pair()
        assert now is not None
        assert now.id == first.id
    assert Merging.select().count() == NotDuplicate.select().count() == 0


def test_the_other_one_stays_where_somebody_says_so(page: DuplicatesPage, qtbot: QtBot) -> None:
    some_pairs(1)
    seen(page, qtbot)

    press(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: ready(page) and page.preview.preview.heir.card.id == 2)  # type: ignore[union-attr]
    press(page, Qt.Key.Key_S)

    qtbot.waitUntil(lambda: page.list.model.rowCount() == 0)
    assert Customer.get_by_id(1).merged_into_id == 2


def test_what_was_chosen_by_field_is_what_is_shown_from_then_on(
    page: DuplicatesPage, qtbot: QtBot
) -> None:
    some_pairs(1)
    seen(page, qtbot)
    take = [b for b in page.preview.findChildren(type(page.merge)) if b.text() == "Take over"]
    assert [button.accessibleName() for button in take] == [
        "Name: Take over",
        "KvK number: Take over",
    ]
    take[0].click()
    press(page, Qt.Key.Key_S)

    qtbot.waitUntil(lambda: page.list.model.rowCount() == 0)
    assert customers.card(1).name == "Winkel aaaaa"


def test_what_was_chosen_stays_chosen_when_news_comes(
    page: DuplicatesPage, live: Live, qtbot: QtBot, at_desk: AtDesk
) -> None:
    some_pairs(1)
    seen(page, qtbot)
    take = {b.accessibleName(): b for b in page.preview.findChildren(type(page.merge))}
    take["Name: Take over"].click()
    at_desk(lambda: customers.change(2, 1, notes="Anders"))

    live.hear({"customer"})

    qtbot.waitUntil(
        lambda: (
            page.preview.preview is not None and page.preview.preview.other.card.notes == "Anders"
        )
    )
    assert page.preview.choices()["name"] is Choice.OTHER
    assert page.preview.choices()["notes"] is Choice.BOTH


def test_what_a_colleague_decided_goes_by_itself(
    page: DuplicatesPage, live: Live, qtbot: QtBot, at_desk: AtDesk
) -> None:
    some_pairs(3)
    seen(page, qtbot)
    at_desk(duplicates.not_the_same, 1, 2)
    at_desk(lambda: merging.merge(3, 1, 4, 1))

    live.hear({"customer", "merging", "not_duplicate"})

    qtbot.waitUntil(lambda: first_names(page) == ["Bedrijf ccccc"] and ready(page))


def test_somebody_else_was_first_and_says_so(
    page: DuplicatesPage, qtbot: QtBot, at_desk: AtDesk
) -> None:
    some_pairs(2)
    seen(page, qtbot)
    at_desk(lambda: customers.change(2, 1, notes="Anders"))

    press(page, Qt.Key.Key_S)

    qtbot.waitUntil(lambda: "has just changed this" in page.toast.sentence and ready(page))
    assert page.preview.preview is not None
    assert page.preview.preview.other.card.notes == "Anders"
    press(page, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)


def test_whoever_only_reads_decides_nothing(page: DuplicatesPage, qtbot: QtBot) -> None:
    some_pairs(1)
    page.set_rights(Rights(Group.READER))
    seen(page, qtbot)
    assert not page.merge.isVisible()

    press(page, Qt.Key.Key_S)
    press(page, Qt.Key.Key_N)

    assert page.toast.sentence
    assert Merging.select().count() == NotDuplicate.select().count() == 0


def test_at_a_counter_nobody_is_seen(page: DuplicatesPage, qtbot: QtBot) -> None:
    some_pairs(1)
    seen(page, qtbot)
    page.set_counter(True)

    assert page.right.currentIndex() == 0
    assert "Bedrijf" not in page.list.model.index(0, 0).data()
    press(page, Qt.Key.Key_S)
    assert Merging.select().count() == 0
    page.set_counter(False)
    qtbot.waitUntil(lambda: ready(page))


def test_the_list_keeps_the_rules_of_lists(
    page: DuplicatesPage, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    some_pairs(4)
    qtmodeltester.check(page.list.model)  # type: ignore[no-untyped-call]  # pytest-qt has no types here
    seen(page, qtbot)
    rows = page.list.model.rows
    page.list.leave_out({rows[1].id, rows[3].id})
    page.list.put_back(rows[1])

    assert page.list.model.rowCount() == 2


def test_it_can_be_used_without_sight_and_with_large_letters(
    page: DuplicatesPage, qtbot: QtBot
) -> None:
    some_pairs(1)
    seen(page, qtbot)
    assert walk(page) == []
    style().apply("light", "normal", 1.3)
    i18n.use("nl")  # the longer words
    page = DuplicatesPage(page.work, page.live)
    qtbot.addWidget(page)
    page.resize(1366 - 72, 700)
    seen(page, qtbot)
    QApplication.processEvents()

    assert clipped(page) == []
    style().apply("light", "normal", 1.0)
