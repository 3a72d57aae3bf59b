"""The page of calls: the whole log, also what other desks add to it."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock
from mcsys_desktop.models import base
from mcsys_desktop.models.customers import CustomerKind
from mcsys_desktop.services import calls
from mcsys_desktop.ui.calls import CallsPage
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import TONE
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import AtDesk, Office
from tests.ui import accessibility
from tests.ui.callers.screen import BAKERY, HOSTILE, STRANGER, Kind


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines."""
    return "sqlite"


@pytest.fixture
def page(
    db: Office, work: Work, live: Live, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[CallsPage]:
    monkeypatch.setattr(base, "on_news", live.hear)
    style().apply("light")
    page = CallsPage(work, live)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    with qtbot.waitActive(page):
        page.show()
    page.all.click()
    yield page
    work.stop()


def call(
    number: str, *kinds: calls.EventKind, id: str = "1", ago: int = 60, **more: object
) -> calls.CallRow:
    """A call in the log, as phones reported it."""
    rang = clock.now() - timedelta(seconds=ago)
    rows = [
        calls.report(
            calls.CallEvent(
                source="handset:a",
                external_id=id,
                kind=kind,
                at=rang + timedelta(seconds=5 * after),
                number_raw=number,
                name_raw=str(more.get("name", "")),
                withheld=bool(more.get("withheld")),
            )
        )
        for after, kind in enumerate((Kind.RINGING, *kinds))
    ]
    return rows[-1]


def shown(page: CallsPage) -> list[str]:
    return column(page, "who")


def column(page: CallsPage, name: str) -> list[str]:
    """What a column of the log says, from the first row."""
    model = page.log.model
    at = [one.name for one in model.columns].index(name)
    return [model.index(row, at).data() or "" for row in range(model.rowCount())]


def wait_for(page: CallsPage, qtbot: QtBot, *names: str) -> None:
    qtbot.waitUntil(lambda: shown(page) == list(names))


def test_the_log_is_shown_newest_first(page: CallsPage, qtbot: QtBot) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    call(BAKERY, Kind.ANSWERED, Kind.ENDED, id="1", ago=600)
    call(STRANGER, Kind.MISSED, id="2", ago=60)
    call("", Kind.MISSED, id="3", ago=30, withheld=True)

    wait_for(page, qtbot, "Number withheld", "06 4419 2703", "Bakkerij De Vries")
    assert column(page, "number") == ["", "06 4419 2703", "033 461 20 45"]
    assert column(page, "outcome") == ["Not picked up", "Not picked up", "Answered"]
    assert column(page, "length") == ["", "", "0:05"]
    assert [page.log.model.index(row, 3).data(TONE) for row in range(3)] == ["bad", "bad", ""]
    assert page.log.head.count.text() == "3"


def test_a_note_and_what_came_of_it_are_in_the_log(page: CallsPage, qtbot: QtBot) -> None:
    row = call(STRANGER, Kind.ANSWERED, Kind.ENDED)
    calls.write_note(row.id, row.version, "Kassa blijft\nhangen")
    calls.finish(row.id, calls.Result.SOLVED)

    qtbot.waitUntil(lambda: column(page, "note") == ["Kassa blijft hangen"])
    qtbot.waitUntil(lambda: column(page, "result") == ["Solved"])


def test_the_missed_calls_alone(page: CallsPage, qtbot: QtBot) -> None:
    call(BAKERY, Kind.ANSWERED, Kind.ENDED, id="1", ago=600)
    call(STRANGER, Kind.MISSED, id="2")
    wait_for(page, qtbot, "06 4419 2703", "033 461 20 45")
    quick = page.log.head.chips.quick

    quick["which", "missed"].click()
    wait_for(page, qtbot, "06 4419 2703")

    quick["which", None].click()
    wait_for(page, qtbot, "06 4419 2703", "033 461 20 45")


def test_what_another_desk_logs_appears_by_itself(
    page: CallsPage, qtbot: QtBot, at_desk: AtDesk
) -> None:
    at_desk(call, STRANGER, Kind.MISSED)

    wait_for(page, qtbot, "06 4419 2703")


def test_what_changes_at_the_chosen_call_is_told_at_the_right(
    page: CallsPage, qtbot: QtBot, at_desk: AtDesk
) -> None:
    row = call(STRANGER, Kind.ANSWERED, Kind.ENDED, id="1", ago=600)
    wait_for(page, qtbot, "06 4419 2703")
    page.log.table.setCurrentIndex(page.log.model.index(0, 0))
    at_desk(calls.write_note, row.id, row.version, "Belt morgen terug")

    qtbot.waitUntil(lambda: page.details.note.text() == "Belt morgen terug")
    at_desk(partial(call, BAKERY, Kind.MISSED, id="2"))
    wait_for(page, qtbot, "033 461 20 45", "06 4419 2703")
    assert page.details.subject.call_id == row.id


def test_opening_a_call_leads_to_its_customer_or_to_the_call(page: CallsPage, qtbot: QtBot) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[BAKERY])
    call(BAKERY, Kind.MISSED, id="1", ago=600)
    stranger = call(STRANGER, Kind.MISSED, id="2")
    wait_for(page, qtbot, "06 4419 2703", "Bakkerij De Vries")
    customers: list[int] = []
    rows: list[calls.CallRow] = []
    page.customer_wanted.connect(customers.append)
    page.call_wanted.connect(rows.append)
    table = page.log.table

    table.setFocus()
    table.setCurrentIndex(page.log.model.index(1, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    table.setCurrentIndex(page.log.model.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)

    assert customers == [bakery.id]
    assert [row.id for row in rows] == [stranger.id]


def test_at_a_counter_customers_have_no_name(page: CallsPage, qtbot: QtBot) -> None:
    make.customer("J. Jansen", kind=CustomerKind.PRIVATE, numbers=[STRANGER])
    row = call(STRANGER, Kind.MISSED, name="Jansen")
    calls.write_note(row.id, row.version, "Scheiding van Jansen")
    wait_for(page, qtbot, "J. Jansen")
    page.log.table.selectAll()

    page.set_counter(True)

    model = page.log.model
    said = [
        str(model.index(0, at).data(role))
        for at in range(model.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    ]
    assert shown(page) == ["06 4419 2703"]
    assert not any("Jansen" in words for words in said)
    assert not page.log.head.export.isEnabled()
    page.set_counter(False)
    assert shown(page) == ["J. Jansen"]


def test_a_name_that_was_sent_along_stays_text(page: CallsPage, qtbot: QtBot) -> None:
    call(STRANGER, Kind.MISSED, name=HOSTILE)
    wait_for(page, qtbot, "06 4419 2703")

    assert column(page, "name_given") == [HOSTILE]


def test_the_page_is_fit_for_everybody(
    page: CallsPage, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")

    qtmodeltester.check(page.log.model)  # type: ignore[no-untyped-call]  # pytest-qt has no types here
    page.log.table.selectAll()
    assert accessibility.walk(page) == []
    qtbot.waitUntil(lambda: accessibility.clipped(page) == [])


@pytest.mark.parametrize("filtering", [False, True])
def test_the_log_fits_a_small_screen_with_large_text(
    page: CallsPage, qtbot: QtBot, filtering: bool
) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    style().apply("light", "normal", 1.3)
    try:
        page.resize(1366 - 64, 640)
        page.log.head.filters.setChecked(filtering)
        page.log.narrow("which", "missed")
        page.log.narrow("period", "365")
        page.log.table.selectAll()
        qtbot.wait(50)
        assert accessibility.clipped(page) == []
        assert page.minimumSizeHint().width() <= 1366 - 64
        assert page.width() == 1366 - 64
        head = page.log.head
        for button in (head.views, head.export, head.columns, head.filters, page.figures):
            assert button.width() >= button.sizeHint().width()
    finally:
        style().apply("light", "normal", 1.0)


def test_ctrl_f_searches_in_the_log(page: CallsPage, qtbot: QtBot) -> None:
    call(BAKERY, Kind.MISSED, id="1")
    call(STRANGER, Kind.MISSED, id="2")
    qtbot.waitUntil(lambda: page.log.model.rowCount() == 2)
    page.waiting.click()

    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.log.head.search.hasFocus()
    QTest.keyClicks(page.log.head.search, "4419")

    wait_for(page, qtbot, "06 4419 2703")


def test_an_empty_log_says_so(page: CallsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.log.nothing.isVisible)
    assert page.log.nothing.text() == "No calls yet."
    page.show_view("missed")
    qtbot.waitUntil(lambda: page.log.nothing.text() == "No missed calls.")
    page.log.narrow("noted", True)
    qtbot.waitUntil(lambda: page.log.nothing.text() == "No calls here.")
