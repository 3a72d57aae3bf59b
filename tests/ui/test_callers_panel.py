"""The caller panel: eight states, all of it by keyboard, and names that are never markup."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock
from mcsys_desktop.models import base
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import CustomerKind, PhoneNumber
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers import book
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.keys import CallKeys
from mcsys_desktop.ui.callers.panel import CallerPanel
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.widgets import Button
from mcsys_desktop.ui.work import Task, Work
from tests import make
from tests.conftest import Office
from tests.ui import accessibility
from tests.ui.callers_screen import (
    BAKERY,
    HOSTILE,
    STRANGER,
    Kind,
    Phone,
    SlowWork,
    ago,
    in_log,
    screen,
    settled,
)


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines."""
    return "sqlite"


@pytest.fixture
def panel(
    db: Office, work: Work, live: Live, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[CallerPanel]:
    monkeypatch.setattr(base, "on_news", live.hear)
    monkeypatch.setattr(book, "NOTE_PAUSE_MS", 10)
    desk, panel = screen(work, live, qtbot, extension="21")
    keys = CallKeys(panel, desk, lambda: panel.body)
    yield panel
    work.stop()
    keys.deleteLater()


@pytest.fixture
def desk(panel: CallerPanel) -> CallDesk:
    found = panel.findChild(CallDesk)
    assert found is not None
    return found


@pytest.fixture
def phone(live: Live) -> Phone:
    return Phone(live, device="21")


def logged() -> Call | None:
    """The only call of the log, when it is there."""
    found: Call | None = Call.select().first()
    return found


def buttons(panel: CallerPanel) -> list[str]:
    return [act for act, button in panel.body.buttons.items() if button.isVisible()]


def test_at_rest_somebody_can_be_looked_up(
    panel: CallerPanel, desk: CallDesk, qtbot: QtBot
) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[BAKERY])
    wanted: list[int] = []
    desk.customer_wanted.connect(wanted.append)
    assert panel.body.view.state == "rest"
    assert "21" in panel.body.view.hint

    QTest.keyClicks(panel.body.finder.field, "bakkerij")
    qtbot.waitUntil(lambda: panel.body.finder.rows[0].isVisible())
    QTest.keyClick(panel.body.finder.field, Qt.Key.Key_Return)

    assert wanted == [bakery.id]
    assert panel.body.finder.field.text() == ""


def test_the_number_is_painted_before_the_office_is_asked(
    qapp: QApplication, live: Live, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowWork()
    desk, panel = screen(slow, live, qtbot)
    painted: list[str] = []
    paint, look_up = panel.body.card.paintEvent, slow.look_up

    def paint_noted(event: QPaintEvent) -> None:
        painted.append(panel.body.view.name)
        paint(event)

    def look_up_noted(*args: Any, **more: Any) -> Task:
        painted.append("asked")
        return look_up(*args, **more)

    monkeypatch.setattr(panel.body.card, "paintEvent", paint_noted)
    monkeypatch.setattr(slow, "look_up", look_up_noted)
    Phone(live).rings(BAKERY)

    assert painted[:2] == [BAKERY, "asked"]
    qtbot.waitUntil(lambda: panel.body.view.name == "033 461 20 45")  # the office still silent
    assert panel.body.note.isVisible()
    slow.stop()
    assert desk.shown is not None


def test_no_widget_is_made_while_the_phone_rings(
    panel: CallerPanel, phone: Phone, qtbot: QtBot
) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    make.customer("Ruud de Vries", numbers=[BAKERY])
    before = panel.findChildren(QWidget)

    phone.rings()
    settled(panel, qtbot, "several")
    phone.says(Kind.ANSWERED)
    phone.says(Kind.ENDED, seconds=5)
    settled(panel, qtbot, "finishing")

    assert panel.findChildren(QWidget) == before


def test_a_known_caller_has_a_card_that_opens_with_f7(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[BAKERY])
    wanted: list[int] = []
    desk.customer_wanted.connect(wanted.append)

    phone.rings()
    qtbot.waitUntil(lambda: panel.body.view.name == "Bakkerij De Vries")
    panel.body.settle()

    view = panel.body.view
    assert (view.state, view.band, view.tone, view.business) == (
        "known",
        "Incoming call",
        "ok",
        True,
    )
    assert "033 461 20 45" in view.detail
    assert buttons(panel) == ["open"]
    QTest.keyClick(panel, Qt.Key.Key_F7)
    assert wanted == [bakery.id]


def test_facts_lead_to_the_customer(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[BAKERY])
    calls.report(calls.CallEvent("x", "1", Kind.RINGING, ago(9), number_raw=BAKERY))
    calls.report(calls.CallEvent("x", "1", Kind.MISSED, ago(5), number_raw=BAKERY))
    wanted: list[int] = []
    desk.customer_wanted.connect(wanted.append)

    phone.rings()
    qtbot.waitUntil(lambda: bool(panel.body.view.lines))
    panel.body.settle()

    assert "1 missed call today" in panel.body.view.lines[0].title
    target = panel.body.card.targets[0]
    assert "1 missed call today" in target.accessibleName()
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_Space)
    assert wanted == [bakery.id]


