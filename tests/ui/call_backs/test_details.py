"""The pane beside the call-back list: why and before when, whose number it is, earlier calls."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.customers import PhoneNumber, Relation
from mcsys_desktop.services import call_backs, calls, customers
from mcsys_desktop.services.call_backs import Asked
from mcsys_desktop.services.customers import CustomerDraft
from mcsys_desktop.ui.call_backs import words
from mcsys_desktop.ui.calls import CallsPage
from tests import make
from tests.conftest import AtDesk
from tests.ui import accessibility
from tests.ui.call_backs.screen import choose, press, wait_for
from tests.ui.callers.screen import BAKERY, HOSTILE, STRANGER, Kind, in_log
from tests.ui.test_calls import call


def test_a_reason_and_a_time_are_kept_as_they_are_typed(page: CallsPage, qtbot: QtBot) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)
    plan = page.details.plan

    plan.why.setFocus()
    QTest.keyClicks(plan.why, "Offerte")
    in_log(lambda: CallBack.get().reason == "Offerte", qtbot)
    qtbot.waitUntil(lambda: page.waiters.list.rows[0].reason == "Offerte")
    plan.when.choice.setCurrentIndex(1)
    plan.when.choice.activated.emit(1)

    in_log(lambda: CallBack.get().due_at == plan.when.value(), qtbot)


def test_what_two_people_type_at_the_same_time_both_stays(
    page: CallsPage, qtbot: QtBot, at_desk: AtDesk
) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)
    (entry,) = call_backs.listing()
    page.details.plan.why.setFocus()
    QTest.keyClicks(page.details.plan.why, "Van mij")

    def write() -> None:
        call_backs.plan(entry.id, entry.version, reason="Van Bob", due_at=None, person_id=None)

    at_desk(write)

    in_log(lambda: CallBack.get().reason == "Van mij\nVan Bob", qtbot)


def test_somebody_is_handed_to_a_colleague(page: CallsPage, qtbot: QtBot) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)
    plan = page.details.plan
    qtbot.waitUntil(lambda: page.details.subject.entry is not None)
    plan.who.addItem("Sanne", "sanne")
    plan.who.choose("sanne")

    plan.who.activated.emit(plan.who.currentIndex())

    in_log(lambda: CallBack.get().taken_by == "sanne", qtbot)


def test_a_stranger_becomes_a_customer_who_is_there_with_all_calls(
    page: CallsPage, qtbot: QtBot
) -> None:
    jansen = make.customer("J. Jansen")
    first = call(STRANGER, Kind.ANSWERED, Kind.ENDED, id="1", ago=9000)
    call(STRANGER, Kind.MISSED, id="2")
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)
    whose = page.details.whose
    assert whose.isVisible()

    whose.known.click()
    QTest.keyClicks(whose.finder.field, "jansen")
    whose.finder.whose.choose(Relation.PARENT)
    qtbot.waitUntil(lambda: whose.finder.rows[0].isVisible())
    QTest.keyClick(whose.finder.field, Qt.Key.Key_Return)

    wait_for(page, qtbot, "J. Jansen")
    number = PhoneNumber.get()
    assert (number.e164, number.relation, number.customer_id) == (
        "+31644192703",
        Relation.PARENT,
        jansen.id,
    )
    assert {row.customer_id for row in calls.recent()} == {jansen.id}
    assert calls.get(first.id) is not None
    assert "2 calls" in page.acting.toast.sentence


def test_a_new_customer_begins_with_number_and_name(page: CallsPage, qtbot: QtBot) -> None:
    call(STRANGER, Kind.MISSED, name="Karin de Vries")
    wait_for(page, qtbot, "Karin de Vries")
    choose(page, 0)
    begun: list[CustomerDraft] = []
    page.form_wanted.connect(begun.append)

    page.details.whose.new.click()

    (draft,) = begun
    assert (draft.phone, draft.first_name, draft.prefix, draft.surname) == (
        "06 4419 2703",
        "Karin",
        "de",
        "Vries",
    )


def test_a_call_of_the_log_is_put_on_the_list(page: CallsPage, qtbot: QtBot) -> None:
    call(STRANGER, Kind.ANSWERED, Kind.ENDED)
    page.all.click()
    qtbot.waitUntil(lambda: page.log.model.rowCount() == 1)
    page.log.table.setCurrentIndex(page.log.model.index(0, 0))

    assert page.put_on_list()

    qtbot.waitUntil(lambda: "Put on the call-back list" in page.acting.toast.sentence)
    page.acting.toast.act()
    in_log(lambda: not call_backs.listing(), qtbot)


def test_the_log_of_one_number_can_be_asked_for_and_left(page: CallsPage, qtbot: QtBot) -> None:
    call(STRANGER, Kind.MISSED, id="1", ago=600)
    call(BAKERY, Kind.MISSED, id="2")
    wait_for(page, qtbot, "06 4419 2703", "033 461 20 45")
    choose(page, 0)

    page.details.all.click()
    log = page.log
    qtbot.waitUntil(lambda: log.model.rowCount() == 1)
    assert log.model.at(0).e164 == "+31644192703"
    qtbot.waitUntil(lambda: "number" in log.head.chips.taken)
    assert log.head.chips.taken["number"].text() == "Number: 06 4419 2703"

    log.head.chips.taken["number"].click()
    qtbot.waitUntil(lambda: log.model.rowCount() == 2)
    assert not log.head.chips.taken


def test_at_a_counter_nobody_has_a_name(page: CallsPage, qtbot: QtBot) -> None:
    make.customer("J. Jansen", numbers=[STRANGER])
    call(STRANGER, Kind.MISSED)
    call_backs.add(Asked(number=STRANGER, reason="Scheiding"))
    wait_for(page, qtbot, "J. Jansen")
    choose(page, 0)

    page.set_counter(True)

    look = page.waiters.look(page.waiters.list.rows[0])
    assert "Jansen" not in look.spoken()
    assert "Scheiding" not in look.spoken()
    assert page.details.name.text() == "06 4419 2703"


def test_who_may_only_read_changes_nothing(page: CallsPage, qtbot: QtBot) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    page.set_only_reads("You may only read here.")
    choose(page, 0)

    press(page, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: page.acting.toast.sentence == "You may only read here.")
    assert not page.details.tick.isVisible()
    assert len(call_backs.listing()) == 1


def test_words_from_outside_stay_text(page: CallsPage, qtbot: QtBot) -> None:
    call(STRANGER, Kind.MISSED, name=HOSTILE)
    wait_for(page, qtbot, HOSTILE)
    choose(page, 0)

    assert page.details.name.text() == HOSTILE
    assert page.details.name.textFormat() == Qt.TextFormat.PlainText


def test_the_list_is_fit_for_everybody(
    page: CallsPage, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)
    page.details.whose.search()

    qtmodeltester.check(page.waiters.list)  # type: ignore[no-untyped-call]  # pytest-qt has no types here
    assert accessibility.walk(page) == []
    qtbot.waitUntil(lambda: accessibility.clipped(page) == [])


def test_the_wait_is_told_in_minutes_hours_and_days() -> None:
    now = clock.now()
    assert words.waited(now - timedelta(seconds=50), now) == "1 minute"
    assert words.waited(now - timedelta(minutes=61), now) == "1 hour"
    assert words.waited(now - timedelta(days=3), now) == "3 days"


def test_whom_to_ask_for_is_chosen_among_the_people_of_the_customer(
    page: CallsPage, qtbot: QtBot
) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[BAKERY])
    customers.add_person(bakery.id, first_name="Karin", prefix="de", surname="Vries")
    customers.add_person(bakery.id, first_name="Piet", surname="Bakker")
    call(BAKERY, Kind.MISSED)
    wait_for(page, qtbot, "Bakkerij De Vries")
    choose(page, 0)
    whom = page.details.plan.whom
    qtbot.waitUntil(whom.isVisible)
    assert [whom.itemText(at) for at in range(whom.count())] == [
        "Whoever picks up",
        "Karin de Vries",
        "Piet Bakker",
    ]

    whom.setCurrentIndex(2)
    whom.activated.emit(2)

    in_log(lambda: call_backs.listing()[0].person_name == "Piet Bakker", qtbot)
    qtbot.waitUntil(lambda: "Piet Bakker" in page.details.about.text())
    whom.setCurrentIndex(0)
    whom.activated.emit(0)
    in_log(lambda: call_backs.listing()[0].person_id is None, qtbot)


def test_there_is_nobody_to_ask_for_where_the_customer_is_a_person(
    page: CallsPage, qtbot: QtBot
) -> None:
    made = customers.create(
        CustomerDraft(first_name="Karin", prefix="de", surname="Vries", phone=STRANGER)
    )
    assert made
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "Karin de Vries")
    choose(page, 0)
    qtbot.wait(100)  # until the people have come

    assert not page.details.plan.whom.isVisible()
