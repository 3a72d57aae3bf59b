"""Where the figures of the first page and what was found lead."""

from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.app.screens import Screens
from mcsys_desktop.ui.call_backs.adding import AddWaiter
from mcsys_desktop.ui.calls import CallsPage


def screens_of(program: Program) -> Screens:
    assert program.screens is not None
    return program.screens


def test_the_tile_of_duplicates_leads_to_the_page_that_decides_them(program: Program) -> None:
    screens_of(program).start.duplicates.click()

    assert program.window.current_page == "duplicates"


def test_who_said_no_is_shown_beside_the_customers_and_not_at_a_counter(
    program: Program, qtbot: QtBot
) -> None:
    screens = screens_of(program)
    program.window.show_page("start")
    program.window.privacy.set_counter(True)
    with qtbot.waitSignal(program.window.not_allowed):
        screens.start.wanted.emit("declined")
    assert program.window.current_page == "start"

    program.window.privacy.set_counter(False)
    screens.start.wanted.emit("declined")

    assert program.window.current_page == "customers"
    assert screens.customers.besides.erasing.is_shown


def test_a_number_in_the_search_field_is_put_on_the_list(program: Program, qtbot: QtBot) -> None:
    program.window.top_bar.result_chosen.emit("list:06 4419 2703")

    page = program.window.page("calls")
    assert isinstance(page, CallsPage)
    form = page.findChild(AddWaiter)
    assert form is not None
    qtbot.waitUntil(form.isVisible)
    assert form.number.text() == "06 4419 2703"
    form.name.setText("Karin")
    form.submit.click()
    qtbot.waitUntil(lambda: [row.name for row in page.waiters.list.rows] == ["Karin"])