def test_an_unknown_caller_is_linked_and_the_number_kept_in_one_step(
    panel: CallerPanel, phone: Phone, qtbot: QtBot
) -> None:
    jansen = make.customer("J. Jansen", kind=CustomerKind.PRIVATE)
    phone.rings(STRANGER, name_raw="BAKKER J")
    settled(panel, qtbot, "unknown")
    view = panel.body.view
    assert view.band == "Unknown caller"
    assert view.name == "06 4419 2703"
    assert view.detail == "Mobile · Netherlands · not found among the customers"
    assert view.given == "Name given: BAKKER J"
    assert view.hint == "Is erased after 90 days, unless you choose a customer."
    assert buttons(panel) == ["new", "link"]

    QTest.keyClick(panel, Qt.Key.Key_F7)
    assert panel.body.finder.field.hasFocus()
    QTest.keyClicks(panel.body.finder.field, "jansen")
    qtbot.waitUntil(lambda: panel.body.finder.rows[0].isVisible())
    QTest.keyClick(panel.body.finder.field, Qt.Key.Key_Down)
    QTest.keyClick(panel.body.finder.rows[0], Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: panel.body.view.name == "J. Jansen")
    in_log(lambda: (row := logged()) and row.customer_id == jansen.id, qtbot)
    assert PhoneNumber.get().e164 == "+31644192703"


