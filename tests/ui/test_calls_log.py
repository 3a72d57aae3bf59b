"""The log of calls as a list: added up, copied, taken out, narrowed down, and left as it was."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.calls import CallsPage
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.widgets import ChoiceField
from mcsys_desktop.ui.work import Work
from tests import make
from tests.ui.callers.screen import BAKERY, STRANGER, Kind
from tests.ui.test_calls import call, engine, page, wait_for

__all__ = ["engine", "page"]  # the fixtures


def test_chosen_calls_are_added_up_and_copied(page: CallsPage, qtbot: QtBot) -> None:
    for number in range(3):
        call(BAKERY, Kind.ANSWERED, Kind.ENDED, id=str(number), ago=1000 - 100 * number)
    call(STRANGER, Kind.MISSED, id="missed")
    qtbot.waitUntil(lambda: page.log.model.rowCount() == 4)

    page.log.table.selectAll()

    qtbot.waitUntil(lambda: page.log.bar.sums.text() == "Talking time: 0:15")
    assert page.log.bar.count.text() == "4 selected"
    page.log.bar.copy.click()
    qtbot.waitUntil(lambda: page.acting.toast.sentence == "4 rows copied.")
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("When\tWho\tNumber\tOutcome\tTalking time")
    assert "06 4419 2703" in lines[1]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_log_is_taken_out_as_a_file(
    page: CallsPage, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    call(STRANGER, Kind.ANSWERED, Kind.ENDED)
    wait_for(page, qtbot, "06 4419 2703")
    file = tmp_path / f"gesprekken.{ending}"

    page.log.out.write(file)

    qtbot.waitUntil(lambda: page.acting.toast.sentence == f"1 row is in {file.name}.")
    assert file.stat().st_size > 100


def test_the_log_is_narrowed_down_by_customer_line_and_period(
    page: CallsPage, qtbot: QtBot
) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[BAKERY])
    call(BAKERY, Kind.MISSED, id="1", ago=600)
    call(STRANGER, Kind.MISSED, id="2", ago=9 * 86_400)
    wait_for(page, qtbot, "Bakkerij De Vries", "06 4419 2703")
    page.log.head.filters.click()
    assert not page.details.isVisible()  # the panel stands in its place
    customer = page.log.panel.fields["customer"]
    assert isinstance(customer, ChoiceField)
    qtbot.waitUntil(lambda: customer.count() == 2)

    customer.choose(bakery.id)
    wait_for(page, qtbot, "Bakkerij De Vries")
    assert page.log.head.chips.taken["customer"].text() == "Customer: Bakkerij De Vries"
    page.log.widen()
    page.log.narrow("period", "7")
    wait_for(page, qtbot, "Bakkerij De Vries")
    page.log.head.filters.click()
    assert page.details.isVisible()


def test_how_the_log_was_left_is_told_and_comes_back(
    page: CallsPage, qtbot: QtBot, work: Work, live: Live
) -> None:
    with qtbot.waitSignal(page.remembered) as kept:
        page.log.narrow("which", "missed")
    assert kept.args is not None
    again = CallsPage(work, live)
    qtbot.addWidget(again)
    again.restore({kept.args[0]: kept.args[1]})
    again.show_view("log")
    assert again.log.choice.filters == {"which": "missed"}
    again.show_view("all")
    assert again.log.choice.filters == {}


@pytest.mark.parametrize(
    "filters",
    [
        {"which": "nonsense", "outcome": "nonsense", "result": "x", "direction": "y"},
        {"period": "not a day", "customer": 10**15, "number": "x", "source": "gone"},
        {"period": "2026-13-45 2026-01-01"},
        {"period": "9" * 30},
    ],
)
def test_a_view_of_another_version_breaks_nothing(
    page: CallsPage, qtbot: QtBot, filters: dict[str, object]
) -> None:
    page.log.show_choice(replace(page.log.choice, filters=filters))
    qtbot.waitUntil(lambda: page.log.model.complete)
