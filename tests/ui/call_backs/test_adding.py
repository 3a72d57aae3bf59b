"""Somebody whom no telephone told of is put on the list by hand."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.drafts import Draft
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.services import call_backs
from mcsys_desktop.services.call_backs import Asked
from mcsys_desktop.ui.call_backs.adding import DRAFT, AddWaiter
from mcsys_desktop.ui.calls import CallsPage
from mcsys_desktop.ui.work import Work
from tests import make
from tests.ui import accessibility
from tests.ui.call_backs.screen import press, titles, wait_for
from tests.ui.callers.screen import STRANGER, in_log


def typed(work: Work) -> list[Draft]:
    return [draft for draft in work.drafts.all_of() if draft.form == DRAFT]


def opened(page: CallsPage, qtbot: QtBot) -> AddWaiter:
    """The form, as the one key of the list brings it up, also while nobody waits."""
    page.waiters.setFocus()
    press(page, Qt.Key.Key_N)
    form: AddWaiter | None = page.findChild(AddWaiter)
    assert form is not None
    qtbot.waitUntil(lambda: form.isVisible() and form.focusWidget() is form.number)
    return form


def test_a_number_and_a_name_are_a_call_back_by_keyboard_alone(
    page: CallsPage, qtbot: QtBot
) -> None:
    form = opened(page, qtbot)
    QTest.keyClicks(form.number, "06-44 19 27 03")
    QTest.keyClick(form.number, Qt.Key.Key_Tab)
    QTest.keyClicks(form.focusWidget(), "Karin")
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return)

    wait_for(page, qtbot, "Karin")
    (row,) = call_backs.listing()
    assert (row.e164, row.asked, row.missed) == ("+31644192703", True, 0)
    assert not form.isVisible()
    assert form.number.text() == ""
    qtbot.waitUntil(lambda: (shown := page.waiters.current()) is not None and shown.id == row.id)
    page.acting.toast.act()  # and undone in one press
    in_log(lambda: not call_backs.listing(), qtbot)


def test_why_when_and_by_whom_go_along(page: CallsPage, qtbot: QtBot) -> None:
    form = opened(page, qtbot)
    form.number.setText(STRANGER)
    form.why.setPlainText("Offerte")
    form.when.choice.setCurrentIndex(1)
    due = form.when.value()
    form.who.addItem("Sanne", "sanne")
    form.who.choose("sanne")

    form.submit.click()

    in_log(lambda: bool(call_backs.listing()), qtbot)
    (row,) = call_backs.listing()
    assert (row.reason, row.due_at, row.taken_by) == ("Offerte", due, "sanne")


def test_what_cannot_be_called_is_said_and_stays(page: CallsPage, qtbot: QtBot) -> None:
    form = opened(page, qtbot)
    QTest.keyClicks(form.number, "12")
    form.name.setText("Karin")

    form.submit.click()

    qtbot.waitUntil(form.error.isVisible)
    assert form.error.text() == "This number cannot be called. Type it with its area code."
    assert (form.number.text(), form.name.text()) == ("12", "Karin")
    QTest.keyClicks(form.number, "3")
    assert form.error.isHidden()  # it is another number now
    assert CallBack.select().count() == 0


def test_it_says_whose_number_it_is_and_who_waits_already(page: CallsPage, qtbot: QtBot) -> None:
    make.customer("Garage Verhoeven", numbers=[STRANGER])
    call_backs.add(Asked(number=STRANGER))
    form = opened(page, qtbot)
    form.number.setText(STRANGER)
    form.number.editingFinished.emit()

    qtbot.waitUntil(lambda: form.number_row.note.isVisible())
    assert form.number_row.note.text().startswith("The number of Garage Verhoeven. Waits since ")
    page.set_counter(True)
    assert "Verhoeven" not in form.number_row.note.text()


def test_esc_puts_it_away_as_it_is_and_a_crash_loses_nothing(
    page: CallsPage, qtbot: QtBot, work: Work
) -> None:
    form = opened(page, qtbot)
    QTest.keyClicks(form.number, "0612")
    QTest.keyClick(form.number, Qt.Key.Key_Escape)
    assert not form.isVisible()
    (draft,) = typed(work)
    assert draft.texts["number"] == "0612"

    assert opened(page, qtbot).number.text() == "0612"
    form.back.click()
    assert typed(work) == []

    page.adder.take_up(draft.texts)
    assert form.number.text() == "0612"


def test_who_may_only_read_is_told_so(page: CallsPage, qtbot: QtBot) -> None:
    page.set_only_reads("You may only read here.")
    assert not page.adder.button.isVisible()
    page.waiters.setFocus()

    press(page, Qt.Key.Key_N)

    qtbot.waitUntil(lambda: page.acting.toast.sentence == "You may only read here.")
    assert page.findChild(AddWaiter) is None


def test_it_is_offered_beside_the_list_and_not_beside_the_log(page: CallsPage) -> None:
    assert page.adder.button.isVisible()
    page.all.click()
    assert not page.adder.button.isVisible()


def test_the_form_is_fit_for_everybody(page: CallsPage, qtbot: QtBot) -> None:
    form = opened(page, qtbot)
    form.refuse("This number cannot be called. Type it with its area code.")
    assert accessibility.walk(form) == []
    qtbot.wait(300)
    assert accessibility.clipped(form) == []
    assert titles(page) == []