def test_a_new_customer_is_asked_for_with_its_own_key(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    asked: list[object] = []
    desk.new_customer_wanted.connect(asked.append)
    phone.rings(STRANGER)
    settled(panel, qtbot, "unknown")

    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(panel, Qt.Key.Key_N, both)

    assert asked == [desk.shown]


def test_a_digit_chooses_among_several_unless_somebody_types(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    for name in ("Bakkerij De Vries", "Ruud de Vries", "Karin de Vries"):
        make.customer(name, numbers=[BAKERY])
    phone.rings()
    settled(panel, qtbot, "several")
    assert panel.body.view.band == "3 customers with this number"
    assert [line.key for line in panel.body.view.lines] == ["1", "2", "3"]
    assert all(line.detail for line in panel.body.view.lines)

    QTest.keyClick(panel, Qt.Key.Key_F7)
    QTest.keyClicks(panel.body.finder.field, "2")
    assert panel.body.finder.field.text() == "2"
    assert desk.shown is not None
    assert desk.shown.customer_id is None

    panel.setFocus()
    panel.body.finder.field.clearFocus()
    second = panel.body.view.lines[1]
    QTest.keyClick(panel, Qt.Key.Key_2)

    assert desk.shown.customer_id == second.customer_id
    qtbot.waitUntil(lambda: panel.body.view.name == second.title)


def test_a_withheld_caller_is_found_by_name_and_postcode(
    panel: CallerPanel, phone: Phone, qtbot: QtBot
) -> None:
    jansen = make.customer("J. Jansen", kind=CustomerKind.PRIVATE)
    phone.rings("", withheld=True)
    settled(panel, qtbot, "anonymous")
    assert panel.body.view.band == "Withheld number"
    assert buttons(panel) == ["new"]

    QTest.keyClicks(panel.body.finder.field, "jansen")
    qtbot.waitUntil(lambda: panel.body.finder.rows[0].isVisible())
    panel.body.finder.rows[0].click()

    in_log(lambda: (row := logged()) and row.customer_id == jansen.id, qtbot)
    assert Call.get().e164 == ""
    assert PhoneNumber.select().count() == 0


def test_a_missed_call_says_how_long_it_rang_and_can_be_ticked_off(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    make.customer("Garage Verhoeven", numbers=[BAKERY])
    phone.rings(at=ago(24))
    qtbot.waitUntil(lambda: panel.body.view.name == "Garage Verhoeven")
    phone.says(Kind.MISSED)
    settled(panel, qtbot, "missed")
    assert "rang for 24 s" in panel.body.view.detail
    assert panel.body.view.hint == "Nobody has picked this up yet."
    assert buttons(panel) == ["open", "handled"]

    panel.body.buttons["handled"].click()

    assert desk.shown is None
    in_log(lambda: (row := logged()) and row.handled_at, qtbot)


def test_a_second_missed_call_of_a_number_is_counted(
    panel: CallerPanel, phone: Phone, live: Live, qtbot: QtBot
) -> None:
    calls.report(calls.CallEvent("x", "1", Kind.RINGING, ago(99), number_raw=STRANGER))
    calls.report(calls.CallEvent("x", "1", Kind.MISSED, ago(80), number_raw=STRANGER))
    phone.rings(STRANGER)
    settled(panel, qtbot, "unknown")
    phone.says(Kind.MISSED)

    qtbot.waitUntil(lambda: panel.body.view.hint.startswith("2 missed calls of this number today"))


def test_a_note_goes_on_from_ringing_to_the_end_under_ones_hands(
    panel: CallerPanel, phone: Phone, qtbot: QtBot
) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    phone.rings()
    qtbot.waitUntil(lambda: panel.body.view.name == "Bakkerij De Vries")
    panel.body.settle()

    QTest.keyClick(panel, Qt.Key.Key_F12)
    note = panel.body.note
    assert note.hasFocus()
    QTest.keyClicks(note, "Kassa ")
    phone.says(Kind.ANSWERED)
    settled(panel, qtbot, "talking")
    QTest.keyClicks(note, "blijft hangen")
    phone.says(Kind.ENDED, seconds=60)
    settled(panel, qtbot, "finishing")

    assert note.hasFocus()
    assert note.text() == "Kassa blijft hangen"
    in_log(lambda: (row := logged()) and row.note == "Kassa blijft hangen", qtbot)


def test_ctrl_enter_keeps_note_and_result_and_is_done(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings()
    phone.says(Kind.ANSWERED)
    phone.says(Kind.ENDED, seconds=60)
    settled(panel, qtbot, "finishing")
    chips = panel.body.results.findChildren(Button)
    assert [chip.text() for chip in chips] == ["Solved", "Sales"]

    chips[0].click()
    panel.body.note.setFocus()
    QTest.keyClicks(panel.body.note, "Klaar")
    QTest.keyClick(panel.body.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: desk.shown is None)
    call = Call.get()
    assert (call.note, call.result) == ("Klaar", calls.Result.SOLVED)
    assert panel.body.view.state == "rest"


def test_a_discarded_note_can_come_back(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings()
    phone.says(Kind.ANSWERED)
    assert desk.shown is not None
    desk.book.write(desk.shown, "Weg ermee")
    phone.says(Kind.ENDED, seconds=60)
    settled(panel, qtbot, "finishing")
    assert buttons(panel) == ["finish", "discard"]

    panel.body.buttons["discard"].click()
    panel.body.settle()
    assert panel.body.note.text() == ""
    in_log(lambda: desk.shown and not desk.book.busy(desk.shown), qtbot)
    assert buttons(panel) == ["finish", "restore"]

    panel.body.buttons["restore"].click()
    panel.body.settle()
    assert panel.body.note.text() == "Weg ermee"
    in_log(lambda: (row := logged()) and row.note == "Weg ermee", qtbot)


def test_other_calls_stand_below_one_line_each(
    panel: CallerPanel, desk: CallDesk, phone: Phone, live: Live, qtbot: QtBot
) -> None:
    phone.rings(BAKERY)
    phone.says(Kind.ANSWERED)
    Phone(live, "handset:b", device="21").rings(STRANGER)
    panel.body.settle()
    lines = [line for line in panel.lines if line.isVisible()]
    assert [line.accessibleName() for line in lines] == ["Incoming call: 06 4419 2703"]

    lines[0].click()
    panel.body.settle()

    assert desk.shown is not None
    assert desk.shown.number_raw == STRANGER
    lines = [line for line in panel.lines if line.isVisible()]
    assert [line.accessibleName() for line in lines] == ["In conversation: 033 461 20 45"]


def test_a_lost_phone_system_is_said_in_a_banner_that_leads_to_it(
    panel: CallerPanel, live: Live, qtbot: QtBot
) -> None:
    def status(state: calls.SourceState, error: str = "") -> calls.SourceStatus:
        return calls.SourceStatus("handsets", state, clock.now(), error)

    wanted: list[str] = []
    panel.source_wanted.connect(wanted.append)
    live.report(status(calls.SourceState.OFF, "The port is taken."))
    qtbot.waitUntil(panel.banner.isVisible)
    assert panel.banner.accessibleName() == "No connection to the phone system, The port is taken."
    panel.banner.click()
    assert wanted == ["handsets"]

    live.report(status(calls.SourceState.WORKING))
    qtbot.waitUntil(lambda: not panel.banner.isVisible())


def test_calls_of_today_stand_below_and_open(
    panel: CallerPanel, desk: CallDesk, live: Live, qtbot: QtBot
) -> None:
    calls.report(calls.CallEvent("x", "1", Kind.RINGING, ago(99), number_raw=STRANGER))
    calls.report(calls.CallEvent("x", "1", Kind.MISSED, ago(80), number_raw=STRANGER))
    live.hear("call")
    qtbot.waitUntil(lambda: len(panel.today.rows) == 1)

    panel._on_row(panel.today.index(0, 0))

    settled(panel, qtbot, "missed")
    assert panel.body.view.name == "06 4419 2703"


def test_at_a_counter_a_caller_has_no_name_until_asked_for(
    db: Office, work: Work, live: Live, qtbot: QtBot
) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    calls.report(calls.CallEvent("x", "1", Kind.RINGING, ago(99), number_raw=BAKERY))
    calls.report(calls.CallEvent("x", "1", Kind.MISSED, ago(80), number_raw=BAKERY))
    _desk, panel = screen(work, live, qtbot, counter=True)
    Phone(live).rings()
    qtbot.waitUntil(lambda: panel.body.view.masked)
    panel.body.settle()
    view = panel.body.view
    assert "Vries" not in repr(view)
    assert view.lines == ()
    assert buttons(panel) == ["reveal", "open"]

    panel.body.buttons["reveal"].click()

    assert panel.body.view.name == "Bakkerij De Vries"
    work.stop()


@pytest.mark.parametrize("state", ["known", "unknown", "several"])
def test_a_hostile_name_is_shown_as_it_is_written(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot, state: str
) -> None:
    number = STRANGER if state == "unknown" else BAKERY
    for _each in range({"known": 1, "unknown": 0, "several": 2}[state]):
        make.customer(HOSTILE, numbers=[BAKERY])

    phone.rings(number, name_raw=HOSTILE)
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.looked_up)
    settled(panel, qtbot, state)

    view = panel.body.view
    shown = {
        "known": view.name,
        "unknown": view.given,
        "several": view.lines[0].title if view.lines else "",
    }
    assert HOSTILE in shown[state]
    QTest.keyClicks(panel.body.finder.field, "10.9.8.7")
    qtbot.waitUntil(lambda: len(panel.today.rows) == 1)
    labels = panel.findChildren(QLabel)
    assert labels
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("state", ["rest", "known", "unknown", "several", "anonymous", "missed"])
def test_every_control_of_every_state_has_a_name_and_room(
    panel: CallerPanel, phone: Phone, qtbot: QtBot, state: str
) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    make.customer("Garage Verhoeven", numbers=["0342415560"])
    make.customer("Ruud de Vries", numbers=["0342415560"])
    if state != "rest":
        number = {"unknown": STRANGER, "several": "0342415560", "anonymous": ""}.get(state, BAKERY)
        phone.rings(number, withheld=state == "anonymous")
        if state == "missed":
            phone.says(Kind.MISSED)
    settled(panel, qtbot, state)

    assert accessibility.walk(panel) == []
    assert accessibility.clipped(panel) == []


def test_a_screen_reader_is_told_who_calls(
    panel: CallerPanel, phone: Phone, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mcsys_desktop.ui.callers import targets

    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(targets, "say", lambda _widget, sentence: said.append(sentence))
    phone.rings()
    qtbot.waitUntil(lambda: len(said) == 2)

    assert said == ["Incoming call, 033 461 20 45", "Incoming call, Bakkerij De Vries"]
