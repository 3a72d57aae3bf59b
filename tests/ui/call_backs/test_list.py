"""The call-back list on the page of calls: who waits, who takes it, and what keys do."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock
from mcsys_desktop.models import base
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.customers import PhoneNumber, Relation
from mcsys_desktop.services import call_backs, calls
from mcsys_desktop.services.call_backs import Asked
from mcsys_desktop.services.customers import CustomerDraft
from mcsys_desktop.ui import dialling
from mcsys_desktop.ui.call_backs import words
from mcsys_desktop.ui.calls import CallsPage
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import AtDesk, Office
from tests.ui import accessibility
from tests.ui.callers.screen import BAKERY, HOSTILE, STRANGER, Kind, in_log
from tests.ui.test_calls import call


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines."""
    return "sqlite"


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the program that calls."""
    links: list[str] = []

    def opened(link: QUrl) -> bool:
        links.append(link.toString())
        return True

    monkeypatch.setattr(dialling, "open_link", opened)
    return links


@pytest.fixture
def page(
    db: Office, work: Work, live: Live, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[CallsPage]:
    monkeypatch.setattr(base, "on_news", live.hear)
    style().apply("light")
    page = CallsPage(work, live)
    qtbot.addWidget(page)
    page.resize(1100, 820)
    with qtbot.waitActive(page):
        page.show()
    yield page
    work.stop()


def titles(page: CallsPage) -> list[str]:
    return [page.waiters.look(row).title for row in page.waiters.list.rows]


def wait_for(page: CallsPage, qtbot: QtBot, *names: str) -> None:
    qtbot.waitUntil(lambda: titles(page) == list(names))


def choose(page: CallsPage, place: int) -> None:
    page.waiters.setFocus()
    page.waiters.setCurrentIndex(page.waiters.list.index(place, 0))


def press(page: CallsPage, key: Qt.Key) -> None:
    QTest.keyClick(page.waiters, key)


def test_the_page_begins_with_who_waits_the_longest_first(page: CallsPage, qtbot: QtBot) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    call(BAKERY, Kind.MISSED, id="1", ago=3000)
    call(STRANGER, Kind.MISSED, id="2", ago=120)
    call(STRANGER, Kind.MISSED, id="3", ago=60)

    wait_for(page, qtbot, "Bakkerij De Vries", "06 4419 2703")
    first, second = (page.waiters.look(row) for row in page.waiters.list.rows)
    assert (first.aside, first.icon, first.tone) == ("50 minutes", "phone-missed", "bad")
    assert first.detail.startswith("033 461 20 45 · missed ")
    assert second.detail.startswith("2 × missed, last ")
    qtbot.waitUntil(lambda: page.waiting.count == "2")


def test_it_says_that_nobody_waits(page: CallsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.nothing.isVisible)
    assert page.nothing.text() == "Nobody waits to be called back."


def test_t_takes_it_and_lets_it_go_again(page: CallsPage, qtbot: QtBot) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)

    press(page, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: page.waiters.list.rows[0].mine)
    assert page.waiters.look(page.waiters.list.rows[0]).chip == ("You call back", "accent")
    assert page.details.take.text() == "Let go"

    press(page, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: not page.waiters.list.rows[0].taken_by)


def test_what_a_colleague_takes_is_seen_by_itself(
    page: CallsPage, qtbot: QtBot, at_desk: AtDesk
) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    (entry,) = call_backs.listing()

    at_desk(call_backs.hand_over, entry.id, entry.version, "sanne")

    qtbot.waitUntil(lambda: page.waiters.list.rows[0].taken_by == "sanne")
    assert page.waiters.look(page.waiters.list.rows[0]).chip == ("sanne calls back", "neutral")


def test_b_takes_it_and_calls(page: CallsPage, qtbot: QtBot, dialled: list[str]) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)

    press(page, Qt.Key.Key_B)

    qtbot.waitUntil(lambda: bool(dialled))
    assert dialled == ["tel:+31644192703"]
    assert CallBack.get().taken_by == "anna"


def test_whom_a_colleague_calls_is_called_after_a_second_thought_only(
    page: CallsPage, qtbot: QtBot, dialled: list[str]
) -> None:
    call_backs.add(Asked(number=STRANGER, taken_by="sanne"))
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)

    press(page, Qt.Key.Key_B)

    qtbot.waitUntil(lambda: "sanne calls back already" in page.acting.toast.sentence)
    assert dialled == []
    page.acting.toast.act()
    assert dialled == ["tel:+31644192703"]


def test_without_a_program_that_calls_the_number_is_copied(
    page: CallsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialling, "open_link", lambda _link: False)
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)

    assert page.dial()

    qtbot.waitUntil(lambda: "has been copied" in page.acting.toast.sentence)


def test_several_are_ticked_off_at_once_and_come_back_at_once(
    page: CallsPage, qtbot: QtBot
) -> None:
    for number in range(4):
        call(f"06123456{number:02}", Kind.MISSED, id=str(number), ago=1000 - number)
    qtbot.waitUntil(lambda: len(page.waiters.list.rows) == 4)
    choose(page, 0)
    QTest.keyClick(page.waiters, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(page.tick.isVisible)
    assert page.tick.text() == "Tick off 2"

    press(page, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: len(page.waiters.list.rows) == 2)
    assert "2 ticked off." in page.acting.toast.sentence
    page.acting.toast.act()
    qtbot.waitUntil(lambda: len(page.waiters.list.rows) == 4)


def test_space_picks_one_after_the_other(page: CallsPage, qtbot: QtBot) -> None:
    for number in range(3):
        call(f"06123456{number:02}", Kind.MISSED, id=str(number), ago=1000 - number)
    qtbot.waitUntil(lambda: len(page.waiters.list.rows) == 3)
    choose(page, 0)
    press(page, Qt.Key.Key_Space)  # the one that is chosen is let go, and picked again
    press(page, Qt.Key.Key_Space)
    QTest.keyClick(page.waiters, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.waiters, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    press(page, Qt.Key.Key_Space)

    assert [row.e164 for row in page.waiters.selected()] == ["+31612345600", "+31612345602"]


def test_enter_opens_the_customer_or_the_call(page: CallsPage, qtbot: QtBot) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[BAKERY])
    call(BAKERY, Kind.MISSED, id="1", ago=600)
    stranger = call(STRANGER, Kind.MISSED, id="2")
    wait_for(page, qtbot, "Bakkerij De Vries", "06 4419 2703")
    opened: list[int] = []
    taken: list[calls.CallRow] = []
    page.customer_wanted.connect(opened.append)
    page.call_wanted.connect(taken.append)

    choose(page, 0)
    press(page, Qt.Key.Key_Return)
    choose(page, 1)
    press(page, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: bool(taken))
    assert opened == [bakery.id]
    assert [row.id for row in taken] == [stranger.id]


def test_a_reason_and_a_time_are_kept_as_they_are_typed(page: CallsPage, qtbot: QtBot) -> None:
    call(STRANGER, Kind.MISSED)
    wait_for(page, qtbot, "06 4419 2703")
    choose(page, 0)
    plan = page.details.plan

    plan.why.setFocus()
    QTest.keyClicks(plan.why, "Offerte")
    in_log(lambda: CallBack.get().reason == "Offerte", qtbot)
    qtbot.waitUntil(lambda: page.waiters.list.rows[0].reason == "Offerte")
    plan.when.setCurrentIndex(1)
    plan.when.activated.emit(1)

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
        call_backs.plan(entry.id, entry.version, reason="Van Bob", due_at=None)

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
    qtbot.waitUntil(lambda: bool(page.list.rows))
    page.view.setCurrentIndex(page.list.index(0, 0))

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
    qtbot.waitUntil(lambda: [row.e164 for row in page.list.rows] == ["+31644192703"])
    assert page.only.text() == "Only 06 4419 2703"

    page.only.click()
    qtbot.waitUntil(lambda: len(page.list.rows) == 2)
    assert page.only.isHidden()


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
