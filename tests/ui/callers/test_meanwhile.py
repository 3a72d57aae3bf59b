"""A missed call says what became of it since, and goes when it is dealt with."""

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.services import call_backs, calls
from mcsys_desktop.ui.callers.call import DeskCall, Stage
from mcsys_desktop.ui.callers.compact import CompactCaller
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.panel import CallerPanel
from tests.conftest import AtDesk
from tests.ui.callers.screen import STRANGER, Kind, Phone, ago, logged, settled, shown

# The offscreen plug-in has no window manager; showing any tool window makes it say so.
pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)
NOBODY = "Nobody has picked this up yet."


@pytest.fixture
def missed(desk: CallDesk, phone: Phone, qtbot: QtBot) -> DeskCall:
    """Somebody called in vain, a minute ago."""
    phone.rings(STRANGER, at=ago(60))
    call = shown(desk)
    phone.says(Kind.MISSED, at=ago(40))
    logged(desk, qtbot, call)
    assert call.stage is Stage.MISSED
    return call


def hint(panel: CallerPanel, qtbot: QtBot, said: str) -> None:
    settled(panel, qtbot, "missed")
    qtbot.waitUntil(lambda: panel.body.view.hint == said)
    panel.body.settle()
    assert panel.body.hint.text() == said


def test_who_takes_it_is_said_at_once_and_that_it_was_let_go(
    missed: DeskCall, panel: CallerPanel, at_desk: AtDesk, qtbot: QtBot
) -> None:
    hint(panel, qtbot, NOBODY)
    (entry,) = call_backs.listing()

    at_desk(call_backs.take, entry.id)
    hint(panel, qtbot, "bob calls back.")

    (entry,) = call_backs.listing()
    at_desk(call_backs.hand_over, entry.id, entry.version, "")
    hint(panel, qtbot, NOBODY)
    (entry,) = call_backs.listing()
    call_backs.take(entry.id)
    hint(panel, qtbot, "You call back.")


def test_that_a_colleague_called_back_is_said(
    missed: DeskCall, panel: CallerPanel, at_desk: AtDesk, qtbot: QtBot
) -> None:
    (entry,) = call_backs.listing()
    at_desk(call_backs.take, entry.id)

    for kind, at in ((Kind.DIALLING, 20), (Kind.ANSWERED, 15), (Kind.ENDED, 5)):
        event = calls.CallEvent(
            *("handset:elsewhere", "back", kind, ago(at)),
            direction=calls.Direction.OUTBOUND,
            number_raw=STRANGER,
            device="34",
        )
        at_desk(calls.report, event)

    hint(panel, qtbot, "bob has called back.")


def test_that_they_called_again_and_were_helped_is_said(
    missed: DeskCall, panel: CallerPanel, at_desk: AtDesk, qtbot: QtBot
) -> None:
    for kind, at in ((Kind.RINGING, 20), (Kind.ANSWERED, 15), (Kind.ENDED, 5)):
        event = calls.CallEvent(
            "handset:elsewhere", "again", kind, ago(at), number_raw=STRANGER, device="34"
        )
        at_desk(calls.report, event)

    hint(panel, qtbot, "They called again and were spoken to.")


def test_that_somebody_else_had_picked_up_is_said(
    missed: DeskCall, panel: CallerPanel, at_desk: AtDesk, qtbot: QtBot
) -> None:
    for kind, at in ((Kind.RINGING, 60), (Kind.ANSWERED, 50), (Kind.ENDED, 5)):
        event = calls.CallEvent(
            "handset:elsewhere", "same", kind, ago(at), number_raw=STRANGER, device="34"
        )
        at_desk(calls.report, event)

    hint(panel, qtbot, "Somebody else picked up after all.")


def test_that_a_colleague_ticked_it_off_is_said(
    missed: DeskCall, panel: CallerPanel, at_desk: AtDesk, qtbot: QtBot
) -> None:
    (entry,) = call_backs.listing()

    at_desk(call_backs.tick_off, [entry.id])

    hint(panel, qtbot, "Ticked off by bob.")


def test_what_is_ticked_off_on_the_list_goes_from_panel_and_small_window(
    desk: CallDesk, phone: Phone, window: CompactCaller, qtbot: QtBot
) -> None:
    phone.rings(STRANGER, at=ago(60))
    call = shown(desk)
    window.pin.click()
    phone.says(Kind.MISSED, at=ago(40))
    logged(desk, qtbot, call)
    assert window.isVisible()
    (entry,) = call_backs.listing()

    call_backs.tick_off([entry.id])

    qtbot.waitUntil(lambda: desk.shown is None)
    assert window.body.view.state == "rest"


def test_the_small_window_that_somebody_asked_for_closes_when_the_call_is_ticked_off(
    desk: CallDesk, phone: Phone, window: CompactCaller, qtbot: QtBot
) -> None:
    window.toggle()
    phone.rings(STRANGER)
    call = shown(desk)
    phone.says(Kind.MISSED)
    logged(desk, qtbot, call)
    window.body.settle()
    assert window.isVisible()

    window.body.buttons["handled"].click()

    qtbot.waitUntil(lambda: not window.isVisible())
