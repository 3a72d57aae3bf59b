"""Notes on the card, and what happened: written, kept in view, found again, hidden at a counter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.drafts import Draft
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import customers, notes
from mcsys_desktop.services.colleagues import Group, Rights
from mcsys_desktop.ui.customers import CustomersPage, typed
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import AtDesk, Office
from tests.ui.customers_screen import CTRL, idle, open_card, opened_page, press


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    return opened_page(work, live, qtbot)


@pytest.fixture
def bakery(db: Office) -> Customer:
    return make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])


def words_of(part: QWidget) -> list[str]:
    return [label.text() for label in part.findChildren(QLabel)]


def write(page: CustomersPage, qtbot: QtBot, said: str, *, pinned: bool = False) -> None:
    page.card.timeline.add.click()
    form = page.card.timeline.form
    assert form.lines.hasFocus()
    QTest.keyClicks(form.lines, said)
    form.pinned.setChecked(pinned)
    form.save.click()
    qtbot.waitUntil(form.isHidden)
    idle(page, qtbot)


def titles(page: CustomersPage) -> list[str]:
    return [line.entry.title for line in page.card.timeline.lines]


def test_a_note_is_written_and_stands_in_the_timeline(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    write(page, qtbot, "Belde over de kassa")

    qtbot.waitUntil(lambda: titles(page)[:1] == ["Belde over de kassa"])
    assert [note.text for note in notes.before([bakery.id])] == ["Belde over de kassa"]
    assert page.unsaved() == 0
    assert page.work.drafts.all_of() == []


def test_ctrl_s_saves_the_note_that_is_being_written(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    page.card.timeline.add.click()
    QTest.keyClicks(page.card.timeline.form.lines, "Via het toetsenbord")
    press(page, Qt.Key.Key_S, CTRL)

    qtbot.waitUntil(lambda: titles(page)[:1] == ["Via het toetsenbord"])


def test_a_pinned_note_stays_on_top_of_the_card_and_its_pin_can_be_undone(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    write(page, qtbot, "Blaffende hond", pinned=True)
    qtbot.waitUntil(lambda: page.card.pinned.isVisible())
    assert "Blaffende hond" in words_of(page.card.pinned)

    page.card.pinned.notes[0].unpin.click()
    qtbot.waitUntil(lambda: not page.card.pinned.isVisible())
    qtbot.waitUntil(lambda: bool(page.toast.sentence))
    page.undo()
    qtbot.waitUntil(lambda: page.card.pinned.isVisible())


def test_a_removed_note_comes_back(page: CustomersPage, qtbot: QtBot, bakery: Customer) -> None:
    notes.write(bakery.id, "Sleutel bij de buren")
    open_card(page, qtbot, bakery)
    remove = page.card.timeline.lines[0].buttons[2]
    assert remove.accessibleName() == "Remove the note: Sleutel bij de buren"
    remove.click()
    qtbot.waitUntil(lambda: titles(page) == ["Customer added, and 1 more"])
    page.undo()
    qtbot.waitUntil(lambda: "Sleutel bij de buren" in titles(page))


def test_escape_keeps_a_note_and_so_does_another_card(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    other = make.customer("Kapsalon Bella")
    open_card(page, qtbot, bakery)
    page.card.timeline.add.click()
    QTest.keyClicks(page.card.timeline.form.lines, "Half af")
    press(page, Qt.Key.Key_Escape)
    assert page.card.timeline.form.isHidden()
    assert page.toast.sentence == "The note has not been saved."
    assert page.unsaved() == 1
    page.undo()
    assert page.card.timeline.form.lines.text() == "Half af"

    open_card(page, qtbot, other)
    assert page.card.timeline.form.isHidden()
    open_card(page, qtbot, bakery)
    assert page.card.timeline.form.lines.text() == "Half af"
    assert page.unsaved() == 1


def test_what_was_written_before_a_kill_is_there_again_and_saved_once(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    page.card.timeline.add.click()
    QTest.keyClicks(page.card.timeline.form.lines, "Vlak voor de klap")
    page.card.timeline.form.pinned.setChecked(True)
    (kept,) = page.work.drafts.all_of()
    assert kept.form == f"{typed.NOTE}{bakery.id}"
    assert kept.texts["about"] == "Note about Bakkerij De Vries"

    page.besides.writing.forget(bakery.id)  # as a new program begins: it knows nothing
    page.take_up(Draft(kept.form, kept.texts, kept.at))
    idle(page, qtbot)
    form = page.card.timeline.form
    assert (form.lines.text(), form.pinned.isChecked()) == ("Vlak voor de klap", True)
    form.save.click()
    qtbot.waitUntil(form.isHidden)
    assert [note.text for note in notes.pinned(bakery.id)] == ["Vlak voor de klap"]


def test_a_note_that_a_colleague_changed_is_not_written_over_unseen(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, at_desk: AtDesk
) -> None:
    note = notes.write(bakery.id, "Belt dinsdag")
    open_card(page, qtbot, bakery)
    page.card.timeline.lines[0].buttons[0].click()
    form = page.card.timeline.form
    assert form.lines.text() == "Belt dinsdag"
    form.lines.selectAll()
    QTest.keyClicks(form.lines, "Belt woensdag")
    line = notes.get(note)
    assert line is not None
    idle(page, qtbot)
    at_desk(
        lambda: notes.change(note, line.version, text="Belt nooit", kind=line.kind, pinned=False)
    )
    form.save.click()
    qtbot.waitUntil(lambda: "“Belt nooit”" in form.error.text())
    assert form.lines.text() == "Belt woensdag"
    form.save.click()
    qtbot.waitUntil(form.isHidden)
    now = notes.get(note)
    assert now is not None
    assert now.text == "Belt woensdag"


def test_a_card_number_never_gets_into_a_note(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    page.card.timeline.add.click()
    form = page.card.timeline.form
    form.lines.setPlainText("Kaart 4111 1111 1111 1111")
    form.save.click()
    assert "4111" not in form.lines.text()
    assert form.error.text()
    assert notes.before([bakery.id]) == []


def test_the_timeline_is_filtered_and_read_on(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    for number in range(23):
        notes.write(bakery.id, f"Notitie {number}")
    open_card(page, qtbot, bakery)
    timeline = page.card.timeline
    assert len(timeline.lines) == 20
    timeline.more.click()
    qtbot.waitUntil(lambda: len(timeline.lines) == 24)
    assert not timeline.more.isVisible()

    timeline.filters["call"].click()
    qtbot.waitUntil(lambda: "Nothing has happened here yet." in words_of(timeline))
    timeline.filters["change"].click()
    qtbot.waitUntil(lambda: titles(page) == ["Customer added, and 1 more"])


def test_the_focus_stays_in_a_line_when_another_comes_above_it(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    notes.write(bakery.id, "Eerste")
    open_card(page, qtbot, bakery)
    button = page.card.timeline.lines[0].buttons[0]
    button.setFocus()
    notes.write(bakery.id, "Tweede")
    page.refresh()
    idle(page, qtbot)
    qtbot.waitUntil(lambda: titles(page)[:2] == ["Tweede", "Eerste"])
    assert QApplication.focusWidget() is button


def test_at_a_counter_nobody_reads_notes(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    notes.write(bakery.id, "Betaalt altijd te laat", pinned=True)
    open_card(page, qtbot, bakery)
    page.set_counter(True)
    assert not page.card.pinned.isVisible()
    assert not any(line.isVisible() for line in page.card.timeline.lines)
    page.set_counter(False)
    assert page.card.pinned.isVisible()


def test_who_may_only_read_writes_no_notes_and_sees_no_changes(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    notes.write(bakery.id, "Alleen lezen")
    page.set_rights(Rights(Group.READER))
    open_card(page, qtbot, bakery)
    timeline = page.card.timeline
    assert titles(page) == ["Alleen lezen"]
    assert not timeline.add.isVisible()
    assert not timeline.filters["change"].isVisible()
    assert timeline.lines[0].buttons == []
    assert not page.card.header.more.isVisible()


def test_a_long_history_is_read_of_the_customer_and_nobody_else(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    other = make.customer("Kapsalon Bella")
    notes.write(other.id, "Van een ander")
    customers.change(bakery.id, bakery.version, name="Bakkerij Van Dam")
    open_card(page, qtbot, bakery)
    assert titles(page) == ["Customer changed", "Customer added, and 1 more"]
