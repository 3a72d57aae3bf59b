"""The caller panel as a whole: at once, all by keyboard, and names that are never markup."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.panel import CallerPanel
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.privacy import Privacy
from mcsys_desktop.ui.work import Task
from tests import make
from tests.ui import accessibility
from tests.ui.callers.screen import (
    BAKERY,
    HOSTILE,
    STRANGER,
    Kind,
    Phone,
    SlowWork,
    ago,
    offered,
    settled,
    shown_panel,
)


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
    desk = CallDesk(slow, live)
    panel = shown_panel(desk, Privacy(parent=desk), slow, qtbot)
    desk.setParent(panel)
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


def test_other_calls_stand_below_one_line_each(
    panel: CallerPanel, desk: CallDesk, phone: Phone, live: Live, qtbot: QtBot
) -> None:
    phone.rings(BAKERY)
    phone.says(Kind.ANSWERED)
    Phone(live, "handset:b", device="21").rings(STRANGER)
    panel.body.settle()
    lines = [line for line in panel.others.lines if line.isVisible()]
    assert [line.accessibleName() for line in lines] == ["06 4419 2703 · Incoming call"]

    lines[0].click()
    panel.body.settle()

    assert desk.shown is not None
    assert desk.shown.number_raw == STRANGER
    lines = [line for line in panel.others.lines if line.isVisible()]
    assert [line.accessibleName() for line in lines] == ["033 461 20 45 · In conversation"]


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
    panel: CallerPanel, privacy: Privacy, phone: Phone, qtbot: QtBot
) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    calls.report(calls.CallEvent("x", "1", Kind.RINGING, ago(99), number_raw=BAKERY))
    calls.report(calls.CallEvent("x", "1", Kind.MISSED, ago(80), number_raw=BAKERY))
    privacy.set_counter(True)
    phone.rings()
    qtbot.waitUntil(lambda: panel.body.view.masked)
    panel.body.settle()
    view = panel.body.view
    assert "Vries" not in repr(view)
    assert view.lines == ()
    assert offered(panel) == ["reveal", "open", "list"]

    panel.body.buttons["reveal"].click()

    assert panel.body.view.name == "Bakkerij De Vries"


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
    from mcsys_desktop.ui import announcing

    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(announcing, "announce", lambda _widget, sentence: said.append(sentence))
    phone.rings()
    qtbot.waitUntil(lambda: len(said) == 2)

    assert said == ["Incoming call, 033 461 20 45", "Incoming call, Bakkerij De Vries"]
