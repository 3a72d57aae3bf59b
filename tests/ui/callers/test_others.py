"""More calls at once, and phones that cannot tell of any."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock
from mcsys_desktop.models.calls import Call
from mcsys_desktop.services import call_backs, calls
from mcsys_desktop.ui.callers.card import _in_lines
from mcsys_desktop.ui.callers.compact import CompactCaller
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.panel import CallerPanel
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.style import style
from tests import make
from tests.ui import accessibility
from tests.ui.callers.screen import BAKERY, STRANGER, Kind, Phone, ago, settled, shown

PHONE = "033 461 20 45"

# The offscreen plug-in has no window manager; showing any tool window makes it say so.
pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)


def test_a_second_caller_is_seen_in_the_small_window_too(
    window: CompactCaller, desk: CallDesk, phone: Phone, live: Live, qtbot: QtBot
) -> None:
    phone.rings(BAKERY)
    phone.says(Kind.ANSWERED)
    qtbot.waitUntil(lambda: window.body.view.state == "unknown" or bool(window.body.view.name))
    window.body.settle()
    alone = window.height()

    Phone(live, "handset:b", device="21").rings(STRANGER)
    window.body.settle()

    line = window.others.lines[0]
    assert line.isVisible()
    assert line.accessibleName() == "06 4419 2703 · Incoming call"
    assert window.height() > alone
    assert window.rect().contains(window.others.geometry())
    assert accessibility.walk(window) == []
    line.click()
    assert desk.shown is not None
    assert desk.shown.number_raw == STRANGER


def test_the_small_window_is_low_again_when_the_other_call_is_gone(
    window: CompactCaller, desk: CallDesk, phone: Phone, live: Live, qtbot: QtBot
) -> None:
    phone.rings(BAKERY)
    qtbot.waitUntil(lambda: bool(window.body.view.state == "unknown"))
    window.body.settle()
    alone = window.height()
    Phone(live, "handset:b", device="21").rings(STRANGER)
    window.body.settle()
    assert window.height() > alone

    for call in list(desk.present):
        desk.dismiss(call)
    qtbot.waitUntil(lambda: not desk.present)
    phone.rings(BAKERY)
    qtbot.waitUntil(lambda: window.isVisible() and window.body.view.state == "unknown")
    window.body.settle()

    assert window.height() == alone
    assert not window.others.isVisible()


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.1, 1.2, 1.3])
def test_one_line_of_note_fits_its_low_field(
    window: CompactCaller, phone: Phone, qtbot: QtBot, scale: float
) -> None:
    style().apply("light", "normal", scale)
    phone.rings(BAKERY)
    qtbot.waitUntil(lambda: window.body.note.isVisible())
    scrolls = window.body.note.verticalScrollBar().maximum()
    bar = window.body.note.verticalScrollBar().isVisible()
    style().apply("light", "normal", 1.0)

    assert (scrolls, bar) == (0, False)


def test_the_small_window_takes_over_when_the_panel_goes(
    window: CompactCaller, main: QWidget, phone: Phone, qtbot: QtBot
) -> None:
    with qtbot.waitActive(main):
        main.show()
    phone.rings(BAKERY)
    assert not window.isVisible()
    dock = main.findChild(QWidget, "dock")
    assert dock is not None

    dock.hide()  # the window became too narrow for it

    qtbot.waitUntil(window.isVisible)
    dock.show()
    with qtbot.waitActive(main):
        main.activateWindow()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_while_phones_are_lost_nobody_is_promised_a_call(
    panel: CallerPanel, live: Live, qtbot: QtBot
) -> None:
    assert "appears here by itself" in panel.body.view.hint

    live.report(
        calls.SourceStatus("handsets", calls.SourceState.OFF, clock.now(), "The port is taken.")
    )

    qtbot.waitUntil(lambda: "do not appear here" in panel.body.view.hint)
    assert panel.body.view.search  # somebody can still be looked up
    live.report(calls.SourceStatus("handsets", calls.SourceState.WORKING, clock.now()))
    qtbot.waitUntil(lambda: "appears here by itself" in panel.body.view.hint)


def test_a_missed_call_says_once_that_it_was_missed(
    panel: CallerPanel, phone: Phone, qtbot: QtBot
) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    calls.report(calls.CallEvent("x", "1", Kind.RINGING, ago(99), number_raw=BAKERY))
    calls.report(calls.CallEvent("x", "1", Kind.MISSED, ago(80), number_raw=BAKERY))
    phone.rings()
    qtbot.waitUntil(lambda: bool(panel.body.view.lines))

    phone.says(Kind.MISSED)
    settled(panel, qtbot, "missed")

    assert [line for line in panel.body.view.lines if line.icon == "phone-missed"] == []
    assert "icked this up" in panel.body.view.hint


@pytest.mark.parametrize("one", [True, False])
@pytest.mark.parametrize("room", [160, 240, 400])
def test_below_a_name_the_number_is_never_shortened(
    qapp: QApplication, room: int, one: bool
) -> None:
    style().apply("light", "normal", 1.0)
    person = "Wilhelmina Alexandrina van Oranje-Nassau tot Lippe-Biesterfeld"
    metrics = QFontMetrics(style().font("meta"))

    found = _in_lines(f"{person} · {PHONE}", "meta", room, one=one)

    assert found[-1].endswith(PHONE)
    assert len(found) == (1 if one else 2)
    assert all(metrics.horizontalAdvance(line) <= room for line in found)


def test_facts_and_candidates_are_read_whole_in_the_narrow_panel(
    panel: CallerPanel, phone: Phone, qtbot: QtBot
) -> None:
    from mcsys_desktop.ui.callers import card_lines

    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    calls.report(calls.CallEvent("x", "1", Kind.RINGING, ago(99), number_raw=BAKERY))
    calls.report(calls.CallEvent("x", "1", Kind.MISSED, ago(80), number_raw=BAKERY))
    phone.rings()
    qtbot.waitUntil(lambda: bool(panel.body.view.lines))
    panel.body.settle()

    line = panel.body.view.lines[0]
    narrow, wide = card_lines.height(line, 240), card_lines.height(line, 900)

    assert narrow > wide
    assert panel.body.card.targets[0].height() == card_lines.height(line, panel.body.card.width())


def test_of_three_who_call_at_once_none_takes_the_place_of_another(
    panel: CallerPanel, desk: CallDesk, phone: Phone, live: Live, qtbot: QtBot
) -> None:
    others = [Phone(live, f"handset:{name}") for name in ("b", "c")]
    numbers = (BAKERY, STRANGER, "0342415560")
    for one, number in zip((phone, *others), numbers, strict=True):
        one.rings(number)
    qtbot.waitUntil(lambda: len(desk.present) == 3)
    first = shown(desk)
    assert first.number_raw == BAKERY
    settled(panel, qtbot, "unknown")
    panel.body.go_to_note()
    QTest.keyClicks(panel.body.note, "Van de eerste")

    others[0].says(Kind.ANSWERED)  # whoever picks that one up is busy with it
    others[1].says(Kind.MISSED)
    second = next(call for call in desk.present if call.number_raw == STRANGER)
    desk.show(second)
    settled(panel, qtbot, "talking")
    panel.body.go_to_note()
    QTest.keyClicks(panel.body.note, "Van de tweede")
    phone.says(Kind.ANSWERED)
    desk.show(first)
    settled(panel, qtbot, "talking")

    assert panel.body.note.text() == "Van de eerste"
    assert [line.isVisible() for line in panel.others.lines[:3]] == [True, True, False]
    qtbot.waitUntil(
        lambda: (
            {call.e164: call.note for call in Call.select()}
            == {
                "+31334612045": "Van de eerste",
                "+31644192703": "Van de tweede",
                "+31342415560": "",
            }
        )
    )
    qtbot.waitUntil(lambda: [one.e164 for one in call_backs.listing()] == ["+31342415560"])
