"""From the keys in the search field to what stands on the screen, with the real program."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core import clock, phone
from mcsys_desktop.models import base
from mcsys_desktop.models.calls import Call, CallState, Outcome
from mcsys_desktop.services import search
from mcsys_desktop.ui import dialling
from mcsys_desktop.ui.callers.call import Stage
from mcsys_desktop.ui.result_rows import Result
from tests import make


@pytest.fixture
def bakery(program: Program) -> int:
    """A customer, and calls of it and of a stranger."""
    with base.connected():
        made = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"], city="Soest")
        make.customer("Garage Verhoeven", city="Barneveld")
        with base.transaction():
            for owner, number in ((made, "0334612045"), (None, "0687654321")):
                Call(
                    customer=owner,
                    e164=phone.parse(number).e164,
                    number_raw=number,
                    state=CallState.ENDED,
                    outcome=Outcome.MISSED,
                    rang_at=clock.now(),
                ).save()
    return int(made.id)


def typed(program: Program, qtbot: QtBot, text: str) -> list[Result]:
    """Type into the field, and wait for the rows."""
    window = program.window
    window.activateWindow()
    window.go_to_search()
    QTest.keyClicks(window.top_bar.search, text)

    def answered() -> bool:
        results = window.top_bar.results
        return results is not None and results.isVisible() and results.answers == text

    qtbot.waitUntil(answered, timeout=10_000)
    assert window.top_bar.results is not None
    return window.top_bar.results.model.results


def choose(program: Program, target: str) -> None:
    program.window.top_bar.close_results()
    program.window.top_bar.result_chosen.emit(target)


def test_a_search_finds_customers_calls_and_actions_and_opens_them(
    program: Program, bakery: int, qtbot: QtBot
) -> None:
    rows = typed(program, qtbot, "vries")
    assert [(row.group, row.target) for row in rows][:1] == [("Customers", f"customer:{bakery}")]
    assert "Calls" in {row.group for row in rows}

    QTest.keyClick(program.window.top_bar.search, Qt.Key.Key_Return)
    assert program.screens is not None
    page = program.screens.customers
    qtbot.waitUntil(lambda: page.editing.card is not None and page.editing.card.id == bakery)
    assert not program.window.top_bar.search.hasFocus()


def test_a_misspelt_name_is_followed_by_who_may_be_meant(
    program: Program, bakery: int, qtbot: QtBot
) -> None:
    typed(program, qtbot, "ferhoefen")
    results = program.window.top_bar.results
    assert results is not None
    qtbot.waitUntil(lambda: any(row.group == "Did you mean …" for row in results.model.results))
    assert results.model.results[-1].look.title == "Garage Verhoeven"


def test_a_counter_shows_no_names_in_the_results(
    program: Program, bakery: int, qtbot: QtBot
) -> None:
    typed(program, qtbot, "vries")
    program.window.privacy.set_counter(True)
    results = program.window.top_bar.results
    assert results is not None
    assert not results.isVisible()

    program.window.top_bar.search.clear()
    rows = typed(program, qtbot, "vries soest")
    shown = " ".join(row.spoken() for row in rows)
    assert "Vries" not in shown
    assert "033" not in shown
    assert rows[0].look.title.startswith("Customer ")
    assert rows[0].target == f"customer:{bakery}"


def test_a_call_of_a_stranger_is_taken_in_hand(program: Program, bakery: int, qtbot: QtBot) -> None:
    rows = typed(program, qtbot, "0687654321")
    (call,) = [row for row in rows if row.group == "Calls"]
    choose(program, call.target)

    screens = program.screens
    assert screens is not None
    qtbot.waitUntil(lambda: any(one.stage is Stage.MISSED for one in screens.desk.present))


def test_an_action_is_done_and_a_name_begins_a_customer(
    program: Program, bakery: int, qtbot: QtBot
) -> None:
    typed(program, qtbot, "go to calls")
    QTest.keyClick(program.window.top_bar.search, Qt.Key.Key_Return)
    assert program.window.current_page == "calls"

    rows = typed(program, qtbot, "Piet van der Zand")
    assert [row.target for row in rows] == ["new:Piet van der Zand"]
    choose(program, rows[0].target)
    assert program.screens is not None
    form = program.screens.customers.form
    assert form.isVisible()
    draft = form.draft()
    assert (draft.first_name, draft.prefix, draft.surname) == ("Piet", "van der", "Zand")


def test_a_number_is_handed_to_the_program_that_calls(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    answer = [True]

    def open_link(link: QUrl) -> bool:
        opened.append(link.toString())
        return answer[0]

    monkeypatch.setattr(dialling, "open_link", open_link)
    rows = typed(program, qtbot, "06 1234 5678")
    choose(program, rows[0].target)
    assert opened == ["tel:+31612345678"]

    answer[0] = False
    choose(program, "dial:+31612340987")  # the same at once would be a second press
    assert "copied" in program.window.banner.title.text()


def test_without_the_office_the_actions_are_still_there(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mcsys_desktop.core.errors import OfficeUnavailable

    def lost(_typed: str) -> search.Answer:
        raise OfficeUnavailable("The server of the office does not answer.")

    monkeypatch.setattr(search, "find", lost)
    rows = typed(program, qtbot, "refresh")
    assert [row.target for row in rows] == ["do:refresh"]
    results = program.window.top_bar.results
    assert results is not None
    words = " ".join(getattr(child, "text", str)() for child in results.children())
    assert "does not answer" in words
