"""Which calls come up at a desk; every other one is below in the panel, and in the log."""

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.calls import Call
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers.compact import CompactCaller
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.panel import CallerPanel
from mcsys_desktop.ui.callers.popping import Popping
from mcsys_desktop.ui.live import Live
from tests.conftest import AtDesk
from tests.ui.callers.screen import BAKERY, STRANGER, Kind, Phone, ago, in_log, only_call, shown

MINE = Popping("mine", "21")


@pytest.fixture
def exchange(live: Live) -> Phone:
    """Hears the whole office; says at which telephones it rings."""
    return Phone(live, "ami:office")


def test_a_call_at_a_colleagues_phone_stays_quiet_and_is_in_the_log(
    desk: CallDesk, panel: CallerPanel, exchange: Phone, qtbot: QtBot
) -> None:
    desk.popping = MINE

    exchange.rings(BAKERY, called_raw="22", device="22")

    assert desk.shown is None
    assert [call.number_raw for call in desk.others] == [BAKERY]
    in_log(only_call, qtbot)
    qtbot.waitUntil(lambda: len(desk.today) == 1)
    panel.body.settle()
    assert panel.others.lines[0].isVisible()
    panel.others.lines[0].click()
    assert shown(desk).number_raw == BAKERY, "who wants it, has it in one press"


def test_it_goes_by_itself_when_the_colleague_is_done(desk: CallDesk, exchange: Phone) -> None:
    desk.popping = MINE
    for end in (Kind.MISSED, Kind.ANSWERED):
        exchange.rings(BAKERY, called_raw="22", device="22")
        exchange.says(end)
        assert desk.present == [], f"nothing to do here: {end}"


def test_my_extension_comes_up_also_where_it_is_one_of_a_group(
    desk: CallDesk, exchange: Phone
) -> None:
    desk.popping = MINE
    exchange.rings(BAKERY, called_raw="+31332000000", device="22")
    assert desk.shown is None

    exchange.says(Kind.RINGING, called_raw="+31332000000", device="21")

    assert shown(desk).number_raw == BAKERY


def test_where_nobody_says_where_it_rings_it_comes_up(desk: CallDesk, exchange: Phone) -> None:
    desk.popping = MINE
    exchange.rings(BAKERY)
    assert shown(desk).number_raw == BAKERY


def test_chosen_numbers_come_up_however_they_are_written(desk: CallDesk, exchange: Phone) -> None:
    desk.popping = Popping("chosen", "21", ("033-200 00 00", "Balie"))
    exchange.rings(STRANGER, called_raw="+31850000000")
    assert desk.shown is None
    exchange.rings(BAKERY, called_raw="0031332000000")
    assert shown(desk).number_raw == BAKERY
    desk.dismiss(shown(desk))
    exchange.rings(STRANGER, called_raw="balie")
    assert shown(desk).number_raw == STRANGER


def test_a_quiet_call_takes_no_place_when_the_shown_one_goes(
    desk: CallDesk, exchange: Phone, phone: Phone
) -> None:
    desk.popping = MINE
    phone.rings(BAKERY)
    exchange.rings(STRANGER, called_raw="22", device="22")

    desk.dismiss(shown(desk))

    assert desk.shown is None
    assert [call.number_raw for call in desk.present] == [STRANGER]


def test_what_a_colleague_calls_never_comes_up_here(desk: CallDesk, live: Live) -> None:
    desk.popping = Popping("all", "21")
    other = Phone(live, "ami:office", device="22")
    other.dials(STRANGER)
    assert desk.shown is None
    Phone(live, "ami:office", device="21").dials(BAKERY)
    assert shown(desk).number_raw == BAKERY


def test_in_the_panel_only_no_window_appears(
    desk: CallDesk, window: CompactCaller, phone: Phone
) -> None:
    desk.popping = Popping("dock", "21")
    phone.rings(BAKERY)
    assert shown(desk).number_raw == BAKERY
    assert not window.isVisible()
    window.toggle()
    assert window.isVisible(), "unless somebody asks for it"


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_desk_that_only_reads_of_it_knows_where_it_rings(
    desk: CallDesk, at_desk: AtDesk, live: Live, qtbot: QtBot, engine: str
) -> None:
    desk.popping = MINE
    for number, name, device in ((STRANGER, "1", "22"), (BAKERY, "2", "21")):
        event = calls.CallEvent(
            "ami:office", name, Kind.RINGING, ago(1), number_raw=number, device=device
        )
        at_desk(calls.report, event)
        live.hear("call")  # as the server's news does

    qtbot.waitUntil(lambda: len(desk.present) == 2)
    assert shown(desk).number.e164 == "+31334612045"
    assert Call.select().count() == 2
